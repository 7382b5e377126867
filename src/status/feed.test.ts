import { describe, expect, test } from 'vitest';
import { at, incidentOf, maintenanceOf, update, works } from '../../tests/support/records.ts';
import type { StatusParts } from '../../tests/support/statusContent.ts';
import { statusContentOf } from '../../tests/support/statusContent.ts';
import { allServices } from '../domain/serviceHistory.ts';
import type { FeedEntry } from './feed.ts';
import { feedLength, feedOf } from './feed.ts';
import { feedFiles, feedResponse } from './feedFiles.ts';
import { shellOf } from './shell.ts';

const t = (time: string) => `2026-03-01T${time}:00Z`;
const opened = update('first0', {
	at: t('09:00'),
	title: 'Card payments fail',
	status: 'investigating',
	services: { checkout: 'major-outage' },
	'next-update': t('09:30'),
});
const found = update('second', {
	at: t('09:30'),
	status: 'identified',
	services: { checkout: 'partial-outage' },
});
const resolved = update('third0', { at: t('10:00'), status: 'resolved' });
const incident = (...updates: ReturnType<typeof update>[]) => incidentOf(updates);
const planned = works('plan00', {
	at: t('08:00'),
	title: 'New disks',
	services: ['search'],
	starts: t('20:00'),
	ends: t('22:00'),
});

function feed(parts: StatusParts, serviceId?: string) {
	const content = statusContentOf(parts);
	const service = allServices(content.model.services).find(({ id }) => id === serviceId);
	return feedOf(content, shellOf(content), service);
}
const entries = (parts: StatusParts, serviceId?: string) => feed(parts, serviceId).entries;
/** Every file of the site, as text. */
const files = (parts: StatusParts) =>
	Promise.all(feedFiles.map((file) => feedResponse(statusContentOf(parts), file).text()));

