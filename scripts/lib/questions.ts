/** Questions at a terminal, for whoever has no flags at hand. */
import type { Call } from './command.ts';
import { requireFlags, textOf } from './command.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
import { refuseControlCharacters } from './plainText.ts';

/**
 * Texts that an action cannot go on without: as given, else asked for, else all that are missing in one error.
 *
 * @param questions by flag, what to ask for it
 * @param asIs flags that were looked at before, with what is known of them
 */
export async function needTexts<K extends string>(
	call: Pick<Call, 'given' | 'interactive'>,
	questions: Readonly<Record<K, string>>,
	asIs: Readonly<Partial<Record<string, string>>> = {},
): Promise<Record<K, string>> {
	const flags = Object.keys(questions) as K[];
	const answers: Partial<Record<K, string>> = {};
	for (const flag of flags) answers[flag] = asIs[flag] ?? (await textOf(call.given, flag));
	const missing = flags.filter((flag) => !answers[flag]?.trim());
	if (!call.interactive) requireFlags(missing);
	for (const flag of missing) answers[flag] = await askText(questions[flag]);
	return answers as Record<K, string>;
}

/** One text, asked for at a terminal. */
export async function askText(message: string): Promise<string> {
	const { text } = await import('@clack/prompts');
	const said = answered(
		await text({
			message,
			validate: (value) => (value?.trim() ? undefined : 'Write a sentence, or end with Ctrl-C.'),
		}),
	);
	refuseControlCharacters(said, 'The answer');
	return said;
}

/** An answer, unless the person called it off. */
export function answered<T>(value: T): Exclude<T, symbol> {
	// Ctrl-C answers with a symbol.
	if (typeof value === 'symbol')
		throw new CommandError(exitCodes.cancelled, 'Called off. Nothing was written.');
	return value as Exclude<T, symbol>;
}
