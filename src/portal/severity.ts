/** The severity scheme as tables. */
import { levelsAt } from '../domain/level.ts';
import { namesInAddress } from '../domain/levelNames.ts';
import { evaluate } from '../domain/predicate.ts';
import { versionAt } from '../domain/version.ts';
import type { Level } from '../schemas/severity.ts';
import { printDuration } from '../ui/time.ts';
import type { Cell } from './cells.ts';
import type { PortalContent } from './content.ts';
import { cadenceWords, levelWords, targetWords } from './words.ts';

const duration = (milliseconds: number) => printDuration(milliseconds, 'en');

/** One level in full. */
export interface LevelCard {
	id: string;
	/** Other names by which an address may mean it: `/severity/#sev-1`. */
	anchors: string[];
	title: string;
	definition: string;
	criteria: string[];
	examples: string[];
	/** What is and is not asked of who is on call. */
	expectations: string[];
}

/** Levels in force, the worst first. */
export function levelCards({ severity, now }: PortalContent): LevelCard[] {
	return levelsAt(severity, now).map((level) => ({
		id: level.id,
		anchors: namesInAddress(level).slice(1),
		title: [
			levelWords(level),
			...(level.aliases.length > 0 ? [`(${level.aliases.join(', ')})`] : []),
		].join(' '),
		definition: level.definition,
		criteria: level.criteria.map(({ text }) => text),
		examples: level.examples,
		expectations: level.expectations,
	}));
}

/** The matrix: what each level asks for, one column a level. */
export function matrix(content: PortalContent): { head: string[]; rows: Cell[][] } {
	const { severity, now, process, onCall, organisation } = content;
	const levels = levelsAt(severity, now);
	const row = (name: string, cell: (level: Level) => Cell): Cell[] => [name, ...levels.map(cell)];
	const targets = (level: Level) => versionAt(level.targets, now);
	const channel = (id: string) => organisation.channels.find((item) => item.id === id)?.name ?? id;
	const all = [
		row('Acknowledge', (level) => targetWords(targets(level).acknowledge)),
		row('Mitigate', (level) => targetWords(targets(level).mitigate)),
		row('Resolve', (level) => targetWords(targets(level).resolve)),
		row('Permanent fix', (level) => targetWords(targets(level).fix)),
		row('Updates', (level) =>
			versionAt(level.updates, now).map(
				({ audience, cadence }) => `${audience}: ${cadenceWords(cadence)}`,
			),
		),
		row('Tell', (level) =>
			level.notify.map(({ who, within, channels }) =>
				[
					who,
					...(within === undefined
						? []
						: [within === 0 ? 'at once' : `within ${duration(within)}`]),
					...(channels.length > 0 ? [`by ${channels.map(channel).join(', ')}`] : []),
				].join(' '),
			),
		),
		row('Escalate', (level) =>
			level.escalate.map(({ to, after, noProgress, policy }) => {
				if (policy !== undefined) return `${to}: ${targetWords({ policy })}`;
				if (noProgress !== undefined) return `${to} after ${duration(noProgress)} without progress`;
				return after === 0 ? `${to} at once` : `${to} after ${duration(after)}`;
			}),
		),
		row('Ladder', (level) => onCall.ladders.find(({ id }) => id === level.ladder)?.name ?? '—'),
		row('War room', (level) =>
			level.warRoom
				? level.warRoom.within === 0
					? 'at once'
					: `within ${duration(level.warRoom.within)}`
				: '—',
		),
		row('Roles', (level) =>
			level.roles.map((id) => process.roles.find((role) => role.id === id)?.name ?? id),
		),
		row('Without asking', (level) =>
			level.risks
				? [
						`up to ${level.risks.withoutAsking} steps`,
						...(level.risks.ask === undefined ? [] : [`else ask ${level.risks.ask}`]),
					]
				: '—',
		),
		row('Owner', (level) => level.owners.join(', then ') || '—'),
		row('Post-mortem', (level) => postMortemOf(level, content)),
	];
	const isEmpty = (cell: Cell | undefined) =>
		cell === '—' || (Array.isArray(cell) && cell.length === 0);
	return {
		head: ['', ...levels.map(levelWords)],
		// A row that no level fills says nothing.
		rows: all.filter((cells) => !cells.slice(1).every(isEmpty)),
	};
}

/** What the level alone says of a post-mortem; other conditions may ask for one all the same. */
function postMortemOf({ id, rank }: Level, { severity: { postMortem } }: PortalContent): Cell {
	for (const word of ['required', 'recommended'] as const) {
		const rule = postMortem[word].find(({ when }) => evaluate(when, { level: id, rank }) === true);
		if (!rule) continue;
		return rule.within === undefined
			? word
			: `${word}, at most ${duration(rule.within)} after it is ${rule.after}`;
	}
	return '—';
}

/** The meeting over a post-mortem: by when, how long, who comes and what is talked about. */
export function meetingRows({ severity }: PortalContent): Cell[][] {
	const { meetingWithin, meetingLength, attendees, agenda } = severity.postMortem;
	return [
		...(meetingWithin === undefined
			? []
			: [['By', `within ${duration(meetingWithin)} of resolved`]]),
		...(meetingLength === undefined ? [] : [['Length', duration(meetingLength)]]),
		...(attendees.length === 0 ? [] : [['Who comes', attendees]]),
		...(agenda.length === 0
			? []
			: [['What is talked about', agenda.map((item, index) => `${index + 1}. ${item}`)]]),
	];
}

/** Conditions under which a post-mortem is written. */
export function policyRows({ severity }: PortalContent): Cell[][] {
	const { required, recommended } = severity.postMortem;
	const row = (word: string) => (rule: (typeof required)[number]) => [
		rule.text,
		word,
		rule.within === undefined ? '—' : `within ${duration(rule.within)} of ${rule.after}`,
	];
	return [...required.map(row('required')), ...recommended.map(row('recommended'))];
}
