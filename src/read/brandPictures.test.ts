import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { brandPicture, pictureProblems } from './brandPictures.ts';

const xmlns = 'xmlns="http://www.w3.org/2000/svg"';

/** A folder with one picture. */
function folderWith(svg: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	onTestFinished(() => {
		rmSync(folder, { recursive: true });
	});
	writeFileSync(join(folder, 'a.svg'), svg);
	return folder;
}

test('a picture is an address that holds it, without the declaration that only files need', () => {
	const svg = `<svg ${xmlns} viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>`;
	const folder = folderWith(`<?xml version="1.0"?>\n${svg}\n`);
	const { address = '' } = brandPicture({ logo: 'a.svg' }, 'logo', folder);
	expect(decodeURIComponent(address)).toBe(`data:image/svg+xml,${svg}`);
	expect(pictureProblems({ brand: { logo: 'a.svg', icon: 'a.svg' } }, folder)).toEqual([]);
});

test('without a picture there is nothing to show and nothing wrong', () => {
	expect(brandPicture({}, 'icon')).toEqual({});
});

test('a picture that is not there, is no SVG of its own or is too heavy is refused with its field', () => {
	const points = Array.from({ length: 2000 }, (_, index) => (index * 7919) % 9973).join(' ');
	const refused = (svg: string, name = 'a.svg') =>
		pictureProblems({ brand: { icon: name } }, folderWith(svg)).map(
			({ field, message }) => `${field}: ${message.replace(/`.*a\.svg`|`.*b\.svg`/, 'It')}`,
		);
	expect([
		...refused('', 'b.svg'),
		...refused('<svg viewBox="0 0 9 9"/>'),
		...refused('\u0089PNG'),
		...refused(`<svg ${xmlns}><path d="M${points}"/></svg>`),
	]).toMatchInlineSnapshot(`
		[
		  "brand.icon: It is not there.",
		  "brand.icon: It is no SVG that browsers show by itself.",
		  "brand.icon: It is no SVG that browsers show by itself.",
		  "brand.icon: It adds 4,872 bytes to every page, compressed; it may add 1,280.",
		]
	`);
});
