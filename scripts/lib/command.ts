/** What every command shares: flags, help, questions at a terminal, output for people and for programs. */
import { parseArgs, styleText } from 'node:util';
import { didYouMean } from '../../src/domain/suggest.ts';
import { deliveryFlags } from './deliveryFlags.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
import { refuseControlCharacters } from './plainText.ts';
import { randomName } from './random.ts';

/** One flag of a command. */
export interface Flag {
	type: 'text' | 'yes';
	/** What it is, in one line. */
	about: string;
	/** What stands behind it in the help, e.g. `<id>=<condition>`. */
	value?: string;
	/** It can be given several times. */
	many?: boolean;
}

/** The flags a person gave, by name. */
export type Given = Readonly<Record<string, string | boolean | string[] | undefined>>;

/** One action of a command, e.g. `open`. */
export interface Action {
	about: string;
	/** Names of arguments without a flag; one that ends in `?` may be left out, one in `…` be given several times. */
	arguments?: readonly string[];
	flags: Readonly<Record<string, Flag>>;
	/** An example, as it is typed. */
	example: string;
	/** It writes nothing: flags about writing make no sense. */
	reads?: boolean;
	/** It takes in more than its words, e.g. standard input or a file: the same words can mean something else. */
	takesMore?: boolean | ((given: Given) => boolean);
	run: (call: Call) => Promise<Outcome>;
}

/** How an action was called. */
export interface Call {
	/** Command and action, e.g. `incident open`. */
	name?: string;
	given: Given;
	positionals: readonly string[];
	dryRun: boolean;
	/** Questions may be asked: a person is at a terminal and wants no JSON. */
	interactive: boolean;
	/** The six characters given with `--op`: the operation is this one, however often it is run. */
	op?: string | undefined;
}

/** What an action tells. */
export interface Outcome {
	/** Sentences for people. */
	lines: readonly string[];
	/** The same for programs; printed with `--json`. */
	data: Readonly<Record<string, unknown>>;
	exitCode?: number;
}

const writing: Record<string, Flag> = {
	'dry-run': { type: 'yes', about: 'Print what would be written, and write nothing.' },
	...deliveryFlags,
	op: {
		type: 'text',
		value: '<six characters>',
		about: 'Name of this operation, for programs: run twice with the same, it happens once.',
	},
};

const common: Record<string, Flag> = {
	json: { type: 'yes', about: 'Print one JSON object for programs.' },
	'no-input': { type: 'yes', about: 'Ask nothing; a missing answer is an error.' },
	help: { type: 'yes', about: 'Print this help.' },
};

const flagsOf = ({ flags, reads = false }: Action): Record<string, Flag> => ({
	...flags,
	...(reads ? {} : writing),
	...common,
});

/** Runs a command with its actions and sets the exit code. */
export async function runCommand(
	name: string,
	about: string,
	actions: Readonly<Record<string, Action>>,
	words: readonly string[] = process.argv.slice(2),
): Promise<void> {
	const json = words.includes('--json');
	try {
		const outcome = await callCommand(name, about, actions, words);
		if (json) console.log(JSON.stringify(outcome.data, undefined, '\t'));
		else for (const line of outcome.lines) console.log(line);
		process.exitCode = outcome.exitCode ?? exitCodes.done;
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		process.exitCode = error.exitCode;
		if (json) {
			console.log(
				JSON.stringify(
					{ status: 'error', message: error.message, hint: error.hint, draft: error.draft },
					undefined,
					'\t',
				),
			);
		} else {
			console.error(styleText('red', error.message, { stream: process.stderr }));
			if (error.hint !== undefined) console.error(error.hint);
		}
	}
}

/**
 * Does what the words ask for, and returns what there is to say.
 * @throws {CommandError} if it cannot be done
 */
