import { describe, expect, test } from 'vitest';
import { contentWith, parts } from '../../tests/support/content.ts';
import { at } from '../../tests/support/records.ts';
import type { HandoffLists } from './handoffChecklist.ts';
import { handoffChecklist } from './handoffChecklist.ts';

const now = at('2026-03-02T12:00:00Z');
const empty: HandoffLists = {
	'open-incidents': [],
	'alert-health': [],
	changes: [],
	notes: [],
	actions: [],
	watch: [],
	counts: [],
};
const check = (kind: 'contacts-verified' | 'alert-route-tested', subject: string, day: string) => ({
	kind,
	subject,
	at: `${day}T08:00:00Z`,
	by: 'ana',
	result: 'passed' as const,
	evidence: 'The phone rang.',
});

/** What a point that shows such data says. */
function shown(
	shows: 'contacts' | 'alert-test' | 'changes' | undefined,
	checks: Record<string, ReturnType<typeof check>> = {},
	lists: Partial<HandoffLists> = {},
) {
	const handoff = { rotation: 'primary', checklist: [{ id: 'look', text: 'Look.', shows }] };
	const people = [
		{ id: 'ana', name: 'Ana', contacts: [{ kind: 'phone' as const, value: '+44 20 7946 0101' }] },
		{ id: 'bo', name: 'Bo' },
	];
	const content = contentWith({ onCall: { ...parts.onCall, people, handoff }, checks });
	const turn = { primary: 'ana', secondary: 'bo', zone: 'Europe/Lisbon' };
	return handoffChecklist(turn, { ...empty, ...lists }, content, now);
}

describe('a point of the hand-off', () => {
	test('shows the list that it names', () => {
		expect(shown('changes', {}, { changes: ['More room for uploads'] })).toEqual([
			{ text: 'Look.', shown: ['More room for uploads'] },
		]);
	});

	test('shows nothing where it names none', () => {
		expect(shown(undefined)).toEqual([{ text: 'Look.', shown: undefined }]);
	});

	test('on contacts says how the coming turn is reached, and when somebody made sure', () => {
		const checks = {
			'checks/2026/aaaaa2.yaml': check('contacts-verified', 'ana', '2026-02-02'),
			'checks/2026/aaaaa3.yaml': check('contacts-verified', 'ana', '2026-03-02'),
			'checks/2026/aaaaa4.yaml': check('contacts-verified', 'bo', '2026-03-09'),
		};
		expect(shown('contacts', checks)[0]?.shown).toEqual([
			'Ana: +44 20 7946 0101; verified on 2 March 2026',
			'Bo: no way to reach them; never verified',
		]);
	});

	test('on the test alert says what the last one showed', () => {
		expect(shown('alert-test')[0]?.shown).toEqual(['No test is on file.']);
		const checks = {
			'checks/2026/aaaaa2.yaml': check('alert-route-tested', 'pager', '2026-03-02'),
		};
		expect(shown('alert-test', checks)[0]?.shown).toEqual([
			'pager, 2 March 2026, 08:00 UTC: passed. The phone rang.',
		]);
	});
});
