/** Whatever people write: it is text in every file that is not a page. */
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { brokenRules } from '../../tests/contracts/icalendarRules.ts';
import { brokenJsonFeedRules } from '../../tests/contracts/jsonFeedRules.ts';
import { hostileLine, hostileText } from '../../tests/support/hostile.ts';
import { incidentOf, maintenanceOf, update, works } from '../../tests/support/records.ts';
import { statusContentOf } from '../../tests/support/statusContent.ts';
import { siteBadge, serviceBadge, uptimeBadge } from './badges.ts';
import { maintenanceCalendar } from './calendar.ts';
import type { StatusContent } from './content.ts';
import { feedOf } from './feed.ts';
import { feedResponse } from './feedFiles.ts';
import { shellOf } from './shell.ts';
import { sitemap } from './sitemap.ts';

/** A site in which every word is hostile. */
const hostileContent = fc
	.record({
		name: hostileLine,
		description: hostileLine,
		service: hostileLine,
		title: hostileLine,
		reason: hostileLine,
		body: hostileText,
	})
	.map(({ name, description, service, title, reason, body }) =>
		statusContentOf({
			site: { name, description },
			services: {
				groups: [
					{
						id: 'shop',
						name,
						services: [
							{ id: 'checkout', name: service, description, since: '2025-01-01T00:00:00Z' },
						],
					},
				],
			},
			incidents: [
				incidentOf([
					update('first0', {
						at: '2026-03-01T09:00:00Z',
						title,
						body,
						services: { checkout: 'major-outage' },
					}),
					update('mend00', { at: '2026-03-01T10:00:00Z', corrects: 'first0', reason, body }),
				]),
			],
			maintenances: [
				maintenanceOf([
					works('plan00', {
						at: '2026-03-01T08:00:00Z',
						title,
						body,
						services: ['checkout'],
						starts: '2026-03-04T09:00:00Z',
						ends: '2026-03-04T10:00:00Z',
					}),
				]),
			],
		}),
	);

const service = (content: StatusContent) => {
	const found = content.model.services.groups[0]?.services[0];
	if (!found) throw new Error('There is no service.');
	return found;
};

/** As an XML parser reads it, attributes and text; entities that we do not write are refused. */
async function expectWellFormed(texts: readonly string[]) {
	const { errors } = await validateXML({
		xml: texts.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
		normalization: 'c14n',
	});
	expect(errors.map(({ message }) => message)).toEqual([]);
}

/** Elements of a document by their names. */
const elements = (xml: string) => new Set([...xml.matchAll(/<([\w:]+)/g)].map(([, name]) => name));

describe('whatever people write', () => {
	test('is text in XML', async () => {
		const texts: string[] = [];
		await fc.assert(
			fc.asyncProperty(hostileContent, async (content) => {
				for (const file of ['history.atom', 'history.rss'] as const) {
					const text = await feedResponse(content, file).text();
					texts.push(text);
					expect(elements(text).isSubsetOf(known)).toBe(true);
				}
				texts.push(sitemap(content));
			}),
			{ numRuns: 60 },
		);
		await expectWellFormed(texts);
	});

	test('is text in JSON', async () => {
		await fc.assert(
			fc.asyncProperty(hostileContent, async (content) => {
				const text = await feedResponse(content, 'feed.json').text();
				const feed = JSON.parse(text) as Record<string, unknown>;
				expect(brokenJsonFeedRules(feed)).toEqual([]);
				// What is not well formed would come out as something else after a transfer as UTF-8.
				expect(JSON.stringify(feed).isWellFormed()).toBe(true);
				expect(text).not.toMatch(/\\ud[89a-f]/i);
			}),
			{ numRuns: 60 },
		);
	});

	test('is text in the HTML within feeds', () => {
		fc.assert(
			fc.property(hostileContent, (content) => {
				for (const { html } of feedOf(content, shellOf(content)).entries) {
					expect(elements(html).isSubsetOf(ofMessages)).toBe(true);
					for (const [, attributes = ''] of html.matchAll(/<\w+([^<>]*)>/g)) {
						expect(attributes).toMatch(
							/^(?:| href="(?:https?:|mailto:|tel:)[^"]*"| start="\d+"| class="language-[^"]*")$/,
						);
					}
				}
			}),
			{ numRuns: 100 },
		);
	});

	test('is text in calendars', () => {
		fc.assert(
			fc.property(hostileContent, (content) => {
				const text = maintenanceCalendar(content, shellOf(content));
				expect(brokenRules(text)).toEqual([]);
				const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
				const events = calendar.getAllSubcomponents('vevent');
				expect(events).toHaveLength(1);
				const { title } = content.model.maintenances[0] ?? {};
				const plain = (words: string) => words.replaceAll(/[\u2066-\u2069]/g, '').toWellFormed();
				expect(plain(String(events[0]?.getFirstPropertyValue('summary')))).toBe(
					plain(`${content.model.site.name}: ${title ?? ''}`),
				);
			}),
			{ numRuns: 100 },
		);
	});

	test('is text in pictures', async () => {
		const pictures: string[] = [];
		fc.assert(
			fc.property(hostileContent, (content) => {
				const shell = shellOf(content);
				for (const svg of [
					siteBadge(content, shell),
					serviceBadge(content, shell, service(content)),
					uptimeBadge(content, shell, service(content)),
				]) {
					pictures.push(svg);
					expect(elements(svg).isSubsetOf(ofPictures)).toBe(true);
					expect(Number(/width="(\d+)"/.exec(svg)?.[1])).toBeLessThan(1500);
				}
			}),
			{ numRuns: 60 },
		);
		await expectWellFormed(pictures);
	});
});

const known = new Set(
	'feed id title subtitle link updated author name generator entry published category content rss channel description language lastBuildDate atom:link item guid pubDate atom:updated'.split(
		' ',
	),
);
const ofMessages = new Set(
	'p ul ol li a strong em code pre h1 h2 h3 h4 h5 h6 blockquote hr br s table thead tbody tr th td'.split(
		' ',
	),
);
const ofPictures = new Set('svg title desc style rect path text g circle'.split(' '));