export async function callCommand(
	name: string,
	about: string,
	actions: Readonly<Record<string, Action>>,
	words: readonly string[],
): Promise<Outcome> {
	const [chosen, ...rest] = words;
	const help = () => commandHelp(name, about, actions);
	if (chosen === undefined) {
		throw new CommandError(
			exitCodes.usage,
			`\`npm run ${name}\` needs to know what to do.`,
			help().join('\n'),
		);
	}
	if (chosen === '--help' || chosen === 'help') {
		return { lines: help(), data: { actions: Object.keys(actions) } };
	}
	const action = Object.hasOwn(actions, chosen) ? actions[chosen] : undefined;
	if (!action) {
		throw new CommandError(
			exitCodes.usage,
			`There is no \`${name} ${chosen}\`.`,
			didYouMean(chosen, Object.keys(actions), `npm run ${name} -- --help`),
		);
	}
	const { values, positionals } = parse(name, chosen, action, rest);
	if (values['help'] === true) return { lines: actionHelp(name, chosen, action), data: {} };
	return runAction(action, {
		name: `${name} ${chosen}`,
		given: values,
		positionals,
		dryRun: values['dry-run'] === true,
		interactive: mayAsk(values),
		op: operation(values['op']),
	});
}

/**
 * Runs an action. What it did before can be the reason why it is refused now: then it was done before, and where that
 * has not arrived yet, it goes on.
 */
export async function runAction(
	action: Pick<Action, 'run' | 'reads' | 'takesMore'>,
	call: Call,
): Promise<Outcome> {
	try {
		return await action.run(call);
	} catch (error) {
		const refused = error instanceof CommandError && error.exitCode === exitCodes.invalid;
		if (!refused || error.draft !== undefined) throw error;
		if (action.reads === true || call.dryRun || call.given['again'] === true) throw error;
		if (takesMore(action, call.given)) throw error;
		const { doneBefore } = await import('./doneBefore.ts');
		const before = await doneBefore(call);
		if (before) return before;
		throw error;
	}
}

/** Whether the same words can come with another text. */
export function takesMore(action: Pick<Action, 'takesMore'>, given: Given): boolean {
	const { takesMore: more = false } = action;
	return Object.values(given).includes('-') || (typeof more === 'function' ? more(given) : more);
}

function operation(op: Given[string]): string | undefined {
	if (typeof op !== 'string') return undefined;
	if (/^[a-z0-9]{6}$/.test(op)) return op;
	throw new CommandError(
		exitCodes.usage,
		`\`${op}\` cannot name an operation.`,
		'Write six lower case letters or digits, or leave --op out.',
	);
}

function parse(name: string, chosen: string, action: Action, words: readonly string[]) {
	const flags = flagsOf(action);
	const options = Object.fromEntries(
		Object.entries(flags).map(([flag, { type, many = false }]) => [
			flag,
			{ type: type === 'yes' ? ('boolean' as const) : ('string' as const), multiple: many },
		]),
	);
	try {
		const { values, positionals } = parseArgs({
			args: [...words],
			options,
			allowPositionals: true,
		});
		const spare = positionals[action.arguments?.length ?? 0];
		if (spare !== undefined && action.arguments?.at(-1)?.endsWith('…') !== true) {
			throw new CommandError(
				exitCodes.usage,
				`\`${spare}\` is one word too many.`,
				'Put texts with spaces between quotes.',
			);
		}
		for (const [index, word] of positionals.entries()) {
			const argument = action.arguments?.[index] ?? action.arguments?.at(-1) ?? '';
			refuseControlCharacters(word, `<${nameOf(argument)}>`);
		}
		return { values: plainValues(values as Given), positionals };
	} catch (error) {
		if (error instanceof CommandError) throw error;
		const { code, message } = error as NodeJS.ErrnoException;
		if (code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
		const unknown = /Unknown option '--?([^']+)'/.exec(message)?.[1];
		throw new CommandError(
			exitCodes.usage,
			unknown === undefined
				? (message.split('. ')[0] ?? message)
				: `There is no flag \`--${unknown}\`.`,
			unknown === undefined
				? `See npm run ${name} -- ${chosen} --help.`
				: didYouMean(unknown, Object.keys(flags), `npm run ${name} -- ${chosen} --help`),
		);
	}
}

