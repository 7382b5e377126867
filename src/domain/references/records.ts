/** References of incidents, maintenance, alerts and evidence. */
import type { Note } from '../../schemas/note.ts';
import type { Content } from '../content.ts';
import type { Problem } from '../problem.ts';
import type { IncidentRecord, MaintenanceRecord } from '../stored.ts';
import { inOrder } from '../stored.ts';
import { didYouMean } from '../suggest.ts';
import type { Known, Names, Place } from './known.ts';
import { error, refer, referAll } from './known.ts';

/** What was recorded, and what is needed to judge it; settings are looked at only where a record asks. */
export interface Recorded extends Pick<
	Content,
	'site' | 'severity' | 'alerts' | 'incidents' | 'maintenances' | 'alertLog' | 'checks'
> {
	handbook: readonly { id: string }[];
}

/** Problems of everything that was recorded. */
export function recordProblems(content: Recorded, known: Known): Problem[] {
	return [
		...content.incidents.flatMap((record) => [
			...refer(record.index?.level, known.levels, {
				file: `${record.path}/index.md`,
				field: 'level',
			}),
			...refer(record.index?.alert, known.alertLog, {
				file: `${record.path}/index.md`,
				field: 'alert',
			}),
			...record.updates.flatMap(({ path, value }) =>
				refer(value.duplicateOf, known.incidents, { file: path, field: 'duplicate-of' }),
			),
			...noteProblems(record, content, known),
		]),
		...content.maintenances.flatMap((record) => [
			...refer(record.index?.runbook, known.runbooks, {
				file: `${record.path}/index.md`,
				field: 'runbook',
			}),
			...noteProblems(record, content, known),
		]),
		...sameNames(content),
		...sameReferences(content),
		...exampleProblems(content),
		...content.alertLog.flatMap(({ path: file, value }) => [
			...refer(value.source, known.sources, { file, field: 'source' }),
			...refer(value.service, known.services, { file, field: 'service' }),
			...refer(value.incident, known.incidents, { file, field: 'incident' }),
			...refer(value.runbook, known.runbooks, { file, field: 'runbook' }),
		]),
		...checkProblems(content, known),
	];
}

function noteProblems(
	{ notes }: IncidentRecord | MaintenanceRecord,
	content: Recorded,
	known: Known,
): Problem[] {
	return notes.flatMap(({ path: file, value }) => referencesOf(value, content, known, file));
}

function referencesOf(note: Note, content: Recorded, known: Known, file: string): Problem[] {
	const one = (name: string | undefined, names: Names, field: string) =>
		refer(name, names, { file, field });
	switch (note.kind) {
		case 'severity':
			return [...one(note.level, known.levels, 'level'), ...one(note.rule, known.rules, 'rule')];
		case 'role':
			return [...one(note.role, known.roles, 'role'), ...one(note.person, known.people, 'person')];
		case 'impact':
			return Object.entries(note.facts).flatMap(([id, value]) => [
				...one(id, known.answers, `facts.${id}`),
				...answerProblems(value, content.severity.facts.find((fact) => fact.id === id)?.type, {
					file,
					field: `facts.${id}`,
				}),
			]);
		case 'triage':
			return Object.keys(note.answers).flatMap((id) => one(id, known.triage, `answers.${id}`));
		case 'command':
			return one(note.runbook, known.runbooks, 'runbook');
		case 'verification':
			return one(note.item, known.verification, 'item');
		case 'runbook-used':
			return note.result === 'missing' ? [] : one(note.runbook, known.runbooks, 'runbook');
		case 'alert':
			return referAll(note.alerts, known.alertLog, { file, field: 'alerts' });
		case 'communication':
			return [
				...one(note.channel, known.channels, 'channel'),
				...one(note.template, known.templates, 'template'),
			];
		case 'duplicate':
			return one(note.of, known.incidents, 'of');
		case 'close-out':
			return one(note.item, known.closeOut, 'item');
		default:
			return [];
	}
}

function answerProblems(
	value: unknown,
	type: Content['severity']['facts'][number]['type'] | undefined,
	place: Place,
): Problem[] {
	if (type === undefined) return [];
	const wanted = type === 'yes-no' ? 'boolean' : 'number';
	return typeof value === wanted
		? []
		: [
				error(
					place,
					`\`${String(value)}\` cannot be the answer to this question.`,
					type === 'yes-no' ? 'Write `true` or `false`.' : 'Write a number without a unit.',
				),
			];
}

/** Six characters name an update in addresses and feeds, so no two files may share them. */
function sameNames({ incidents, maintenances }: Recorded): Problem[] {
	const seen = new Map<string, string>();
	const found: Problem[] = [];
	for (const record of [...incidents, ...maintenances]) {
		for (const { op, path } of [...record.updates, ...record.notes]) {
			const first = seen.get(op);
			if (first !== undefined && first !== path) {
				found.push({
					severity: 'error',
					file: path,
					message: `\`${op}\` is also the name of \`${first}\`.`,
					cure: 'Rename this file with six other characters.',
				});
			} else seen.set(op, path);
		}
	}
	return found;
}

