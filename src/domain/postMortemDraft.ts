/** The first draft of a post-mortem: what is known already, in the organisation's sections, and the questions that are left. */
import type { NoteKind } from '../schemas/note.ts';
import type { PostMortemInput } from '../schemas/page.ts';
import type { Instant } from '../schemas/values.ts';
import { answerWords } from './answers.ts';
import { inZone } from './calendar.ts';
import type { Content } from './content.ts';
import type { Measured, MeasuredPart } from './durations.ts';
import { measure } from './durations.ts';
import type { KnownIncident } from './knownIncidents.ts';
import { mdxAddress, mdxCode, mdxComment, mdxLine } from './mdxText.ts';
import { messageToText } from './message.ts';
import type { Verdict } from './postMortem.ts';
import type { Response, TimelineEntry } from './response.ts';
import { allServices, serviceIds } from './serviceHistory.ts';
import { printDuration, timePrinter } from './time.ts';
import { noteWords, personName, statusWords } from './words.ts';

/** A document before it is a file. */
export interface PostMortemDraft {
	/** Front matter, valid by its schema. */
	fields: PostMortemInput;
	/** Body in MDX. */
	body: string;
}

/** What of the content a draft is made from. */
export type DraftSources = Pick<
	Content,
	'alertLog' | 'onCall' | 'organisation' | 'process' | 'runbooks' | 'services' | 'severity' | 'site'
>;

/**
 * Drafts the document about an incident. Its times and lengths are computed from what was written down; whatever
 * people said is text, and no markup of theirs becomes markup of the page.
 *
 * @param author id of who begins to write
 */
export function draftPostMortem(
	known: KnownIncident,
	content: DraftSources,
	author: string,
	title?: string,
): PostMortemDraft {
	const { response } = known;
	const held = [...new Set(response.roles.map(({ person }) => person))];
	// Where nobody held a role, whom the organisation asks for.
	const people = held.length > 0 ? held : content.severity.postMortem.attendees;
	const owner = response.roles.find(({ role }) => role === content.process.decisionOwner)?.person;
	return {
		fields: {
			title: title ?? response.title,
			incident: response.id,
			status: 'draft',
			owner: owner ?? author,
			authors: [author],
			...((people.length > 0 || response.meeting !== undefined) && {
				meeting: {
					...(response.meeting !== undefined && { at: isoSeconds(response.meeting) }),
					...(people.length > 0 && { attendees: people }),
				},
			}),
			actions: [],
		},
		body: [
			factsOf(known, content),
			...sectionsOf(content).map((section) => sectionText(section, known, content)),
		].join('\n\n'),
	};
}

const isoSeconds = (instant: Instant) => `${new Date(instant).toISOString().slice(0, 19)}Z`;

/** Why a document has to be written and by when, in sentences. */
export function verdictSentences(verdict: Verdict, { site }: Pick<Content, 'site'>): string[] {
	const { state, reasons, due } = verdict;
	const because =
		reasons.length > 0 ? `: ${reasons.map((item) => item.replace(/\.$/, '')).join('; ')}` : '';
	const print = timePrinter(site.zone, 'en');
	return [
		state === 'not-required'
			? 'No rule asks for a post-mortem.'
			: `A post-mortem is ${state}${because}.`,
		...(due === undefined ? [] : [`It is due on ${print.time(due).text}.`]),
	];
}

const partNames: Record<MeasuredPart, string> = {
	detect: 'Detected',
	acknowledge: 'Acknowledged',
	mitigate: 'Mitigated',
	resolve: 'Resolved',
};

/** What was measured, in words that say between what, or what is missing to know it. */
export function measuredWords({ part, from, to, length, missing, reversed }: Measured): string {
	const named = (milestone: string) => milestone.replaceAll('-', ' ');
	const quoted = (milestone: string) => `“${named(milestone)}”`;
	if (length !== undefined) {
		return `${partNames[part]} after ${printDuration(length, 'en')}, from ${named(from)} to ${named(to)}`;
	}
	if (reversed)
		return `${partNames[part]}: ${quoted(to)} stands before ${quoted(from)}; one of the two is wrong`;
	return `${partNames[part]}: not known, because nobody noted ${missing.map(quoted).join(' and ')}`;
}

