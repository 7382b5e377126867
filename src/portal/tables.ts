/** The data of the process as tables, for pages and for the handbook. */
import { wholeShiftsWithin } from '../domain/onCall.ts';
import { workCalendar } from '../domain/calendar.ts';
import { versionAt } from '../domain/version.ts';
import { levelsAt } from '../domain/level.ts';
import { accessStates } from '../domain/gates.ts';
import type { Contact } from '../schemas/onCall.ts';
import { printDuration, timePrinter } from '../ui/time.ts';
import type { Cell, CellPart } from './cells.ts';
import { linked } from './cells.ts';
import { contactLink } from './contactLink.ts';
import type { PortalContent } from './content.ts';
import type { PortalLinks } from './links.ts';
import { windowWords } from './phases.ts';
import { cadenceWords, ladderTargetWords, personName } from './words.ts';

const duration = (milliseconds: number) => printDuration(milliseconds, 'en');

/** A table ready to be printed. */
export interface Table {
	caption: string;
	head: string[];
	rows: Cell[][];
}

const runbookAddress = (
	id: string | undefined,
	{ runbooks }: PortalContent,
	links: PortalLinks,
): string | undefined => {
	const page = runbooks.find((item) => item.id === id);
	return page && links.page(page);
};

const runbookLink = (
	id: string | undefined,
	{ runbooks }: PortalContent,
	links: PortalLinks,
	step?: string,
): CellPart => {
	const page = runbooks.find((item) => item.id === id);
	const anchor = step === undefined ? '' : `#${step}`;
	return page ? { text: page.value.title, href: links.page(page) + anchor } : (id ?? '—');
};

/** Phases in their order; without a word on when, where the process gives none of them a time. */
export function phasesTable(content: PortalContent, links: PortalLinks): Table {
	const { phases } = content.process;
	const timed = phases.some(({ from, until }) => from !== undefined || until !== undefined);
	return {
		caption: 'Phases of an incident',
		head: ['Phase', ...(timed ? ['When'] : []), 'At its end', 'What to do'],
		rows: phases.map(({ name, goal, checklist, ...window }) => [
			name,
			...(timed ? [windowWords(window)] : []),
			goal,
			checklist.map(({ text, url, runbook }) =>
				linked(text, url ?? runbookAddress(runbook, content, links)),
			),
		]),
	};
}

export const rolesTable = ({ process }: PortalContent): Table => ({
	caption: 'Roles in an incident',
	head: ['Role', 'Purpose', 'Duties', 'Leaves to others'],
	rows: process.roles.map(({ name, purpose, duties, notFor, reports }) => [
		name,
		purpose,
		[...duties, ...(reports ? [`Reports every ${duration(reports.every)}`] : [])],
		notFor,
	]),
});

export const channelsTable = ({ organisation }: PortalContent): Table => ({
	caption: 'Channels',
	head: ['Channel', 'For whom', 'Use', 'If it fails'],
	rows: organisation.channels.map(({ name, url, audience, use, fallback }) => [
		linked(name, url),
		audience,
		use ?? '—',
		organisation.channels.find(({ id }) => id === fallback)?.name ?? '—',
	]),
});

export const contactsTable = ({ onCall }: PortalContent): Table => ({
	caption: 'Contacts outside the rotations',
	head: ['Contact', 'Kind', 'How to reach it', 'Have ready'],
	rows: onCall.contacts.map(({ name, kind, contacts, account, hours }) => [
		name,
		kind,
		contacts.map(contactPart),
		[account, hours].filter((part) => part !== undefined),
	]),
});

/** A way to reach someone, as a link where a device can follow it. */
export function contactPart({ kind, value, note }: Contact): CellPart {
	return linked(note === undefined ? value : `${value} (${note})`, contactLink({ kind, value }));
}

export const systemsTable = (content: PortalContent): Table => ({
	caption: 'Systems',
	head: ['System', 'Purpose', 'How to get in', 'Who grants access'],
	rows: content.onCall.systems.map(({ name, url, purpose, access, admins }) => [
		linked(name, url),
		purpose ?? '—',
		access ?? '—',
		admins.map((id) => personName(content, id)),
	]),
});

