/** How the organisation looks: its pictures and colours on every page, within what a page may weigh. */
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { parse } from 'parse5';
import { beforeAll, describe, expect, test } from 'vitest';
import { crowdedNow, writeCrowded } from '../../scripts/bench/crowded.ts';
import { fetchedWith } from '../../scripts/lib/fetchedWith.ts';
import { firstRoundTrip, sentBytes } from '../../scripts/lib/sentBytes.ts';
import type { PictureField } from '../../src/read/brandPictures.ts';
import { heaviestPicture, pictureWeight } from '../../src/read/brandPictures.ts';
import { signShapes, unknownShape } from '../../src/ui/signs.ts';
import { build, contentCopy, repository, sharedFolder, temporaryFolder } from '../support/whole.ts';

/** A picture of as many points as may be, no two of them alike. */
function heaviest(field: PictureField): string {
	const points: string[] = [];
	const svg = () =>
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 28"><title>${field}</title><path d="M${points.join(' ')}z"/></svg>`;
	let state = field.length;
	for (let drawn = svg(); ;) {
		state = (state * 48271) % 2147483647;
		points.push(`${(state % 9900) / 100} ${(state % 2797) / 100}`);
		const more = svg();
		if (pictureWeight(more, field) > heaviestPicture) return drawn;
		drawn = more;
	}
}

describe('an organisation’s pictures', () => {
	const workshop = sharedFolder();
	const dist = sharedFolder();
	const pictures = { logo: heaviest('logo'), icon: heaviest('icon') };
	const page = (path: string) => readFileSync(join(dist, 'status', path, 'index.html'), 'utf8');
	/** The icon of the tab, as a picture. */
	const iconOf = (path: string) =>
		decodeURIComponent(attributesOf(page(path), 'link', 'rel', 'icon')?.get('href') ?? '');

	beforeAll(async () => {
		const content = join(workshop, 'content');
		const pub = join(workshop, 'public');
		writeCrowded(content);
		appendFileSync(
			join(content, 'site.yaml'),
			"brand: { colour: '#1f5f8b', colour-dark: '#8ab8dc', logo: brand/logo.svg, icon: brand/icon.svg }\n",
		);
		cpSync(join(repository, 'public'), pub, { recursive: true });
		mkdirSync(join(pub, 'status/brand'));
		for (const [name, svg] of Object.entries(pictures)) {
			writeFileSync(join(pub, `status/brand/${name}.svg`), svg);
		}
		const { code, output } = await build(
			['status'],
			content,
			{ BUILD_NOW: new Date(crowdedNow).toISOString(), PUBLIC_DIR: pub },
			dist,
		);
		expect(code, output).toBe(0);
	});

	test('stand at the top of every page in the place of the name, and say it', () => {
		for (const path of ['', 'de', 'uptime', 'history']) {
			const logo = attributesOf(page(path), 'img');
			expect(logo?.get('alt')).toBe('Harbour');
			expect(decodeURIComponent(logo?.get('src') ?? '')).toBe(
				`data:image/svg+xml,${pictures.logo}`,
			);
		}
	});

	test('stand in the tab, with the sign of what the page says', () => {
		for (const [path, shape] of [
			['', signShapes['partial-outage']],
			['uptime', signShapes.operational],
		] as const) {
			expect(decodeURIComponent(iconOf(path))).toContain(pictures.icon);
			expect(iconOf(path)).toContain(shape);
		}
	});

	test('are on a page once, however often its icon changes', () => {
		for (const path of ['', 'de', 'services/api']) {
			const html = page(path);
			expect(html).toContain(`data-sign="${encodeURIComponent('<g')}`);
			expect(html).toContain(encodeURIComponent(unknownShape));
			// The title of the icon’s own picture, within the picture with the sign.
			expect(html.split(encodeURIComponent(encodeURIComponent('<title>icon')))).toHaveLength(2);
		}
	});

	test('leave the home of a bad day in one round trip, with nothing to fetch', () => {
		for (const path of ['index.html', 'de/index.html']) {
			expect(sentBytes(join(dist, 'status'), path)).toBeLessThanOrEqual(firstRoundTrip);
		}
		expect(fetchedWith(page(''))).toEqual([]);
	});

	test('come with its colours', () => {
		expect(page('')).toContain('--brand:light-dark(#1f5f8b,#8ab8dc)');
	});
});

test('a colour that cannot be read stops the build, which names the nearest that can, and the last site stays', async () => {
	const content = contentCopy();
	const dist = temporaryFolder();
	mkdirSync(join(dist, 'status'));
	writeFileSync(join(dist, 'status/index.html'), 'the last site');
	const site = join(content, 'site.yaml');
	writeFileSync(site, readFileSync(site, 'utf8').replace("'#1f5f8b'", "'#ffcc00'"));
	const { code, output } = await build(['status'], content, {}, dist);
	expect(code).toBe(1);
	expect(output).toContain(
		'site.yaml: `#ffcc00` cannot be read on the light page: its contrast is 1.4 to 1, and text needs 4.5 to 1. The nearest that can be read is `#8e7000`.',
	);
	expect(readFileSync(join(dist, 'status/index.html'), 'utf8')).toBe('the last site');
});

/** Attributes of the first element of a name in a page, if need be with one that an attribute tells apart. */
function attributesOf(
	html: string,
	tag: string,
	name?: string,
	value?: string,
): Map<string, string> | undefined {
	const walk = (node: DefaultTreeAdapterTypes.Node): Map<string, string> | undefined => {
		if ('tagName' in node && node.tagName === tag) {
			const found = new Map(node.attrs.map((item) => [item.name, item.value]));
			if (name === undefined || found.get(name) === value) return found;
		}
		if (!('childNodes' in node)) return undefined;
		for (const child of node.childNodes) {
			const found = walk(child);
			if (found) return found;
		}
		return undefined;
	};
	return walk(parse(html));
}
