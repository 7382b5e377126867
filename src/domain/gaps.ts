/** What is missing, out of date or in doubt, with who can mend it and where. */
import type { HandbookPage } from '../schemas/page.ts';
import type { Instant } from '../schemas/values.ts';
import { listOpenItems } from './actions.ts';
import { addPeriod, dateAt, daysAgo, workCalendar } from './calendar.ts';
import type { Content, Page } from './content.ts';
import { contradictions } from './contradictions.ts';
import { accessInDoubt } from './gates.ts';
import { shiftsWithin, uncovered } from './onCall.ts';
import type { PlacedPlaceholder } from './placeholders.ts';
import { fieldForPeople, placeholdersInBody, placeholdersInData } from './placeholders.ts';
import type { Problem } from './problem.ts';
import { compareText } from './problem.ts';
import type { Response } from './response.ts';
import { regularReviews } from './reviews.ts';
import type { SourceChange } from './runbookTrust.ts';
import { trustIn } from './runbookTrust.ts';
import { timePrinter } from './time.ts';
import { unevidenced, validationDue } from './validation.ts';
import { personName } from './words.ts';

/** Kinds of gaps, the most pressing first. */
export const gapKinds = [
	'uncovered',
	'runbook-failed',
	'alert-without-runbook',
	'unowned',
	'unwritten',
	'placeholder',
	'contradiction',
	'unreachable',
	'access',
	'stale',
	'source-changed',
	'secret',
	'unevidenced',
	'rehearsal',
	'review',
	'open-item',
] as const;
export type GapKind = (typeof gapKinds)[number];

/** One gap. */
export interface Gap {
	kind: GapKind;
	/** What is missing, in one sentence. */
	text: string;
	/** What to do about it, in one sentence. */
	cure: string;
	/** Who can mend it, as people say it; where nothing names anybody, the organisation's owner, or its name. */
	owner: string;
	/** Where it is mended, below the content root. */
	file: string;
	field?: string | undefined;
	line?: number | undefined;
	/** The field as people know it, such as `channels.primary.name`, where it says more than the file. */
	place?: string | undefined;
	/** It should have been done by now. */
	late: boolean;
}

/** A gap as it is found: nobody need have it yet. */
type FoundGap = Omit<Gap, 'owner'> & { owner: string | undefined };

/** How far ahead hours have to have a person. */
const ahead = 14 * 86_400_000;

/**
 * All gaps at `now`: by kind, then by file.
 *
 * @param lastChange when a file that a page describes last changed, by its path in the repository; left out where the
 *   history is not known
 */
export function gapsOf(
	content: Content,
	responses: readonly Response[],
	now: Instant,
	lastChange?: (path: string) => Instant | undefined,
): Gap[] {
	const lastResort = content.organisation.owner ?? content.organisation.name;
	const gaps: FoundGap[] = [
		...uncoveredHours(content, now),
		...failedRunbooks(content, responses),
		...alertsWithoutRunbook(content),
		...unownedRunbooks(content),
		...unwrittenPages(content),
		...placeholderGaps(content),
		...fromProblems('contradiction', contradictions(content, now), content),
		...unreachable(content, now),
		...doubtfulAccess(content, now),
		...stalePages(content, now),
		...changedSources(content, now, lastChange),
		...secrets(content, now),
		...fromProblems('unevidenced', unevidenced(content), content),
		...rehearsals(content, now),
		...lateReviews(content, now),
		...openItems(content, now),
	];
	return gaps
		.map((gap) => ({ ...gap, owner: gap.owner ?? lastResort }))
		.sort(
			(a, b) =>
				gapKinds.indexOf(a.kind) - gapKinds.indexOf(b.kind) ||
				Number(b.late) - Number(a.late) ||
				compareText(a.file, b.file) ||
				(a.line ?? 0) - (b.line ?? 0),
		);
}

/** Kinds that the check already names by itself, where it looks at the files. */
const checkedElsewhere: readonly GapKind[] = ['uncovered', 'contradiction', 'unevidenced'];

