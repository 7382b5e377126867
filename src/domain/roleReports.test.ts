import { describe, expect, test } from 'vitest';
import { at, note, recordOf } from '../../tests/support/records.ts';
import { nextReport } from './roleReports.ts';
import { foldResponse } from './response.ts';

const t = (time: string) => `2026-03-02T${time}:00Z`;
const sre = { id: 'sre', reports: { every: 5 * 60_000, to: 'ic' } };
const taken = note('rolaaa', {
	at: t('09:00'),
	by: 'ic',
	kind: 'role',
	role: 'sre',
	person: 'ana',
});
const saw = (op: string, time: string, by: string) =>
	note(op, { at: t(time), by, kind: 'observation', body: 'Connections fall.' });

describe('the next report of a role', () => {
	test('is due its own time after the role was taken', () => {
		const response = foldResponse(recordOf({ notes: [taken] }));
		expect(nextReport(sre, response)).toBe(at(t('09:05')));
	});

	test('is counted anew from whatever its holder writes down, and from nobody else', () => {
		const response = foldResponse(
			recordOf({
				notes: [
					saw('sawaaa', '08:58', 'ana'),
					taken,
					saw('sawbbb', '09:04', 'ana'),
					saw('sawccc', '09:06', 'ben'),
				],
			}),
		);
		expect(nextReport(sre, response)).toBe(at(t('09:09')));
	});

	test('is never due while nobody has it, of a role that reports to nobody, or when it is over', () => {
		const response = foldResponse(recordOf({ notes: [taken] }));
		expect(nextReport({ ...sre, id: 'ops' }, response)).toBeUndefined();
		expect(nextReport({ id: 'sre', reports: undefined }, response)).toBeUndefined();
		expect(nextReport(sre, { ...response, open: false })).toBeUndefined();
	});
});
