/**
 * Lengths in a post-mortem that the timeline of its incident does not have. Each is held against what its sentence is
 * about: the whole, an outage, or the way to one milestone. A sentence that leaves that open is held against every
 * length there is, and one about anything else is left alone.
 */
import type { Milestone } from '../schemas/vocabulary.ts';
import type { Instant, Milliseconds } from '../schemas/values.ts';
import type { Page } from './content.ts';
import { unite } from './interval.ts';
import type { Problem } from './problem.ts';
import type { Sentence } from './prose.ts';
import { sentencesOf } from './prose.ts';
import type { Response } from './response.ts';
import type { SpokenDuration } from './spokenDuration.ts';
import { durationsIn, spokenLength } from './spokenDuration.ts';

type Timeline = Pick<Response, 'milestones' | 'opened' | 'resolvedAt' | 'shown'>;

/** What a length in prose is said to be the length of. */
type Subject = 'total' | 'incident' | 'outage' | 'any' | Reached;
/** Milestones that a text says how long it took to reach. */
type Reached = 'detected' | 'acknowledged' | 'mitigated' | 'resolved';

/** Lengths that contradict the timeline, as warnings. Nothing while the incident goes on. */
export function lengthContradictions(
	page: Pick<Page<{ description?: string | undefined }>, 'path' | 'body' | 'bodyLine' | 'value'>,
	response: Timeline,
): Problem[] {
	if (response.resolvedAt === undefined) return [];
	const lengths = lengthsOf(response, response.resolvedAt);
	const about = (
		text: string,
		place: Pick<Problem, 'line' | 'field'>,
		lineAt?: Sentence['lineAt'],
	) =>
		[...durationsIn(text), ...bareNumbers(text)].flatMap((spoken): Problem[] => {
			const subject = subjectOf(text, spoken);
			if (subject === undefined) return [];
			const possible = lengths[subject];
			if (possible.length === 0 || possible.some((length) => agrees(text, spoken, length))) {
				return [];
			}
			return [
				{
					severity: 'warning',
					file: page.path,
					...place,
					...(lineAt && { line: lineAt(spoken.index) }),
					message: `The text says that it ${said(subject)} “${spoken.text}”; by its timeline ${shown(subject, possible[0] ?? 0, lengths.total[0] ?? 0)}.`,
					cure: 'Correct the text, or add to the incident the note that shows it.',
				},
			];
		});
	return [
		...about(page.value.description ?? '', { field: 'description' }),
		...sentencesOf(page).flatMap((sentence) => about(sentence.text, {}, sentence.lineAt)),
	];
}

const isReached = (subject: Subject): subject is Reached =>
	['detected', 'acknowledged', 'mitigated', 'resolved'].includes(subject);

const said = (subject: Subject) => (isReached(subject) ? `was ${subject} after` : 'lasted');

const shown = (subject: Subject, length: Milliseconds, total: Milliseconds) =>
	isReached(subject)
		? `that was after ${spokenLength(length)}`
		: `the incident lasted ${spokenLength(total)}`;

const nouns = 'incident|outage|disruption|interruption|downtime';
const small =
	'(?:(?:for|a|total|of|about|around|roughly|nearly|almost|only|just|some|over|under|up|to|at|least|most|more|less|longer|than)\\s+)*';
const lasting = `(?:(?:had|has|itself|thus)\\s+)*(?:last(?:ed|ing)|took|went on|ran)\\s+${small}$`;
/** `The outage of the checkout lasted …`. What is only called after an incident, such as its call, is no incident. */
const wholeBefore = new RegExp(
	`\\b(${nouns})(?:\\s+(?:of|in|at|on|with)\\s+[^.,;:()]{1,40}?)?\\s+${lasting}`,
	'i',
);
/** Words that stand for it where it was named before. */
const pronounBefore = new RegExp(
	`(?:^\\s*|[.,;:(]\\s*|\\b(?:and|it|this|that|which|all|impact|problems?|errors?|trouble|degradation|unavailability)\\s+)${lasting.replace('took|', '')}`,
	'i',
);
const itTook = new RegExp(
	`(?:^\\s*|[.,;:(]\\s*|\\band\\s+)(?:in total,?\\s+)?(?:it|this)\\s+${lasting}`,
	'i',
);
const inTotalBefore =
	/\b(?:in total|altogether|overall|all in all|a total of|total (?:duration|time|downtime))\b[^.;]*$/i;
const inTotalAfter =
	/^\s*,?\s*(?:in total|altogether|overall|all in all|from (?:the )?(?:start|beginning|first \w+) to (?:the )?(?:end|finish|last \w+)|end[\s-]to[\s-]end)\b/i;

const verbs: Record<Reached, string> = {
	detected: 'detected|noticed|discovered',
	acknowledged: 'acknowledged',
	mitigated: 'mitigated|stabili[sz]ed|contained',
	resolved: 'resolved',
};
const stems: Record<Reached, string> = {
	detected: 'detect|notice|discover',
	acknowledged: 'acknowledge',
	mitigated: 'mitigate|stabili[sz]e|contain',
	resolved: 'resolve',
};
const thing = `(?:it|this|(?:the|this|our)\\s+(?:${nouns}|problem|failure|impact|alert))`;

/** A time that was wished for, or that is of something else. */
const notThis =
	/\b(?:would|could|should|might|must|if|unless|targets?|goals?|sla|slo|instead of|expected|supposed|previous|earlier|former|another|other|similar|every|each|last (?:time|week|month|year)|usually|normally|typically|on average|not)\b[^.;]*$|\b(?:a|an)\s+(?:average|typical|usual)\b[^.;]*$/i;

