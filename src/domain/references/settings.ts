/** References between the files that say how the organisation works. */
import type { Group, Service } from '../../schemas/services.ts';
import type { Level, Target } from '../../schemas/severity.ts';
import type { Content } from '../content.ts';
import { brandProblems } from '../brand.ts';
import type { Problem } from '../problem.ts';
import { allServices } from '../serviceHistory.ts';
import { didYouMean, suggest } from '../suggest.ts';
import type { Known, Place } from './known.ts';
import { error, refer, referAll, twice } from './known.ts';
import { predicateProblems } from './predicates.ts';

/** Problems of `services.yaml`, `organisation.yaml`, `severity.yaml`, `process.yaml` and `alerts.yaml`. */
export function settingsProblems(content: Content, known: Known): Problem[] {
	return [
		...brandProblems(content.site),
		...siteProblems(content),
		...serviceProblems(content),
		...organisationProblems(content, known),
		...severityProblems(content, known),
		...processProblems(content, known),
		...alertsProblems(content, known),
	];
}

function siteProblems({ site }: Content): Problem[] {
	const file = 'site.yaml';
	return [
		...Object.keys(site.sentences).flatMap((language) =>
			languageProblems(language, site.languages, { file, field: `sentences.${language}` }),
		),
		...translatedProblems(site.descriptions, site.languages, { file, field: 'descriptions' }),
		...translatedProblems(site.support?.texts ?? {}, site.languages, {
			file,
			field: 'support.texts',
		}),
	];
}

/** Something said in a language that no page has. */
function languageProblems(language: string, languages: readonly string[], place: Place): Problem[] {
	if (languages.includes(language)) return [];
	return [
		error(
			place,
			`The status page has no pages in \`${language}\`.`,
			suggest(language, languages) === undefined
				? `Add \`${language}\` to \`languages\` in site.yaml, or remove this.`
				: didYouMean(language, languages, 'site.yaml'),
		),
	];
}

function serviceProblems({ services, site }: Content): Problem[] {
	const file = 'services.yaml';
	const all = allServices(services);
	const taken = all.flatMap(({ id, was }) => [id, ...was]);
	const doubled = taken.find((id, index) => taken.indexOf(id) !== index);
	return [
		...twice(
			services.groups.map(({ id }) => id),
			{ file, field: 'groups' },
		),
		...(doubled === undefined
			? []
			: [
					error(
						{ file, field: 'groups' },
						`\`${doubled}\` is the id, or an earlier id, of two services.`,
						'An id is never used again; give the newer service another one.',
					),
				]),
		...services.groups.flatMap((group, index) => [
			...nameProblems(group, site.languages, { file, field: `groups.${index}` }),
			...group.services.flatMap((service, n) =>
				nameProblems(service, site.languages, { file, field: `groups.${index}.services.${n}` }),
			),
		]),
		...services.groups.flatMap(({ services: list }, group) =>
			list.flatMap(({ since, until }, index) =>
				until !== undefined && until <= since
					? [
							error(
								{ file, field: `groups.${group}.services.${index}.until` },
								'The service was retired before it was offered.',
								'Swap `since` and `until`.',
							),
						]
					: [],
			),
		),
	];
}

/** Names and descriptions in languages that no page has. */
const nameProblems = (
	{ names, descriptions }: Pick<Group | Service, 'names' | 'descriptions'>,
	languages: readonly string[],
	{ file, field }: Place,
): Problem[] => [
	...translatedProblems(names, languages, { file, field: `${field}.names` }),
	...translatedProblems(descriptions, languages, { file, field: `${field}.descriptions` }),
];

/** A text in languages that no page has, or in the one in which it is written anyway. */
const translatedProblems = (
	texts: Readonly<Record<string, string>>,
	languages: readonly string[],
	{ file, field }: Place,
): Problem[] =>
	Object.keys(texts).flatMap((language) => {
		const place = { file, field: `${field}.${language}` };
		return language === languages[0]
			? [
					error(
						place,
						`\`${language}\` is the language in which everything is written here.`,
						'Remove it; the text itself is already there.',
					),
				]
			: languageProblems(language, languages, place);
	});

function organisationProblems({ organisation }: Content, known: Known): Problem[] {
	const file = 'organisation.yaml';
	return [
		...Object.keys(organisation.services).flatMap((id) =>
			refer(id, known.services, { file, field: `services.${id}` }),
		),
		...twice(
			organisation.channels.map(({ id }) => id),
			{ file, field: 'channels' },
		),
		...twice(
			organisation.review.reviews.map(({ id }) => id),
			{ file, field: 'review.reviews' },
		),
		...organisation.channels.flatMap(({ fallback }, index) =>
			refer(fallback, known.channels, { file, field: `channels.${index}.fallback` }),
		),
	];
}