/** Gaps as warnings of the check. What is planned and not yet late is no warning. */
export function gapProblems(gaps: readonly Gap[]): Problem[] {
	return gaps
		.filter(({ kind, late }) => !checkedElsewhere.includes(kind) && (kind !== 'open-item' || late))
		.map(({ text, cure, owner, file, field, line }) => ({
			severity: 'warning',
			file,
			field,
			line,
			message: text,
			cure: `${cure} (${owner})`,
		}));
}

function uncoveredHours({ onCall, organisation, site }: Content, now: Instant): FoundGap[] {
	const context = { zone: site.zone, calendar: workCalendar(organisation, site.zone) };
	const print = timePrinter(site.zone, 'en');
	return onCall.rotations.flatMap((rotation, index) =>
		uncovered(rotation, onCall.overrides, { start: now, end: now + ahead }, context).map(
			({ start, end }) => ({
				kind: 'uncovered' as const,
				text: `${rotation.name}: nobody from ${print.time(start).text} until ${print.time(end).text}.`,
				cure: 'Let a layer go on, or add an override for that time.',
				owner: rotation.name,
				file: 'on-call.yaml',
				field: `rotations.${index}`,
				late: true,
			}),
		),
	);
}

/** Runbooks that an incident found wrong, outdated or missing, and that nothing has changed since. */
function failedRunbooks(content: Content, responses: readonly Response[]): FoundGap[] {
	const { runbooks, postMortems, checks, site } = content;
	return responses
		.filter(({ shown }) => !shown?.retraction)
		.flatMap((response) =>
			response.runbooks.flatMap(({ runbook, result, at }): FoundGap[] => {
				if (result === 'fixed' || result === 'helped') return [];
				const page = runbooks.find(({ id }) => id === runbook);
				const said = `${page?.value.title ?? runbook} was ${result} in “${response.title}”.`;
				if (!page) {
					return [
						{
							kind: 'runbook-failed',
							text: said,
							cure: `Begin it with \`npm run runbook -- new ${runbook}\`.`,
							owner: serviceOwner(content, response.shown?.services[0]?.id),
							file: `runbooks/${runbook}.mdx`,
							late: true,
						},
					];
				}
				if (result === 'missing') return [];
				const settled =
					(page.value.lastValidated?.on ?? '') > dateAt(at, site.zone) ||
					checks.some(
						({ value }) =>
							(value.kind === 'runbook-validated' || value.kind === 'runbook-rehearsed') &&
							value.subject === runbook &&
							value.result === 'passed' &&
							value.at > at,
					) ||
					postMortems.some(
						({ value }) =>
							value.incident === response.id &&
							value.published !== undefined &&
							value.runbookChanges.includes(runbook),
					);
				if (settled) return [];
				return [
					{
						kind: 'runbook-failed',
						text: said,
						cure: 'Change it, and have it validated.',
						owner: ownerOf(page, content),
						file: page.path,
						late: true,
					},
				];
			}),
		);
}

/** Alert rules, and alerts that came in, that lead to no runbook. */
function alertsWithoutRunbook(content: Content): FoundGap[] {
	const { runbooks, alerts, alertLog } = content;
	const led = new Set(runbooks.flatMap(({ value }) => value.alerts));
	const rules = alerts.rules.flatMap(({ name, service, critical }, index): FoundGap[] =>
		led.has(name)
			? []
			: [
					{
						kind: 'alert-without-runbook',
						text: `The alert rule ${name} leads to no runbook.`,
						cure: `Name it under \`alerts\` of a runbook, or write one for it.`,
						owner: serviceOwner(content, service),
						file: 'alerts.yaml',
						field: `rules.${index}`,
						late: critical,
					},
				],
	);
	const ruled = new Set(alerts.rules.map(({ name }) => name));
	const unknown = Map.groupBy(
		alertLog.filter(
			({ value }) => !led.has(value.name) && !ruled.has(value.name) && value.runbook === undefined,
		),
		({ value }) => value.name,
	);
	const fired = [...unknown].flatMap(([name, list]): FoundGap[] => {
		const last = list.reduce((a, b) => (b.value.fired > a.value.fired ? b : a));
		const times = list.length === 1 ? 'once' : `${list.length} times`;
		return [
			{
				kind: 'alert-without-runbook',
				text: `The alert ${name} fired ${times}; no rule and no runbook knows it.`,
				cure: 'Add it to alerts.yaml and to a runbook, or stop sending it.',
				owner: serviceOwner(content, last.value.service),
				file: last.path,
				late: false,
			},
		];
	});
	return [...rules, ...fired];
}

