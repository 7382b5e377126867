import { describe, expect, test } from 'vitest';
import { contentWith, parts } from '../../tests/support/content.ts';
import { at } from '../../tests/support/records.ts';
import { timedRules } from './timedRules.ts';

const rule = { when: { fact: 'open', is: true }, text: 'Everything counts double.' };
const rules = [
	{ ...rule, id: 'usual' },
	{ ...rule, id: 'since-then', from: '2026-03-01T00:00:00Z' },
	{
		...rule,
		id: 'launch',
		from: '2026-03-02T09:00:00Z',
		until: '2026-03-02T18:00:00Z',
		'at-least': 'sev1',
		'until-proven-otherwise': true,
		notify: [{ who: 'Sales' }],
		do: 'Stop sending mails.',
	},
];

const shown = (now: string) =>
	timedRules({
		...contentWith({ severity: { ...parts.severity, rules } }),
		now: at(now),
	});

describe('timedRules', () => {
	test('announces a rule in force with what it brings and until when', () => {
		expect(shown('2026-03-02T09:00:00Z')).toMatchObject([
			{
				id: 'launch',
				text: 'Everything counts double.',
				level: 'At least SEV1, until proven otherwise.',
				also: ['Tell Sales.', 'Stop sending mails.'],
				until: { instant: at('2026-03-02T18:00:00Z'), text: '2 March 2026, 18:00 UTC' },
				from: at('2026-03-02T09:00:00Z'),
				inForce: true,
			},
		]);
	});

	test('hands a rule that begins later to browsers, too', () => {
		expect(shown('2026-03-02T08:59:59Z')).toMatchObject([{ id: 'launch', inForce: false }]);
	});

	test('leaves out what is over, and what holds for good once it began', () => {
		expect(shown('2026-03-02T18:00:00Z')).toEqual([]);
	});
});
