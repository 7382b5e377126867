/** Feeds and calendars as others read them: three readers of feeds, and the rules of each format. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import FeedParser from 'feedparser';
import RssParser from 'rss-parser';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { FeedFile } from '../../src/status/feedFiles.ts';
import { feedFiles, feedResponse } from '../../src/status/feedFiles.ts';
import { incidentOf, maintenanceOf, update, works } from '../support/records.ts';
import { statusContentOf } from '../support/statusContent.ts';
import { brokenJsonFeedRules } from './jsonFeedRules.ts';

const title = 'Cards & “baskets” <fail>';
const content = statusContentOf({
	site: { url: 'https://example.com/status', description: 'How the shop is.' },
	incidents: [
		incidentOf([
			update('first0', {
				at: '2026-03-01T09:00:00Z',
				title,
				services: { checkout: 'major-outage' },
				body: 'Some cards are **declined**.\n\n- Visa\n- Mastercard',
			}),
			update('second', { at: '2026-03-01T09:30:00Z', status: 'identified' }),
			update('mend00', {
				at: '2026-03-01T11:00:00Z',
				corrects: 'first0',
				reason: 'Other cards work.',
				body: 'Some cards are *declined*.',
			}),
		]),
	],
	maintenances: [
		maintenanceOf([
			works('plan00', {
				at: '2026-02-28T08:00:00Z',
				title: 'New disks',
				services: ['search'],
				starts: '2026-03-04T09:00:00Z',
				ends: '2026-03-04T10:00:00Z',
			}),
		]),
	],
});
const service = content.model.services.groups[0]?.services[0];
const read = (file: FeedFile, of?: typeof service) => feedResponse(content, file, of).text();
const whole = [
	['the site', undefined],
	['a service', service],
] as const;

/** What npm's feedparser makes of a feed. */
async function parsed(text: string): Promise<{ meta: FeedParser.Meta; items: FeedParser.Item[] }> {
	const parser = new FeedParser({ feedurl: 'https://example.com/status/', addmeta: false });
	const items: FeedParser.Item[] = [];
	return new Promise((done, fail) => {
		parser.on('error', fail);
		parser.on('data', (item: FeedParser.Item) => items.push(item));
		parser.on('end', () => {
			done({ meta: parser.meta, items });
		});
		Readable.from([text]).pipe(parser);
	});
}

describe.each(whole)('the feeds of %s', (_, of) => {
	test.each([
		['history.atom', 'atom.rng'],
		['history.rss', 'rss.rng'],
	] as const)('keep the rules of their format: %s', async (file, schema) => {
		const { errors } = await validateXML({
			xml: [{ fileName: file, contents: await read(file, of) }],
			schema: [
				{ fileName: schema, contents: readFileSync(join(import.meta.dirname, schema), 'utf8') },
			],
			extension: 'relaxng',
		});
		expect(errors.map(({ message }) => message)).toEqual([]);
	});

	test('keep the rules of their format: feed.json', async () => {
		expect(
			brokenJsonFeedRules(JSON.parse(await read('feed.json', of)) as Record<string, unknown>),
		).toEqual([]);
	});

	test('name themselves', async () => {
		const folder = `https://example.com/status/${of ? 'services/checkout/' : ''}`;
		const atom = await parsed(await read('history.atom', of));
		const rss = await parsed(await read('history.rss', of));
		expect([atom.meta.xmlurl, rss.meta.xmlurl]).toEqual([
			`${folder}history.atom`,
			`${folder}history.rss`,
		]);
		expect(JSON.parse(await read('feed.json', of))).toMatchObject({
			feed_url: `${folder}feed.json`,
			home_page_url: folder,
		});
	});

	test('say the same in every format', async () => {
		const json = JSON.parse(await read('feed.json', of)) as {
			title: string;
			items: Record<string, string>[];
		};
		for (const file of ['history.atom', 'history.rss'] as const) {
			const { meta, items } = await parsed(await read(file, of));
			expect(meta.title).toBe(json.title);
			expect(
				items.map((item) => ({
					id: item.guid,
					title: item.title,
					url: item.link,
					content_html: item.description,
					date_published: item.pubdate?.toISOString(),
				})),
			).toEqual(
				json.items.map(({ id, title, url, content_html, date_published }) => ({
					id,
					title,
					url,
					content_html,
					date_published,
				})),
			);
		}
	});
});

describe('a reader of feeds', () => {
	test('sees the words as they were written', async () => {
		const { items } = await parsed(await read('history.atom'));
		expect(items[1]).toMatchObject({
			title: `■ ${title}: Investigating`,
			categories: ['Checkout'],
			date: new Date('2026-03-01T11:00:00Z'),
			pubdate: new Date('2026-03-01T09:00:00Z'),
		});
		expect(items[1]?.description).toContain('<p>Some cards are <em>declined</em>.</p>');
	});

	test.each(['history.atom', 'history.rss'] as const)(
		'of another make sees the same: %s',
		async (file) => {
			const feed = await new RssParser().parseString(await read(file));
			expect(feed.items.map((item) => [item.title, item.isoDate, item.link])).toEqual([
				[
					`■ ${title}: Identified`,
					'2026-03-01T09:30:00.000Z',
					'https://example.com/status/incidents/2026-03-01-k3f9/#second',
				],
				[
					`■ ${title}: Investigating`,
					'2026-03-01T09:00:00.000Z',
					'https://example.com/status/incidents/2026-03-01-k3f9/#first0',
				],
				[
					'◆ New disks: Planned',
					'2026-02-28T08:00:00.000Z',
					'https://example.com/status/maintenance/2026-03-01-m4nt/#plan00',
				],
			]);
		},
	);
});

describe('the rules', () => {
	test.each([
		['history.atom', 'atom.rng', '<updated>', '<updated>yesterday '],
		['history.atom', 'atom.rng', '</id>', '</id><id>urn:x:y</id>'],
		['history.atom', 'atom.rng', '<author><name>Harbour</name></author>', ''],
		['history.rss', 'rss.rng', '<pubDate>Sun, ', '<pubDate>'],
		['history.rss', 'rss.rng', '<guid isPermaLink="false">', '<guid isPermaLink="no">'],
	] as const)('would notice a broken %s (%s, %s)', async (file, schema, from, to) => {
		const contents = (await read(file)).replace(from, to);
		const { valid } = await validateXML({
			xml: [{ fileName: file, contents }],
			schema: [
				{ fileName: schema, contents: readFileSync(join(import.meta.dirname, schema), 'utf8') },
			],
			extension: 'relaxng',
		});
		expect(valid).toBe(false);
	});

	test('would notice a broken feed.json', async () => {
		const feed = JSON.parse(await read('feed.json')) as Record<string, unknown>;
		expect(brokenJsonFeedRules({ ...feed, home_page_url: '/' })).toEqual(['home_page_url: "/"']);
		expect(feedFiles).toHaveLength(3);
	});
});
