/** A status page on a bad day: what the budget is measured with. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryFileName } from '../../src/read/records.ts';
import { random } from './random.ts';

/** The moment of the bad day. */
export const crowdedNow = Date.parse('2026-11-20T09:41:00Z');
const minute = 60_000;
const day = 1440 * minute;

const names = [
	'Storefront',
	'Checkout',
	'Card payments',
	'Bank transfer',
	'Dashboard',
	'Catalogue',
	'Search',
	'Orders',
	'Payouts',
	'API',
	'Webhooks',
	'Sandbox',
	'Uploads',
	'Images',
	'E-mail',
	'Text messages',
	'Reports',
	'Exports',
	'Sign-in',
	'Support chat',
];
const idOf = (name: string) => name.toLowerCase().replaceAll(' ', '-');

/** No two updates say the same, or compression would make them look shorter than they are. */
const words =
	'we are looking into reports that some requests of your shop take longer than usual or fail with an error; orders which were placed before are safe and nothing has been charged twice. engineers found that one of our databases answers slowly since a change of this morning, took that change back and restarted the affected programs in two of three regions while watching how connections recover. you can try again after a few minutes, use bank transfer meanwhile or write to support when money seems missing. the next news follows within half an hour at the latest here on this page and by every feed'.split(
		' ',
	);

/**
 * Writes a content root with twenty services, ninety days of small troubles, three open incidents of four updates
 * each, one incident of twenty updates, and two maintenances to come.
 */
export function writeCrowded(root: string): void {
	const next = random(7);
	const text = (length: number) => {
		const said = Array.from({ length }, () => words[Math.floor(next() * words.length)] ?? '').join(
			' ',
		);
		return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
	};
	const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
	const write = (path: string, content: string) => {
		mkdirSync(join(root, path, '..'), { recursive: true });
		writeFileSync(join(root, path), content);
	};
	let operations = 0;
	const operation = () => (++operations).toString(36).padStart(6, 'a');

	write(
		'site.yaml',
		[
			'name: Harbour',
			'url: https://status.harbour.example',
			'zone: Europe/Lisbon',
			'languages: [en, de]',
			"support: { url: 'https://help.harbour.example', text: Tell us what you see. }",
			'',
		].join('\n'),
	);
	write(
		'services.yaml',
		`groups:\n${['Buying', 'Selling', 'Building', 'Files and messages']
			.map(
				(group, index) =>
					`  - id: g${index}\n    name: ${group}\n    services:\n${names
						.slice(index * 5, index * 5 + 5)
						.map(
							(name) =>
								`      - { id: ${idOf(name)}, name: ${name}, since: 2024-01-01T00:00:00Z }\n`,
						)
						.join('')}`,
			)
			.join('')}`,
	);

	const incident = (start: number, updates: number, gap: number, open: boolean) => {
		const id = `${iso(start).slice(0, 10)}-${operation().slice(2)}`;
		const affected = names[Math.floor(next() * names.length)] ?? 'API';
		for (let index = 0; index < updates; index++) {
			const at = start + index * gap;
			const last = index === updates - 1 && !open;
			const status = last ? 'resolved' : index === 0 ? 'investigating' : 'identified';
			const fields = [
				`at: ${iso(at)}`,
				`status: ${status}`,
				...(index === 0
					? [
							`title: ${affected} ${text(4).toLowerCase().replace('.', '')}`,
							`services:\n  ${idOf(affected)}: ${next() < 0.5 ? 'partial-outage' : 'degraded-performance'}`,
						]
					: []),
				...(open && index === updates - 1
					? [`next-update: ${iso(crowdedNow + 20 * minute)}`, `workaround: ${text(10)}`]
					: []),
			];
			write(
				`incidents/${id.slice(0, 4)}/${id}/updates/${entryFileName(at, operation())}`,
				`---\n${fields.join('\n')}\n---\n\n${text(45)}\n`,
			);
		}
		return id;
	};
	for (let index = 0; index < 60; index++) {
		incident(crowdedNow - day - Math.floor(next() * 89 * 1440) * minute, 2, 40 * minute, false);
	}
	for (let index = 0; index < 3; index++) {
		incident(crowdedNow - (150 + index * 25) * minute, 4, 30 * minute, true);
	}
	incident(crowdedNow - 2 * day, 20, 15 * minute, false);
	for (let index = 0; index < 2; index++) {
		const id = `${iso(crowdedNow).slice(0, 10)}-w0${index}x`;
		const at = crowdedNow - day;
		write(
			`maintenance/2026/${id}/updates/${entryFileName(at, operation())}`,
			`---\nat: ${iso(at)}\ntitle: ${text(5).replace('.', '')}\nservices: [${idOf(names[index * 3] ?? 'API')}]\nstarts: ${iso(crowdedNow + (index + 1) * day)}\nends: ${iso(crowdedNow + (index + 1) * day + 120 * minute)}\n---\n\n${text(25)}\n`,
		);
	}
}
