/** Lines of logs without what changes from one time to the next. */

/** Stands for something that changes. */
export const masked = '<*>';

/**
 * What changes, the longest forms first: what is left of a masked line is the same whenever the same thing
 * goes wrong. Short bare numbers stay, because `429` and `errno 28` say what is wrong.
 */
const volatile: readonly RegExp[] = [
	// 2026-03-01T09:15:00.123Z, 2026/03/01 09:15:00,123 +0100
	/\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?(?: ?(?:Z|UTC|[A-Z]{3,4}\b|[+-]\d{2}:?\d{2}))?/g,
	// 01/Mar/2026:09:15:00 +0000
	/\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2}(?: [+-]\d{4})?/g,
	// Mar  1 09:15:00, Sun Mar 01 09:15:00 2026
	/(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2},? (?:\d{4},? )?\d{2}:\d{2}:\d{2}(?:\.\d+)?(?: (?:UTC |[A-Z]{3,4} )?\d{4})?/g,
	/\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?\b/g,
	/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi,
	// 10.2.3.4:5432
	/\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?::\d{1,5})?\b/g,
	// [fe80::1]:443, 2001:db8::1
	/\[?\b(?=[\da-f:]*\d)(?:(?:[\da-f]{1,4}:){4,7}[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,6}(?::[\da-f]{1,4}){1,6})\b\]?(?::\d{1,5})?/gi,
	/\[?::1\]?(?::\d{1,5})?(?![\w:])/g,
	// The end of a pod's name: -7d9f8b6c5-x2x4z
	/-[a-z\d]{8,10}-[a-z\d]{5}\b/g,
	/\b0x[\da-f]+\b/gi,
	// A digest or an id: hexadecimal, long, and not a word.
	/\b(?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{8,}\b/gi,
	// [1234], pid 1234, (pid:1234), tid=7, thread 12
	/\[\d+(?:[:.]\d+)*\]/g,
	/\b(?:pid|tid|thread|process)[ =:#]+\d+/gi,
	// "42", '42'
	/(["'])\d+(?:\.\d+)?\1/g,
	// took 3021ms, 12.5s, 20 MB
	/\b\d+(?:\.\d+)? ?(?:ms|µs|us|ns|s|sec|seconds|milliseconds|minutes|bytes|[KMGT]i?B)\b/g,
	/\b\d+\.\d+\b/g,
	/\b\d{5,}\b/g,
];

/** A line with `<*>` for everything that changes from one time to the next, and one blank between words. */
export const maskLine = (line: string): string => maskVolatile(line).replaceAll(/\s+/g, ' ').trim();

/** The same with all blanks as they are. */
export function maskVolatile(line: string): string {
	let text = line;
	// Everything that changes has a digit in it.
	if (/\d/.test(line)) for (const pattern of volatile) text = text.replace(pattern, masked);
	return text;
}

/** A box of one line shows this where a pasted text began a new one. */
export const lineBreak = ' ⏎ ';

/** At most so many lines of a pasted text, and so many characters of each, are looked at. */
const mostLines = 400;
const longestLine = 600;

/** The lines of a pasted text that say something, each once. */
export function pastedLines(text: string): string[] {
	const lines = text
		.split(/\r?\n|⏎/)
		.map((line) => line.trim().slice(0, longestLine))
		.filter((line) => /\p{L}{2}/u.test(line));
	return [...new Set(lines)].slice(0, mostLines);
}

/**
 * Whether a text looks like a piece of a log rather than words: it has several lines, something that changes
 * from one time to the next, or the signs and the length of a message.
 */
export function looksPasted(text: string): boolean {
	return hasSignsOfLog(text) || wordCount(text) > 5;
}

/** Whether a program wrote it. A long text without such signs may be a message, and may be a question in plain words. */
export function hasSignsOfLog(text: string): boolean {
	if (/\n|⏎/.test(text)) return true;
	if (text.length < 12) return false;
	const words = wordCount(text);
	if (maskLine(text).includes(masked)) return words > 1;
	return words > 2 && /[=()[\]{}<>"]|: |:\w|\w:$|'\w|\d{3}/.test(text);
}

const wordCount = (text: string) => text.trim().split(/\s+/).length;