describe('a feed', () => {
	test('has one entry per update, of incidents and of maintenance, the newest first', () => {
		expect(
			entries({
				incidents: [incident(opened, found, resolved)],
				maintenances: [maintenanceOf([planned])],
			}).map(({ title }) => title),
		).toMatchInlineSnapshot(`
			[
			  "● Card payments fail: Resolved",
			  "◐ Card payments fail: Identified",
			  "■ Card payments fail: Investigating",
			  "◆ New disks: Planned",
			]
		`);
	});

	test('shows of two updates of the same instant the one first that counts last', () => {
		const again = update('zzzzzz', { at: t('09:00'), status: 'monitoring' });
		expect(entries({ incidents: [incident(opened, again)] }).map(({ url }) => url)).toEqual([
			'https://status.example.com/incidents/2026-03-01-k3f9/#zzzzzz',
			'https://status.example.com/incidents/2026-03-01-k3f9/#first0',
		]);
	});

	test('says what an update says: text, services, the next word', () => {
		expect(entries({ incidents: [incident(opened)] })[0]?.html).toMatchInlineSnapshot(`
			"<p>Text of first0.</p>
			<p>Affected:</p>
			<ul><li>Checkout: Major outage</li></ul>
			<p>Next update by 1 March 2026, 09:30 UTC</p>"
		`);
	});

	test('says of a maintenance when it is and what it touches', () => {
		expect(entries({ maintenances: [maintenanceOf([planned])] })[0]?.html).toMatchInlineSnapshot(`
			"<p>Text of plan00.</p>
			<p>From 1 March 2026, 20:00 UTC until 1 March 2026, 22:00 UTC</p>
			<p>Services: Search</p>"
		`);
		const moved = works('moved0', { at: t('09:00'), ends: t('23:00') });
		expect(entries({ maintenances: [maintenanceOf([planned, moved])] })[0]?.html).toContain(
			'New time: 1 March 2026, 20:00 UTC until 1 March 2026, 23:00 UTC',
		);
	});

	test('says that an incident was opened by mistake, and names nothing as affected', () => {
		const mistake = update('third0', { at: t('10:00'), retracts: true, reason: 'A test alert.' });
		const [last] = entries({ incidents: [incident(opened, mistake)] });
		expect(last?.title).toBe('● Card payments fail: Opened by mistake');
		expect(last?.html).toContain('<p>Opened by mistake: A test alert.</p>');
		expect(last?.html).not.toContain('Affected');
	});

	test('says that an incident turned out to be part of another, and leads there', () => {
		const other = incidentOf([update('other0', { at: t('08:00'), title: 'Disks' })], {
			id: '2026-03-01-aaaa',
		});
		const same = update('third0', { at: t('10:00'), 'duplicate-of': '2026-03-01-aaaa' });
		expect(entries({ incidents: [incident(opened, same), other] })[0]?.html).toContain(
			'<p>This turned out to be part of another incident. <a href="https://status.example.com/incidents/2026-03-01-aaaa/">Go to that incident</a></p>',
		);
	});

	test('names whole addresses, because its readers are elsewhere', () => {
		const linking = update('first0', {
			at: t('09:00'),
			title: 'Links',
			body: '[how](/how/?a=1&b=2) [up](#top) [there](https://example.org/x) [no](//[)',
		});
		const [entry] = entries({
			incidents: [incident(linking)],
			site: { url: 'https://example.com/status/' },
		});
		expect(entry?.html).toContain('href="https://example.com/how/?a=1&amp;b=2"');
		expect(entry?.html).toContain(
			'href="https://example.com/status/incidents/2026-03-01-k3f9/#top"',
		);
		expect(entry?.html).toContain('href="https://example.org/x"');
	});

	test('takes the name of a service for text, not for Markdown', () => {
		const name = '*Search* [here](https://example.org) <b>';
		const services = {
			groups: [
				{
					id: 'shop',
					name: 'Shop',
					services: [{ id: 'search', name, since: '2025-01-01T00:00:00Z' }],
				},
			],
		};
		const down = update('first0', {
			at: t('09:00'),
			title: 'Down',
			services: { search: 'major-outage' },
		});
		const printed = '*Search* [here](https://example.org) &lt;b&gt;';
		expect(entries({ services, incidents: [incident(down)] })[0]?.html).toContain(
			`<li>${printed}: Major outage</li>`,
		);
		expect(entries({ services, maintenances: [maintenanceOf([planned])] })[0]?.html).toContain(
			`<p>Services: ${printed}</p>`,
		);
	});

	test('has a date before anything was said: that of the oldest service', async () => {
		expect(feed({}).updated).toBe(at('2025-01-01T00:00:00Z'));
		expect(feed({ services: { groups: [] } }).updated).toBe(0);
		expect((await files({}))[0]).toContain('<updated>2025-01-01T00:00:00.000Z</updated>');
	});

	test('of a service has what names it, by any id it ever had, and no more', () => {
		const old = incidentOf(
			[
				update('cart00', {
					at: t('07:00'),
					title: 'Baskets',
					services: { cart: 'partial-outage' },
				}),
			],
			{ id: '2026-03-01-bbbb' },
		);
		const parts = { incidents: [incident(opened), old], maintenances: [maintenanceOf([planned])] };
		const titles = (id: string) => entries(parts, id).map(({ title }) => title);
		expect(titles('checkout')).toEqual([
			'■ Card payments fail: Investigating',
			'◐ Baskets: Investigating',
		]);
		expect(titles('search')).toEqual(['◆ New disks: Planned']);
		expect(feed(parts, 'search')).toMatchObject({
			title: 'Search · Harbour status',
			home: 'https://status.example.com/services/search/',
		});
	});
});

