import { expect, test } from 'vitest';
import { CommandError } from './exitCodes.ts';
import { plainFlags } from './plainFlags.ts';

const flags = {
	json: { type: 'boolean' as const, default: false },
	alerts: { type: 'string' as const, multiple: true, default: [] },
};
const ask = (...words: string[]) => plainFlags('check', { flags, words });
const refused = (...words: string[]) => {
	try {
		return ask(...words);
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		return [error.exitCode, error.message, error.hint];
	}
};

test('flags are read, each with its type, and the words between them', () => {
	expect(ask('--json', '--alerts', 'a.yml', 'b.yml')).toEqual({
		values: { json: true, alerts: ['a.yml'] },
		positionals: ['b.yml'],
		help: false,
	});
});

test('help is asked for, whatever else is written', () => {
	expect(ask('--help').help).toBe(true);
	expect(ask('--nonsense', '-h').help).toBe(true);
});

test('a flag that nobody knows is refused, with the nearest', () => {
	expect(refused('--jsno')).toEqual([64, 'There is no flag `--jsno`.', 'Did you mean `--json`?']);
	expect(refused('--alerts')).toEqual([
		64,
		expect.stringContaining('--alerts') as string,
		'See npm run check -- --help.',
	]);
});