function factsOf({ response, level, verdict }: KnownIncident, content: DraftSources): string {
	const print = timePrinter(content.site.zone, 'en');
	const roleName = (id: string) => content.process.roles.find((role) => role.id === id)?.name ?? id;
	const levelName = (id: string) =>
		content.severity.levels.find((item) => item.id === id)?.label ?? id;
	const levels = response.levels.map(
		({ level: id, at }, index) =>
			`${levelName(id)}${index === 0 ? '' : ` from ${print.time(at).short}`}`,
	);
	const services = (response.shown?.services ?? []).map(
		({ id, worst }) => `${serviceName(id, content)} (${worst.replaceAll('-', ' ')} at worst)`,
	);
	const rows: [string, string[]][] = [
		['Incident', [response.reference ? `${response.id}, ${response.reference}` : response.id]],
		['Began', [print.time(response.milestones['impact-started'] ?? response.opened).text]],
		['Level', levels.length > 0 ? levels : [level?.label ?? 'none was set']],
		['Services', services.length > 0 ? services : ['customers were not told of any']],
		['Times', measure(response.milestones).map(measuredWords)],
		[
			'Detected by',
			response.detectedBy === undefined ? [] : [response.detectedBy.replaceAll('-', ' ')],
		],
		[
			'People',
			response.roles.map(({ role, person }) => `${roleName(role)}: ${personName(content, person)}`),
		],
		['Post-mortem', verdictSentences(verdict, content).map((text) => text.replace(/\.$/, ''))],
	];
	return rows
		.filter(([, parts]) => parts.length > 0)
		.map(([label, parts]) => `- **${label}:** ${parts.map(mdxLine).join('; ')}.`)
		.join('\n');
}

function serviceName(id: string, { services }: Pick<Content, 'services'>): string {
	const today = serviceIds(services).get(id) ?? id;
	return allServices(services).find((service) => service.id === today)?.name ?? id;
}

/** What a section is filled with, where something is known for it. */
type Filling = 'timeline' | 'impact' | 'cause' | 'fix' | undefined;

interface Section {
	heading: string;
	ask: string | undefined;
	filling: Filling;
}

/** The organisation's sections, or ours where it has none. A timeline is always among them. */
function sectionsOf({ severity: { postMortem } }: Pick<Content, 'severity'>): Section[] {
	const listed = postMortem.sections.map(({ id, heading, ask }): Section => {
		const words = `${id} ${heading}`.toLowerCase();
		const cause = heading.toLowerCase() === postMortem.causeLabel.toLowerCase();
		return {
			heading,
			ask,
			filling: cause ? 'cause' : fillings.find(([pattern]) => pattern.test(words))?.[1],
		};
	});
	const sections = listed.length > 0 ? listed : builtIn(postMortem.causeLabel);
	return sections.some(({ filling }) => filling === 'timeline')
		? sections
		: [...sections, { heading: 'Timeline', ask: undefined, filling: 'timeline' }];
}

const fillings: readonly [RegExp, Filling][] = [
	[/time-?line/, 'timeline'],
	[/impact|blast/, 'impact'],
	[/cause|contributing/, 'cause'],
	[/mitigation|what we did|fix applied/, 'fix'],
];

const builtIn = (causeLabel: string): Section[] => [
	{ heading: 'Summary', ask: 'What happened, for whom and for how long.', filling: undefined },
	{ heading: 'Impact', ask: 'What users could not do, and what it cost.', filling: 'impact' },
	{ heading: 'Timeline', ask: 'What was seen, believed and done.', filling: 'timeline' },
	{
		heading: causeLabel,
		ask: 'Everything that had to be true for this to happen.',
		filling: 'cause',
	},
	{ heading: 'What went well', ask: 'What should stay.', filling: undefined },
	{ heading: 'What went poorly', ask: 'What made it longer or larger.', filling: undefined },
	{
		heading: 'Follow-up',
		ask: 'What changes now, and what we decided to leave.',
		filling: undefined,
	},
];

