/**
 * Times and percentages in prose that contradict data: what the scheme asks of a level, and what an incident's
 * own timeline shows. It speaks up only where a level, what is asked and a number stand together; silence is
 * no proof that the prose is right.
 */
import type { Predicate } from '../schemas/predicate.ts';
import type { Level } from '../schemas/severity.ts';
import type { Instant, Milliseconds } from '../schemas/values.ts';
import type { Content, Page } from './content.ts';
import { levelsAt } from './level.ts';
import type { Problem } from './problem.ts';
import type { Sentence } from './prose.ts';
import { sentencesOf } from './prose.ts';
import { foldResponse } from './response.ts';
import type { SpokenDuration } from './spokenDuration.ts';
import { durationsIn, spokenLength } from './spokenDuration.ts';
import { lengthContradictions } from './timelineContradictions.ts';
import type { Scheme, Wanted, Wish } from './schemeWants.ts';
import { wantedOf } from './schemeWants.ts';

/** What contradictions are looked for in. */
export type ContradictionSources = Pick<
	Content,
	'alertLog' | 'handbook' | 'incidents' | 'onCall' | 'postMortems' | 'runbooks' | 'severity'
>;

/** All contradictions as warnings, by the scheme in force at `now`; of post-mortems, by that of their incident. */
export function contradictions(content: ContradictionSources, now: Instant): Problem[] {
	const scheme = { severity: content.severity, ladders: content.onCall.ladders };
	return [
		...[...content.handbook, ...content.runbooks].flatMap((page) =>
			schemeContradictions(page, scheme, now),
		),
		...content.postMortems.flatMap((page) => {
			const record = content.incidents.find(({ id }) => id === page.value.incident);
			if (!record) return [];
			const response = foldResponse(record, content.alertLog);
			return [
				...schemeContradictions(page, scheme, response.opened, true),
				...lengthContradictions(page, response),
			];
		}),
	];
}

/** What a level can ask for, and the words for it. */
const asked = {
	acknowledge:
		/\back(?:nowledg\w*)?\b|(?<!incident )\brespon(?:se|d|ds|ded)\b(?! team| plan| role)/gi,
	mitigate: /\bmitigat\w+|\bstabili[sz]\w+/gi,
	resolve: /\bresol(?:ve|ves|ved|ving|ution)\b/gi,
	update: /\bupdates?\b|\bcadence\b/gi,
	'post-mortem':
		/\bpost-?\s?mortems?\b|\bwrite-?\s?ups?\b|\bretrospectives?\b|\bpost-incident reviews?\b/gi,
	notify: /\bnotif(?:y|ied|ies)\b|\btell\b|\btold\b|\binform(?:ed|s)?\b|\bhear\b/gi,
	escalate: /\bescalat\w*/gi,
	'war-room': /\bwar[\s-]rooms?\b/gi,
	// Words that ask for something no target is about; a number beside them is theirs.
	other:
		/\bnotif(?:ication|ying)\w*|\bpag(?:e|ed|es|ing)\b|\bmeet\w*|\bmonitor\w*|\bwatch\w*|\be-?mail\w*|\bcall\w*|\bschedul\w*|\bfix\w*|\bwait\w*|\breports?\b/gi,
} as const satisfies Record<Wish | 'other', RegExp>;
type Asked = Wish | 'other';

const askedWords: Record<Wish, string> = {
	acknowledge: 'is acknowledged within',
	mitigate: 'is mitigated within',
	resolve: 'is resolved within',
	update: 'has updates every',
	'post-mortem': 'has a post-mortem within',
	notify: 'tells them within',
	escalate: 'is escalated after',
	'war-room': 'has a war room within',
};

interface Mention<T> {
	value: T;
	index: number;
	end: number;
}

/** Prose of one page against the scheme. `strictly` asks for a word that makes it a rule: stories hold numbers too. */
export function schemeContradictions(
	page: Pick<Page<unknown>, 'path' | 'body' | 'bodyLine'>,
	scheme: Scheme,
	now: Instant,
	strictly = false,
): Problem[] {
	const levels = levelsAt(scheme.severity, now);
	return sentencesOf(page).flatMap((sentence) => {
		const whole = wholeOf(sentence);
		if (
			strictly &&
			!/\b(?:target|goal|sl[ao]|must|has to|have to|required?|requires|due|policy)\b/i.test(whole)
		)
			return [];
		return [
			...durationsIn(sentence.text).flatMap((spoken) =>
				durationContradiction(sentence, spoken, levels, scheme, now).map((message) =>
					warning(page.path, sentence.lineAt(spoken.index), message),
				),
			),
			...percentContradictions(sentence, levels).map(({ index, message }) =>
				warning(page.path, sentence.lineAt(index), message),
			),
		];
	});
}

