/** What is left without any style or script: everything, as a text browser shows it. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultTreeAdapter as tree, parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, test } from 'vitest';
import { builtAt } from './built.ts';

const there = spawnSync('w3m', ['-version']).status === 0;

/** A page as lines of text. */
function dump(path: string, columns = 100): string {
	const { stdout } = spawnSync(
		'w3m',
		['-dump', '-cols', String(columns), join(builtAt('/').folder, path)],
		{
			encoding: 'utf8',
		},
	);
	return stdout;
}

/** Texts stand in a page in this order. */
function expectInOrder(text: string, parts: readonly string[]): void {
	const places = parts.map((part) => text.indexOf(part));
	expect(parts.filter((_, index) => places[index] === -1)).toEqual([]);
	expect(places).toEqual(places.toSorted((a, b) => a - b));
}

describe('in a text browser', () => {
	test.skipIf(!there)('home says first what is wrong, then everything else', () => {
		const text = dump('index.html');
		expectInOrder(text, [
			'Some card payments fail.',
			'20 November 2026, 08:12 UTC',
			'10:05 UTC',
			'Card payments: Partial outage',
			'Bank transfer works in every shop',
			'Fixing',
			'Investigating',
			'Product pictures move to new storage',
			'Storefront',
			'99.97 %',
			'Last days',
			'Built',
		]);
		// What will be shown later is not shown now.
		expect(text).not.toContain('Not refreshed');
		expect(text).not.toContain('overdue');
	});

	test.skipIf(!there)('an incident, uptime and history are whole', () => {
		expectInOrder(dump('incidents/example-h5r1/index.html'), [
			'E-mails and receipts are not sent',
			'Resolved',
			'Watching',
			'Investigating',
			'Corrected',
			'Until then it read:',
		]);
		expectInOrder(dump('history/2026-11/index.html'), ['Some card payments fail']);
	});

	test.skipIf(!there)('the header and the rows of services are words with spaces between', () => {
		const lines = dump('index.html').split('\n');
		expect(lines[0]).toBe('Skip to content Harbour Status History Uptime Subscribe Deutsch');
		const rows = lines.map((line) => line.replace(/^ *• /, ''));
		expect(rows).toEqual(
			expect.arrayContaining([
				'Buying Partial outage 99.98 %',
				'Storefront Operational 100 %',
				'Card payments Partial outage 99.97 %',
				'90 days ago today',
			]),
		);
	});

	test.skipIf(!there)('every way to follow is an address and nothing more', () => {
		const lines = dump('subscribe/index.html').split('\n');
		expect(lines).toEqual(
			expect.arrayContaining([
				'https://news.harbour.example/status',
				'/feed subscribe https://status.harbour.example/history.rss',
				'https://status.harbour.example/history.atom',
			]),
		);
		expect(lines.filter((line) => /cop(y|ied)/i.test(line))).toEqual([]);
	});

	test.skipIf(!there)('uptime says in words what its table draws, once', () => {
		const text = dump('uptime/index.html', 1000).replaceAll(/ +/g, ' ');
		expectInOrder(text, [
			'Service Nov 2026 Oct Sept',
			'Checkout 100 Degraded performance 99.97 Partial outage 99.88 Major outage 100',
			'Orders 100 100 99.96 Partial outage, 60 minutes of maintenance 100',
			'no data',
			'Minutes of maintenance, which count neither way.',
		]);
		expect(text).not.toContain('◆');
	});

	test.skipIf(!there)('a service has its figure, its days, its incidents and its feeds', () => {
		expectInOrder(dump('services/card-payments/index.html', 200), [
			'Card payments',
			'Partial outage since 20 November 2026, 08:12 UTC',
			'Uptime 99.97 % in the last 90 days. How this figure is computed',
			'90 days ago today',
			'20 November Partial outage',
			'1 hour, 29 minutes (27 minutes counted as downtime)',
			'Some card payments fail',
			'not over yet · Partial outage',
			'Atom',
			'All ways to follow',
		]);
	});
});

/** Elements that a browser without our styles shows in one line with what is around them; it may not know the later ones. */
const inline = new Set(
	'a abbr b button code em i img small span strong sub sup time header nav main section article footer'.split(
		' ',
	),
);

/** Text of a page, with a mark where an element begins or ends without any space. */
function textWithSeams({ childNodes }: DefaultTreeAdapterTypes.ParentNode): string {
	return childNodes
		.map((node) => {
			if (tree.isTextNode(node)) return node.value;
			if (!tree.isElementNode(node) || ['script', 'style'].includes(node.tagName)) return '';
			if (node.tagName === 'svg') return '|';
			const seam = inline.has(node.tagName) ? '|' : ' ';
			return `${seam}${textWithSeams(node)}${seam}`;
		})
		.join('');
}

/** What on a page reads as one word and is two. */
const gluedWords = (html: string) =>
	textWithSeams(parse(html)).match(/[\p{L}\p{N}%]+\|+[\p{L}\p{N}◆]+/gu) ?? [];

describe('without any style', () => {
	test('two words are seen to run together where they do', () => {
		expect(gluedWords('<p><a>Atom</a><a>JSON</a> <b>99</b><small>Outage</small>')).toEqual([
			'Atom||JSON',
			'99||Outage',
		]);
		expect(gluedWords('<p><a>Atom</a> <a>JSON</a><p>Next</p>')).toEqual([]);
	});

	test('no two words run together on any page', () => {
		const { folder } = builtAt('/');
		const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
			name.endsWith('.html'),
		);
		expect(pages.length).toBeGreaterThan(50);
		const glued = pages.map((page) => [page, gluedWords(readFileSync(join(folder, page), 'utf8'))]);
		expect(glued.filter(([, words]) => (words ?? []).length > 0)).toEqual([]);
	});
});