describe('the faults of others', () => {
	const parts: StatusParts = { incidents: [incident(opened, found)] };
	const without = ({ updated: _, html: __, ...rest }: FeedEntry) => rest;

	test('updates that never appear as new, because an entry is a whole incident (OpenStatus, Kener, cState)', () => {
		const before = entries(parts);
		const after = entries({ incidents: [incident(opened, found, resolved)] });
		expect(after).toHaveLength(3);
		expect(after.slice(1)).toEqual(before);
		expect(new Set(after.map(({ id }) => id)).size).toBe(3);
	});

	test('an edit that announces the whole incident again (Cachet)', () => {
		const better = update('mend00', {
			at: t('11:00'),
			corrects: 'first0',
			reason: 'It read as if all cards failed.',
			body: 'Some cards fail.',
		});
		const before = entries(parts);
		const after = entries({ incidents: [incident(opened, found, better)] });
		expect(after.map(without)).toEqual(before.map(without));
		expect(after[0]).toEqual(before[0]);
		expect(after[1]).toMatchObject({ published: at(t('09:00')), updated: at(t('11:00')) });
		expect(after[1]?.html).toContain('<p>Some cards fail.</p>');
		expect(after[1]?.html).toContain('<p>Corrected: It read as if all cards failed.</p>');
	});

	test('a feed that differs at each request though nothing was said (OpenStatus)', async () => {
		const later = { ...parts, now: at('2026-04-01T00:00:00Z') };
		expect(await files(later)).toEqual(await files(parts));
	});

	test('a feed that grows without end (cState)', () => {
		const many = Array.from({ length: 80 }, (_, index) =>
			incidentOf(
				[update(`many${String(index).padStart(2, '0')}`, { at: t('09:00'), title: 'Many' })],
				{
					id: `2026-03-01-m${String(index).padStart(3, '0')}`,
				},
			),
		);
		expect(entries({ incidents: many })).toHaveLength(feedLength);
	});

	test('a language that is always English (Kener, OpenStatus)', async () => {
		const [atom, rss, json] = await files({ ...parts, site: { languages: ['de', 'en'] } });
		expect(atom).toContain('xml:lang="de"');
		expect(atom).toContain('Card payments fail: Ursache gefunden');
		expect(rss).toContain('<language>de</language>');
		expect(json).toContain('"language": "de"');
	});

	test('oldest entries first (OpenStatus)', () => {
		const published = entries(parts).map((entry) => entry.published);
		expect(published).toEqual(published.toSorted((a, b) => b - a));
	});

	test('times hours off, because a zone was taken for another (Uptime Kuma, cState)', async () => {
		const [atom, rss, json] = await files({
			...parts,
			site: { zone: 'America/St_Johns' },
		});
		expect(atom).toContain('<published>2026-03-01T09:00:00.000Z</published>');
		expect(rss).toContain('<pubDate>Sun, 01 Mar 2026 09:00:00 GMT</pubDate>');
		expect(json).toContain('"date_published": "2026-03-01T09:00:00.000Z"');
	});

	test('ids that change when the page moves to another host, or is renamed', () => {
		const ids = (site: StatusParts['site']) => entries({ ...parts, site }).map(({ id }) => id);
		const here = ids({});
		expect(ids({ url: 'https://example.org/status', name: 'Haven' })).toEqual(here);
		// A promise: whoever changes how ids are made announces everything anew to everybody.
		expect(here).toMatchInlineSnapshot(`
			[
			  "urn:uuid:89ff3ce7-f05a-5ba8-a5ef-f108f386a155",
			  "urn:uuid:557e4955-5787-5d44-aad5-8729c766a02a",
			]
		`);
	});
});

describe('the id of a feed', () => {
	const id = (site: StatusParts['site'], service?: string) => feed({ site }, service).id;

	test('is of the site or service alone', () => {
		expect(
			new Set([id({}), id({}, 'checkout'), id({}, 'search'), id({ url: 'https://example.org' })])
				.size,
		).toBe(4);
	});

	test('stays what it was at the first address when the page moves', () => {
		const moved = { url: 'https://new.example.com', was: ['https://status.example.com'] };
		expect(id(moved)).toBe(id({}));
		expect(id(moved, 'checkout')).toBe(id({}, 'checkout'));
	});
});

