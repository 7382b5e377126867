/** The first words of what somebody wrote, where a list names it in one line. */
import { messageToText } from './message.ts';

/** About one line of a list. */
const most = 80;

let made: Intl.Segmenter | undefined;
/** Slow to make, and commands that need none of it load this. */
const sentences = () => (made ??= new Intl.Segmenter('en', { granularity: 'sentence' }));

/** The first sentence of a message without markup, or as much of it as fits, up to the end of a word. */
export function firstWords(message: string): string {
	const [paragraph = ''] = messageToText(message).split('\n\n');
	return cut(paragraph.replaceAll(/\s+/g, ' '));
}

/** The first line of a command, or as much of it as fits. */
export const firstOfCommand = (command: string): string =>
	shortened(command.trim().split('\n')[0] ?? '');

/** An entry in one line: what it is, and the first words of its text. */
export function entryLine(what: string, words: string): string {
	if (words === '' || what.length > most) return shortened(what);
	// What has a reason already goes on with a sentence.
	return `${what}${what.includes(': ') ? '. ' : ': '}${words}`;
}

function cut(text: string): string {
	const [first] = sentences().segment(text);
	return shortened((first?.segment ?? '').trim().replace(/\.$/, ''));
}

function shortened(text: string): string {
	if (text.length <= most) return text;
	const end = text.lastIndexOf(' ', most);
	const kept = text.slice(0, end > 0 ? end : most);
	// The first half of a character is none.
	return `${kept.replace(/[\uD800-\uDBFF]$/, '').replace(/[\s,;:–—-]+$/, '')}…`;
}
