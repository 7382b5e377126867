/** Flags of scripts that are no commands with actions. */
import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import { didYouMean } from '../../src/domain/suggest.ts';
import { CommandError, exitCodes } from './exitCodes.ts';

type Flags = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Flags> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>;

/**
 * The flags of a script, and whether it was asked what it does.
 *
 * @throws {CommandError} if a flag is not known, or is without its text
 */
export function plainFlags<T extends Flags>(
	name: string,
	{ flags, words = process.argv.slice(2) }: { flags: T; words?: readonly string[] },
): Pick<Parsed<T>, 'values' | 'positionals'> & { help: boolean } {
	const help = words.some((word) => word === '--help' || word === '-h');
	try {
		const { values, positionals } = parseArgs({
			args: help ? [] : [...words],
			options: flags,
			allowPositionals: true,
		});
		return { values, positionals, help };
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
		const unknown = /Unknown option '--?([^']+)'/.exec(message)?.[1];
		const where = `npm run ${name} -- --help`;
		if (unknown === undefined) {
			const said = message.split('. ')[0] ?? message;
			throw new CommandError(exitCodes.usage, said, `See ${where}.`);
		}
		throw new CommandError(
			exitCodes.usage,
			`There is no flag \`--${unknown}\`.`,
			didYouMean(
				`--${unknown}`,
				Object.keys(flags).map((flag) => `--${flag}`),
				where,
			),
		);
	}
}

/** The same for a script: prints its help, or what is wrong, and ends. */
export function flagsOrEnd<T extends Flags>(
	name: string,
	flags: T,
	help: readonly string[],
): Pick<Parsed<T>, 'values' | 'positionals'> {
	try {
		const found = plainFlags(name, { flags });
		if (!found.help) return found;
		console.log(help.join('\n'));
		process.exit(exitCodes.done);
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		console.error([error.message, error.hint].join('\n'));
		process.exit(error.exitCode);
	}
}