/** Runbooks that nobody answers for. */
function unownedRunbooks(content: Content): FoundGap[] {
	return relied(content.runbooks)
		.filter(({ value }) => value.owner === undefined)
		.map((page) => ({
			kind: 'unowned',
			text: `“${page.value.title}” has no owner.`,
			cure: 'Name in `owner` the team or person that answers for it.',
			owner: ownerOf(page, content),
			file: page.path,
			field: 'owner',
			late: false,
		}));
}

/** Pages that a page of the handbook names and that are not there. */
function unwrittenPages(content: Content): FoundGap[] {
	const written = new Set([...content.handbook, ...content.runbooks].map(({ id }) => id));
	return content.handbook.flatMap((page) =>
		page.value.related.flatMap((id, index): FoundGap[] =>
			written.has(id)
				? []
				: [
						{
							kind: 'unwritten',
							text: `“${page.value.title}” names \`${id}\`, and nobody has written it yet.`,
							cure: `Write handbook/${id}.mdx, or take it off the list.`,
							owner: ownerOf(page, content),
							file: page.path,
							field: `related.${index}`,
							late: false,
						},
					],
		),
	);
}

function placeholderGaps(content: Content): FoundGap[] {
	const gap = (file: string, owner: string | undefined, found: PlacedPlaceholder): FoundGap => ({
		kind: 'placeholder',
		text: `“${found.text}” still stands where something has to be filled in.`,
		cure: 'Fill it in, or take the line out.',
		owner,
		file,
		field: found.field,
		line: found.line,
		late: true,
	});
	const settings = {
		'site.yaml': content.site,
		'services.yaml': content.services,
		'organisation.yaml': content.organisation,
		'severity.yaml': content.severity,
		'process.yaml': content.process,
		'on-call.yaml': content.onCall,
		'alerts.yaml': content.alerts,
	};
	const pages: Page<unknown>[] = [
		...content.handbook,
		...content.runbooks,
		...content.postMortems,
		...content.templates,
	];
	return [
		...Object.entries(settings).flatMap(([file, value]) =>
			placeholdersInData(value).map((found) => ({
				...gap(file, undefined, found),
				place: fieldForPeople(value, found.field ?? ''),
			})),
		),
		...pages.flatMap((page) => {
			const owner = ownerOf(page, content);
			return [
				...placeholdersInData(page.value),
				...placeholdersInBody(page.body, page.bodyLine),
			].map((found) => gap(page.path, owner, found));
		}),
	];
}

/** Whoever has duty within a fortnight, and every contact, has a way to be reached. */
function unreachable({ onCall, organisation, site }: Content, now: Instant): FoundGap[] {
	const context = { zone: site.zone, calendar: workCalendar(organisation, site.zone) };
	const window = { start: now, end: now + ahead };
	const onDuty = new Set(
		onCall.rotations.flatMap((rotation) =>
			shiftsWithin(rotation, onCall.overrides, window, context).map(({ person }) => person),
		),
	);
	const gap = (
		list: 'people' | 'contacts',
		name: string,
		index: number,
		late: boolean,
	): FoundGap => ({
		kind: 'unreachable',
		text: `Nothing says how to reach ${name}.`,
		cure: 'Add a phone number or another way under `contacts`.',
		owner: list === 'people' ? name : undefined,
		file: 'on-call.yaml',
		field: `${list}.${index}`,
		late,
	});
	return [
		...onCall.people.flatMap(({ id, name, contacts }, index) =>
			onDuty.has(id) && contacts.length === 0 ? [gap('people', name, index, true)] : [],
		),
		...onCall.contacts.flatMap(({ name, contacts }, index) =>
			contacts.length === 0 ? [gap('contacts', name, index, false)] : [],
		),
	];
}

