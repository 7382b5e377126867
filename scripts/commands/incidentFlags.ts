/** What flags and arguments of `npm run incident` mean. */
import { cadenceRange } from '../../src/domain/deadlines.ts';
import { findLevel, levelsAt } from '../../src/domain/level.ts';
import type { Response } from '../../src/domain/response.ts';
import type { IncidentRecord, MaintenanceRecord } from '../../src/domain/stored.ts';
import { didYouMean } from '../../src/domain/suggest.ts';
import { versionAt } from '../../src/domain/version.ts';
import type { Level } from '../../src/schemas/severity.ts';
import type { Condition, IncidentStatus } from '../../src/schemas/vocabulary.ts';
import { conditions, incidentStatuses } from '../../src/schemas/vocabulary.ts';
import type { Call, Given } from '../lib/command.ts';
import { argumentOf, opOf, textsOf, wordOf } from '../lib/command.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { parseFuture, parsePast, printInstant } from '../lib/when.ts';
import type { Workspace } from '../lib/workspace.ts';
import { repositoryPath } from '../lib/workspace.ts';
import type { Circumstances } from './incidentDrafts.ts';

/** The incident that is meant. */
export const incidentOf = (call: Call): string =>
	argumentOf(call, 0, 'Which incident?', 'Write its id, or the four characters at its end.');

/**
 * When it is said, by whom, and what the operation is called.
 *
 * @param record what it is said of: times are written in whole seconds, so the next word is said a second later
 */
export function circumstancesOf(
	call: Call,
	workspace: Workspace,
	record?: IncidentRecord | MaintenanceRecord,
): Circumstances {
	const at = wordOf(call.given, 'at');
	const { now, site, user } = workspace;
	return {
		at:
			at === undefined
				? Math.max(now, afterLastWord(record, now))
				: notBefore(record, parsePast(at, now, site.zone, 'at')),
		op: opOf(call),
		by: user,
		prefix: repositoryPath(workspace, ''),
	};
}

/**
 * When it was said, if what it is said of was there by then, or was written down afterwards as a whole.
 * @throws {CommandError} if it was not
 */
function notBefore(record: IncidentRecord | MaintenanceRecord | undefined, at: number): number {
	if (!record) return at;
	const { id, index, updates, notes } = record;
	const incident = !record.path.startsWith('maintenance/');
	if (index && 'backfilled' in index && index.backfilled === true) return at;
	const opened =
		index?.opened ?? Math.min(...[...updates, ...notes].map((entry) => entry.value.at));
	// Whole seconds are written, so a part of one is no difference.
	if (!(Math.floor(at / 1000) < Math.floor(opened / 1000)) || opened === Infinity) return at;
	throw new CommandError(
		exitCodes.usage,
		`--at is ${printInstant(at)}, before ${id} was ${incident ? 'opened' : 'announced'}: ${printInstant(opened)}.`,
		`--at says when it was said; when it became true is --since.${incident ? ' What was over before is written down with npm run incident -- backfill.' : ''}`,
	);
}

/** The second after the last word, where that was said a moment ago. */
function afterLastWord(
	record: IncidentRecord | MaintenanceRecord | undefined,
	now: number,
): number {
	const said = [...(record?.updates ?? []), ...(record?.notes ?? [])]
		.map(({ value }) => value.at)
		.filter((at) => at < now + 60_000);
	return said.length > 0 ? (Math.floor(Math.max(...said) / 1000) + 1) * 1000 : now;
}

/**
 * When what is said became true.
 * @throws {CommandError} if that is after it was said
 */
export function sinceOf(
	given: Given,
	{ now, site }: Workspace,
	{ at }: Pick<Circumstances, 'at'>,
): number | undefined {
	const value = wordOf(given, 'since');
	if (value === undefined) return undefined;
	const since = parsePast(value, now, site.zone, 'since');
	// Whole seconds are written, so a part of one is no difference.
	if (Math.floor(since / 1000) <= Math.floor(at / 1000)) return since;
	throw new CommandError(
		exitCodes.usage,
		`--since is ${printInstant(since)}, later than it is said: ${printInstant(at)}.`,
		'Mend --since, or --at.',
	);
}