function severityProblems({ severity, organisation }: Content, known: Known): Problem[] {
	const file = 'severity.yaml';
	const predicate = (when: Parameters<typeof predicateProblems>[0], field: string) =>
		predicateProblems(when, severity, known, { file, field });
	const ranks = severity.levels.filter(({ until }) => until === undefined).map(({ rank }) => rank);
	return [
		...twice(
			severity.levels.map(({ id }) => id),
			{ file, field: 'levels' },
		),
		...severity.levels.flatMap(({ rank, until }, index) =>
			until === undefined && ranks.filter((other) => other === rank).length > 1
				? [
						error(
							{ file, field: `levels.${index}.rank` },
							`Two levels have rank ${rank}.`,
							'Give every level a rank of its own, 1 for the worst.',
						),
					]
				: [],
		),
		...unansweredProblems(severity),
		...twice(
			severity.facts.map(({ id }) => id),
			{ file, field: 'facts' },
		),
		...severity.levels.flatMap((level, index) => {
			const field = `levels.${index}`;
			return [
				...level.criteria.flatMap(({ when }, n) => predicate(when, `${field}.criteria.${n}.when`)),
				...level.targets.flatMap(({ value }) =>
					Object.entries(value).flatMap(([name, target]) =>
						targetProblems(target, organisation, { file, field: `${field}.targets.${name}` }),
					),
				),
				...level.escalate.flatMap(({ policy }, n) =>
					targetProblems(policy && { policy }, organisation, {
						file,
						field: `${field}.escalate.${n}.policy`,
					}),
				),
				...level.notify.flatMap(({ channels, when }, n) => [
					...referAll(channels, known.channels, { file, field: `${field}.notify.${n}.channels` }),
					...predicate(when, `${field}.notify.${n}.when`),
				]),
				...refer(level.ladder, known.ladders, { file, field: `${field}.ladder` }),
				...referAll(level.roles, known.roles, { file, field: `${field}.roles` }),
				...referAll(level.warRoom?.channels ?? [], known.channels, {
					file,
					field: `${field}.war-room.channels`,
				}),
			];
		}),
		...severity.rules.flatMap((rule, index) => [
			...predicate(rule.when, `rules.${index}.when`),
			...refer(rule.atLeast, known.levels, { file, field: `rules.${index}.at-least` }),
			...rule.notify.flatMap(({ channels }, n) =>
				referAll(channels, known.channels, { file, field: `rules.${index}.notify.${n}.channels` }),
			),
			...(rule.until !== undefined && rule.until <= (rule.from ?? -Infinity)
				? [
						error(
							{ file, field: `rules.${index}.until` },
							`The rule \`${rule.id}\` ends before it begins, so it never holds.`,
							'Swap `from` and `until`.',
						),
					]
				: []),
		]),
		...twice(
			severity.rules.map(({ id }) => id),
			{ file, field: 'rules' },
		),
		...severity.triggers.flatMap((trigger, index) => [
			...refer(trigger.from, known.levels, { file, field: `triggers.${index}.from` }),
			...refer(trigger.to, known.levels, { file, field: `triggers.${index}.to` }),
			...predicate(trigger.when, `triggers.${index}.when`),
		]),
		...(['required', 'recommended'] as const).flatMap((list) =>
			severity.postMortem[list].flatMap(({ when }, index) =>
				predicate(when, `post-mortem.${list}.${index}.when`),
			),
		),
	];
}

/** Levels that nobody has to answer by any time, though a level that is less severe has one. */
function unansweredProblems({ levels }: Content['severity']): Problem[] {
	const current = levels.filter(({ until }) => until === undefined);
	const isAnswered = ({ targets }: Level) => targets.at(-1)?.value.acknowledge !== undefined;
	return levels.flatMap((level, index): Problem[] => {
		const milder = current
			.filter((other) => other.rank > level.rank && isAnswered(other))
			.sort((a, b) => a.rank - b.rank)[0];
		if (level.until !== undefined || isAnswered(level) || !milder) return [];
		return [
			{
				severity: 'warning',
				file: 'severity.yaml',
				field: `levels.${index}.targets`,
				message: `Nothing says how soon a ${level.label} is answered, and a ${milder.label}, which is less severe, has a time for it.`,
				cure: 'Add `acknowledge` to the `targets` of the level.',
			},
		];
	});
}

/** A target in working hours needs to know them. */
function targetProblems(
	target: Target | undefined,
	{ workingHours, sprint }: Content['organisation'],
	place: { file: string; field: string },
): Problem[] {
	if (!target) return [];
	const needsHours =
		'within' in target ? target.clock === 'business' : target.policy === 'next-business-day';
	if (needsHours && !workingHours) {
		return [
			error(
				place,
				'This target counts in working hours, and nothing says when people work.',
				'Add `working-hours` to organisation.yaml.',
			),
		];
	}
	if ('policy' in target && target.policy === 'next-sprint' && !sprint) {
		return [
			error(place, 'This target needs to know the sprints.', 'Add `sprint` to organisation.yaml.'),
		];
	}
	return [];
}

