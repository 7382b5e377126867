/**
 * iCalendar as text (RFC 5545), for both sites and for browsers. Own code, because the libraries that write it each
 * break a rule that is kept here: names or addresses with a comma or semicolon are escaped wrongly, or folded lines
 * are an octet too long.
 */

/** A value with its type: what is escaped, and how, depends on it. */
export type Value = { text: string } | { uri: string } | { instant: number } | { plain: string };

/** A line of a calendar, or a part of it that has lines of its own. */
export type Line =
	| { name: string; parameters?: string; value: Value }
	| { component: string; lines: readonly Line[] };

/** Longest line in octets, without its end (RFC 5545, 3.1). */
const longest = 75;

/** A calendar as text: folded, with the line ends that the format wants. */
export function printCalendar(lines: readonly Line[]): string {
	return printComponent('VCALENDAR', lines);
}

function printComponent(name: string, lines: readonly Line[]): string {
	const inner = lines.map((line) =>
		'component' in line
			? printComponent(line.component, line.lines)
			: fold(`${line.name}${line.parameters ?? ''}:${printValue(line.value)}`),
	);
	return `BEGIN:${name}\r\n${inner.join('')}END:${name}\r\n`;
}

function printValue(value: Value): string {
	if ('text' in value) return escapeText(value.text);
	if ('instant' in value) {
		return new Date(value.instant).toISOString().replaceAll(/[-:]|\.\d+/g, '');
	}
	// An address has no line ends once it is one, and is not escaped.
	return 'uri' in value ? new URL(value.uri).href : value.plain;
}

/** Control characters have no place in a calendar (RFC 5545, 3.1); a tab is the one that has. */
function escapeText(text: string): string {
	return text
		.toWellFormed()
		.replaceAll(/\r\n?/g, '\n')
		.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
		.replaceAll(/[\\;,]/g, '\\$&')
		.replaceAll('\n', '\\n');
}

const encoder = new TextEncoder();
const octetsOf = (character: string) => encoder.encode(character).length;

/** Folds a line, never within a character. What goes on begins with a space, which counts. */
function fold(line: string): string {
	let folded = '';
	let octets = 0;
	for (const character of line) {
		const size = octetsOf(character);
		if (octets + size > longest) {
			folded += '\r\n ';
			octets = 1;
		}
		folded += character;
		octets += size;
	}
	return `${folded}\r\n`;
}
