/** Texts without characters that nobody sees. */
import { unprintable } from '../../src/schemas/plain.ts';
import { CommandError, exitCodes } from './exitCodes.ts';

/**
 * Refuses a text with a control character in it, and says which and where. Tabs and line breaks are text.
 *
 * @param place what holds the text, e.g. `--message`
 * @throws {CommandError} if there is one
 */
export function refuseControlCharacters(text: string, place: string): void {
	const match = unprintable.exec(text);
	if (!match) return;
	const before = text.slice(0, match.index);
	const line = before.split('\n').length;
	const column = before.length - before.lastIndexOf('\n');
	const code = match[0].charCodeAt(0);
	const name = names.get(code);
	throw new CommandError(
		exitCodes.invalid,
		`${place} has a control character in it: U+${code.toString(16).toUpperCase().padStart(4, '0')}${name === undefined ? '' : ` (${name})`}, ${line > 1 ? `line ${line}, ` : ''}character ${column}.`,
		'Type that place anew instead of pasting it. Tabs and line breaks are fine.',
	);
}

/** Those that people paste without seeing them. */
const names = new Map([
	[0x00, 'null'],
	[0x07, 'bell'],
	[0x08, 'backspace'],
	[0x0b, 'vertical tab'],
	[0x0c, 'form feed'],
	[0x0d, 'carriage return'],
	[0x1b, 'escape'],
	[0x7f, 'delete'],
	[0x202a, 'left-to-right embedding'],
	[0x202b, 'right-to-left embedding'],
	[0x202c, 'pop directional formatting'],
	[0x202d, 'left-to-right override'],
	[0x202e, 'right-to-left override'],
]);
