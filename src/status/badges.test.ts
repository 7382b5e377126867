import { wcagContrast } from 'culori';
import { describe, expect, test } from 'vitest';
import { at, incidentOf, maintenanceOf, update, works } from '../../tests/support/records.ts';
import type { StatusParts } from '../../tests/support/statusContent.ts';
import { statusContentOf } from '../../tests/support/statusContent.ts';
import { allServices } from '../domain/serviceHistory.ts';
import { conditions } from '../schemas/vocabulary.ts';
import { signShapes } from '../ui/signs.ts';
import { drawBadge } from './badge.ts';
import { serviceBadge, siteBadge, uptimeBadge } from './badges.ts';
import { servicePage } from './service.ts';
import { shellOf } from './shell.ts';

const t = (time: string) => `2026-03-02T${time}:00Z`;
const outage = (condition: 'partial-outage' | 'major-outage') =>
	incidentOf([
		update('first0', { at: t('09:00'), title: 'Down', services: { checkout: condition } }),
	]);

/** The words on a badge, from left to right, and its name. */
function words(svg: string) {
	return {
		shown: [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text),
		title: /<title>([^<]*)<\/title>/.exec(svg)?.[1],
	};
}
function badges(parts: StatusParts = {}, id = 'checkout') {
	const content = statusContentOf(parts);
	const shell = shellOf(content);
	const service = allServices(content.model.services).find((item) => item.id === id);
	if (!service) throw new Error(`There is no service ${id}.`);
	return {
		site: siteBadge(content, shell),
		service: serviceBadge(content, shell, service),
		uptime: uptimeBadge(content, shell, service),
		page: servicePage(content, shell, id),
	};
}

describe('a badge', () => {
	test('says what it is about, how that is, and as of when', () => {
		const { site, service, uptime } = badges();
		expect([words(site), words(service), words(uptime)]).toMatchInlineSnapshot(`
			[
			  {
			    "shown": [
			      "Harbour status",
			      "All clear",
			    ],
			    "title": "Harbour status: All clear, as of 2 March 2026, 12:00 UTC",
			  },
			  {
			    "shown": [
			      "Checkout",
			      "Operational",
			    ],
			    "title": "Checkout: Operational, as of 2 March 2026, 12:00 UTC",
			  },
			  {
			    "shown": [
			      "Checkout, 90 days",
			      "100 %",
			    ],
			    "title": "Checkout, 90 days: 100 %, as of 2 March 2026, 12:00 UTC",
			  },
			]
		`);
	});

	test('of the site is as bad as its worst service', () => {
		const { site } = badges({ incidents: [outage('partial-outage')] });
		expect(words(site).shown).toEqual(['Harbour status', 'Partial outage']);
		expect(site).toContain(signShapes['partial-outage']);
	});

	test('of the site is not well while an incident is open that hurts no service', () => {
		const silent = incidentOf([update('first0', { at: t('09:00'), title: 'Strange noises' })]);
		expect(words(badges({ incidents: [silent] }).site).shown).toEqual([
			'Harbour status',
			'Degraded performance',
		]);
	});

	test('of a service is about that service alone', () => {
		const parts = { incidents: [outage('major-outage')] };
		expect(words(badges(parts, 'search').service).shown).toEqual(['Search', 'Operational']);
		expect(words(badges(parts, 'checkout').service).shown).toEqual(['Checkout', 'Major outage']);
	});

	test('shows maintenance as it stands at the build, not before it begins (cState)', () => {
		const planned = maintenanceOf([
			works('plan00', {
				at: '2026-03-01T08:00:00Z',
				title: 'New disks',
				services: ['search'],
				starts: t('12:30'),
				ends: t('13:00'),
			}),
		]);
		const at12 = { maintenances: [planned], now: at(t('12:00')) };
		const at1245 = { maintenances: [planned], now: at(t('12:45')) };
		expect(words(badges(at12).site).shown[1]).toBe('All clear');
		expect(words(badges(at1245).site).shown[1]).toBe('Under maintenance');
	});

	test('has the very figure of the page', () => {
		const parts = { incidents: [outage('major-outage')] };
		const { uptime, page } = badges(parts);
		expect(words(uptime).shown).toEqual(['Checkout, 90 days', `${page.uptime ?? ''} %`]);
		expect(page.uptime).not.toBe('100');
	});

	test('of a service that is no longer offered says so, and of one without data that there is none', () => {
		const services = {
			groups: [
				{
					id: 'old',
					name: 'Old',
					services: [
						{
							id: 'ftp',
							name: 'FTP',
							since: '2025-01-01T00:00:00Z',
							until: '2025-06-01T00:00:00Z',
						},
						{ id: 'next', name: 'Next', since: '2027-01-01T00:00:00Z' },
					],
				},
			],
		};
		expect(words(badges({ services }, 'ftp').service).shown).toEqual(['FTP', 'No longer offered']);
		expect(words(badges({ services }, 'next').service).shown).toEqual(['Next', 'no data yet']);
		expect(words(badges({ services }, 'ftp').uptime).shown[1]).toBe('no data yet');
	});

	test('gives the same bytes for the same input, and fetches nothing', () => {
		const { site } = badges();
		expect(badges().site).toBe(site);
		expect(site.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|url\(/);
	});

	test('is a picture for who cannot see it, with a name of its own', () => {
		expect(badges().site).toMatch(
			/^<svg [^>]*role="img">\n<title>Harbour status: All clear, as of /,
		);
	});

	test('is cut short where a name would not fit, and keeps the whole name in its title', () => {
		const label = 'A very long name '.repeat(20).trim();
		const svg = drawBadge({
			label,
			value: 'x',
			condition: undefined,
			title: label,
			description: '',
		});
		expect(words(svg).shown[0]).toMatch(/^A very long name .*…$/);
		expect(words(svg).shown[0]).toHaveLength(48);
		expect(words(svg).title).toBe(label);
	});
});

describe('the colours of badges', () => {
	const { site } = badges();
	const [light = '', dark = ''] = site.split('@media(prefers-color-scheme:dark)');
	const fill = (css: string, name: string) =>
		new RegExp(`\\.ac-${name}\\{fill:(#[0-9a-f]{6})`).exec(css)?.[1] ?? '';

	test.each([
		['light', light],
		['dark', dark],
	])('can be read in the %s scheme', (_, css) => {
		for (const name of ['ink', 'soft']) {
			expect(wcagContrast(fill(css, name), fill(css, 'card'))).toBeGreaterThanOrEqual(4.5);
		}
		for (const name of conditions) {
			expect(wcagContrast(fill(css, name), fill(css, 'card'))).toBeGreaterThanOrEqual(3);
		}
	});
});
