/** Makes content roots of any size for benchmarks: the same size is the same bytes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { entryFileName } from '../../src/read/records.ts';
import { picker, random } from './random.ts';
import { runbookPath, runbookText } from './runbook.ts';

/** Incidents are spread over three years before this instant. */
export const generatedNow = Date.parse('2026-11-20T09:00:00Z');
const span = 3 * 365 * 86_400_000;
const minute = 60_000;

const services = Array.from({ length: 20 }, (_, index) => `service-${index + 1}`);
const conditions = ['degraded-performance', 'partial-outage', 'major-outage'];

const base36 = (number: number, length: number) =>
	number.toString(36).padStart(length, '0').slice(-length);

/** Writes a content root with `count` resolved incidents of five files each: index, three updates, a note. */
export function generateIncidents(
	root: string,
	count: number,
	languages: readonly string[] = ['en'],
): void {
	const next = random(1);
	const pick = picker(next);
	writePublicBase(root, languages);
	for (let index = 0; index < count; index++) {
		const start = generatedNow - Math.floor((span * (index + next())) / count / minute) * minute;
		const opened = start + 5 * minute;
		const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
		const id = `${iso(opened).slice(0, 10)}-${base36(index, 4)}`;
		const folder = join(root, 'incidents', id.slice(0, 4), id);
		mkdirSync(join(folder, 'updates'), { recursive: true });
		mkdirSync(join(folder, 'notes'), { recursive: true });
		writeFileSync(join(folder, 'index.md'), `---\nopened: ${iso(opened)}\nby: monitor\n---\n`);
		const service = pick(services);
		const length = (10 + Math.floor(next() * 120)) * minute;
		const updates = [
			[
				opened,
				`status: investigating\ntitle: ${service} is not as it should be\nsince: ${iso(start)}\nservices:\n  ${service}: ${pick(conditions)}`,
				'Some requests fail. We are looking into it and will write again within half an hour.',
			],
			[
				opened + Math.floor(length / 3),
				'status: identified',
				'A change of this morning is the **cause**. We are taking it back; requests that failed can be repeated.',
			],
			[opened + length, 'status: resolved', 'Everything works again. Nothing was lost.'],
		] as const;
		for (const [number, [at, fields, body]] of updates.entries()) {
			writeFileSync(
				join(folder, 'updates', entryFileName(at, base36(index * 4 + number, 6))),
				`---\nat: ${iso(at)}\n${fields}\n---\n\n${body}\n`,
			);
		}
		writeFileSync(
			join(folder, 'notes', entryFileName(opened, base36(index * 4 + 3, 6))),
			`---\nat: ${iso(opened)}\nby: monitor\nkind: observation\n---\n\nThe error rate rose after the deploy.\n`,
		);
	}
}

/** Writes a content root with `count` runbooks of eight steps and eight code blocks each, in twenty folders. */
export function generateRunbooks(root: string, count: number): void {
	writePublicBase(root);
	writeFileSync(join(root, 'organisation.yaml'), 'name: Generated\n');
	writeFileSync(
		join(root, 'severity.yaml'),
		`levels:\n${['Critical', 'High', 'Low']
			.map(
				(name, index) =>
					`  - { id: sev${index + 1}, label: SEV${index + 1}, name: ${name}, rank: ${index + 1}, definition: ${name} impact. }\n`,
			)
			.join('')}`,
	);
	for (let index = 0; index < count; index++) {
		const path = join(root, 'runbooks', `${runbookPath(index)}.mdx`);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, runbookText(index, count));
	}
}

/** Writes `site.yaml` and `services.yaml`. */
function writePublicBase(root: string, languages: readonly string[] = ['en']): void {
	mkdirSync(root, { recursive: true });
	writeFileSync(
		join(root, 'site.yaml'),
		`name: Generated\nurl: https://status.example.com\nzone: Europe/Lisbon\nlanguages: [${languages.join(', ')}]\n`,
	);
	writeFileSync(
		join(root, 'services.yaml'),
		`groups:\n  - id: all\n    name: All\n    services:\n${services
			.map(
				(id) =>
					`      - { id: ${id}, name: ${id.replace('-', ' ')}, since: 2023-01-01T00:00:00Z }\n`,
			)
			.join('')}`,
	);
}
