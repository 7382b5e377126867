import { describe, expect, test } from 'vitest';
import type { NoteOf } from '../schemas/note.ts';
import { noteSchema } from '../schemas/note.ts';
import type { Remembered } from './runbookMemory.ts';
import { documentsAbout, mitigationWords, rememberRunbook } from './runbookMemory.ts';

const note = <K extends NoteOf<'cause' | 'mitigation' | 'runbook-used'>['kind']>(
	kind: K,
	day: number,
	fields: object,
) =>
	noteSchema.parse({
		kind,
		at: `2026-03-${String(day).padStart(2, '0')}T09:00:00Z`,
		by: 'ana',
		...fields,
	}) as NoteOf<K>;

/** An incident on a day of March in which the runbook was used. */
function incident(day: number, used: object, more: Partial<Remembered> = {}): Remembered {
	return {
		id: `inc-${day}`,
		runbooks: [note('runbook-used', day, { runbook: 'db', result: 'helped', ...used })],
		cause: undefined,
		mitigations: [],
		duplicateOf: undefined,
		...more,
	};
}

describe('what the trouble turned out to be', () => {
	test('is counted by cause, in the words of the latest incident', () => {
		const leak = (day: number) => ({ cause: note('cause', day, { cause: 'connection-leak' }) });
		const { outcomes } = rememberRunbook('db', [
			incident(1, { outcome: 'Pool exhausted' }, leak(1)),
			incident(3, { outcome: 'The worker leaks' }, leak(3)),
			incident(2, { outcome: 'Tidepay was down' }),
			incident(4, {}, leak(4)),
		]);
		expect(outcomes).toEqual([
			{ what: 'connection leak', incidents: ['inc-4', 'inc-3', 'inc-1'] },
			{ what: 'Tidepay was down', incidents: ['inc-2'] },
		]);
	});

	test('counts no duplicate, no other runbook, and none that was missing', () => {
		const { outcomes } = rememberRunbook('db', [
			incident(1, { outcome: 'A' }, { duplicateOf: 'inc-2' }),
			incident(2, { outcome: 'B', runbook: 'other' }),
			incident(3, { outcome: 'C', result: 'missing' }),
		]);
		expect(outcomes).toEqual([]);
	});
});

test('what was tried says how often it worked and failed', () => {
	const tried = (day: number, ...results: string[]) => ({
		mitigations: results.map((result) =>
			note('mitigation', day, { mitigation: 'restart', result }),
		),
	});
	const { mitigations } = rememberRunbook('db', [
		incident(1, {}, tried(1, 'failed', 'unknown')),
		incident(2, {}, tried(2, 'failed', 'worked')),
	]);
	expect(mitigations.map(mitigationWords)).toEqual(['restart worked once, failed twice']);
});

test('what has no name is said in the first words of its note', () => {
	const tried = (body: string | undefined) => ({
		mitigations: [
			note('mitigation', 1, { mitigation: 'other', result: 'failed', ...(body && { body }) }),
		],
	});
	const words = (body?: string) =>
		rememberRunbook('db', [incident(1, {}, tried(body))]).mitigations.map(mitigationWords);
	expect(words('Ended the *idle* sessions of `worker`. They\nfilled up again.')).toEqual([
		'“Ended the idle sessions of worker” failed once',
	]);
	expect(words('Set v1.2 back')).toEqual(['“Set v1.2 back” failed once']);
	expect(words(`${'long '.repeat(30)}.`)).toEqual([`“${'long '.repeat(16).trim()}…” failed once`]);
	expect(words()).toEqual(['other failed once']);
});

test('documents about it are those that changed it, and those of incidents that used it', () => {
	const document = (day: number, ...runbookChanges: string[]) => ({
		incident: `inc-${day}`,
		runbookChanges,
	});
	const documents = [document(1), document(2, 'db'), document(3), document(4, 'web')];
	const incidents = [incident(1, {}), incident(3, { result: 'missing' }), incident(5, {})];
	expect(documentsAbout('db', documents, incidents).map(({ incident: id }) => id)).toEqual([
		'inc-1',
		'inc-2',
	]);
});

describe('whether it can be trusted', () => {
	test('is said by the newest incident in which it helped', () => {
		const memory = rememberRunbook('db', [
			incident(1, { result: 'fixed' }),
			incident(5, { result: 'helped', step: 'ask' }),
			incident(3, { result: 'wrong' }),
		]);
		expect(memory.worked?.incident).toBe('inc-5');
		expect(memory.steps).toEqual({ ask: ['inc-5'] });
		expect(memory.doubted).toBeUndefined();
	});

	test('is in doubt after an incident that found it wrong', () => {
		const memory = rememberRunbook('db', [incident(1, {}), incident(3, { result: 'outdated' })]);
		expect(memory.doubted).toMatchObject({ incident: 'inc-3', result: 'outdated' });
	});
});
