import { expect, test } from 'vitest';
import { contentWith } from '../../tests/support/content.ts';
import { blamelessHints } from './blameless.ts';

function hints(body: string) {
	const { postMortems } = contentWith();
	return blamelessHints({
		postMortems: postMortems.map((page) => ({ ...page, body, bodyLine: 20 })),
	});
}

test('a phrase that blames is named with its line and a better question', () => {
	expect(hints('## What happened\n\nThe migration ran at noon. The engineer\nshould have waited.'))
		.toMatchInlineSnapshot(`
		[
		  {
		    "cure": "Say what was seen at the time, and why what was done seemed right.",
		    "file": "post-mortems/2026-03-01-k3f9.mdx",
		    "line": 23,
		    "message": "“should have” may end the thinking at a person.",
		    "severity": "warning",
		  },
		]
	`);
});

test.each([
	'It was human error.',
	'The on-call forgot to look.',
	'That was Ana’s mistake.',
	'Nobody could have been so careless.',
	'Obviously the cache was cold.',
])('hints at: %s', (text) => {
	expect(hints(text)).toHaveLength(1);
});

test.each([
	'The migration was started during the peak, and nothing stood in its way.',
	'The alert should fire when clients begin to wait.',
	'The job failed to start.',
	'A user error rate of five per cent.',
])('has nothing to say of: %s', (text) => {
	expect(hints(text)).toEqual([]);
});
