/** Phrases that end the search for causes at a person. A hint, never a refusal: quoting one can be right. */
import type { Content } from './content.ts';
import type { Problem } from './problem.ts';
import { sentencesOf } from './prose.ts';

/** A phrasing, and the question that it leaves unasked. Data: add a line to find another. */
export const phrasings: readonly { pattern: RegExp; ask: string }[] = [
	{
		pattern: /\b(?:should|ought to) (?:not )?have\b|\bshouldn[’']t have\b/i,
		ask: 'Say what was seen at the time, and why what was done seemed right.',
	},
	{
		pattern: /\bcould (?:easily )?have (?:known|noticed|seen|prevented|avoided|checked)\b/i,
		ask: 'Say which sign was missing, or why it was not where anybody looks.',
	},
	{
		pattern: /\b(?:human|operator|user|pilot) error\b(?! rate)/i,
		ask: 'Say what made the slip easy, and what did not catch it.',
	},
	{
		pattern:
			/\b(?:careless(?:ly|ness)?|negligen(?:t|ce|tly)|incompeten(?:t|ce)|sloppy|lazy|stupid(?:ly)?)\b/i,
		ask: 'Say what happened without judging who did it.',
	},
	{
		pattern: /\bobviously\b|\bcommon sense\b/i,
		ask: 'What is obvious now was not then; say what made the difference.',
	},
	{
		pattern:
			/\b(?:[’']s|his|her|their|whose|my|your) (?:fault|mistake)\b|\bto blame\b|\bat fault\b/i,
		ask: 'Say what had to be true for it to happen; it is seldom one person.',
	},
	{
		pattern:
			/\b(?:he|she|they|the (?:engineer|developer|operator|responder|on-call|team|person)) (?:failed|forgot|neglected|did not bother|didn[’']t bother) to\b/i,
		ask: 'Say what would have reminded anybody, and why nothing did.',
	},
];

/** Hints for all post-mortems: where such a phrase stands, and what to ask instead. */
export function blamelessHints({ postMortems }: Pick<Content, 'postMortems'>): Problem[] {
	return postMortems.flatMap((page) =>
		sentencesOf(page).flatMap(({ text, lineAt }) =>
			phrasings.flatMap(({ pattern, ask }): Problem[] => {
				const found = pattern.exec(text);
				if (!found) return [];
				return [
					{
						severity: 'warning',
						file: page.path,
						line: lineAt(found.index),
						message: `“${found[0].trim()}” may end the thinking at a person.`,
						cure: ask,
					},
				];
			}),
		),
	);
}
