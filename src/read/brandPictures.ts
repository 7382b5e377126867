/** The organisation's pictures, put into each page itself: nothing has to be fetched to see them. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Problem } from '../domain/problem.ts';
import type { Site } from '../schemas/site.ts';
import { publicFolder } from './root.ts';

/** Where `site.yaml` names pictures. */
const fields = ['logo', 'icon'] as const;
export type PictureField = (typeof fields)[number];

/** Bytes, compressed, that a picture may add to each page: with two of them the home of a bad day is still one round trip. */
export const heaviestPicture = 1280;

/** A picture as an address that holds it, or what is wrong with it; nothing if there is none. */
export function brandPicture(
	brand: Site['brand'],
	field: PictureField,
	folder = publicFolder(),
): { address?: string; problem?: Problem } {
	const path = brand[field];
	if (path === undefined) return {};
	const file = join(folder, path);
	const name = `\`${relative('', file)}\``;
	const refuse = (message: string, cure: string) => ({
		problem: {
			severity: 'error',
			file: 'site.yaml',
			field: `brand.${field}`,
			message,
			cure,
		} as const,
	});
	if (!existsSync(file)) {
		return refuse(`${name} is not there.`, 'Put the picture there, or leave the field out.');
	}
	const svg = readFileSync(file, 'utf8')
		.replace(/^\uFEFF?(?:<\?xml[^]*?\?>)?\s*/, '')
		.trim();
	// Without the namespace it is a picture within a page, and none by itself.
	if (!/<svg\s[^>]*xmlns=["']http:\/\/www\.w3\.org\/2000\/svg["']/.test(svg)) {
		return refuse(
			`${name} is no SVG that browsers show by itself.`,
			'Save it as SVG, with `xmlns="http://www.w3.org/2000/svg"` in its first element.',
		);
	}
	const weight = pictureWeight(svg, field);
	if (weight > heaviestPicture) {
		return refuse(
			`${name} adds ${weight.toLocaleString('en')} bytes to every page, compressed; it may add ${heaviestPicture.toLocaleString('en')}.`,
			'Draw it with fewer points, without embedded pictures or fonts; a program such as SVGO removes what is not seen.',
		);
	}
	return { address: addressOf(svg) };
}

/** What is wrong with the pictures that `site.yaml` names. */
export const pictureProblems = ({ brand }: Pick<Site, 'brand'>, folder?: string): Problem[] =>
	fields.flatMap((field) => brandPicture(brand, field, folder).problem ?? []);

/** Bytes that a picture adds to a page, compressed as hosts commonly do it. The icon stands within another picture. */
export function pictureWeight(svg: string, field: PictureField): number {
	const address = addressOf(svg);
	return gzipSync(field === 'icon' ? encodeURIComponent(address) : address, { level: 6 }).length;
}

const addressOf = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`;