/** Two incidents that were given the same reference: the later one reads another, which nothing keeps. */
function sameReferences({ incidents }: Recorded): Problem[] {
	const claims = incidents
		.toSorted((a, b) => (a.index?.opened ?? 0) - (b.index?.opened ?? 0) || (a.id < b.id ? -1 : 1))
		.flatMap(({ id, notes }) => {
			const note = inOrder(notes).findLast(({ value }) => value.kind === 'reference');
			return note?.value.kind === 'reference'
				? [{ id, path: note.path, reference: note.value.reference }]
				: [];
		});
	return claims.flatMap(({ id, path, reference }, index) => {
		const first = claims.findIndex((claim) => claim.reference === reference);
		return first === index
			? []
			: [
					{
						severity: 'warning' as const,
						file: path,
						field: 'reference',
						message: `\`${reference}\` is also the reference of ${claims[first]?.id ?? ''}; one of the two reads another number.`,
						cure: `Keep the other number: npm run incident -- reference ${id}`,
					},
				];
	});
}

/** The files beside an update that say it in other languages. */
const translationsOf = ({
	path,
	translations = {},
}: IncidentRecord['updates'][number] | MaintenanceRecord['updates'][number]) =>
	Object.entries(translations).map(([language, value]) => ({
		path: path.replace(/\.md$/, `.${language}.md`),
		value,
	}));

/** Example data is marked in every file of its folder, and says so by its id. */
function exampleProblems({ incidents, maintenances, site }: Recorded): Problem[] {
	return [...incidents, ...maintenances].flatMap((record) => {
		const named = record.id.startsWith('example-');
		const files = [
			...(record.index ? [{ path: `${record.path}/index.md`, value: record.index }] : []),
			...record.updates.flatMap((update) => [update, ...translationsOf(update)]),
			...record.notes,
		];
		const anchor =
			named && site.exampleAnchor === undefined
				? [
						error(
							{ file: 'site.yaml', field: 'example-anchor' },
							`\`${record.id}\` is example data, and nothing says when it was recent.`,
							'Add `example-anchor` to site.yaml, or remove the examples.',
						),
					]
				: [];
		return [
			...anchor,
			...files
				.filter(({ value }) => (value.example === true) !== named)
				.map(({ path }) =>
					error(
						{ file: path, field: 'example' },
						named
							? 'This folder is an example, and this file does not say `example: true`.'
							: '`example: true` in a folder that is not an example.',
						named ? 'Add it, so that its times move with the others.' : 'Remove it.',
					),
				),
		];
	});
}

function checkProblems(content: Recorded, known: Known): Problem[] {
	return content.checks.flatMap(({ path: file, value }) => {
		const subject = (names: Names) => refer(value.subject, names, { file, field: 'subject' });
		const person = refer(value.person, known.people, { file, field: 'person' });
		const list = (thing: string, where: string, all: readonly string[]) =>
			subject({ thing, where, list: all, has: (name) => all.includes(name) });
		switch (value.kind) {
			case 'alert-rule-tested':
				return list(
					'alert rule',
					'alerts.yaml',
					content.alerts.rules.map(({ name }) => name),
				);
			case 'source-green':
				return subject(known.sources);
			case 'access-verified':
				return [
					...subject(known.access),
					...person,
					...(value.person === undefined
						? [
								error(
									{ file, field: 'person' },
									'Whose access this was is missing.',
									'Add `person`.',
								),
							]
						: []),
				];
			case 'runbook-rehearsed':
			case 'runbook-validated':
				return subject(known.runbooks);
			case 'page-validated':
				return list(
					'handbook page',
					'handbook/',
					content.handbook.map(({ id }) => id),
				);
			case 'contacts-verified':
				return [
					...list('person or contact', 'on-call.yaml', [
						...known.people.list,
						...known.contacts.list,
					]),
					...person,
				];
			case 'alert-route-tested':
				return [
					...list('ladder, rotation or channel', 'on-call.yaml and organisation.yaml', [
						...known.ladders.list,
						...known.rotations.list,
						...known.channels.list,
					]),
					...person,
				];
			case 'confirmed':
				return [...subject(known.confirmations), ...person];
			case 'review-held':
				return [...subject(known.reviews), ...person];
		}
	});
}

/** Problems of services named by public updates; the status page leaves such a file out. */
export function updateServiceProblems(
	named: readonly string[],
	known: ReadonlyMap<string, string>,
	file: string,
	field: (service: string, index: number) => string,
): Problem[] {
	return named.flatMap((service, index) =>
		known.has(service)
			? []
			: [
					error(
						{ file, field: field(service, index) },
						`There is no service \`${service}\`.`,
						didYouMean(service, [...known.keys()], 'services.yaml'),
					),
				],
	);
}
