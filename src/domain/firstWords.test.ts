import { expect, test } from 'vitest';
import { entryLine, firstWords } from './firstWords.ts';

test('the first sentence is enough where it is short', () => {
	expect(firstWords('All card payments go to Tidepay. Kwame tells support.')).toBe(
		'All card payments go to Tidepay',
	);
	expect(firstWords('Is it the pool? Nobody knows.')).toBe('Is it the pool?');
});

test('a long sentence ends where a word ends, and says that it goes on', () => {
	const long =
		'Every second payment waits for a connection that the pool does not give back before the timeout of the gateway';
	const words = firstWords(long);
	expect(words).toBe(
		'Every second payment waits for a connection that the pool does not give back…',
	);
	expect(words.length).toBeLessThanOrEqual(81);
});

test('marks are left out, and lines are one', () => {
	expect(firstWords('**Look at** `pg_stat_activity`,\nthen at [the pool](https://a.example)')).toBe(
		'Look at pg_stat_activity, then at the pool (https://a.example)',
	);
});

test('of several paragraphs and of a list the first counts', () => {
	expect(firstWords('Payments wait\n\nNobody was told')).toBe('Payments wait');
	expect(firstWords('- the pool\n- the gateway')).toBe('the pool');
});

test('a text without blanks is cut, and never within a character', () => {
	expect(firstWords('x'.repeat(200))).toBe(`${'x'.repeat(80)}…`);
	expect(firstWords(`${'x'.repeat(79)}🛒🛒`)).toBe(`${'x'.repeat(79)}…`);
});

test('an entry is named with its first words, which follow a reason as a sentence', () => {
	expect(entryLine('Decided', 'All card payments go to Tidepay')).toBe(
		'Decided: All card payments go to Tidepay',
	);
	expect(entryLine('Escalated to payments: nobody answers', 'Called twice')).toBe(
		'Escalated to payments: nobody answers. Called twice',
	);
	expect(entryLine('Took it', '')).toBe('Took it');
	expect(entryLine(`Triage: who: ${'buyers '.repeat(20)}`, 'More.')).toMatch(/^.{70,80}…$/);
});
