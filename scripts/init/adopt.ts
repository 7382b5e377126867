/**
 * Makes an organisation's own content out of an example: its way of responding stays, whatever is the example's own goes.
 * Pure: texts in, texts out.
 */
import type { Document } from 'yaml';
import { isMap, isSeq, parse, parseDocument } from 'yaml';
import { nearestReadable } from '../../src/domain/brand.ts';
import type { OnCallInput } from '../../src/schemas/onCall.ts';
import type { OrganisationInput } from '../../src/schemas/organisation.ts';
import type { ServicesInput } from '../../src/schemas/services.ts';
import type { SiteInput } from '../../src/schemas/site.ts';
import type { FirstPerson, Substitution } from './people.ts';
import { forgetting, idOf, personEntry, renaming, substituted } from './people.ts';

/** What an organisation says of itself. */
export interface Answers {
	name: string;
	/** Where the status page will live. */
	url: string;
	/** Where responders will reach the portal. */
	portalUrl: string | undefined;
	zone: string;
	/** Owner and name on GitHub. */
	repository: string | undefined;
	/** Colour of the brand, six hexadecimal digits; it can be read on light paper. */
	colour: string | undefined;
	/** Email address at which customers find help. */
	support: string | undefined;
	/** Who answers until others are written down. */
	person: FirstPerson;
}

/** Files by their path below the content root. */
export type Files = ReadonlyMap<string, string>;

/** What shows how the example fared, and what speaks of the example itself. */
const leftBehind =
	/^(?:(?:incidents|maintenance|alerts|checks|post-mortems|broken)\/|[A-Z]+\.md$|(?:.*\/)?README\.md$)/;

