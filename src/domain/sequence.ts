/** What looks odd in the order of a record's files. Each has a meaning all the same, so these are warnings. */
import type { IncidentUpdate } from '../schemas/incident.ts';
import type { Instant } from '../schemas/values.ts';
import { milestones as milestoneOrder } from '../schemas/vocabulary.ts';
import { targetIn } from './amendments.ts';
import { amendedUpdates } from './incident.ts';
import type { Problem } from './problem.ts';
import { foldResponse } from './response.ts';
import type { IncidentRecord, MaintenanceRecord, Stored } from './stored.ts';
import { inOrder } from './stored.ts';

/** Warnings about the sequence of one incident's files. */
export function incidentSequence(record: IncidentRecord, now: Instant): Problem[] {
	const updates = inOrder(record.updates);
	return [
		...folderProblems(record),
		...updates.flatMap((update) => [
			...nameProblems(update),
			...futureProblems(update, now),
			...beforeOpening(update, record),
			...targetProblems(update, updates),
			...redactedTitle(update, updates),
		]),
		...titleProblems(record, updates),
		...afterResolved(record),
		...contradictions(updates),
		...record.notes.flatMap((note) => nameProblems(note)),
		...milestoneProblems(record),
	];
}

/** Warnings about the sequence of one maintenance's files. */
export function maintenanceSequence(record: MaintenanceRecord, now: Instant): Problem[] {
	const updates = inOrder(record.updates);
	const first = updates[0];
	const times = { starts: first?.value.starts, ends: first?.value.ends };
	return [
		...folderProblems(record),
		...updates.flatMap((update) => [
			...nameProblems(update),
			...futureProblems(update, now),
			...targetProblems(update, updates),
			...redactedTitle(update, updates),
		]),
		...(first && (times.starts === undefined || times.ends === undefined || !first.value.services)
			? [
					warning(
						first.path,
						undefined,
						'The first update does not say `starts`, `ends` and `services`.',
						'Add them: without them it cannot be announced.',
					),
				]
			: []),
		...titleProblems(record, updates),
		...record.notes.flatMap((note) => nameProblems(note)),
		...updates.flatMap(({ path, value }) => {
			times.starts = value.starts ?? times.starts;
			times.ends = value.ends ?? times.ends;
			return times.starts !== undefined && times.ends !== undefined && times.ends <= times.starts
				? [
						warning(
							path,
							value.ends === undefined ? 'starts' : 'ends',
							'With this update the maintenance ends before it starts.',
							'Move the other time too.',
						),
					]
				: [];
		}),
	];
}

function warning(file: string, field: string | undefined, message: string, cure: string): Problem {
	return { severity: 'warning', file, field, message, cure };
}

function folderProblems({ path, index }: IncidentRecord | MaintenanceRecord): Problem[] {
	return index
		? []
		: [
				warning(
					path,
					undefined,
					'The folder has no readable `index.md`.',
					'Add one that says when it was opened and by whom; customers never see it.',
				),
			];
}

function nameProblems({ path, name, namedAt, value }: Stored<{ at: Instant }>): Problem[] {
	// Seconds are as far as names go.
	return Math.floor(value.at / 1000) === Math.floor(namedAt / 1000)
		? []
		: [
				warning(
					path,
					'at',
					`The file is named \`${name.slice(0, 16)}\`, but \`at\` is another time.`,
					'Rename the file to its `at` in UTC; the order goes by `at`.',
				),
			];
}

function futureProblems(
	{ path, value }: Stored<{ at: Instant; since?: Instant | undefined; services?: unknown }>,
	now: Instant,
): Problem[] {
	const cure = 'Mend the time or its offset; it counts from `at` on.';
	const found: Problem[] = [];
	if (value.at > now) {
		found.push(warning(path, 'at', '`at` is in the future.', 'Mend the time or its offset.'));
	}
	if (value.since !== undefined && value.since > value.at) {
		found.push(
			warning(
				path,
				'since',
				'`since` is later than `at`, so in the future when it was said.',
				cure,
			),
		);
	}
	for (const [service, statement] of Object.entries(value.services ?? {})) {
		const since = (statement as { since?: Instant } | undefined)?.since;
		if (since !== undefined && since > value.at) {
			found.push(
				warning(
					path,
					`services.${service}.since`,
					'`since` is later than `at`, so in the future when it was said.',
					cure,
				),
			);
		}
	}
	return found;
}

function beforeOpening(
	{ path, value }: Stored<IncidentUpdate>,
	{ index }: IncidentRecord,
): Problem[] {
	return index && value.at < index.opened && index.backfilled !== true
		? [
				warning(
					path,
					'at',
					'This update is older than the incident: `index.md` was opened later.',
					'Mend `at`, or say with `since` what was true earlier.',
				),
			]
		: [];
}