describe('a correction', () => {
	const better = update('mend00', {
		at: t('11:00'),
		corrects: 'first0',
		reason: 'It read as if <all> failed.',
		body: 'Some cards fail.',
	});
	const hostile = update('first0', {
		at: t('09:00'),
		title: 'Down',
		body: '<script>a()</script> ]]> [how](/how/) [x](javascript:a)',
	});

	test('shows both texts, as HTML in which the first is one of a quotation', () => {
		expect(entries({ incidents: [incident(hostile, better)] })[0]?.html).toMatchInlineSnapshot(`
			"<p>Some cards fail.</p>
			<p>Corrected: It read as if &lt;all&gt; failed.</p>
			<p>Until then it read:</p>
			<blockquote><p>&lt;script&gt;a()&lt;/script&gt; ]]&gt; <a href="https://status.example.com/how/">how</a> [x](javascript:a)</p></blockquote>"
		`);
	});

	test('of facts alone shows why', () => {
		const facts = update('mend00', {
			at: t('11:00'),
			corrects: 'first0',
			reason: 'Search was fine.',
			services: { checkout: 'degraded-performance' },
			body: undefined,
		});
		const [entry] = entries({ incidents: [incident(opened, facts)] });
		expect(entry?.html).toContain('<p>Text of first0.</p>');
		expect(entry?.html).toContain('<p>Corrected: Search was fine.</p>');
		expect(entry?.html).not.toContain('Until then it read:');
	});

	test('that followed another shows each text that was replaced, in their order', () => {
		const best = update('mend01', {
			at: t('11:30'),
			corrects: 'first0',
			reason: 'Only one bank.',
			body: 'Cards of one bank fail.',
		});
		const [entry] = entries({ incidents: [incident(opened, better, best)] });
		const texts = [...(entry?.html ?? '').matchAll(/<blockquote><p>(.*?)<\/p>/g)];
		expect(texts.map(([, text]) => text)).toEqual(['Text of first0.', 'Some cards fail.']);
		expect(entry?.html.startsWith('<p>Cards of one bank fail.</p>')).toBe(true);
	});

	test('of a maintenance shows both texts', () => {
		const plan = works('mend00', {
			at: t('09:00'),
			corrects: 'plan00',
			reason: 'It takes longer.',
			body: 'We change all disks.',
		});
		const before = entries({ maintenances: [maintenanceOf([planned])] });
		const after = entries({ maintenances: [maintenanceOf([planned, plan])] });
		expect(after).toHaveLength(1);
		expect(after[0]).toMatchObject({ id: before[0]?.id, updated: at(t('09:00')) });
		expect(
			after[0]?.html.endsWith(
				'<p>Corrected: It takes longer.</p>\n<p>Until then it read:</p>\n<blockquote><p>Text of plan00.</p></blockquote>',
			),
		).toBe(true);
	});

	test('shows nothing of what was taken away since, in any format', async () => {
		const gone = update('redact', {
			at: t('12:00'),
			redacts: 'first0',
			reason: 'It named a customer.',
			body: 'Cards fail.',
		});
		const secret = update('first0', { at: t('09:00'), title: 'Down', body: 'Smith cannot pay.' });
		for (const text of await files({ incidents: [incident(secret, better, gone)] })) {
			expect(text).not.toMatch(/Smith|Some cards fail|Corrected|Until then/);
			expect(text).toContain('The text was removed: It named a customer.');
		}
	});
});

describe('a redaction', () => {
	test('takes its text out of every feed, and says that and why', async () => {
		const secret = update('secret', { at: t('09:15'), body: 'Customer Smith lost 40 €.' });
		const redaction = update('redact', {
			at: t('11:00'),
			redacts: 'secret',
			reason: 'It named a customer.',
		});
		const parts = { incidents: [incident(opened, secret, redaction)] };
		for (const text of await files(parts)) {
			expect(text).not.toContain('Smith');
			expect(text).toContain('It named a customer.');
		}
		expect(entries(parts)[0]).toMatchObject({ updated: at(t('11:00')) });
	});
});
