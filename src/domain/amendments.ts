/** Corrections and redactions: files that change how an earlier file of the same folder reads. */
import type { UpdateTranslation } from '../schemas/translation.ts';
import type { Instant } from '../schemas/values.ts';
import type { Stored } from './stored.ts';
import type { Foreign } from './translation.ts';

/** The fields by which one update amends another. */
export interface Amending {
	at: Instant;
	corrects?: string | undefined;
	redacts?: string | undefined;
	reason?: string | undefined;
	title?: string | undefined;
	workaround?: string | undefined;
	body?: string | undefined;
}

/** What was put in the place of an earlier text. */
export interface Correction {
	at: Instant;
	reason: string;
	/** The earlier text; `undefined` where only facts were corrected. */
	replaced: string | undefined;
	/** The same in other languages, as far as it was written in them. */
	translations?: Record<string, { reason?: string; replaced?: string }> | undefined;
	foreign?: Foreign | undefined;
}

/** That a text was taken away. */
export interface Redaction {
	at: Instant;
	reason: string;
	/** The reason in other languages. */
	translations?: Record<string, string> | undefined;
	foreign?: Foreign | undefined;
}

/** An update with the later files that amend it already applied. */
export interface Amended<T> {
	entry: Stored<T>;
	/** What it says today. */
	value: T;
	/** What was corrected, oldest first, each with the text it replaced; none of it if it was redacted since. */
	corrections: Correction[];
	redaction: Redaction | undefined;
	/** What it says today in other languages, by their tags; a text that is not there was not translated. */
	translations: Record<string, UpdateTranslation> | undefined;
	/** Last change to how it reads. */
	updatedAt: Instant;
}

/**
 * Applies amendments to the updates they are about. A correction changes what its update says, fields and
 * all, where it stands in the order; one that amends nothing known is an update of its own.
 *
 * @param entries in the order in which they count
 * @param amend lays the fields of a correction over those of an update; the text is seen to here
 */
export function applyAmendments<T extends Amending>(
	entries: readonly Stored<T>[],
	amend: (value: T, by: T) => T,
): Amended<T>[] {
	const byOp = new Map(entries.map((entry) => [entry.op, entry]));
	const targets = new Map(entries.map((entry) => [entry, targetOf(entry, byOp)]));
	const amendments = Map.groupBy(
		entries.filter((entry) => targets.get(entry)),
		(entry) => targets.get(entry)?.op,
	);
	return entries
		.filter((entry) => !targets.get(entry))
		.map((entry) => {
			const own = amendments.get(entry.op) ?? [];
			const redaction = own.findLast(({ value }) => value.redacts !== undefined);
			return {
				entry,
				value: own.reduce(
					(said, { value: by }) => ({ ...amend(said, by), ...wordsAfter(said, by) }),
					entry.value,
				),
				corrections: redaction ? [] : correctionsOf(entry, own),
				redaction: redaction && redactionOf(redaction),
				translations: translationsOf(entry, own),
				updatedAt: Math.max(entry.value.at, ...own.map(({ value }) => value.at)),
			};
		});
}

/** Fields of an update that say something in words. */
const words = ['title', 'workaround', 'body'] as const;
type Words = Pick<Amending, (typeof words)[number] | 'reason'>;

/**
 * A redaction takes away everything that an update says in words, its title and workaround too, unless it
 * brings others: what must not be read is seldom in one place only. Nothing brings the old words back.
 */
function wordsAfter(said: Amending, by: Amending): Words {
	if (by.redacts === undefined) return { body: by.body ?? said.body };
	return { title: by.title, workaround: by.workaround, body: by.body, reason: undefined };
}

/** What an update says in other languages. Where the words were changed, only a translation of the new ones is right. */
function translationsOf<T extends Amending>(
	entry: Stored<T>,
	amendments: readonly Stored<T>[],
): Record<string, UpdateTranslation> | undefined {
	const languages = languagesOf([entry, ...amendments]);
	if (languages.length === 0) return undefined;
	return Object.fromEntries(
		languages.map((language) => [
			language,
			amendments.reduce(
				(said, by) => translationAfter(said, by, language),
				entry.translations?.[language] ?? {},
			),
		]),
	);
}

function translationAfter<T extends Amending>(
	said: UpdateTranslation,
	{ value: by, translations }: Stored<T>,
	language: string,
): UpdateTranslation {
	const given = translations?.[language];
	const changed = words.filter((field) => by.redacts !== undefined || by[field] !== undefined);
	return {
		...said,
		...(by.redacts !== undefined && { reason: undefined }),
		...Object.fromEntries(changed.map((field) => [field, given?.[field]])),
	};
}

const languagesOf = (entries: readonly Stored<Amending>[]) => [
	...new Set(entries.flatMap(({ translations }) => Object.keys(translations ?? {}))),
];

function redactionOf({ value: { at, reason = '' }, translations }: Stored<Amending>): Redaction {
	return {
		at,
		reason,
		translations:
			translations &&
			Object.fromEntries(
				Object.entries(translations).flatMap(([language, said]) =>
					said.reason === undefined ? [] : [[language, said.reason]],
				),
			),
	};
}

/** The update that an amendment among `entries` is about in the end; `undefined` for an ordinary update or a circle. */
export function targetIn<T extends Amending>(
	entry: Stored<T>,
	entries: readonly Stored<T>[],
): Stored<T> | undefined {
	return targetOf(entry, new Map(entries.map((item) => [item.op, item])));
}

function correctionsOf<T extends Amending>(entry: Stored<T>, amendments: readonly Stored<T>[]) {
	const languages = languagesOf([entry, ...amendments]);
	let text = entry.value.body;
	let translated = bodiesIn(languages, entry);
	return amendments.map((amendment): Correction => {
		const { at, reason = '', body } = amendment.value;
		const correction = { at, reason, replaced: body === undefined ? undefined : text };
		const before = translated;
		if (body !== undefined) {
			text = body;
			translated = bodiesIn(languages, amendment);
		}
		if (languages.length === 0) return correction;
		const inLanguage = (language: string) => ({
			...pick('reason', amendment.translations?.[language]?.reason),
			...pick('replaced', body === undefined ? undefined : before.get(language)),
		});
		return {
			...correction,
			translations: Object.fromEntries(languages.map((item) => [item, inLanguage(item)])),
		};
	});
}

const bodiesIn = (languages: readonly string[], { translations }: Stored<Amending>) =>
	new Map(languages.map((language) => [language, translations?.[language]?.body]));

/** A field that is there only if it has a value. */
const pick = (name: string, value: string | undefined) =>
	value === undefined ? {} : { [name]: value };

/** The update that an amendment is about in the end; `undefined` for an ordinary update or a circle. */
function targetOf<T extends Amending>(
	entry: Stored<T>,
	byOp: ReadonlyMap<string, Stored<T>>,
): Stored<T> | undefined {
	const seen = new Set([entry.op]);
	let target: Stored<T> | undefined;
	let next = entry.value.corrects ?? entry.value.redacts;
	while (next !== undefined) {
		const found = byOp.get(next);
		if (!found) return target;
		if (seen.has(found.op)) return undefined;
		seen.add(found.op);
		target = found;
		next = found.value.corrects ?? found.value.redacts;
	}
	return target;
}
