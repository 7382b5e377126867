import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brandProblems, contrastIn, nearestReadable, papers } from './brand.ts';

const colour = fc
	.integer({ min: 0, max: 0xffffff })
	.map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('the nearest readable colour can be read, whatever was asked for', () => {
	fc.assert(
		fc.property(colour, fc.constantFrom('light' as const, 'dark' as const), (asked, scheme) => {
			expect(contrastIn(scheme, nearestReadable(scheme, asked))).toBeGreaterThanOrEqual(4.5);
		}),
	);
});

test('a colour that can be read stays as it is', () => {
	expect(nearestReadable('light', '#1f5f8b')).toBe('#1f5f8b');
	expect(brandProblems({ brand: { colour: '#1f5f8b', colourDark: '#8ab8dc' } })).toEqual([]);
});

test('a colour that cannot be read is refused with the nearest that can', () => {
	const [problem] = brandProblems({ brand: { colour: '#ffcc00', colourDark: '#ffcc00' } });
	expect(`${problem?.message} ${problem?.cure}`).toMatchInlineSnapshot(
		`"\`#ffcc00\` cannot be read on the light page: its contrast is 1.4 to 1, and text needs 4.5 to 1. The nearest that can be read is \`#8e7000\`."`,
	);
});

test('a dark colour alone needs another one for the night', () => {
	const problems = brandProblems({ brand: { colour: '#1f5f8b' } });
	expect(problems.map(({ message, cure }) => `${message} ${cure}`)).toMatchInlineSnapshot(`
		[
		  "\`#1f5f8b\` cannot be read on the dark page: its contrast is 2.5 to 1, and text needs 4.5 to 1. Add \`colour-dark: '#4c8ab8'\`, the nearest that can be read there.",
		]
	`);
});

test('is measured against the paper that pages have', () => {
	const tokens = readFileSync(new URL('../ui/tokens.css', import.meta.url), 'utf8');
	for (const [index, name] of ['paper', 'card'].entries()) {
		expect(tokens).toContain(
			`--${name}: light-dark(${papers.light[index] ?? ''}, ${papers.dark[index] ?? ''});`,
		);
	}
});
