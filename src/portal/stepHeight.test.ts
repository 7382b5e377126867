import { expect, test } from 'vitest';
import { stepHeight } from './stepHeight.ts';

const words = (letters: number) => 'word '.repeat(letters / 5);
const code = (lines: number) =>
	`<div class="expressive-code"><figure class="frame" style="--lines:${lines}"><pre>${words(500)}</pre></figure></div>`;

test('a step grows with its text and with its commands', () => {
	const empty = stepHeight('');
	const text = stepHeight(`<p>${words(300)}</p>`);
	expect(text).toBeGreaterThan(empty + 15);
	expect(stepHeight(`<p>${words(600)}</p>`)).toBeGreaterThan(text + 15);
	expect(stepHeight(code(10)) - stepHeight(code(2))).toBeCloseTo(8 * 1.75);
});

test('the words of a command are not counted beside its lines', () => {
	expect(stepHeight(code(2))).toBe(stepHeight(code(2).replace(words(500), '')));
});

test('what is folded counts by its summary, and what nobody reads does not count', () => {
	const open = `<details open><summary>More</summary><p>${words(300)}</p>${code(9)}</details>`;
	const folded = open.replace(' open', '');
	expect(stepHeight(folded)).toBe(stepHeight('<details><summary>More</summary></details>'));
	expect(stepHeight(open)).toBeGreaterThan(stepHeight(folded) + 30);
	expect(stepHeight(`<script>${words(300)}</script><p hidden></p>`)).toBe(stepHeight(''));
});

test('cells of a table stand below each other on a phone', () => {
	const row = (cell: string) => `<table><tr><td>${cell}</td><td>${cell}</td></tr></table>`;
	expect(stepHeight(row('A word'))).toBe(stepHeight('<p>A word</p><p>A word</p>'));
});
