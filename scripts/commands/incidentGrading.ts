/** The level of an incident that is being opened: what a person says, unless the scheme asks for a worse one. */
import type { FactSources } from '../../src/domain/facts.ts';
import type { FiredRule } from '../../src/domain/level.ts';
import type { Opening } from '../../src/domain/openingLevel.ts';
import { firedAtOpening } from '../../src/domain/openingLevel.ts';
import type { FactValue } from '../../src/domain/predicate.ts';
import { didYouMean } from '../../src/domain/suggest.ts';
import type { Level } from '../../src/schemas/severity.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { Workspace } from '../lib/workspace.ts';
import type { Noting } from './incidentDrafts.ts';

/** Answers to the facts of `severity.yaml`, by their ids. */
export type Answers = Record<string, Exclude<FactValue, readonly string[]>>;

/** The level an incident is opened with, and why it is not another. */
export interface Graded {
	level: Level;
	/** The rule that made it worse than a person said. */
	rule: FiredRule | undefined;
	/** For the person at the terminal. */
	lines: string[];
}

/** Criteria and rules that hold for what is opened, the worst level first. */
export function firedFor(opening: Opening, workspace: Workspace): FiredRule[] {
	const { severity, organisation, services, alerts } = workspace;
	const sources: FactSources = { severity, organisation, services, alerts, responses: [] };
	return firedAtOpening(opening, sources);
}

/**
 * The level that holds: the one that was said, or a worse one that a rule in force asks for.
 *
 * @param said the level a person chose; without it the scheme decides by what is known
 */
export function graded(said: Level | undefined, fired: readonly FiredRule[]): Graded | undefined {
	const [worst] = fired;
	if (!said) {
		if (!worst) return undefined;
		const rule = worst.rule === undefined ? undefined : worst;
		return { level: worst.level, rule, lines: [`It is ${worst.level.label}: ${worst.text}`] };
	}
	// Criteria help to choose; a person may know better. A rule holds whoever chooses.
	const rule = fired.find((item) => item.rule !== undefined && item.level.rank < said.rank);
	if (!rule) return { level: said, rule: undefined, lines: [] };
	const until = rule.untilProvenOtherwise ? ' It holds until somebody shows otherwise.' : '';
	return {
		level: rule.level,
		rule,
		lines: [`It is ${rule.level.label} and not ${said.label}: ${rule.text}${until}`],
	};
}

/** What is written down beside the first word: the answers, and the rule that set the level. */
export function gradingNotes(
	answers: Answers,
	{ level, rule }: Graded,
): { noting: Noting; name: string }[] {
	return [
		...(Object.keys(answers).length > 0
			? [
					{
						noting: { kind: 'impact' as const, fields: { facts: answers }, message: '' },
						name: 'answers',
					},
				]
			: []),
		...(rule
			? [
					{
						noting: {
							kind: 'severity' as const,
							fields: { level: level.id, rule: rule.rule, reason: rule.text },
							message: '',
						},
						name: 'rule',
					},
				]
			: []),
	];
}

/** `--fact <id>=<answer>`, each. */
export function answersOf(list: readonly string[], { severity }: Workspace): Answers {
	return Object.fromEntries(
		list.map((item) => {
			const split = item.indexOf('=');
			const id = split < 0 ? item : item.slice(0, split);
			const fact = severity.facts.find((known) => known.id === id);
			if (!fact) {
				throw new CommandError(
					exitCodes.usage,
					`There is no fact \`${id}\`.`,
					didYouMean(
						id,
						severity.facts.map((known) => known.id),
						'severity.yaml under `facts`',
					),
				);
			}
			const answer = answerOf(split < 0 ? '' : item.slice(split + 1), fact.type === 'yes-no');
			if (answer !== undefined) return [id, answer];
			throw new CommandError(
				exitCodes.usage,
				`\`--fact ${item}\` is no answer to “${fact.question}”`,
				fact.type === 'yes-no'
					? `Write \`--fact ${id}=yes\` or \`--fact ${id}=no\`.`
					: `Write a number without a unit, e.g. \`--fact ${id}=30\`.`,
			);
		}),
	);
}

function answerOf(text: string, yesOrNo: boolean): boolean | number | undefined {
	if (!yesOrNo)
		return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
	const words: Record<string, boolean> = { yes: true, true: true, no: false, false: false };
	return Object.hasOwn(words, text) ? words[text] : undefined;
}
