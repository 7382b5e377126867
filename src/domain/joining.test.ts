import { describe, expect, test } from 'vitest';
import { note, recordOf } from '../../tests/support/records.ts';
import { attemptsOf, duplicatesOf, joinedTimeline, missingRoles, suspicionsOf } from './joining.ts';
import { foldResponse, joinDuplicateResponses } from './response.ts';

const t = (time: string) => `2026-03-02T${time}:00Z`;

describe('suspicions', () => {
	const settled = foldResponse(
		recordOf({
			notes: [
				note('hypaaa', { at: t('09:00'), kind: 'hypothesis', state: 'open', body: 'The pool.' }),
				note('hypbbb', { at: t('09:05'), kind: 'hypothesis', state: 'open', body: 'The network.' }),
				note('hypccc', {
					at: t('09:10'),
					kind: 'hypothesis',
					state: 'ruled-out',
					of: 'hypbbb',
					body: 'Pings are fine.',
				}),
				note('hypddd', { at: t('09:12'), kind: 'hypothesis', state: 'confirmed', body: 'A leak.' }),
			],
		}),
	);

	test('are shown once each, with what became of them', () => {
		expect(
			suspicionsOf(settled).map(({ text, state, settled: end }) => [text, state, end?.text]),
		).toEqual([
			['The pool.', 'open', undefined],
			['The network.', 'ruled-out', 'Pings are fine.'],
			['A leak.', 'confirmed', undefined],
		]);
	});

	test('are open again when somebody says so', () => {
		const again = foldResponse(
			recordOf({
				notes: [
					...[
						['hypaaa', '09:00', 'open', undefined],
						['hypbbb', '09:05', 'ruled-out', 'hypaaa'],
						['hypccc', '09:10', 'open', 'hypaaa'],
					].map(([op = '', time = '', state, of]) =>
						note(op, {
							at: t(time),
							kind: 'hypothesis',
							state: state as 'open',
							body: 'The pool.',
							...(of !== undefined && { of }),
						}),
					),
				],
			}),
		);
		expect(suspicionsOf(again)).toMatchObject([{ state: 'open', settled: undefined }]);
	});
});

test('what was tried stands in the order in which it was done', () => {
	const response = foldResponse(
		recordOf({
			notes: [
				note('cmdaaa', { at: t('09:20'), kind: 'command', command: 'uptime' }),
				note('mitaaa', {
					at: t('09:30'),
					since: t('09:10'),
					kind: 'mitigation',
					mitigation: 'restart',
					result: 'failed',
				}),
				note('obsaaa', { at: t('09:31'), kind: 'observation', body: 'Nothing changed.' }),
			],
		}),
	);
	expect(attemptsOf(response).map(({ op }) => op)).toEqual(['mitaaa', 'cmdaaa']);
});

test('what was written in a duplicate is told in one order with the rest, and marked', () => {
	const main = recordOf({
		notes: [
			note('obsaaa', { at: t('09:00'), kind: 'observation', body: 'One.' }),
			note('obsccc', { at: t('09:20'), kind: 'observation', body: 'Three.' }),
		],
	});
	const other = recordOf({
		id: '2026-03-02-m2w7',
		path: 'incidents/2026/2026-03-02-m2w7',
		notes: [
			note('obsbbb', { at: t('09:10'), kind: 'observation', body: 'Two.' }),
			note('dupaaa', { at: t('09:15'), kind: 'duplicate', of: main.id }),
		],
	});
	const all = joinDuplicateResponses([foldResponse(main), foldResponse(other)]);
	const [first, second] = all;
	if (!first || !second) throw new Error('Two incidents are needed.');
	expect(joinedTimeline(first, all).map(({ op, from }) => [op, from])).toEqual([
		['obsaaa', undefined],
		['obsbbb', other.id],
		['dupaaa', other.id],
		['obsccc', undefined],
	]);
	expect(duplicatesOf(second, all)).toEqual([]);
});

test('roles that the level asks for and nobody has are missing', () => {
	const roles = [{ role: 'ic', person: 'ana', since: 0 }];
	expect(missingRoles({ roles }, ['ic', 'scribe'])).toEqual(['scribe']);
});