export const accessTable = ({ onCall }: PortalContent): Table => ({
	caption: 'What everybody on call can get into',
	head: ['Access', 'How to get it', 'Verified again after'],
	rows: onCall.access.map(({ name, how, validFor }) => [name, how ?? '—', validFor ?? '—']),
});

export const mitigationsTable = (content: PortalContent, links: PortalLinks): Table => ({
	caption: 'Mitigations, in the order in which they are tried',
	head: ['Step', 'When', 'Runbook'],
	rows: content.process.mitigations.map(({ text, whenTo, runbook, step, lastResort }, index) => [
		`${index + 1}. ${text}${lastResort ? ' (last resort)' : ''}`,
		whenTo ?? '—',
		runbookLink(runbook, content, links, step),
	]),
});

export const verificationTable = ({ process, alerts }: PortalContent): Table => ({
	caption: 'What has to be true before it is over',
	head: ['What', 'Watched for'],
	rows: process.verification.map(({ text, quietFor, alertCycle }) => [
		text,
		[
			...(quietFor === undefined ? [] : [duration(quietFor)]),
			...(alertCycle ? [`one alert cycle, ${duration(alerts.cycle)}`] : []),
		],
	]),
});

export const closeOutTable = (content: PortalContent, links: PortalLinks): Table => ({
	caption: 'What is done after it is over',
	head: ['What', 'How'],
	rows: content.process.closeOut.map(({ text, url, runbook }) => [
		text,
		runbook === undefined ? linked(url ?? '—', url) : runbookLink(runbook, content, links),
	]),
});

export const situationsTable = ({ process, onCall }: PortalContent): Table => ({
	caption: 'Situations with an answer of their own',
	head: ['Situation', 'Action', 'Tell'],
	rows: process.situations.map(({ situation, action, notify }) => [
		situation,
		action,
		notify.map(
			(id) =>
				[...onCall.rotations, ...onCall.people, ...onCall.contacts].find((item) => item.id === id)
					?.name ?? id,
		),
	]),
});

export const laddersTable = (content: PortalContent): Table => ({
	caption: 'Who is called next when nobody answers',
	head: ['Ladder', 'Levels', 'Steps'],
	rows: content.onCall.ladders.map(({ id, name, steps }) => [
		name,
		content.severity.levels.filter(({ ladder }) => ladder === id).map(({ label }) => label),
		versionAt(steps, content.now).map(({ to, after, answerWithin, answerBy }) => {
			const when = after === 0 ? 'at once' : `after ${duration(after)}`;
			const answer =
				answerWithin !== undefined
					? `, answers within ${duration(answerWithin)}`
					: answerBy === undefined
						? ''
						: ', answers by the next business day';
			return `${ladderTargetWords(to, content)}: ${when}${answer}`;
		}),
	]),
});

/** Everybody on call, how much of what they need they can get into, and what is in doubt. */
export function readinessTable(content: PortalContent): Table {
	const print = timePrinter(content.site.zone, 'en');
	const states = accessStates(content, content.now);
	const nameOf = (id: string) => content.onCall.access.find((item) => item.id === id)?.name ?? id;
	return {
		caption: 'Who can get into what they need',
		head: ['Person', 'Ready', 'In doubt', 'To be verified next'],
		rows: content.onCall.people.flatMap(({ id, name }): Cell[][] => {
			const own = states.filter(({ person }) => person === id);
			if (own.length === 0) return [];
			const doubtful = own.filter(({ reason }) => reason !== undefined);
			const [first] = own
				.filter(({ until }) => until !== undefined)
				.sort((a, b) => (a.until ?? 0) - (b.until ?? 0));
			const ready = `${own.length - doubtful.length} of ${own.length}`;
			return [
				[
					name,
					doubtful.length === 0 ? `✓ ${ready}` : { text: `✗ ${ready}`, class: 'late' },
					doubtful.map(({ access }) => nameOf(access)),
					first?.until === undefined
						? '—'
						: `${nameOf(first.access)}, by ${print.time(first.until).day}`,
				],
			];
		}),
	};
}

