/**
 * People, teams and roles that files name in words. An organisation need not list every team, so a name that nothing
 * else knows is a warning, with the one that was probably meant.
 */
import { placeholdersInData } from '../placeholders.ts';
import type { Content, Page } from '../content.ts';
import type { Problem } from '../problem.ts';
import { suggest } from '../suggest.ts';
import type { Place } from './known.ts';

type Settings = Pick<Content, 'alerts' | 'onCall' | 'organisation' | 'process' | 'severity'>;

/** Owners of pages whom nobody else names: neither a person, nor a team, nor a role. */
export function ownerProblems(content: Content): Problem[] {
	const names = answerable(content);
	const pages: Page<{ owner?: string | undefined; backupOwner?: string | undefined }>[] = [
		...content.runbooks,
		...content.handbook,
		...content.postMortems,
	];
	return pages.flatMap(({ path: file, value }) => [
		...unknown(value.owner, names, 'person, team or role', { file, field: 'owner' }),
		...unknown(value.backupOwner, names, 'person, team or role', { file, field: 'backup-owner' }),
	]);
}

/** A name in a record. */
interface Said extends Place {
	name: string | undefined;
	/** Only a person or a tool can have written something; more can have decided, or been called. */
	wrote: boolean;
}

/** Who is said to have written, decided or been called and is not known; once for each name and record. */
export function authorProblems(content: Content): Problem[] {
	const people = namesOf(content.onCall.people);
	const tools = [...content.alerts.sources, ...content.onCall.systems].map(({ id }) => id);
	const writers = [...people, ...tools];
	const able = [...writers, ...answerable(content)];
	return [...content.incidents, ...content.maintenances].flatMap((record) => {
		const said: Said[] = [
			{ file: `${record.path}/index.md`, field: 'by', name: record.index?.by, wrote: true },
			...record.notes.flatMap(({ path: file, value }) => [
				{ file, field: 'by', name: value.by, wrote: true },
				...(value.kind === 'decision'
					? [{ file, field: 'decided-by', name: value.decidedBy, wrote: false }]
					: []),
				...(value.kind === 'escalated'
					? [{ file, field: 'to', name: value.to, wrote: false }]
					: []),
			]),
		];
		const first = new Set<string>();
		return said.flatMap(({ name, wrote, ...place }) => {
			if (name === undefined || first.has(name) || isTool(name)) return [];
			// Anybody may write, and git knows them by their own names: one that is no id is named where it is a slip.
			const slip = !wrote || isId(name) || suggest(name, people) !== undefined;
			if (!slip) return [];
			const problems = wrote
				? unknown(name, writers, 'person', place, people)
				: unknown(name, able, 'person, team or role', place);
			if (problems.length > 0) first.add(name);
			return problems;
		});
	});
}

const isId = (name: string) => /^[a-z\d-]+$/.test(name);

/** Tools write notes as well, and are listed nowhere. */
const isTool = (name: string) =>
	/(?:^|[-_ ])(?:bot|pager|timer|cron|ci|actions|automation|monitor\w*|alertmanager|webhook|script)(?:$|[-_ ])|\[bot\]$/i.test(
		name,
	);

/** Everybody who can answer for something, by id and by name. */
export function answerable({ onCall, organisation, process, severity }: Settings): string[] {
	return [
		...namesOf(onCall.people),
		...namesOf(onCall.contacts),
		...namesOf(onCall.rotations),
		...namesOf(process.roles),
		...Object.values(organisation.services).flatMap(({ owner }) => owner ?? []),
		...(organisation.owner === undefined ? [] : [organisation.owner]),
		...severity.levels.flatMap(({ notify, escalate, owners }) => [
			...notify.map(({ who }) => who),
			...escalate.map(({ to }) => to),
			...owners,
		]),
	];
}

/** What else somebody is called who is called `name`: by id, by name and on GitHub. */
export function otherNames(
	name: string,
	{ onCall, process }: Pick<Settings, 'onCall' | 'process'>,
): string[] {
	return [...onCall.people, ...onCall.contacts, ...onCall.rotations, ...process.roles]
		.map((item) => namesOf([item]))
		.filter((names) => names.some((other) => other.toLowerCase() === name.toLowerCase()))
		.flat();
}

const namesOf = (items: readonly { id: string; name: string; github?: string | undefined }[]) =>
	items.flatMap(({ id, name, github }) => [id, name, ...(github === undefined ? [] : [github])]);

function unknown(
	name: string | undefined,
	known: readonly string[],
	thing: string,
	place: Place,
	offered: readonly string[] = known,
): Problem[] {
	// A placeholder is named as one.
	if (name === undefined || placeholdersInData({ name }).length > 0) return [];
	const same = (other: string) => other.toLowerCase() === name.toLowerCase();
	if (known.some(same)) return [];
	const near = suggest(name, offered);
	return [
		{
			severity: 'warning',
			...place,
			message: `No ${thing} of the organisation is called \`${name}\`.`,
			cure:
				near !== undefined
					? `Did you mean \`${near}\`?`
					: thing === 'person'
						? 'Write the id of somebody in on-call.yaml, or add them there.'
						: 'Name a person or contact of on-call.yaml, a role of process.yaml, or a team that owns a service in organisation.yaml.',
		},
	];
}
