/** Whatever people write: it is text in every page, and turns no word of ours. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { parse, parseFragment } from 'parse5';
import { beforeAll, describe, expect, test } from 'vitest';
import { build, sharedFolder } from '../support/whole.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Everything that was written, by where, so that each can be looked for. */
const written = new Map<string, string>();

/** One line that tries to be more than text. What was opened from right to left stays open. */
function line(where: string, braces = '{count} ${x}'): string {
	const text = `${where} "'&lt; </script><script>alert(1)</script></title></textarea></style> <!-- <script> ]]> --> <img src=x onerror=alert(1)> " onclick="alert(1) [l](javascript:alert(1)) **b** \`c\` ${braces} 👩🏽‍🚒 שלום \u200f\u2067turned`;
	written.set(where, text);
	return text;
}
const yaml = (where: string) => JSON.stringify(line(where));
/** In a sentence of ours, braces stand for values. */
const sentence = (where: string) => JSON.stringify(line(where, ''));

/** Paragraphs with the tricks of Markdown that are not refused as they are read: HTML and such links would be. */
const body = (where: string) =>
	[
		`${where} \\<script>alert(1)\\</script> &lt;img src=x onerror=alert(1)&gt; \`</script><script>alert(1)</script> <!-- <script>\` {count} שלום \u2067turned`,
		'[one](https://example.org/"onclick="alert(1) "two \\" onclick=alert(1) \u2067turned") \\[three](javascript:alert(1)) javascript:alert(1)',
		'```js"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```',
		'# A heading \\<!-- \\<script> \u2067turned',
		'| a | b |\n| - | - |\n| `<td onclick=alert(1)>` | \u2067turned |',
		'é'.repeat(10_000),
	].join('\n\n');

const update = (fields: Readonly<Record<string, string>>, text = '') =>
	`---\n${Object.entries(fields)
		.map(([field, value]) => `${field}: ${value}\n`)
		.join('')}---\n\n${text}\n`;

const open = 'incidents/2026/2026-11-20-open/updates';
const over = 'incidents/2026/2026-11-18-over';
const mistaken = 'incidents/2026/2026-11-17-oops/updates';
const works = 'maintenance/2026/2026-11-20-work/updates';

const files = (): Record<string, string> => ({
	'site.yaml': `
name: ${yaml('site-name')}
url: https://status.example.com/below
zone: Europe/Lisbon
languages: [en, de]
description: ${yaml('site-description')}
descriptions: { de: ${yaml('site-description-de')} }
support:
  text: ${yaml('support-text')}
  texts: { de: ${yaml('support-text-de')} }
  url: ${JSON.stringify('https://help.example.com/?q="><script>alert(1)</script>')}
subscribe:
  email: ${JSON.stringify('https://mail.example.com/?q="onclick="alert(1)')}
  chat: ${JSON.stringify("https://chat.example.com/#'><script>alert(1)</script>")}
sentences:
  en: { past.quiet: ${sentence('sentence')}, services.bar: ${JSON.stringify('{name} {uptime} {days} " onclick="alert(1) </script><script>alert(1)</script>')} }
  de: { page.how: ${sentence('sentence-de')} }
`,
	'services.yaml': `
groups:
  - id: one
    name: ${yaml('group-name')}
    names: { de: ${yaml('group-name-de')} }
    description: ${yaml('group-description')}
    services:
      - id: checkout
        name: ${yaml('service-name')}
        names: { de: ${yaml('service-name-de')} }
        description: ${yaml('service-description')}
        descriptions: { de: ${yaml('service-description-de')} }
        was: [basket]
        since: 2025-01-01T00:00:00Z
      - { id: search, name: ${yaml('second-name')}, since: 2025-01-01T00:00:00Z, until: 2026-11-20T10:15:00Z }
`,
	[`${open}/20261120T090000Z-aaaaaa.md`]: update(
		{
			at: '2026-11-20T09:00:00Z',
			status: 'investigating',
			title: yaml('open-title'),
			services: '{ checkout: major-outage }',
			workaround: yaml('open-workaround'),
			'next-update': '2026-11-20T10:00:00Z',
		},
		body('open-body'),
	),
	[`${open}/20261120T090000Z-aaaaaa.de.md`]: update(
		{ title: yaml('open-title-de'), workaround: yaml('open-workaround-de') },
		body('open-body-de'),
	),
	[`${open}/20261120T091000Z-bbbbbb.md`]: update(
		{ at: '2026-11-20T09:10:00Z', corrects: 'aaaaaa', reason: yaml('open-corrects') },
		body('open-corrected'),
	),
	[`${open}/20261120T092000Z-cccccc.md`]: update(
		{ at: '2026-11-20T09:20:00Z', status: 'identified' },
		'A name.',
	),
	[`${open}/20261120T093000Z-dddddd.md`]: update({
		at: '2026-11-20T09:30:00Z',
		redacts: 'cccccc',
		reason: yaml('open-redacts'),
	}),
	[`${over}/updates/20261118T090000Z-eeeeee.md`]: update(
		{
			at: '2026-11-18T09:00:00Z',
			status: 'identified',
			title: yaml('over-title'),
			services: '{ checkout: partial-outage, search: degraded-performance }',
		},
		body('over-body'),
	),
	[`${over}/updates/20261118T100000Z-ffffff.md`]: update(
		{ at: '2026-11-18T10:00:00Z', status: 'resolved', services: '{ checkout: operational }' },
		body('over-end'),
	),
	[`${over}/report.md`]: update(
		{ published: '2026-11-19T09:00:00Z', summary: yaml('report-summary') },
		body('report-body'),
	),
	[`${over}/report.de.md`]: update({ summary: yaml('report-summary-de') }, body('report-body-de')),
	[`${mistaken}/20261117T090000Z-gggggg.md`]: update(
		{
			at: '2026-11-17T09:00:00Z',
			status: 'identified',
			title: JSON.stringify('é'.repeat(10_000)),
			services: '{ search: major-outage }',
		},
		body('mistaken-body'),
	),
	[`${mistaken}/20261117T100000Z-hhhhhh.md`]: update({
		at: '2026-11-17T10:00:00Z',
		retracts: 'true',
		reason: yaml('retracts'),
	}),
	[`${works}/20261119T090000Z-iiiiii.md`]: update(
		{
			at: '2026-11-19T09:00:00Z',
			title: yaml('works-title'),
			services: '[checkout, search]',
			starts: '2026-11-20T10:30:00Z',
			ends: '2026-11-20T11:00:00Z',
		},
		body('works-body'),
	),
});