/** Examples lie one folder deeper than content. */
const exampleSchemas = /^(# yaml-language-server: \$schema=)(?:\.\.\/)+/m;

/**
 * The content of an organisation that begins where an example is.
 *
 * @param now the instant from which the organisation's services are offered here; before it there is no data
 */
export function adopt(example: Files, answers: Answers, now: number): Map<string, string> {
	const substitutions = tracesOf(example, answers);
	const edits = editsFor(answers, new Date(now).toISOString().slice(0, 13) + ':00:00Z');
	const files = new Map<string, string>();
	for (const [path, text] of example) {
		if (leftBehind.test(path)) continue;
		// First what is the example's goes, then what is the organisation's comes, so that no answer is taken for a trace.
		const plain = substituted(text.replace(exampleSchemas, '$1../'), substitutions);
		files.set(
			path,
			path.endsWith('.mdx') ? withoutValidation(plain) : (edits[path]?.(plain) ?? plain),
		);
	}
	return withoutRetired(files);
}

/** Traces of the example's people that are left in files; none after `adopt`. */
export function peopleLeft(files: Files, example: Files, { person }: Answers): string[] {
	const own = [person.name, person.contact, idOf(person.name)].join(' ');
	return forgetting(peopleOf(example), '').flatMap(({ from }) =>
		own.search(from) >= 0
			? []
			: [...files].flatMap(([path, text]) => {
					const [found] = text.match(from) ?? [];
					return found === undefined ? [] : [`${path}: ${found}`];
				}),
	);
}

const peopleOf = (example: Files) =>
	(parse(example.get('on-call.yaml') ?? '{}') as OnCallInput).people ?? [];

function tracesOf(example: Files, answers: Answers): Substitution[] {
	const site = parse(example.get('site.yaml') ?? '{}') as SiteInput;
	const organisation = parse(example.get('organisation.yaml') ?? '{}') as OrganisationInput;
	const slug = organisation.repository?.slug;
	return [
		...forgetting(peopleOf(example), idOf(answers.person.name)),
		...renaming({
			from: [...new Set([organisation.name, site.name])].toSorted((a, b) => b.length - a.length),
			to: answers.name,
			hosts: [ownDomain(site.url)],
			slug:
				slug === undefined ? undefined : { from: slug, to: answers.repository ?? 'your-org/TBD' },
		}),
	];
}

/** The last two parts of a host: all that belongs to the example lives below them. */
const ownDomain = (url: string) => new URL(url).hostname.split('.').slice(-2).join('.');

type Edit = (text: string) => string;

/** What is changed in the data of each file. */
function editsFor(answers: Answers, since: string): Readonly<Record<string, Edit>> {
	return {
		'site.yaml': edited((site) => {
			for (const key of ['example-anchor', 'was', 'description', 'descriptions', 'subscribe'])
				site.delete(key);
			site.set('name', answers.name);
			site.set('url', answers.url);
			site.set('zone', answers.zone);
			if (answers.support === undefined) site.delete('support');
			else site.set('support', { email: answers.support });
			if (answers.colour === undefined) site.delete('brand');
			else {
				const dark = nearestReadable('dark', answers.colour);
				site.set('brand', {
					colour: answers.colour,
					...(dark !== answers.colour && { 'colour-dark': dark }),
				});
			}
		}),
		'services.yaml': edited((services) => {
			eachItem(services, ['groups'], (_, groups) => {
				eachItem(services, [...groups, 'services'], (service, place) => {
					if (has(service, 'until')) {
						services.deleteIn(place);
						return;
					}
					services.setIn([...place, 'since'], since);
					services.deleteIn([...place, 'was']);
				});
				if ((services.getIn([...groups, 'services']) as { items: unknown[] }).items.length === 0)
					services.deleteIn(groups);
			});
		}),
		'organisation.yaml': edited((organisation) => {
			organisation.set('name', answers.name);
			if (answers.portalUrl === undefined) organisation.delete('portal-url');
			else organisation.set('portal-url', answers.portalUrl);
			if (answers.repository === undefined) organisation.delete('repository');
			else {
				organisation.setIn(['repository', 'slug'], answers.repository);
				organisation.setIn(['repository', 'path'], 'content');
			}
			forget(organisation, ['services'], ['reviewers']);
			forget(organisation, ['delivery'], ['at-once-by']);
			eachValue(organisation, ['delivery'], (place) => {
				const reviewers = organisation.getIn([...place, 'reviewers']);
				if (!isSeq(reviewers)) return;
				organisation.setIn(
					[...place, 'reviewers'],
					(reviewers.toJSON() as string[]).filter((name) => name === 'owners'),
				);
			});
		}),
		'process.yaml': edited((process) => {
			process.delete('open-items');
		}),
		'on-call.yaml': edited((onCall) => {
			const person = personEntry(answers.person);
			onCall.set('people', [person]);
			onCall.delete('overrides');
			eachItem(onCall, ['rotations'], (_, rotation) => {
				eachItem(onCall, [...rotation, 'layers'], (__, layer) => {
					onCall.setIn([...layer, 'members'], [person.id]);
				});
			});
			eachItem(onCall, ['contacts'], (_, place) => {
				onCall.deleteIn([...place, 'account']);
				eachItem(onCall, [...place, 'contacts'], (__, contact) => {
					onCall.setIn([...contact, 'value'], 'TBD');
				});
			});
			forget(onCall, ['systems'], ['admins']);
		}),
	};
}

/** An edit of the data of a YAML file that keeps its comments. */
const edited =
	(change: (document: Document) => void): Edit =>
	(text) => {
		const document = parseDocument(text);
		change(document);
		return document.toString({ lineWidth: 0 });
	};

const has = (node: unknown, key: string) => isMap(node) && node.has(key);

/** Every item of a list, the last first, so that it may be taken away. */
function eachItem(
	document: Document,
	path: readonly (string | number)[],
	visit: (item: unknown, place: (string | number)[]) => void,
): void {
	const list = document.getIn(path);
	if (!isSeq(list)) return;
	for (const index of list.items.keys().toArray().reverse())
		visit(list.items[index], [...path, index]);
}

/** Every value of a map. */
function eachValue(
	document: Document,
	path: readonly string[],
	visit: (place: string[]) => void,
): void {
	const map = document.getIn(path);
	if (!isMap(map)) return;
	for (const key of map.items.map((item) => String(item.key))) visit([...path, key]);
}

/** Takes fields out of every item of a list or map. */
function forget(document: Document, path: readonly string[], fields: readonly string[]): void {
	const remove = (place: readonly (string | number)[]) => {
		for (const field of fields) document.deleteIn([...place, field]);
	};
	eachValue(document, path, remove);
	eachItem(document, path, (_, place) => {
		remove(place);
	});
}

/** A page that nobody of this organisation has looked through yet. */
function withoutValidation(text: string): string {
	const [whole = '', data = ''] = /^---\n(.*?\n)---\n/s.exec(text) ?? [];
	if (whole === '') return text;
	const page = parseDocument(data);
	page.delete('last-validated');
	page.delete('example');
	return `---\n${page.toString({ lineWidth: 0 })}---\n${text.slice(whole.length)}`;
}

/** What responders knew of services that are no longer offered goes with them. */
function withoutRetired(files: Map<string, string>): Map<string, string> {
	const services = parse(files.get('services.yaml') ?? '{}') as ServicesInput;
	const offered = new Set(
		(services.groups ?? []).flatMap((group) => group.services.map(({ id }) => id)),
	);
	const organisation = files.get('organisation.yaml');
	if (organisation === undefined) return files;
	const text = edited((document) => {
		eachValue(document, ['services'], (place) => {
			if (!offered.has(place.at(-1) ?? '')) document.deleteIn(place);
		});
	})(organisation);
	return files.set('organisation.yaml', text);
}
