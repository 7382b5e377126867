/** Lines that the labelled pages cite from programs, beside what stands there in the packages of today. */
import type { Message } from './catalogues.ts';
import type { SearchSet } from './searchSet.ts';

/** One line that is cited. */
export interface CitedLine {
	/** As it was recorded: `nginx usr/sbin/nginx:2355`. */
	place: string;
	text: string;
	/** It stands there, or at least somewhere in the package; packages are renewed, and lines move. */
	found: 'there' | 'elsewhere' | 'nowhere';
}

/** Looks up every cited line. Only words are compared: each program has signs of its own for what it fills in. */
export function citedLines({ pages }: SearchSet, messages: readonly Message[]): CitedLine[] {
	const byPackage = Map.groupBy(messages, (message) => message.package);
	return pages.flatMap(({ signatures }) =>
		signatures.map(({ text, from }): CitedLine => {
			const wanted = wordsOf(text);
			const same = (byPackage.get(from.package) ?? []).filter(
				(message) => wordsOf(message.text) === wanted,
			);
			const there = same.some(({ file, line }) => file === from.file && line === from.line);
			return {
				place: `${from.package} ${from.file}:${from.line}`,
				text,
				found: there ? 'there' : same.length > 0 ? 'elsewhere' : 'nowhere',
			};
		}),
	);
}

const wordsOf = (text: string) =>
	(
		text
			.replaceAll(/<[a-z*]+>|%[-+ #0]*[\d.*]*[a-zA-Z]|@[A-Z_]+@/g, ' ')
			.toLowerCase()
			.match(/[a-z]{2,}/g) ?? []
	).join(' ');