function targetProblems<
	T extends { corrects?: string | undefined; redacts?: string | undefined; at: Instant },
>(update: Stored<T>, updates: readonly Stored<T>[]): Problem[] {
	const field = update.value.corrects === undefined ? 'redacts' : 'corrects';
	const named = update.value[field];
	if (named === undefined || targetIn(update, updates)) return [];
	return [
		warning(
			update.path,
			field,
			`There is no other update \`${named}\` in this folder.`,
			'Write the six characters at the end of the file name of the update that is meant.',
		),
	];
}

/** A redaction takes the title away with the text; where it was the only one, the record has none. */
function redactedTitle<
	T extends {
		at: Instant;
		title?: string | undefined;
		corrects?: string | undefined;
		redacts?: string | undefined;
	},
>(update: Stored<T>, updates: readonly Stored<T>[]): Problem[] {
	const { path, value } = update;
	const target = value.redacts === undefined ? undefined : targetIn(update, updates);
	if (target?.value.title === undefined) return [];
	const others = updates.filter((item) => item !== target);
	if (others.some((item) => item.value.title !== undefined)) return [];
	return [
		warning(
			path,
			'redacts',
			`The title goes with the text of \`${target.op}\`, and there is no other.`,
			'Write `title` here: the same if nothing is wrong with it, otherwise another.',
		),
	];
}

function titleProblems(
	{ path }: { path: string },
	updates: readonly Stored<{ title?: string | undefined; at: Instant }>[],
): Problem[] {
	const first = updates[0];
	if (!first || first.value.title !== undefined) return [];
	return [
		warning(
			first.path || path,
			'title',
			'The first update has no title.',
			'Add one: it is what customers read first.',
		),
	];
}

function afterResolved(record: IncidentRecord): Problem[] {
	let resolved = false;
	return amendedUpdates(record.updates).flatMap(({ entry: { path }, value }) => {
		const late =
			resolved &&
			value.status === undefined &&
			value.corrects === undefined &&
			value.redacts === undefined &&
			!value.retracts &&
			value.duplicateOf === undefined;
		if (value.status !== undefined) resolved = value.status === 'resolved';
		return late
			? [
					warning(
						path,
						'status',
						'This update comes after `resolved` and does not reopen the incident.',
						'Add a `status` if it goes on; otherwise say it in the report.',
					),
				]
			: [];
	});
}

/** Two updates of one instant that cannot both hold; the later name wins. */
function contradictions(updates: readonly Stored<IncidentUpdate>[]): Problem[] {
	const found: Problem[] = [];
	for (const [index, second] of updates.entries()) {
		const first = updates[index - 1];
		if (second.value.status === 'resolved') {
			for (const [service, { condition }] of Object.entries(second.value.services ?? {})) {
				if (condition === 'operational') continue;
				found.push(
					warning(
						second.path,
						`services.${service}`,
						`The update says \`resolved\` and that \`${service}\` is not operational.`,
						'`resolved` makes everything operational; use `monitoring` if it is not over.',
					),
				);
			}
		}
		if (first?.value.at !== second.value.at) continue;
		const differs =
			first.value.status !== undefined &&
			second.value.status !== undefined &&
			first.value.status !== second.value.status;
		const services = Object.entries(second.value.services ?? {}).filter(
			([service, { condition }]) =>
				first.value.services?.[service] !== undefined &&
				first.value.services[service].condition !== condition,
		);
		if (!differs && services.length === 0) continue;
		found.push(
			warning(
				second.path,
				differs ? 'status' : `services.${services[0]?.[0]}`,
				`It contradicts \`${first.name}\`, which was said at the same instant.`,
				'Keep one of the two, or correct the other with `corrects`; the later name counts.',
			),
		);
	}
	return found;
}

/** Instants of an incident's life that are in the wrong order. */
function milestoneProblems(record: IncidentRecord): Problem[] {
	const { milestones } = foldResponse(record);
	const told = milestoneOrder
		// It can be declared before anybody was alerted or after someone took it.
		.filter((name) => name !== 'declared' && name !== 'closed')
		.flatMap((name) => {
			const at = milestones[name];
			return at === undefined ? [] : [{ name, at }];
		});
	return told.flatMap(({ name, at }, index) => {
		const before = told[index - 1];
		if (!before || before.at <= at) return [];
		return [
			warning(
				record.path,
				undefined,
				`\`${name}\` comes before \`${before.name}\`.`,
				'Mend the `since` of the first update or of the notes of kind `milestone`; durations are computed from them.',
			),
		];
	});
}