/** What was promised, or the latest that the level's cadence for customers allows. */
export function nextUpdateOf(
	given: Given,
	workspace: Workspace,
	level: string | undefined,
	at: number,
): number | undefined {
	const value = wordOf(given, 'next-update');
	if (value === 'none') return undefined;
	if (value !== undefined)
		return parseFuture(value, workspace.now, workspace.site.zone, 'next-update');
	if (level === undefined) return undefined;
	const known = workspace.severity.levels.find(({ id }) => id === level);
	const cadence =
		known && versionAt(known.updates, at).find(({ audience }) => audience === 'customers')?.cadence;
	const range = cadence && cadenceRange(cadence);
	// What is told of the past promises nothing that is over.
	return range && at + range.max > workspace.now ? at + range.max : undefined;
}

/** `--service <id>=<condition>`, each. */
export function servicesOf(list: readonly string[]): Record<string, Condition> {
	return Object.fromEntries(
		list.map((item) => {
			const split = item.indexOf('=');
			const id = split < 0 ? item : item.slice(0, split);
			const condition = split < 0 ? '' : item.slice(split + 1);
			const known = conditions.filter((name) => name !== 'under-maintenance');
			const found = known.find((name) => name === condition);
			if (found) return [id, found];
			throw new CommandError(
				exitCodes.usage,
				condition === ''
					? `\`--service ${item}\` names no condition.`
					: `There is no condition \`${condition}\`.`,
				condition === ''
					? `Write \`--service ${id}=${known[2]}\`.`
					: didYouMean(condition, known, 'npm run incident -- open --help'),
			);
		}),
	);
}

/** The services of a call. */
export const servicesIn = ({ given }: Call) => servicesOf(textsOf(given, 'service'));

/** `--status <status>`. */
export function statusOf(value: string | undefined): IncidentStatus | undefined {
	return value === undefined
		? undefined
		: oneOf(value, incidentStatuses, 'status', 'npm run incident -- update --help');
}

/** The level of that name. */
export function levelOf({ severity, now }: Workspace, name: string): Level {
	const level = findLevel(severity, name);
	if (level) return level;
	const names = levelsAt(severity, now).map(({ id }) => id);
	throw new CommandError(
		exitCodes.usage,
		`There is no level \`${name}\`.`,
		didYouMean(name, names, 'severity.yaml'),
	);
}

/**
 * The word, if it is one of a closed list.
 * @throws {CommandError} if it is not; it names the nearest
 */
export function oneOf<T extends string>(
	word: string,
	known: readonly T[],
	thing: string,
	where: string,
): T {
	const found = known.find((name) => name === word);
	if (found !== undefined) return found;
	throw new CommandError(
		exitCodes.usage,
		`There is no ${thing} \`${word}\`.`,
		didYouMean(word, known, where),
	);
}

/**
 * Refuses to go on with an incident that is over: what is said then changes nothing for customers.
 * @throws {CommandError} with the command that does
 */
export function refuseIfOver(response: Response, workspace: Workspace): void {
	const { id, duplicateOf, open, resolvedAt, shown } = response;
	if (duplicateOf !== undefined) {
		throw new CommandError(
			exitCodes.invalid,
			`${id} is a duplicate of ${duplicateOf}.`,
			`Say it there: npm run incident -- update ${duplicateOf} --message "…"`,
		);
	}
	if (open) return;
	throw new CommandError(
		exitCodes.invalid,
		shown?.retraction
			? `${id} was retracted: it was opened by mistake.`
			: `${id} is resolved since ${printInstant(resolvedAt ?? workspace.now)}.`,
		`If it goes on: npm run incident -- reopen ${id} --message "…"\nTo mend a text: npm run incident -- correct ${id}`,
	);
}