/** The coming four weeks of every rotation. */
export function rotationsTable(content: PortalContent): Table {
	const { onCall, site, organisation, now } = content;
	const print = timePrinter(site.zone, 'en');
	const context = { zone: site.zone, calendar: workCalendar(organisation, site.zone) };
	const window = { start: now, end: now + 28 * 86_400_000 };
	return {
		caption: 'Who is on call in the coming weeks',
		head: ['Until', 'Rotation', 'Person'],
		rows: onCall.rotations.flatMap((rotation) =>
			wholeShiftsWithin(rotation, onCall.overrides, window, context).map(
				({ end, person, override }) => [
					Number.isFinite(end) ? print.time(end).text : 'no end in sight',
					rotation.name,
					personName(content, person) + (override ? ' (instead)' : ''),
				],
			),
		),
	};
}

export const rulesTable = ({ severity, site }: PortalContent): Table => ({
	caption: 'Rules',
	head: ['Rule', 'Effect'],
	rows: severity.rules.map(
		({ text, atLeast, untilProvenOtherwise, notify, do: action, ...time }) => [
			[text, ...holdsOnly(time, site.zone).map((words) => ({ text: words, class: 'soft' }))],
			[
				...(atLeast === undefined
					? []
					: [
							`at least ${severity.levels.find(({ id }) => id === atLeast)?.label ?? atLeast}${untilProvenOtherwise ? ', until proven otherwise' : ''}`,
						]),
				...notify.map(({ who }) => `tell ${who}`),
				...(action === undefined ? [] : [action]),
			],
		],
	),
});

/** The time in which a rule holds; nothing if it always does. */
function holdsOnly(
	{ from, until }: { from?: number | undefined; until?: number | undefined },
	zone: string,
): string[] {
	const print = timePrinter(zone, 'en');
	if (from === undefined && until === undefined) return [];
	return [
		[
			...(from === undefined ? [] : [`from ${print.time(from).text}`]),
			...(until === undefined ? [] : [`until ${print.time(until).text}`]),
		].join(' '),
	];
}

export const triggersTable = ({ severity }: PortalContent): Table => ({
	caption: 'What raises a level at once',
	head: ['If this happens', 'From', 'To'],
	rows: severity.triggers.map(({ text, from, to }) => [
		text,
		severity.levels.find(({ id }) => id === from)?.label ?? from,
		severity.levels.find(({ id }) => id === to)?.label ?? to,
	]),
});

export const cadenceTable = ({ severity, now }: PortalContent): Table => ({
	caption: 'How often news is due',
	head: ['Level', 'News'],
	rows: levelsAt(severity, now).map(({ label, updates }) => [
		label,
		versionAt(updates, now).map(({ audience, cadence }) => `${audience}: ${cadenceWords(cadence)}`),
	]),
});

export const goalsTable = ({ process, severity }: PortalContent): Table => ({
	caption: 'Goals',
	head: ['Measure', 'Level', 'Goal'],
	rows: process.goals.map(({ metric, level, statistic, atMost, under, atLeast }) => {
		const value = (limit: number) => (metric.startsWith('time-') ? duration(limit) : String(limit));
		return [
			metric.replaceAll('-', ' '),
			severity.levels.find(({ id }) => id === level)?.label ?? 'all',
			`${statistic} ${atMost !== undefined ? `at most ${value(atMost)}` : under !== undefined ? `under ${value(under)}` : `at least ${value(atLeast ?? 0)}`}`,
		];
	}),
});

export const gatesTable = ({ process }: PortalContent): Table => ({
	caption: 'Gates',
	head: ['Gate', 'While it is closed', 'Open when'],
	rows: process.gates.map(({ name, closed, all }) => [name, closed, all.map(({ text }) => text)]),
});