/** What a sentence says that a length is of; `undefined` where it leaves that open or speaks of something else. */
function subjectOf(text: string, { index, text: written }: SpokenDuration): Subject | undefined {
	const before = text.slice(0, index);
	const after = text.slice(index + written.length);
	if (notThis.test(before)) return undefined;
	const reached = reachedOf(text, before, after);
	if (reached) return reached;
	const total = inTotalBefore.test(before) || inTotalAfter.test(after);
	const whole = wholeBefore.exec(before)?.[1]?.toLowerCase();
	if (whole !== undefined) return total ? 'total' : whole === 'incident' ? 'incident' : 'outage';
	if (total && itTook.test(before)) return 'total';
	if (/\b(?:duration|downtime|total time)\b[^.]{0,12}$/i.test(before)) {
		return total ? 'total' : 'outage';
	}
	if (
		/^[\s-]+(?:long\s+)?(?:outage|incident|of downtime)\b(?!\s+(?:call|review|channel))/i.test(
			after,
		)
	)
		return 'outage';
	return pronounBefore.test(before) ||
		/\b(?:down|unavailable|offline|unreachable|out of service)\s+for\s+(?:\w+\s+){0,2}$/i.test(
			before,
		)
		? 'any'
		: undefined;
}

function reachedOf(text: string, before: string, after: string): Reached | undefined {
	return (Object.keys(verbs) as Reached[]).find((name) => {
		const verb = new RegExp(
			`(^\\s*|[(,;:]\\s*|\\b(?:and|then)\\s+|\\b(?:${nouns}|it|this|alert|page|problem|failure|impact)\\s+)(?:(?:was|were|is|had|has|been|then|first|finally|only)\\s+)*(?:${verbs[name]})\\s+(?:(?:only|just|by \\w+)\\s+)*(?:after|within|in)\\s+${small}$`,
			'i',
		).exec(before);
		// A clause without a subject has that of its sentence.
		if (verb) return verb.index === 0 || new RegExp(`\\b(?:${nouns}|it|alert)\\b`, 'i').test(text);
		const toDo = new RegExp(
			`^\\s+(?:for us\\s+)?to\\s+(?:${stems[name]})(?:\\s+${thing})?\\s*(?:[.,;:)]|$|\\band\\b)`,
			'i',
		);
		if (/\btook\s+(?:us\s+)?(?:\w+\s+){0,2}$/i.test(before) && toDo.test(after)) return true;
		return new RegExp(
			`\\btime[\\s-]to[\\s-](?:${stems[name]})(?:\\s*\\([A-Z]+\\))?\\s*(?::|was|=)\\s*${small}$`,
			'i',
		).test(before);
	});
}

/** `detected after 5, resolved after 18`: numbers that have the unit of the length before them. */
function bareNumbers(text: string): SpokenDuration[] {
	const written = durationsIn(text);
	return [
		...text.matchAll(/\b(?:after|within|in)\s+(\d+)(?=\s*(?:[,;.)]|and\b|$))(?![.,]\d)/gi),
	].flatMap(({ 0: whole, 1: number = '', index }) => {
		const at = index + whole.length - number.length;
		const last = written.findLast((item) => item.index < at);
		if (!last || last.unit > 3_600_000) return [];
		const length = Number(number) * last.unit;
		return [{ ...last, min: length, max: length, rough: false, index: at, text: number }];
	});
}

/** Every length that a subject can have, the one to name first. */
function lengthsOf(response: Timeline, resolvedAt: Instant): Record<Subject, Milliseconds[]> {
	const { milestones, opened } = response;
	const { detected, alerted, mitigated, resolved = resolvedAt } = milestones;
	const known = [detected, alerted, opened].filter((instant) => instant !== undefined);
	const start = milestones['impact-started'] ?? Math.min(...known);
	const between = (starts: readonly (Instant | undefined)[], end: Instant | undefined) =>
		starts.flatMap((from) => (from === undefined || end === undefined ? [] : [end - from]));
	const starts = [start, detected, alerted, opened];
	const hurt = (response.shown?.afflictions ?? []).filter(({ end }) => Number.isFinite(end));
	const merged = [...Map.groupBy(hurt, ({ service }) => service).values(), hurt].flatMap(unite);
	const lengths = (list: readonly { start: Instant; end: Instant }[]) =>
		list.map((item) => item.end - item.start);
	const reached = (milestone: Milestone, from: readonly (Instant | undefined)[]) =>
		between(from, milestones[milestone]);
	return {
		total: [resolvedAt - start, resolved - start],
		incident: [...between(starts, resolved), ...between(starts, resolvedAt)],
		outage: [
			resolved - start,
			...between([start], mitigated),
			resolvedAt - start,
			...lengths(merged),
		],
		any: [
			...between(starts, resolved),
			...between(starts, resolvedAt),
			...between(starts, mitigated),
			...lengths([...hurt, ...merged]),
		],
		detected: [...reached('detected', [start]), ...reached('alerted', [start])],
		acknowledged: reached('acknowledged', starts),
		mitigated: reached('mitigated', starts),
		resolved: between(starts, resolved),
	};
}

/** As exact as it is said: minutes to the minute, hours to the half hour; what is rough to a quarter. */
function agrees(text: string, spoken: SpokenDuration, length: Milliseconds): boolean {
	const { min, max, unit, rough, index } = spoken;
	const before = text.slice(0, index);
	const exact = unit <= 60_000 ? unit : unit / 2;
	if (/\b(?:within|under|less than|at most|up to)\s+$/i.test(before)) return length <= max + exact;
	if (/\b(?:over|more than|longer than|at least)\s+$/i.test(before)) return length >= min - exact;
	const slack = Math.max(exact, rough ? length / 4 : 0);
	return length >= min - slack && length <= max + slack;
}