/** Every element below a node, and what waits in it for its time, as the page's script will parse it. */
function* elementsOf(node: Node): Generator<Element> {
	if (!('childNodes' in node)) return;
	for (const child of node.childNodes) {
		if (!('tagName' in child)) continue;
		yield child;
		if (child.tagName === 'script' && attribute(child, 'type') === 'text/html') {
			yield* elementsOf(parseFragment(textOf(child)));
		} else yield* elementsOf(child);
	}
}

const attribute = ({ attrs }: Element, name: string) =>
	attrs.find((item) => item.name === name)?.value;

function textOf(node: Node): string {
	if ('value' in node) return node.value;
	return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/**
 * Whether something follows what was written last: in every text of ours, `turned` comes after a mark that was
 * left open.
 */
function turnsOn(text: string): boolean {
	let rest = text;
	for (let before = ''; before !== rest;) {
		before = rest;
		rest = rest.replaceAll(/[\u2066-\u2068][^\u2066-\u2069]*\u2069/g, '');
	}
	return /[\u2066-\u2068]turned\s*\S/.test(rest);
}

/** Texts that stand in one line each: a block ends what was opened in it, and so does an item of a row of boxes. */
function linesOf(element: Element): string[] {
	const lines = [''];
	const add = (node: Node) => {
		if ('tagName' in node && (node.tagName === 'script' || node.tagName === 'style')) return;
		if ('value' in node) lines.push((lines.pop() ?? '') + node.value);
		if (!('childNodes' in node)) return;
		const row = 'tagName' in node && isRow(node);
		for (const child of node.childNodes) {
			const apart = row || ('tagName' in child && !inline.has(child.tagName));
			if (apart) lines.push('');
			add(child);
			if (apart) lines.push('');
		}
	};
	add(element);
	return lines;
}

/** Whether the stylesheet makes a box of each child. */
const isRow = (element: Element) =>
	['header', 'footer', 'summary', 'nav'].includes(element.tagName) ||
	attribute(element, 'class') === 't' ||
	(attribute(element, 'id') ?? '').startsWith('s-');

describe('whatever people write', () => {
	const content = sharedFolder();
	const dist = sharedFolder();
	const pages = new Map<string, Element[]>();

	beforeAll(async () => {
		for (const [path, text] of Object.entries(files())) {
			mkdirSync(dirname(join(content, path)), { recursive: true });
			writeFileSync(join(content, path), text);
		}
		const { code, output } = await build(['status'], content, {}, dist);
		// All of it is accepted.
		expect(code, output.slice(0, 2000)).toBe(0);
		for (const name of readdirSync(join(dist, 'status'), { recursive: true, encoding: 'utf8' })) {
			if (!name.endsWith('.html')) continue;
			const html = readFileSync(join(dist, 'status', name), 'utf8');
			pages.set(name, [...elementsOf(parse(html))]);
		}
	});

	test('stands on pages of every kind', () => {
		for (const page of [
			'.',
			'de',
			'incidents/2026-11-18-over/report',
			'de/incidents/2026-11-18-over/report',
			'de/incidents/2026-11-20-open',
			'de/maintenance/2026-11-20-work',
			'services/checkout',
			'services/basket',
			'history/2026-11',
		]) {
			expect([...pages.keys()]).toContain(join(page, 'index.html'));
		}
	});

	test('makes no element and no attribute', () => {
		const found = { elements: new Set<string>(), attributes: new Set<string>() };
		for (const element of [...pages.values()].flat()) {
			found.elements.add(element.tagName);
			for (const { name } of element.attrs) found.attributes.add(name);
		}
		expect([...found.elements.difference(ofTemplates)]).toEqual([]);
		expect([...found.attributes.difference(attributesOfTemplates)]).toEqual([]);
	});

	test('runs nowhere', () => {
		const programs = new Set<string>();
		for (const element of [...pages.values()].flat()) {
			if (element.tagName === 'script' && attribute(element, 'type') !== 'text/html') {
				programs.add(textOf(element));
			}
			for (const name of ['href', 'src', 'content']) {
				const value = attribute(element, name);
				if (name !== 'content') {
					expect(value ?? '#').toMatch(
						/^(?:https?:\/\/|mailto:|\/below\/|#|data:image\/svg\+xml,)/,
					);
				} else if (attribute(element, 'http-equiv') === 'refresh') {
					expect(value).toMatch(/^0;url=\/below\/[\w/-]+$/);
				}
			}
		}
		// The script of every page, and the one that copies.
		expect([...programs].filter((text) => text.includes('alert(1)'))).toEqual([]);
		expect(programs.size).toBe(2);
	});

	test('is there as it was typed', () => {
		const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');
		const said = [...pages.values()]
			.flat()
			.flatMap((element) => [
				...(element.tagName === 'script' ? [] : [textOf(element)]),
				...element.attrs.map(({ value }) => value),
			])
			.map(plain);
		const all = [...new Set(said)].join('\n');
		const missing = [...written]
			// Bodies are Markdown: their first paragraph is looked for without its tricks.
			.filter(([where]) => !/-(?:body|corrected|end)(?:-de)?$/.test(where))
			// The description of a group is for programs.
			.filter(([where, text]) => where !== 'group-description' && !all.includes(plain(text)))
			.map(([where]) => where);
		expect(missing).toEqual([]);
		for (const text of ['<script>alert(1)</script>', '</code></pre><script>alert(1)</script>']) {
			expect(all).toContain(text);
		}
		expect(all).toContain('é'.repeat(10_000));
	});

	test('turns no word of ours that stands beside it', () => {
		const turned = [...pages].flatMap(([page, elements]) =>
			elements.flatMap((element) => [
				...element.attrs
					.filter(({ value }) => turnsOn(value))
					.map(({ name }) => `${page}: ${element.tagName} ${name}`),
				...(['title', 'body', 'section', 'article'].includes(element.tagName)
					? linesOf(element)
							.filter(turnsOn)
							.map((text) => `${page}: …${text.trim().slice(-80)}`)
					: []),
			]),
		);
		expect([...new Set(turned)]).toEqual([]);
	});
});

const words = (text: string) => new Set(text.split(' '));
const inline = words('a span strong b small time em code bdi');
const ofTemplates = words(
	'html head meta title link style script body a header nav svg symbol path circle use main section article h1 h2 h3 p span strong b small time ul ol li dl dt dd div details summary table caption thead tbody tfoot tr th td footer button code pre',
);
const attributesOfTemplates = words(
	'id class href lang title name content property charset rel type hreflang http-equiv data-zone data-built data-heartbeat data-from data-shift data-stale data-title data-sign data-copy data-copied data-label data-minutes hidden aria-label aria-labelledby aria-hidden aria-current aria-live role scope tabindex open datetime width height viewbox viewBox d preserveAspectRatio cx cy r fill stroke stroke-width stroke-dasharray value',
);