export const warRoomTable = ({ process, severity, now }: PortalContent): Table => ({
	caption: 'The war room',
	head: ['', ''],
	rows: process.warRoom
		? [
				...(process.warRoom.channel === undefined ? [] : [['Channel', process.warRoom.channel]]),
				...(process.warRoom.call === undefined
					? []
					: [['Call', linked(process.warRoom.call, process.warRoom.call)]]),
				[
					'Opened',
					levelsAt(severity, now).flatMap(({ label, warRoom }) =>
						warRoom
							? [
									`${label}: ${warRoom.within === 0 ? 'at once' : `within ${duration(warRoom.within)}`}`,
								]
							: [],
					),
				],
				['Invited', process.warRoom.invite],
				...process.warRoom.format.map(({ role, line }) => [
					process.roles.find(({ id }) => id === role)?.name ?? role,
					line,
				]),
			]
		: [],
});

export const sectionsTable = ({ severity }: PortalContent): Table => ({
	caption: 'Sections of a post-mortem',
	head: ['Section', 'What belongs there'],
	rows: severity.postMortem.sections.map(({ heading, ask, required }) => [
		heading + (required ? '' : ' (optional)'),
		ask ?? '—',
	]),
});

export const templatesTable = (content: PortalContent): Table => ({
	caption: 'Messages',
	head: ['Message', 'When', 'Channel'],
	rows: content.templates.map(({ value }) => [
		value.name,
		value.purpose,
		content.organisation.channels.find(({ id }) => id === value.channel)?.name ?? '—',
	]),
});

const dispositionWords = {
	open: 'not decided',
	true: 'true',
	false: 'false alarm',
	duplicate: 'duplicate',
	'by-itself': 'over by itself',
};

/** Alerts that came in, the newest first, and what became of them. */
export function alertsTable(
	{ alertLog, alerts, known, site }: PortalContent,
	links: PortalLinks,
): Table {
	const print = timePrinter(site.zone, 'en');
	const newest = alertLog.toSorted((a, b) => b.value.fired - a.value.fired);
	return {
		caption: 'Alerts',
		head: ['Alert', 'Fired', 'Source', 'Turned out', 'Incident'],
		rows: newest.map(({ value }) => {
			const incident = known.find(({ response }) => response.id === value.incident);
			return [
				[value.name, ...(value.title === undefined ? [] : [{ text: value.title, class: 'soft' }])],
				print.time(value.fired).text,
				alerts.sources.find(({ id }) => id === value.source)?.name ?? value.source,
				dispositionWords[value.disposition ?? 'open'],
				incident
					? { text: incident.response.title, href: links.incident(incident.response.id) }
					: (value.note ?? '—'),
			];
		}),
	};
}

/** What was looked at, by whom, and what was seen; the newest first. `summary` stands for it while it is folded. */
export function evidenceTable(content: PortalContent): Table & { summary: string } {
	const print = timePrinter(content.site.zone, 'en');
	const newest = content.checks.toSorted((a, b) => b.value.at - a.value.at);
	const [last] = newest;
	return {
		caption: 'Evidence',
		head: ['What', 'When', 'By', 'Result', 'Seen'],
		summary: `Looked at ${newest.length === 1 ? 'once' : `${newest.length} times`}${last ? `, the last time on ${print.time(last.value.at).day}` : ''}`,
		rows: newest.map(({ value }) => [
			[
				value.kind.replaceAll('-', ' '),
				value.subject +
					(value.person === undefined ? '' : ` (${personName(content, value.person)})`),
			],
			print.time(value.at).day,
			personName(content, value.by),
			value.result,
			value.evidence,
		]),
	};
}

/** Maintenance past and to come, the latest first. */
export function maintenanceTable(content: PortalContent, links: PortalLinks): Table {
	const print = timePrinter(content.site.zone, 'en');
	return {
		caption: 'Maintenance',
		head: ['Maintenance', 'Begins', 'Ends', 'Runbook', 'Planned by'],
		rows: content.maintenances
			.map((record) => ({
				record,
				shown: content.model.maintenances.find(({ id }) => id === record.id),
			}))
			.sort((a, b) => (b.shown?.starts ?? 0) - (a.shown?.starts ?? 0))
			.map(({ record, shown }) => [
				{ text: shown?.title ?? record.id, href: links.maintenance(record.id) },
				shown ? print.time(shown.starts).text : '—',
				shown ? print.time(shown.ends).text : '—',
				runbookLink(record.index?.runbook, content, links),
				record.index ? personName(content, record.index.by) : '—',
			]),
	};
}