function doubtfulAccess(content: Content, now: Instant): FoundGap[] {
	return accessInDoubt(content, now).map(({ access, person, reason }) => ({
		kind: 'access',
		text: reason,
		cure: `Let them try it, and keep what was seen as a check of kind \`access-verified\` for \`${access}\`.`,
		owner: personName(content, person),
		file: 'on-call.yaml',
		field: `access.${content.onCall.access.findIndex(({ id }) => id === access)}`,
		late: false,
	}));
}

function stalePages(content: Content, now: Instant): FoundGap[] {
	const today = dateAt(now, content.site.zone);
	const { review } = content.organisation;
	const stale = (pages: readonly Page<HandbookPage>[], every: string | undefined) =>
		pages.flatMap((page): FoundGap[] => {
			const { lastValidated, validateEvery, title } = page.value;
			const due = validationDue(page.value, every);
			if ((validateEvery ?? every) === undefined || (due !== undefined && due >= today)) return [];
			return [
				{
					kind: 'stale',
					text:
						due === undefined || !lastValidated
							? `“${title}” was never validated.`
							: `“${title}” was last validated on ${lastValidated.on}; it was due again on ${due}, ${daysAgo(due, today)}.`,
					cure: 'Go through it with somebody, and say in `last-validated` what was seen.',
					owner: ownerOf(page, content),
					file: page.path,
					field: 'last-validated',
					late: true,
				},
			];
		});
	return [
		...stale(relied(content.runbooks), review.runbook),
		...stale(relied(content.handbook), review.handbook),
	];
}

/** Pages that describe what changed since somebody last went through them. Example pages have invented dates. */
function changedSources(
	content: Content,
	now: Instant,
	lastChange: ((path: string) => Instant | undefined) | undefined,
): FoundGap[] {
	const { site } = content;
	const changed = <T extends HandbookPage>(
		pages: readonly Page<T>[],
		changesOf: (page: Page<T>) => SourceChange[] | undefined,
	) =>
		relied(pages)
			.filter(({ value }) => value.example !== true && value.lastValidated)
			.flatMap((page): FoundGap[] => {
				const since = (changesOf(page) ?? []).filter((source) => source.since);
				if (since.length === 0) return [];
				const named = since.map(
					({ path, changed: at }) => `${path} (${at === undefined ? '' : dateAt(at, site.zone)})`,
				);
				return [
					{
						kind: 'source-changed',
						text: `“${page.value.title}” describes what changed since it was last validated: ${named.join(', ')}.`,
						cure: 'Go through it with the change beside it, and say in `last-validated` what was seen.',
						owner: ownerOf(page, content),
						file: page.path,
						field: 'sources',
						late: false,
					},
				];
			});
	const context = { content, now, lastChange };
	return [
		...changed(content.runbooks, (page) => trustIn(page, 'runbook', context).sources),
		...changed(content.handbook, (page) => trustIn(page, 'handbook', context).sources),
	];
}

/** Secrets that should have been rotated by now. */
function secrets(content: Content, now: Instant): FoundGap[] {
	const today = dateAt(now, content.site.zone);
	return relied(content.runbooks).flatMap((page) =>
		page.value.rotates.flatMap(({ secret, lastRotated, every }, index): FoundGap[] => {
			if (every === undefined) return [];
			const due = lastRotated === undefined ? undefined : addPeriod(lastRotated, every);
			if (due !== undefined && due >= today) return [];
			return [
				{
					kind: 'secret',
					text:
						due === undefined || lastRotated === undefined
							? `Nothing says when “${secret}” was last rotated.`
							: `“${secret}” was last rotated on ${lastRotated}; it was due again on ${due}, ${daysAgo(due, today)}.`,
					cure: 'Rotate it by this page, then write the day into `last-rotated`.',
					owner: ownerOf(page, content),
					file: page.path,
					field: `rotates.${index}`,
					late: true,
				},
			];
		}),
	);
}

