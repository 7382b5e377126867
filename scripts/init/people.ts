/** The people of an example, and how every trace of them is taken out of what stands there. */
import { placeholdersIn } from '../../src/domain/placeholders.ts';
import type { OnCallInput } from '../../src/schemas/onCall.ts';

/** A name of a person or an organisation, and what stands in its place. */
export interface Substitution {
	from: RegExp;
	to: string;
}

/** The one person who is known from the start, and answers for everything until others are written down. */
export interface FirstPerson {
	name: string;
	/** How they are reached: a phone number, an e-mail address, or a name in a chat. */
	contact: string;
}

/** A person as `on-call.yaml` has them. */
export function personEntry({ name, contact }: FirstPerson) {
	const kind = contact.includes('@') && !contact.startsWith('@') ? 'email' : 'phone';
	const chat = contact.startsWith('@') || !/[\d@]/.test(contact);
	return {
		id: idOf(name),
		name,
		rank: 1,
		contacts: [{ kind: chat ? 'chat' : kind, value: contact }],
	};
}

/** A name as an id: `Ana Lúcia` becomes `ana-lucia`. */
export const idOf = (name: string): string =>
	name
		.normalize('NFD')
		.toLowerCase()
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-|-$/g, '') || 'first-person';

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
/** The text where it stands by itself: not within a longer word, an address or an id. */
const alone = (text: string) =>
	new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(text)}(?![\\p{L}\\p{N}_])`, 'gu');

/**
 * What each trace of the people becomes: ids that of the first person, names, accounts and contacts `TBD`.
 * The longest come first, so that no part of one is left of it.
 */
export function forgetting(
	people: NonNullable<OnCallInput['people']>,
	firstId: string,
): Substitution[] {
	const traces = people.flatMap(({ id, name, github, contacts = [] }): [string, string][] => [
		[id, firstId],
		...(placeholdersIn(name).length > 0 ? [] : namesIn(name)),
		...[github, ...contacts.map(({ value }) => value)]
			.filter((trace) => trace !== undefined)
			.map((trace): [string, string] => [trace, 'TBD']),
	]);
	return traces
		.toSorted(([a], [b]) => b.length - a.length)
		.map(([from, to]) => ({ from: alone(from), to }));
}

/** A name and its parts; what is short is no name by itself. */
const namesIn = (name: string): [string, string][] =>
	[name, ...name.split(/\s+/).filter((part) => part.length > 2)].map((part) => [part, 'TBD']);

/** The same text with every substitution made. */
export const substituted = (text: string, substitutions: readonly Substitution[]): string =>
	substitutions.reduce((result, { from, to }) => result.replaceAll(from, to), text);

/** Renames an organisation, its addresses and its place on GitHub. */
export function renaming(names: {
	from: readonly string[];
	to: string;
	hosts: readonly string[];
	slug: { from: string; to: string } | undefined;
}): Substitution[] {
	const owner = names.slug?.from.split('/')[0];
	return [
		...(names.slug ? [{ from: alone(names.slug.from), to: names.slug.to }] : []),
		...(owner === undefined
			? []
			: [
					{
						from: new RegExp(`(?<![\\w./-])${escaped(owner)}/(?=[\\w-])`, 'g'),
						to: `${names.slug?.to.split('/')[0] ?? ''}/`,
					},
				]),
		...names.hosts.map((host) => ({
			from: new RegExp(`(?<![\\w-])${escaped(host)}(?![\\w.-]*\\w)`, 'g'),
			to: 'your-domain.example',
		})),
		...names.from.flatMap((name) => [
			{ from: alone(name), to: names.to },
			// Names of machines and buckets.
			{ from: new RegExp(`(?<![\\w-])${escaped(idOf(name))}(?=-)`, 'g'), to: idOf(names.to) },
		]),
	];
}