/** The given texts with plain line ends, none of them with a character that nobody sees. */
function plainValues(values: Given): Given {
	const plain = (text: string, flag: string) => {
		const lines = text.replaceAll('\r\n', '\n');
		refuseControlCharacters(lines, `--${flag}`);
		return lines;
	};
	return Object.fromEntries(
		Object.entries(values).map(([flag, value]) => {
			if (typeof value === 'string') return [flag, plain(value, flag)];
			if (Array.isArray(value)) return [flag, value.map((item) => plain(item, flag))];
			return [flag, value];
		}),
	) as Given;
}

const nameOf = (argument: string) => argument.replace(/[?…]$/, '');

/** Questions only where somebody can answer them. */
function mayAsk(values: Given): boolean {
	const automatic = ['CI', 'GITHUB_ACTIONS'].some(
		(key) => !['', '0', 'false', undefined].includes(process.env[key]),
	);
	return (
		[process.stdin, process.stdout].every(({ isTTY }) => isTTY) &&
		!automatic &&
		values['json'] !== true &&
		values['no-input'] !== true
	);
}

function commandHelp(
	name: string,
	about: string,
	actions: Readonly<Record<string, Action>>,
): string[] {
	const width = Math.max(...Object.keys(actions).map((key) => key.length));
	return [
		about,
		'',
		...Object.entries(actions).map(([key, action]) => `  ${key.padEnd(width)}  ${action.about}`),
		'',
		`npm run ${name} -- <action> --help tells more.`,
	];
}

function actionHelp(name: string, chosen: string, action: Action): string[] {
	const words = (action.arguments ?? [])
		.map((argument) => {
			if (argument.endsWith('?')) return ` [<${nameOf(argument)}>]`;
			return argument.endsWith('…') ? ` <${nameOf(argument)}> …` : ` <${argument}>`;
		})
		.join('');
	const flags = Object.entries(flagsOf(action)).map(([flag, { value, type, about, many }]) => ({
		left: `--${flag}${type === 'yes' ? '' : ` ${value ?? '<text>'}`}`,
		right: about + (many === true ? ' Can be given several times.' : ''),
	}));
	const width = Math.max(...flags.map(({ left }) => left.length));
	return [
		action.about,
		'',
		`  npm run ${name} -- ${chosen}${words} [flags]`,
		'',
		...flags.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}`),
		'',
		'For example:',
		`  ${action.example}`,
	];
}

/** The text of a flag; `-` reads standard input. */
export async function textOf(given: Given, flag: string): Promise<string | undefined> {
	const value = given[flag];
	if (typeof value !== 'string') return undefined;
	if (value !== '-') return value;
	const chunks: Buffer[] = [];
	for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString('utf8').replaceAll('\r\n', '\n');
	refuseControlCharacters(text, `--${flag}`);
	return text;
}

/** The text of a flag as it was typed: for names and times, where `-` means nothing. */
export const wordOf = (given: Given, flag: string): string | undefined => {
	const value = given[flag];
	return typeof value === 'string' ? value : undefined;
};

/** The texts of a flag that can be given several times. */
export const textsOf = (given: Given, flag: string): string[] => {
	const value = given[flag];
	return Array.isArray(value) ? value : [];
};

/** The operation this call is: the one given with `--op`, or a new one. */
export const opOf = ({ op }: Pick<Call, 'op'>): string => op ?? randomName(6);

/**
 * An argument without a flag.
 *
 * @param question what is missing, e.g. `Which incident?`
 * @throws {CommandError} if it was not given
 */
export function argumentOf(
	{ positionals }: Pick<Call, 'positionals'>,
	index: number,
	question: string,
	hint: string,
): string {
	const value = positionals[index];
	if (value === undefined || value.trim() === '') {
		throw new CommandError(exitCodes.usage, question, hint);
	}
	return value;
}

/** All answers that are missing, in one error. */
export function requireFlags(missing: readonly string[]): void {
	if (missing.length === 0) return;
	const one = missing.length === 1;
	throw new CommandError(
		exitCodes.usage,
		`${missing.map((flag) => `--${flag}`).join(', ')} ${one ? 'is' : 'are'} missing.`,
		`Add ${one ? 'it' : 'them'}, or run this at a terminal to be asked.`,
	);
}
