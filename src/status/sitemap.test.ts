import { describe, expect, test } from 'vitest';
import { incidentOf, maintenanceOf, update, works } from '../../tests/support/records.ts';
import { statusContentOf } from '../../tests/support/statusContent.ts';
import { sitemap } from './sitemap.ts';

const records = {
	incidents: [
		incidentOf([update('first0', { at: '2026-02-27T09:00:00Z', title: 'Down' })]),
		incidentOf(
			[
				update('first0', {
					at: '2026-02-28T09:00:00Z',
					title: 'Down, too',
					'duplicate-of': '2026-03-01-k3f9',
				}),
			],
			{ id: '2026-03-01-aaaa' },
		),
	],
	maintenances: [
		maintenanceOf([
			works('plan00', {
				at: '2026-03-01T08:00:00Z',
				title: 'New disks',
				starts: '2026-03-04T09:00:00Z',
			}),
		]),
	],
};

describe('the sitemap', () => {
	test('lists every page, records with the time of their last change, and no page that leads on', () => {
		const lines = sitemap(statusContentOf(records))
			.split('\n')
			.filter((line) => line.startsWith('<url>'));
		expect(lines.map((line) => line.replaceAll(/<[^>]+>/g, ' ').trim())).toMatchInlineSnapshot(`
			[
			  "https://status.example.com/",
			  "https://status.example.com/services/checkout/",
			  "https://status.example.com/services/search/",
			  "https://status.example.com/uptime/",
			  "https://status.example.com/subscribe/",
			  "https://status.example.com/how/",
			  "https://status.example.com/history/",
			  "https://status.example.com/history/2026-03/  2026-03-01T08:00:00.000Z",
			  "https://status.example.com/history/2026-02/  2026-02-27T09:00:00.000Z",
			  "https://status.example.com/maintenance/2026-03-01-m4nt/  2026-03-01T08:00:00.000Z",
			  "https://status.example.com/incidents/2026-03-01-k3f9/  2026-02-27T09:00:00.000Z",
			]
		`);
	});

	test('names the same page in every language', () => {
		const content = statusContentOf({ ...records, site: { languages: ['en', 'de'] } });
		const text = sitemap({ ...content, translated: new Set(['2026-03-01-k3f9']) });
		expect(text).toContain(
			'<url><loc>https://status.example.com/de/uptime/</loc><xhtml:link rel="alternate" hreflang="en" href="https://status.example.com/uptime/"/><xhtml:link rel="alternate" hreflang="de" href="https://status.example.com/de/uptime/"/></url>',
		);
		expect(text).toContain('<loc>https://status.example.com/de/incidents/2026-03-01-k3f9/</loc>');
		expect(text).not.toContain('/de/history/');
		expect(text).not.toContain('/de/maintenance/');
	});

	test('changes only with what it lists, within a month', () => {
		const later = { ...records, now: Date.parse('2026-03-20T00:00:00Z') };
		expect(sitemap(statusContentOf(later))).toBe(sitemap(statusContentOf(records)));
	});
});
