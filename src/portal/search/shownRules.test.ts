import { expect, test } from 'vitest';
import { parsePage } from '../../read/mdx.ts';
import { shownRules } from './shownRules.ts';

const shownBy = (body: string) => {
	const parsed = parsePage({ path: 'handbook/x.mdx', body, bodyLine: 1 });
	if ('problem' in parsed) throw new Error(parsed.problem.message);
	return shownRules(parsed);
};

test('a page is found by the rules that it shows from data', () => {
	expect(
		shownBy('## When there is one\n\n<PostMortemPolicy />\n\n<Roles />\n\n<Roles />\n'),
	).toEqual(['Post-mortem policy', 'Roles']);
	expect(shownBy('Plain words, and <Check id="a">a step</Check>.')).toEqual([]);
});
