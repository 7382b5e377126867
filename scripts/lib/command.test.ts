import { describe, expect, test } from 'vitest';
import type { Action, Call } from './command.ts';
import { argumentOf, callCommand, opOf, requireFlags } from './command.ts';
import { CommandError } from './exitCodes.ts';

const calls: Call[] = [];
const actions: Record<string, Action> = {
	say: {
		about: 'Say something.',
		arguments: ['whom', 'how?'],
		flags: {
			message: { type: 'text', about: 'The words.' },
			to: { type: 'text', about: 'Whom else.', many: true },
		},
		example: 'npm run talk -- say ana --message "Hello"',
		run: (call) => {
			calls.push(call);
			return Promise.resolve({ lines: [], data: {} });
		},
	},
	look: {
		about: 'Look.',
		arguments: ['place…'],
		flags: {},
		reads: true,
		example: 'npm run talk -- look',
		run: ({ positionals }) => Promise.resolve({ lines: [...positionals], data: {} }),
	},
};

const call = async (...words: string[]) => {
	await callCommand('talk', 'Talks.', actions, words);
	return calls.at(-1);
};
const refusal = async (...words: string[]) => {
	const error: unknown = await call(...words).catch((reason: unknown) => reason);
	if (!(error instanceof CommandError)) throw new Error('It was not refused.');
	return [error.exitCode, error.message, error.hint];
};

describe('callCommand', () => {
	test('prints help for the command and for each action', async () => {
		const help = async (...words: string[]) =>
			(await callCommand('talk', 'Talks.', actions, words)).lines.join('\n');
		expect(await help('help')).toBe(await help('--help'));
		expect(await help('--help')).toMatchInlineSnapshot(`
			"Talks.

			  say   Say something.
			  look  Look.

			npm run talk -- <action> --help tells more."
		`);
		expect(await help('say', '--help')).toContain('npm run talk -- say <whom> [<how>] [flags]');
		expect(await help('say', '--help')).toContain('--dry-run');
		expect(await help('look', '--help')).not.toContain('--dry-run');
		expect(await help('look', '--help')).toContain('npm run talk -- look <place> … [flags]');
	});

	test('is no success without a word: a variable may be empty where a script calls it', async () => {
		const { lines } = await callCommand('talk', 'Talks.', actions, ['--help']);
		expect(await refusal()).toEqual([
			...[64, '`npm run talk` needs to know what to do.', lines.join('\n')],
		]);
	});

	test.each([
		[['sya'], [64, 'There is no `talk sya`.', 'Did you mean `say`?']],
		[
			['say', 'a', 'b', 'c'],
			[64, '`c` is one word too many.', 'Put texts with spaces between quotes.'],
		],
		[
			['say', '--mesage', 'x'],
			[64, 'There is no flag `--mesage`.', 'Did you mean `message`?'],
		],
		[
			['say', '--op', 'no'],
			[
				64,
				'`no` cannot name an operation.',
				'Write six lower case letters or digits, or leave --op out.',
			],
		],
	])('refuses %j', async (words, expected) => {
		expect(await refusal(...words)).toEqual(expected);
	});

	test.each([
		[['say', 'an\u0007a'], '<whom> has a control character in it: U+0007 (bell), character 3.'],
		[
			['say', 'ana', 'loud\u0000'],
			'<how> has a control character in it: U+0000 (null), character 5.',
		],
		[
			['say', '--message', 'One\ntwo \u001b[31mred'],
			'--message has a control character in it: U+001B (escape), line 2, character 5.',
		],
		[
			['say', '--to', 'bo', '--to', '\u202eana'],
			'--to has a control character in it: U+202E (right-to-left override), character 1.',
		],
		[
			['say', '--message', 'a\rb'],
			'--message has a control character in it: U+000D (carriage return), character 2.',
		],
	])('refuses a character that nobody sees, and says where: %j', async (words, message) => {
		expect((await refusal(...words)).slice(0, 2)).toEqual([65, message]);
	});

	test('takes as many words as there are, where there can be several', async () => {
		const { lines } = await callCommand('talk', 'Talks.', actions, ['look', 'a', 'b', 'c']);
		expect(lines).toEqual(['a', 'b', 'c']);
		expect(await refusal('look', 'a', 'b', 'c\u0007')).toContain(
			'<place> has a control character in it: U+0007 (bell), character 2.',
		);
	});

	test('takes tabs and line breaks as text, those of Windows too', async () => {
		expect((await call('say', '--message', 'One\ttwo\r\nthree'))?.given['message']).toBe(
			'One\ttwo\nthree',
		);
	});

	test('asks nothing where nobody is at a terminal', async () => {
		expect((await call('say'))?.interactive).toBe(false);
	});

	test('knows a dry run, and the operation it was given', async () => {
		expect(await call('say', '--dry-run', '--op', 'abc123')).toMatchObject({
			dryRun: true,
			op: 'abc123',
		});
	});
});

describe('opOf', () => {
	test('is the given one, or a new one each time', () => {
		expect(opOf({ op: 'abc123' })).toBe('abc123');
		expect(opOf({})).toMatch(/^[a-z0-9]{6}$/);
		expect(opOf({})).not.toBe(opOf({}));
	});
});

describe('argumentOf', () => {
	test('asks for what is missing or empty', () => {
		expect(argumentOf({ positionals: ['a', 'b'] }, 1, 'Which?', 'Say it.')).toBe('b');
		expect(() => argumentOf({ positionals: ['a'] }, 1, 'Which?', 'Say it.')).toThrow('Which?');
		expect(() => argumentOf({ positionals: [' '] }, 0, 'Which?', 'Say it.')).toThrow('Which?');
	});
});

describe('requireFlags', () => {
	const said = (...missing: string[]) => {
		try {
			requireFlags(missing);
			return undefined;
		} catch (error) {
			return error instanceof CommandError ? [error.message, error.hint] : error;
		}
	};

	test('names what is missing, one or several', () => {
		expect(said()).toBeUndefined();
		expect(said('reason')).toEqual([
			...['--reason is missing.', 'Add it, or run this at a terminal to be asked.'],
		]);
		expect(said('reason', 'message')).toEqual([
			'--reason, --message are missing.',
			'Add them, or run this at a terminal to be asked.',
		]);
	});
});
