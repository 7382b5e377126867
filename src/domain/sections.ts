/** Sections of a page by their headings, as words in one line. */
import { messageToText } from './message.ts';

/** What stands below a heading of the second level, in one line; `undefined` if there is no such heading or nothing below it. */
export function sectionWords(body: string, heading: string): string | undefined {
	const lines = body.replaceAll(/\{\/\*[\s\S]*?\*\/\}/g, '').split('\n');
	const wanted = heading.toLowerCase();
	const start = lines.findIndex(
		(line) => /^##\s+(.*?)\s*$/.exec(line)?.[1]?.toLowerCase() === wanted,
	);
	if (start < 0) return undefined;
	const rest = lines.slice(start + 1);
	const end = rest.findIndex((line) => /^#{1,2}\s/.test(line));
	// Components, the marks of asides and headings further down say nothing of their own.
	const prose = (end < 0 ? rest : rest.slice(0, end)).filter(
		(line) => !/^\s*(?:<|:::|#{3,}\s)/.test(line),
	);
	const parts = messageToText(prose.join('\n'))
		.split('\n\n')
		.map((part) => part.replaceAll(/\s+/g, ' ').trim())
		.filter((part) => part !== '');
	if (parts.length === 0) return undefined;
	const isList = prose.some((line) => /^\s*(?:[-*+]|\d+[.)])\s/.test(line));
	return isList ? parts.map((part) => part.replace(/\.$/, '')).join('; ') : parts.join(' ');
}
