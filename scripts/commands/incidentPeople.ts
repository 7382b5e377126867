/** Who is meant, who is next, and how to reach them. */
import { workCalendar } from '../../src/domain/calendar.ts';
import { onCallAt } from '../../src/domain/onCall.ts';
import { missingRoles } from '../../src/domain/joining.ts';
import type { Response } from '../../src/domain/response.ts';
import { currentLevel } from '../../src/domain/response.ts';
import { didYouMean } from '../../src/domain/suggest.ts';
import { versionAt } from '../../src/domain/version.ts';
import type { LadderTarget, Person, Rotation } from '../../src/schemas/onCall.ts';
import type { Role } from '../../src/schemas/process.ts';
import type { Level } from '../../src/schemas/severity.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { Workspace } from '../lib/workspace.ts';

/**
 * The person who gets a role: the one who is named, or who has it when nothing is said.
 * @throws {CommandError} if nobody follows, or there is no such person
 */
export function personFor(
	named: string | undefined,
	role: Role | undefined,
	workspace: Workspace,
): string {
	const { people } = workspace.onCall;
	if (named !== undefined) {
		const found = known(people, named);
		if (found) return found.id;
		throw new CommandError(
			exitCodes.usage,
			`There is no person \`${named}\`.`,
			didYouMean(
				named,
				people.map(({ id }) => id),
				'on-call.yaml',
			),
		);
	}
	const follows = role && selected(role, workspace);
	if (follows !== undefined) return follows;
	throw new CommandError(exitCodes.usage, '--person is missing.', 'Write who has it, or --nobody.');
}

/**
 * Roles that a level asks for and nobody has, and how one is given; nothing if every one is taken.
 *
 * @param roles who has one by now
 */
export function rolesLeft(
	id: string,
	roles: Response['roles'],
	level: Level | undefined,
	{ process }: Pick<Workspace, 'process'>,
): string[] {
	const left = missingRoles({ roles }, level?.roles ?? []);
	if (!level || left.length === 0) return [];
	const names = left.map((role) => process.roles.find((item) => item.id === role)?.name ?? role);
	return [
		`${level.label} asks for ${names.join(', ')}, and nobody has ${left.length === 1 ? 'it' : 'them'} yet.`,
		`Give one with: npm run incident -- role ${id} ${left[0] ?? ''} --person <id>`,
	];
}

/** Who takes a role by the organisation's own rule; `undefined` if that names nobody. */
function selected({ selection, rotation }: Role, workspace: Workspace): string | undefined {
	const { people, rotations } = workspace.onCall;
	switch (selection) {
		case 'volunteer':
			return known(people, workspace.user)?.id;
		case 'primary-on-call':
			return rotations
				.filter(({ id }) => id === (rotation ?? rotations[0]?.id))
				.map((item) => onDuty(item, workspace))[0];
		case 'highest-rank-on-call': {
			const asked = rotations.filter(({ id }) => rotation === undefined || id === rotation);
			const there = asked.flatMap((item) => onDuty(item, workspace) ?? []);
			return people.filter(({ id }) => there.includes(id)).toSorted((a, b) => a.rank - b.rank)[0]
				?.id;
		}
		case 'assigned':
			return undefined;
	}
}

/**
 * Whom the ladder of the incident's level calls next: the step behind the last that was called. The steps that
 * the alert itself called count as called.
 * @throws {CommandError} if there is no ladder, or its end is reached
 */
export function nextOnLadder(response: Response, workspace: Workspace): string {
	const level = workspace.severity.levels.find(({ id }) => id === currentLevel(response)?.level);
	const ladder = workspace.onCall.ladders.find(({ id }) => id === level?.ladder);
	if (!level || !ladder) {
		throw new CommandError(
			exitCodes.usage,
			level
				? `${level.label} names no ladder, so nobody is next.`
				: 'The incident has no level, so nobody is next.',
			'Say whom: --to <person, rotation, contact or team>.',
		);
	}
	const steps = stepsOf(ladder.id, workspace, response.opened);
	const called = response.escalations.map(({ to }) => to);
	const last = steps.findLastIndex(({ names, after }) =>
		after === 0 ? true : names.some((name) => called.includes(name)),
	);
	const next = steps.slice(last + 1)[0];
	if (next) return next.names[0] ?? '';
	throw new CommandError(
		exitCodes.usage,
		`The ladder ${ladder.name} ends at ${steps.at(-1)?.names[0] ?? 'nobody'}, who was called already.`,
		'Say whom: --to <person, rotation, contact or team>.',
	);
}

/** One person, rotation or contact that a ladder calls, and what it may be called in a note. */
interface Step {
	names: string[];
	after: number;
}

/** The steps of a ladder that call people, with those of ladders it goes on with. */
function stepsOf(
	id: string,
	workspace: Workspace,
	opened: number,
	seen: readonly string[] = [],
): Step[] {
	const ladder = workspace.onCall.ladders.find((item) => item.id === id);
	if (!ladder || seen.includes(id)) return [];
	return versionAt(ladder.steps, opened).flatMap(({ to, after }): Step[] => {
		if ('ladder' in to) return stepsOf(to.ladder, workspace, opened, [...seen, id]);
		const name = nameOf(to);
		if (name === undefined) return [];
		const duty = workspace.onCall.rotations.find((item) => item.id === name);
		const person = duty && onDuty(duty, workspace);
		return [{ names: person === undefined ? [name] : [name, person], after }];
	});
}

function nameOf(target: LadderTarget): string | undefined {
	if ('rotation' in target) return target.rotation;
	if ('person' in target) return target.person;
	return 'contact' in target ? target.contact : undefined;
}

/** Who that is now, and how to reach them, a line each; nothing if on-call.yaml does not know. */
export function reachAt(to: string, workspace: Workspace): string[] {
	const { people, rotations, contacts } = workspace.onCall;
	const rotation = rotations.find(({ id }) => id === to);
	const duty = rotation && onDuty(rotation, workspace);
	const person = known(people, duty ?? to);
	if (rotation && !person) return [`Nobody has ${rotation.name} now.`];
	const found = person ?? contacts.find(({ id }) => id === to);
	if (!found) return [];
	const who = rotation ? `${rotation.name} is ${found.name}` : found.name;
	return [
		`${who}.`,
		...found.contacts.map(
			({ kind, value, note }) => `  ${kind}: ${value}${note === undefined ? '' : ` (${note})`}`,
		),
	];
}

/** Who has a rotation now. */
function onDuty(
	rotation: Rotation,
	{ onCall, organisation, site, now }: Workspace,
): string | undefined {
	return onCallAt(rotation, onCall.overrides, now, {
		zone: site.zone,
		calendar: workCalendar(organisation, site.zone),
	})?.person;
}

/** A person by id, name, name on GitHub, or the one part of their name that nobody else has; whatever the case. */
function known(people: readonly Person[], name: string): Person | undefined {
	const wanted = name.toLowerCase();
	const like = (words: readonly (string | undefined)[]) =>
		words.some((word) => word?.toLowerCase() === wanted);
	const parts = people.filter((person) =>
		like([...person.name.split(' '), ...person.id.split('-')]),
	);
	return (
		people.find((person) => like([person.id, person.name, person.github])) ??
		(parts.length === 1 ? parts[0] : undefined)
	);
}