function sectionText(
	{ heading, ask, filling }: Section,
	known: KnownIncident,
	content: DraftSources,
): string {
	const { response } = known;
	const known_ = {
		timeline: () => timelineText(response, content),
		impact: () => impactText(response, content),
		cause: () => causeText(response),
		fix: () => fixText(response),
	};
	const filled = filling === undefined ? '' : known_[filling]();
	return [`## ${mdxLine(heading)}`, ...(ask === undefined ? [] : [mdxComment(ask)]), filled]
		.filter((part) => part !== '')
		.join('\n\n');
}

/** Notes about the paper of an incident: they say nothing of what happened. */
const housekeeping: readonly NoteKind[] = ['close-out', 'reference', 'review'];

/** Everything that was noted and published, by when it was true, with what shows it. */
function timelineText(response: Response, content: DraftSources): string {
	const { zone } = content.site;
	const print = timePrinter(zone, 'en');
	const told = response.timeline.filter(
		(entry) => !('note' in entry) || !housekeeping.includes(entry.note.kind),
	);
	const entries = told.toSorted((a, b) => a.since - b.since || (a.op < b.op ? -1 : 1));
	const days = Map.groupBy(entries, ({ since }) => inZone(since, zone).toPlainDate().toString());
	return [...days.values()]
		.map((list) => {
			const [first] = list;
			const lines = list.map((entry) => entryText(entry, print.time(entry.since).short, content));
			return [`**${print.time(first?.since ?? 0).day}**`, lines.join('\n')].join('\n\n');
		})
		.join('\n\n');
}

function entryText(entry: TimelineEntry, time: string, content: DraftSources): string {
	const { who, what, body, evidence, code } = lineOf(entry, content);
	const text = body === undefined ? '' : ` ${mdxLine(messageToText(body))}`;
	const shown = evidence.map((url, index) => {
		const number = evidence.length > 1 ? ` ${index + 1}` : '';
		return ` ([evidence${number}](${mdxAddress(url)}))`;
	});
	const line = `- **${time}** · ${mdxLine(who)}: ${mdxLine(what)}.${text}${shown.join('')}`;
	return [
		line,
		...code.map((block) => `\n${indented(block)}`),
		...(code.length > 0 ? [''] : []),
	].join('\n');
}

const indented = (block: string) =>
	block
		.split('\n')
		.map((line) => (line === '' ? '' : `  ${line}`))
		.join('\n');

function lineOf(entry: TimelineEntry, content: DraftSources) {
	if ('update' in entry) {
		const { body, status, statements } = entry.update;
		const said = statements.map(
			({ service, condition }) =>
				`${serviceName(service, content)} ${condition.replaceAll('-', ' ')}`,
		);
		const what = [statusWords(status, content), ...said].join(', ');
		return { who: 'Customers were told', what, body, evidence: [], code: [] };
	}
	const { note } = entry;
	return {
		who: personName(content, note.by),
		what: noteWords(note, content).replace(/\.$/, ''),
		body: note.body,
		evidence: note.evidence,
		code:
			note.kind === 'command'
				? [
						mdxCode(note.command, 'sh'),
						...(note.output === undefined ? [] : [mdxCode(note.output, 'text')]),
					]
				: [],
	};
}

/** What was answered about the impact, question by question. */
function impactText({ answers }: Response, { severity, organisation }: DraftSources): string {
	return severity.facts
		.flatMap((fact) => {
			const words = answerWords(fact, answers[fact.id], organisation.currency);
			return words === undefined ? [] : [`- ${mdxLine(fact.question)} ${mdxLine(words)}.`];
		})
		.join('\n');
}

function causeText({ cause }: Response): string {
	if (!cause) return '';
	const lines = [
		cause.body === undefined ? cause.cause.replaceAll('-', ' ') : messageToText(cause.body),
		...(cause.trigger === undefined ? [] : [`Set off by: ${cause.trigger}`]),
		...(cause.vendor === undefined ? [] : [`Provider: ${cause.vendor}`]),
		...cause.contributing,
	];
	return lines.map((line) => `- ${mdxLine(line)}`).join('\n');
}

function fixText({ mitigations }: Response): string {
	return mitigations
		.map(({ mitigation, result, body }) => {
			const what = `${mitigation.replaceAll('-', ' ')}: ${result}.`;
			return `- ${mdxLine(body === undefined ? what : `${what} ${messageToText(body)}`)}`;
		})
		.join('\n');
}