function processProblems({ process, severity }: Content, known: Known): Problem[] {
	const file = 'process.yaml';
	const predicate = (when: Parameters<typeof predicateProblems>[0], field: string) =>
		predicateProblems(when, severity, known, { file, field });
	const checklist = (list: Content['process']['closeOut'], field: string) =>
		list.flatMap(({ runbook, when }, index) => [
			...refer(runbook, known.runbooks, { file, field: `${field}.${index}.runbook` }),
			...predicate(when, `${field}.${index}.when`),
		]);
	return [
		...process.phases.flatMap(({ checklist: list }, index) =>
			checklist(list, `phases.${index}.checklist`),
		),
		...twice(
			process.roles.map(({ id }) => id),
			{ file, field: 'roles' },
		),
		// Notes name these by their id.
		...twice(
			process.triage.map(({ id }) => id),
			{ file, field: 'triage' },
		),
		...twice(
			process.verification.map(({ id }) => id),
			{ file, field: 'verification' },
		),
		...twice(
			process.closeOut.map(({ id }) => id),
			{ file, field: 'close-out' },
		),
		...process.roles.flatMap(({ reports, rotation }, index) => [
			...refer(reports?.to, known.roles, { file, field: `roles.${index}.reports.to` }),
			...refer(rotation, known.rotations, { file, field: `roles.${index}.rotation` }),
		]),
		...refer(process.decisionOwner, known.roles, { file, field: 'decision-owner' }),
		...process.firstResponse.flatMap(({ runbook, services }, index) => [
			...refer(runbook, known.runbooks, { file, field: `first-response.${index}.runbook` }),
			...referAll(services, known.services, { file, field: `first-response.${index}.services` }),
		]),
		...process.mitigations.flatMap(({ runbook }, index) =>
			refer(runbook, known.runbooks, { file, field: `mitigations.${index}.runbook` }),
		),
		...process.verification.flatMap(({ source, when }, index) => [
			...refer(source, known.sources, { file, field: `verification.${index}.source` }),
			...predicate(when, `verification.${index}.when`),
		]),
		...checklist(process.closeOut, 'close-out'),
		...process.situations.flatMap(({ when }, index) => predicate(when, `situations.${index}.when`)),
		...(process.warRoom?.format ?? []).flatMap(({ role }, index) =>
			refer(role, known.roles, { file, field: `war-room.format.${index}.role` }),
		),
		...referAll(process.handyRunbooks, known.runbooks, { file, field: 'handy-runbooks' }),
		...twice(
			process.gates.map(({ id }) => id),
			{ file, field: 'gates' },
		),
		...process.gates.flatMap(({ all }, gate) =>
			all.flatMap((check, index) => {
				const field = `gates.${gate}.all.${index}`;
				return [
					...('incidents' in check
						? refer(check.atLeast, known.levels, { file, field: `${field}.at-least` })
						: []),
					...('sources' in check
						? referAll(check.sources, known.sources, { file, field: `${field}.sources` })
						: []),
				];
			}),
		),
		...process.goals.flatMap(({ level, atMost, under, atLeast }, index) => [
			...refer(level, known.levels, { file, field: `goals.${index}.level` }),
			...([atMost, under, atLeast].filter((item) => item !== undefined).length === 1
				? []
				: [
						error(
							{ file, field: `goals.${index}` },
							'The goal does not say when it is met.',
							'Say exactly one of `at-most`, `under` and `at-least`.',
						),
					]),
		]),
	];
}

function alertsProblems({ alerts }: Content, known: Known): Problem[] {
	const file = 'alerts.yaml';
	return [
		...twice(
			alerts.sources.map(({ id }) => id),
			{ file, field: 'sources' },
		),
		...alerts.sources.flatMap(({ channel }, index) =>
			refer(channel, known.channels, { file, field: `sources.${index}.channel` }),
		),
		...alerts.sources.flatMap(({ severities, services }, index) => [
			...Object.entries(severities).flatMap(([word, level]) =>
				refer(level, known.levels, { file, field: `sources.${index}.severities.${word}` }),
			),
			...Object.entries(services).flatMap(([word, service]) =>
				refer(service, known.services, { file, field: `sources.${index}.services.${word}` }),
			),
		]),
		...twice(
			alerts.rules.map(({ name }) => name),
			{ file, field: 'rules' },
			'name',
		),
		...alerts.rules.flatMap(({ source, service, level }, index) => [
			...refer(source, known.sources, { file, field: `rules.${index}.source` }),
			...refer(service, known.services, { file, field: `rules.${index}.service` }),
			...refer(level, known.levels, { file, field: `rules.${index}.level` }),
		]),
	];
}
