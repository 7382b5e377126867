import { describe, expect, test } from 'vitest';
import { shellCommands } from './shellWords.ts';

const words = (text: string) =>
	shellCommands(text).map((command) =>
		command.words.map(({ text: word, plain }) => (plain ? word : `~${word}`)),
	);

describe('the commands of a shell text', () => {
	test.each([
		['a b; c | d && e\nf', [['a', 'b'], ['c'], ['d'], ['e'], ['f']]],
		['a \'b c\' "d e"f', [['a', 'b c', 'd ef']]],
		['a \\\n  b', [['a', 'b']]],
		['a "$B" $C d*', [['a', '~$B', '~$C', '~d*']]],
		['a "$(b "c; d")" e', [['a', '~$(b "c; d")', 'e']]],
		['a # b; c\nd x#y', [['a'], ['d', 'x#y']]],
		['a <<END\nb c\nEND\nd', [['a'], ['d']]],
		["a <<'END'\nit's\nEND\nd", [['a'], ['d']]],
		['a <<<b 2>&1 c', [['a', 'c']]],
		['(a; b)', [['a'], ['b']]],
	])('are words: %s', (text, expected) => {
		expect(words(text)).toEqual(expected);
	});

	test('keep the files they read and write, and their lines', () => {
		expect(shellCommands('a\n\nb <in/c.sql >out/d 2>e')).toMatchObject([
			{ line: 1 },
			{
				line: 3,
				words: [{ text: 'b' }],
				inputs: [{ text: 'in/c.sql' }],
				outputs: [{ text: 'out/d' }, { text: 'e' }],
			},
		]);
	});
});