function rehearsals(content: Content, now: Instant): FoundGap[] {
	const { site, checks } = content;
	const today = dateAt(now, site.zone);
	return relied(content.runbooks).flatMap((page): FoundGap[] => {
		const { rehearseEvery, lastValidated, title } = page.value;
		if (rehearseEvery === undefined) return [];
		const days = [
			...checks
				.filter(
					({ value }) =>
						value.kind === 'runbook-rehearsed' &&
						value.subject === page.id &&
						value.result !== 'failed' &&
						value.at <= now,
				)
				.map(({ value }) => dateAt(value.at, site.zone)),
			...(lastValidated?.how === 'rehearsal' ? [lastValidated.on] : []),
		].sort();
		const last = days.at(-1);
		const due = last === undefined ? undefined : addPeriod(last, rehearseEvery);
		if (due !== undefined && due >= today) return [];
		return [
			{
				kind: 'rehearsal',
				text:
					due === undefined || last === undefined
						? `“${title}” was never rehearsed.`
						: `“${title}” was last rehearsed on ${last}; the next rehearsal was due on ${due}, ${daysAgo(due, today)}.`,
				cure: `Rehearse it, then run \`npm run runbook -- rehearsed ${page.id}\`.`,
				owner: ownerOf(page, content),
				file: page.path,
				field: 'rehearse-every',
				late: true,
			},
		];
	});
}

function lateReviews(content: Content, now: Instant): FoundGap[] {
	const today = dateAt(now, content.site.zone);
	return regularReviews(content, now).flatMap(({ id, what, held, due, late }, index): FoundGap[] =>
		late && held && due !== undefined
			? [
					{
						kind: 'review',
						text: `“${what}” was last looked at on ${dateAt(held.at, content.site.zone)}; it was due again on ${due}, ${daysAgo(due, today)}.`,
						cure: `Hold it, and keep what was seen as a check of kind \`review-held\` with \`${id}\` as \`subject\`.`,
						owner: personName(content, held.by),
						file: 'organisation.yaml',
						field: `review.reviews.${index}`,
						late,
					},
				]
			: [],
	);
}

function openItems(content: Content, now: Instant): FoundGap[] {
	return listOpenItems(content, now).map(({ text, owner, due, state, index }) => ({
		kind: 'open-item',
		text: due === undefined ? text : `${text} Due ${due}.`,
		cure: 'Do it, then take it off the list.',
		owner,
		file: 'process.yaml',
		field: `open-items.${index}`,
		late: state === 'overdue',
	}));
}

function fromProblems(kind: GapKind, problems: readonly Problem[], content: Content): FoundGap[] {
	const pages: Page<unknown>[] = [...content.handbook, ...content.runbooks, ...content.postMortems];
	return problems.map(({ file, field, line, message, cure }) => {
		const page = pages.find(({ path }) => path === file);
		return {
			kind,
			text: message,
			cure,
			owner: page && ownerOf(page, content),
			file,
			field,
			line,
			late: false,
		};
	});
}

/** Pages that somebody may act by. */
const relied = <T extends HandbookPage>(pages: readonly Page<T>[]) =>
	pages.filter(({ value }) => value.status !== 'deprecated');

/** Who answers for a page; where it names nobody, who answers for the first of its services. */
function ownerOf({ value }: Page<unknown>, content: Content): string | undefined {
	const page = value as { owner?: string; backupOwner?: string; services?: string[] };
	const name =
		page.owner ??
		page.backupOwner ??
		page.services?.map((id) => serviceOwner(content, id)).find((owner) => owner !== undefined);
	return name === undefined ? undefined : personName(content, name);
}

const serviceOwner = ({ organisation }: Content, service: string | undefined) =>
	service === undefined ? undefined : organisation.services[service]?.owner;
