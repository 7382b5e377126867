import { describe, expect, test } from 'vitest';
import { normalised, stem, termsOf, wordsOf } from './searchTokens.ts';

const terms = (text: string) => wordsOf(text).flatMap(termsOf);

describe('words of a text', () => {
	test('keep the signs that belong to what one searches for, and none around it', () => {
		expect(
			wordsOf('See `$NAMESPACE`, >5% and x509: pg_stat_activity.').map(({ whole }) => whole),
		).toEqual(['see', '$namespace', '>5%', 'and', 'x509', 'pg_stat_activity']);
	});

	test('take a name apart where it joins words, and keep it whole as well', () => {
		expect(terms('DatabaseConnectionsHigh')).toEqual([
			'databas',
			'connection',
			'high',
			'databaseconnectionshigh',
		]);
		expect(terms('pg_stat_activity')).toContain('pg_stat_activity');
		expect(terms('war-room')).toContain('warroom');
	});

	test('are the same with and without accents', () => {
		expect(terms('Café')).toEqual(terms('cafe'));
	});
});

describe('the stem of a word', () => {
	test.each([
		['fails', 'failing'],
		['failed', 'fail'],
		['expires', 'expiring'],
		['connections', 'connection'],
		['exhausted', 'exhaust'],
		['stopped', 'stop'],
		['certificates', 'certificate'],
	])('is the same for “%s” and “%s”', (one, other) => {
		expect(stem(one)).toBe(stem(other));
	});

	test.each(['redis', 'status', 'access', 'x509s', 'dns', 'string'])(
		'leaves “%s” as it is',
		(word) => {
			expect(stem(word)).toBe(word);
		},
	);
});

test('a text for comparing as a whole has no case, signs or double spaces', () => {
	expect(normalised('  Redis:  DOWN! ')).toBe('redis down');
});