const wholeOf = ({ text, cell }: Sentence) =>
	cell ? `${cell.row} | ${cell.column} | ${text}` : text;

const warning = (file: string, line: number, message: string): Problem => ({
	severity: 'warning',
	file,
	line,
	message,
	cure: 'Correct the text, or severity.yaml if the text is right; a component shows such numbers without repeating them.',
});

function durationContradiction(
	sentence: Sentence,
	spoken: SpokenDuration,
	levels: readonly Level[],
	scheme: Scheme,
	now: Instant,
): string[] {
	const meant = sentence.cell ? meantByCell(sentence, levels) : meantBy(sentence, spoken, levels);
	if (!meant || meant.what === 'other') return [];
	const { what, words } = meant;
	const before = sentence.text.slice(0, spoken.index);
	const every = /\bevery\s+$/i.test(before);
	if (what === 'update' && !sentence.cell && !every) return [];
	// Only news comes again and again, and only an escalation comes after something.
	if (what !== 'update' && every) return [];
	if (what !== 'escalate' && !sentence.cell && /\bafter\s+$/i.test(before)) return [];
	return meant.levels.flatMap((level) => {
		const wanted = wantedOf(what, level, scheme, now, words);
		if (wanted.length === 0 || wanted.some((item) => agrees(spoken, item))) return [];
		// Working hours and the wall clock cannot be held against each other.
		if (wanted.every(({ business }) => business !== spoken.business)) return [];
		const says = [...new Set(wanted.map(({ min, max }) => rangeWords(min, max)))].join(' or ');
		const by = what === 'escalate' ? 'severity.yaml and on-call.yaml' : 'severity.yaml';
		return [
			`The text says “${spoken.text}”, and by ${by} a ${level.label} ${askedWords[what]} ${says}.`,
		];
	});
}

function agrees(spoken: SpokenDuration, { min, max, business, between }: Wanted): boolean {
	if (business !== spoken.business) return false;
	if (between && spoken.min >= min && spoken.max <= max) return true;
	return spoken.min === min && spoken.max === max;
}

interface Meant {
	levels: Level[];
	what: Asked;
	/** What stands around the number. */
	words: string;
}

/** What a number in a cell is about: the heads of its row and column say level and target, in either order. */
function meantByCell({ cell, headings }: Sentence, levels: readonly Level[]): Meant | undefined {
	const heads = `${cell?.column ?? ''} | ${cell?.row ?? ''}`;
	const named = levelsIn(heads, levels)[0]?.value ?? headingLevels(headings, levels);
	const words = asksIn(heads);
	const [first] = words;
	if (!first || words.some(({ value }) => value !== first.value) || named.length === 0)
		return undefined;
	return { levels: named, what: first.value, words: heads };
}

