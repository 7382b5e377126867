/** Names that files refer to, and what to say when a name is not among them. */
import { builtInFacts } from '../../schemas/predicate.ts';
import type { Services } from '../../schemas/services.ts';
import type { Settings } from '../content.ts';
import type { Problem } from '../problem.ts';
import { serviceIds } from '../serviceHistory.ts';
import { didYouMean } from '../suggest.ts';

/** A set of names, what one of them is called, and where they are listed. */
export interface Names {
	thing: string;
	where: string;
	has: (name: string) => boolean;
	list: readonly string[];
}

/** A place in a file that names something. */
export interface Place {
	file: string;
	/** Field as its author writes it; numbers count list items from 0. */
	field: string;
}

/** Every kind of name in a content root. */
export type Known = ReturnType<typeof knownNames>;

/** What names are gathered from: the settings, and what else has a name, by its id alone. */
export interface Named extends Settings {
	services: Services;
	templates: readonly { id: string }[];
	runbooks: readonly { id: string }[];
	incidents: readonly { id: string }[];
	alertLog: readonly { id: string }[];
}

/**
 * Gathers all names that files can refer to, those of unreadable files too. Each kind is gathered when it is
 * first asked for, so that a command that checks one file reads no more than that file names.
 */
export function knownNames(content: Named, unreadable: readonly string[] = []) {
	const filed = (folder: string, items: readonly { id: string }[]) => [
		...ids(items),
		...unreadable
			.filter((path) => path.startsWith(folder))
			.map((path) => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '')),
	];
	return gathered({
		services: () => names('service', 'services.yaml', serviceIds(content.services).keys()),
		levels: () => names('level', 'severity.yaml', ids(content.severity.levels)),
		facts: () =>
			names('fact', 'severity.yaml', [
				...Object.keys(builtInFacts),
				...ids(content.severity.facts),
			]),
		answers: () => names('fact', 'severity.yaml under `facts`', ids(content.severity.facts)),
		channels: () => names('channel', 'organisation.yaml', ids(content.organisation.channels)),
		people: () => names('person', 'on-call.yaml', ids(content.onCall.people)),
		rotations: () => names('rotation', 'on-call.yaml', ids(content.onCall.rotations)),
		ladders: () => names('ladder', 'on-call.yaml', ids(content.onCall.ladders)),
		contacts: () => names('contact', 'on-call.yaml', ids(content.onCall.contacts)),
		systems: () => names('system', 'on-call.yaml', ids(content.onCall.systems)),
		access: () => names('access', 'on-call.yaml', ids(content.onCall.access)),
		roles: () => names('role', 'process.yaml', ids(content.process.roles)),
		verification: () =>
			names('verification item', 'process.yaml', ids(content.process.verification)),
		closeOut: () => names('close-out item', 'process.yaml', ids(content.process.closeOut)),
		triage: () => names('triage field', 'process.yaml', ids(content.process.triage)),
		sources: () => names('alert source', 'alerts.yaml', ids(content.alerts.sources)),
		runbooks: () => names('runbook', 'runbooks/', filed('runbooks/', content.runbooks)),
		templates: () => names('template', 'templates/', filed('templates/', content.templates)),
		incidents: () => names('incident', 'incidents/', ids(content.incidents)),
		alertLog: () => names('alert', 'alerts/', filed('alerts/', content.alertLog)),
		reviews: () =>
			names('regular review', 'organisation.yaml', ids(content.organisation.review.reviews)),
		confirmations: () =>
			names(
				'subject of a gate',
				'process.yaml',
				content.process.gates.flatMap(({ all }) =>
					all.flatMap((item) => ('confirmed' in item ? item.confirmed : [])),
				),
			),
		rules: () => names('rule', 'severity.yaml', ids(content.severity.rules)),
	});
}

/** An object whose values are computed when they are first looked at, once each. */
function gathered<K extends string>(makers: Record<K, () => Names>): Readonly<Record<K, Names>> {
	const found = {} as Record<K, Names>;
	for (const key of Object.keys(makers) as K[]) {
		let value: Names | undefined;
		Object.defineProperty(found, key, {
			enumerable: true,
			get: () => (value ??= makers[key]()),
		});
	}
	return found;
}

const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

function names(thing: string, where: string, list: Iterable<string>): Names {
	const set = new Set(list);
	return { thing, where, has: (name) => set.has(name), list: [...set] };
}

/** A problem if `name` is not among the known ones; nothing if it is, or if there is no name. */
export function refer(name: string | undefined, known: Names, { file, field }: Place): Problem[] {
	if (name === undefined || known.has(name)) return [];
	return [
		{
			severity: 'error',
			file,
			field,
			message: `There is no ${known.thing} \`${name}\`.`,
			cure: didYouMean(name, known.list, known.where),
		},
	];
}

/** The same for a list of names. */
export function referAll(list: readonly string[], known: Names, { file, field }: Place): Problem[] {
	return list.flatMap((name, index) => refer(name, known, { file, field: `${field}.${index}` }));
}

/** Problems for names that are given twice in one list. */
export function twice(list: readonly string[], { file, field }: Place, key = 'id'): Problem[] {
	return list.flatMap((name, index) =>
		list.indexOf(name) === index
			? []
			: [
					{
						severity: 'error' as const,
						file,
						field: `${field}.${index}.${key}`,
						message: `\`${name}\` is there twice.`,
						cure: 'Give one of the two another name.',
					},
				],
	);
}

/** A problem of one place. */
export function error({ file, field }: Place, message: string, cure: string): Problem {
	return { severity: 'error', file, field, message, cure };
}
