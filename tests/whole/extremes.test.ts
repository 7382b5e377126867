/** Pages of organisations that nobody had in mind. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { build, temporaryFolder } from '../support/whole.ts';

const site = 'name: Harbour\nurl: https://status.example.com\nzone: Europe/Lisbon\n';
const services = (count: number) =>
	count === 0
		? 'groups: []\n'
		: `groups:\n  - id: all\n    name: All\n    services:\n${Array.from(
				{ length: count },
				(_, index) =>
					`      - { id: service-${index}, name: Service ${index}, since: 2020-01-01T00:00:00Z }\n`,
			).join('')}`;

/** A content root with some services and updates, by their paths. */
function contentWith(count: number, files: Readonly<Record<string, string>> = {}): string {
	const root = temporaryFolder();
	const all = { 'site.yaml': site, 'services.yaml': services(count), ...files };
	for (const [path, text] of Object.entries(all)) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
	}
	return root;
}

/** The home page without what its script may show later. */
const home = (dist: string) =>
	readFileSync(join(dist, 'status/index.html'), 'utf8').replaceAll(/<script[^]*?<\/script>/g, '');
const visible = (html: string) =>
	html
		.replaceAll(/<style[^]*?<\/style>|<script[^]*?<\/script>/g, '')
		.replaceAll(/<[^>]+>/g, ' ')
		.replaceAll(/\s+/g, ' ');

describe('a status page', () => {
	test('of nothing is clear, and says nothing of services', async () => {
		const { dist, code, output } = await build(['status'], contentWith(0));
		expect(code, output).toBe(0);
		expect(visible(home(dist))).toContain('All clear. Everything is working.');
		expect(home(dist)).not.toContain('class="bar"');
		const api = JSON.parse(readFileSync(join(dist, 'status/api/v2/summary.json'), 'utf8')) as {
			components: unknown[];
			status: object;
		};
		expect(api.components).toEqual([]);
		expect(api.status).toEqual({ indicator: 'none', description: 'All Systems Operational' });
	});

	test('of two hundred services has a bar for each', async () => {
		const { dist, code, output } = await build(['status'], contentWith(200));
		expect(code, output).toBe(0);
		expect(home(dist).match(/class="bar"/g)).toHaveLength(200);
	});

	test('of one service tells of years and of what is dated wrongly, and leaves out what cannot be', async () => {
		const content = contentWith(1, {
			'incidents/2025/2025-11-20-year/updates/20251120T090000Z-aaaaaa.md':
				'---\nat: 2025-11-20T09:00:00Z\nstatus: identified\ntitle: It never ended\nservices: { service-0: major-outage }\n---\n\nWe are on it.\n',
			'incidents/2027/2027-01-01-futu/updates/20270101T090000Z-bbbbbb.md':
				'---\nat: 2027-01-01T09:00:00Z\nstatus: investigating\ntitle: Dated wrongly\nservices: { service-0: partial-outage }\n---\n\nIt is down now.\n',
			'maintenance/2026/2026-11-25-back/updates/20261119T090000Z-cccccc.md':
				'---\nat: 2026-11-19T09:00:00Z\ntitle: Backwards\nservices: [service-0]\nstarts: 2026-11-25T10:00:00Z\nends: 2026-11-25T09:00:00Z\n---\n\nA slip.\n',
		});
		const { dist, code } = await build(['status'], content);
		const text = visible(home(dist));
		// Nothing that somebody reported is hidden because of a slip in its date.
		expect(text).toContain('It never ended');
		expect(text).toContain('Dated wrongly');
		expect(text).toContain('Major outage');
		// Ninety days down; what lies ahead counts as nothing.
		expect(text).toContain('0.00 %');
		expect(code).toBe(3);
		expect(text).not.toContain('Backwards');
		expect(text).toContain('could not be shown');
		rmSync(content, { recursive: true });
	});
});