/** What a number in a sentence is about, if the sentence leaves no doubt. */
function meantBy(
	{ text, headings }: Sentence,
	spoken: SpokenDuration,
	levels: readonly Level[],
): Meant | undefined {
	const named = levelsIn(text, levels);
	const clause = clauseAround(text, spoken, named);
	const words = text.slice(clause.from, clause.to);
	const before = text.slice(clause.from, spoken.index);
	if (
		!/\b(?:within|in|under|by|every|after|at most|up to|less than)\s+$|[:<≤–—-]\s*$|\bwithin\b/i.test(
			before,
		) &&
		/\w/.test(before)
	)
		return undefined;
	// A condition tells what happens otherwise, not what is asked.
	if (/\b(?:if|unless|not|until|still|once|cannot|without)\b|n't\b/i.test(words)) return undefined;

	const inClause = (index: number) => index >= clause.from && index < clause.to;
	const levelHere =
		named.find(({ index }) => inClause(index)) ??
		named.findLast(({ index }) => index < spoken.index);
	const what = askedBeside(spoken, clause, { text, headings }, levels);
	if (what === undefined) return undefined;
	if (levelHere) return { levels: levelHere.value, what, words };
	if (named.length > 0) return undefined;
	const above = headingLevels(headings, levels);
	if (above.length > 0) return { levels: above, what, words };
	// Where no level is spoken of at all, a time for post-mortems alone is said of every level that has them.
	const general =
		asksIn(words).every(({ value }) => value === 'post-mortem') &&
		headings.every((heading) => levelsIn(heading, levels).length === 0);
	return what === 'post-mortem' && general ? { levels: [...levels], what, words } : undefined;
}

/** What the clause of a number asks for, or what the words before it do if the clause holds little else. */
function askedBeside(
	spoken: SpokenDuration,
	clause: { from: number; to: number },
	{ text, headings }: Pick<Sentence, 'text' | 'headings'>,
	levels: readonly Level[],
): Asked | undefined {
	const asks = asksIn(text);
	const near = asks
		.filter(({ index }) => index >= clause.from && index < clause.to)
		.sort((a, b) => distance(a, spoken) - distance(b, spoken))[0];
	if (near) return near.value;
	const label = headings.at(-1);
	const labelled = label !== undefined && text.startsWith(`${label}:`);
	// `SEV1 within 5 minutes, SEV2 within 15`: the second part repeats what the first asked.
	const words = text.slice(
		labelled ? Math.max(clause.from, label.length + 1) : clause.from,
		clause.to,
	);
	if (otherWords(words.replace(fromWhen, ''), levels) > 0) return undefined;
	const earlier =
		asks.findLast(({ index }) => index < clause.from) ??
		asksIn((labelled ? headings.at(-2) : label) ?? '')[0];
	return earlier?.value;
}

/** From when a time runs, which says nothing of what is asked. */
const fromWhen =
	/\b(?:of|after|from)\s+(?:the\s+|an\s+)?(?:incident|resolution|resolved|end|it is over)\b/gi;

const distance = ({ index, end }: Mention<unknown>, spoken: SpokenDuration) =>
	index > spoken.index ? index - spoken.index - spoken.text.length : spoken.index - end;

/** The part of a sentence that a number belongs to. */
function clauseAround(text: string, spoken: SpokenDuration, named: readonly Mention<Level[]>[]) {
	const durations = durationsIn(text);
	const within = (index: number) =>
		named.some((mention) => mention.index < index && index < mention.end) ||
		durations.some((item) => item.index < index && index < item.index + item.text.length);
	const breaks = [...text.matchAll(/[,;()]|\sand\s|\sbut\s|\s[–—]\s/g)]
		.filter(
			({ 0: mark, index }) =>
				!within(index + 1) &&
				(mark.trim().length < 2 || durations.some((item) => item.index < index)),
		)
		.map(({ index }) => index);
	return {
		from: breaks.findLast((index) => index < spoken.index) ?? 0,
		to: breaks.find((index) => index > spoken.index) ?? text.length,
	};
}

/** How many words a clause has beside levels, numbers and small words. */
function otherWords(clause: string, levels: readonly Level[]): number {
	let rest = clause;
	for (const { index, end } of levelsIn(clause, levels).toReversed()) {
		rest = rest.slice(0, index) + ' '.repeat(end - index) + rest.slice(end);
	}
	for (const { index, text } of durationsIn(rest).toReversed()) {
		rest = rest.slice(0, index) + rest.slice(index + text.length);
	}
	const small =
		/^(?:a|an|and|are|at|be|by|do|every|for|in|is|it|its|less|most|of|than|that|the|this|under|up|to|within)$/i;
	return (rest.match(/[\p{L}\d]+/gu) ?? []).filter((word) => !small.test(word)).length;
}

/** What is asked for in a text. `after resolution` says from when, not what. */
function asksIn(text: string): Mention<Asked>[] {
	return (Object.keys(asked) as Asked[])
		.flatMap((value) =>
			[...text.matchAll(asked[value])].map(({ 0: word, index }) => ({
				value,
				index,
				end: index + word.length,
			})),
		)
		.filter(
			({ index }) =>
				!/\b(?:of|after|from|since|before|until)\s+(?:the\s+|being\s+)?$/i.test(
					text.slice(0, index),
				),
		)
		.sort((a, b) => a.index - b.index);
}

/** Levels that a text names; several side by side, such as `SEV1/2` or `P0 and P1`, are one mention. */
function levelsIn(text: string, levels: readonly Level[]): Mention<Level[]>[] {
	const names = levels
		.flatMap((level) =>
			[level.label, level.id, level.name, ...level.aliases].map((name) => ({ name, level })),
		)
		.sort((a, b) => b.name.length - a.name.length);
	const found: Mention<Level[]>[] = [];
	for (const { name, level } of names) {
		const numbered = /\d/.test(name);
		// Words such as `critical` are a level only beside a word that makes them one.
		const source = numbered
			? `(?<![\\w-])${RegExp.escape(name)}(?:\\/\\d)?(?![\\w-])`
			: `(?<![\\w-])${RegExp.escape(name)}(?=\\s+(?:incidents?|severity|issues?|level)\\b)`;
		for (const { 0: written, index } of text.matchAll(new RegExp(source, 'gi'))) {
			const end = index + written.length;
			if (found.some((other) => other.index < end && index < other.end)) continue;
			const second = /\/(\d)$/.exec(written)?.[1];
			const also =
				second === undefined
					? undefined
					: names.find(
							(other) => other.name.toLowerCase() === name.toLowerCase().replace(/\d+$/, second),
						);
			found.push({ value: [level, ...(also ? [also.level] : [])], index, end });
		}
	}
	return found
		.sort((a, b) => a.index - b.index)
		.reduce<Mention<Level[]>[]>((joined, mention) => {
			const last = joined.at(-1);
			if (last && /^[\s,/&]*(?:and|or)?[\s,/&]*$/i.test(text.slice(last.end, mention.index))) {
				joined[joined.length - 1] = {
					value: [...last.value, ...mention.value],
					index: last.index,
					end: mention.end,
				};
			} else joined.push(mention);
			return joined;
		}, []);
}

/** The level of the nearest heading that names exactly one. */
function headingLevels(headings: readonly string[], levels: readonly Level[]): Level[] {
	for (const heading of headings.toReversed()) {
		const named = levelsIn(heading, levels).flatMap(({ value }) => value);
		if (named.length > 0) return named.length === 1 ? named : [];
	}
	return [];
}

/** Percentages beside a level and a fact of its criteria, such as `P0: more than 40 % of users`. */
function percentContradictions(
	sentence: Sentence,
	levels: readonly Level[],
): { index: number; message: string }[] {
	const whole = wholeOf(sentence);
	const named = levelsIn(whole, levels);
	const [only] = named;
	if (named.length !== 1 || only?.value.length !== 1) return [];
	const [level] = only.value;
	const numbers = [...sentence.text.matchAll(/(?<![\w.])(\d+(?:\.\d+)?)\s*%/g)];
	// `P0: e-mail customers if more than 10 % of users are affected` is about the e-mail.
	const forSomebody = asksIn(whole).some(({ value }) =>
		['other', 'notify', 'escalate', 'war-room'].includes(value),
	);
	if (!level || numbers.length === 0 || forSomebody) return [];
	return percentFacts(whole).flatMap((word) => {
		const limits = level.criteria.flatMap(({ when }) => limitsOf(when, word));
		if (limits.length === 0 || numbers.some(([, number]) => limits.includes(Number(number))))
			return [];
		const says = [...new Set(limits)].sort((a, b) => a - b).map((limit) => `${limit} %`);
		return [
			{
				index: numbers[0]?.index ?? 0,
				message: `The text says “${numbers.map(([text]) => text).join('” and “')}” of ${word === 'error' ? 'errors' : 'users'} for ${level.label}, and its criteria in severity.yaml say ${says.join(' or ')}.`,
			},
		];
	});
}

/** Parts of names of facts that a text speaks of. */
const percentFacts = (text: string) =>
	(['user', 'error'] as const).filter((word) =>
		({ user: /\busers?\b/i, error: /\berrors?\b/i })[word].test(text),
	);

/** Numbers that a condition compares a fact with. */
function limitsOf(when: Predicate, word: string): number[] {
	if ('all' in when) return when.all.flatMap((item) => limitsOf(item, word));
	if ('any' in when) return when.any.flatMap((item) => limitsOf(item, word));
	if ('not' in when) return limitsOf(when.not, word);
	if (!when.fact.split('-').some((part) => part === word || part === `${word}s`)) return [];
	return [when.over, when['at-least'], when.under, when['at-most']].filter(
		(limit) => limit !== undefined,
	);
}

const rangeWords = (min: Milliseconds, max: Milliseconds) =>
	min === max ? spokenLength(max) : `${spokenLength(min)} to ${spokenLength(max)}`;
