/** The API of built pages, judged by what Statuspage documents and by clients that others wrote. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AnySchemaObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../../src/status/v2/schemas.ts';
import { bytesBelow } from '../support/whole.ts';
import { builtAt, endServers, served } from './built.ts';
import { dateFormat, instantFormat, uriFormat } from './formats.ts';
import type { LedgerFile } from './recompute.ts';
import { measure, percentOf } from './recompute.ts';
import { apiFiles, faultsOf } from './statuspageShapes.ts';

const places = { 'at an origin’s root': '/', 'under a sub-path': '/company/status/' } as const;
type Place = keyof typeof places;

afterAll(endServers);

const folderAt = (place: Place) => builtAt(places[place]).folder;
const read = (place: Place, path: string): unknown =>
	JSON.parse(readFileSync(join(folderAt(place), path), 'utf8'));
const jsonBelow = (place: Place) =>
	[...bytesBelow(folderAt(place)).keys()].filter((path) => path.endsWith('.json'));

describe.each(Object.keys(places) as Place[])('%s', (place) => {
	test('every file of the API has the documented shape', () => {
		const alone = readdirSync(join(folderAt(place), 'api/v2/incidents'))
			.filter((name) => name !== 'unresolved.json')
			.map((name) => `incidents/${name}`);
		expect(alone.length).toBeGreaterThan(3);
		for (const path of [...apiFiles, ...alone]) {
			expect(faultsOf(path, read(place, `api/v2/${path}`))).toEqual([]);
		}
	});

	test('every JSON file satisfies its published schema', () => {
		const root = (read(place, 'api/v2/status.json') as { page: { url: string } }).page.url;
		const ajv = new Ajv2020({
			formats: { 'date-time': instantFormat, uri: uriFormat, date: dateFormat },
		});
		const published = new Map(
			readdirSync(join(folderAt(place), 'schemas/v2')).map((file) => {
				const schema = read(place, `schemas/v2/${file}`) as AnySchemaObject;
				expect(schema['$id']).toBe(`${root}/schemas/v2/${file}`);
				expect(ajv.validateSchema(schema)).toBe(true);
				return [file.replace('.json', ''), ajv.compile(schema)];
			}),
		);
		const judged = new Set<string>();
		for (const path of jsonBelow(place).filter((name) => !name.startsWith('schemas/'))) {
			const name = schemaFor(path);
			const judge = published.get(name ?? '');
			expect(judge, `${path} has a schema`).toBeDefined();
			const fits = judge?.(read(place, path));
			expect({ path, fits, faults: judge?.errors }).toEqual({ path, fits: true, faults: null });
			judged.add(name ?? '');
		}
		expect([...judged].sort()).toEqual([...published.keys()].sort());
	});

	test('the client of the package statuspage.io understands every answer', async () => {
		const { stdout } = await promisify(execFile)(process.execPath, [
			join(import.meta.dirname, 'statuspageClient.mjs'),
			await served(builtAt(places[place])),
		]);
		const answers = JSON.parse(stdout) as Record<string, unknown>;
		expect(Object.keys(answers)).toHaveLength(6);
		for (const [path, answer] of Object.entries(answers)) {
			expect(answer, path).toEqual(read(place, `api/v2/${path}.json`));
		}
	});

	test('every address that an answer names is there', () => {
		const { url } = (read(place, 'api/v2/status.json') as { page: { url: string } }).page;
		const named = apiFiles.flatMap((path) =>
			[...JSON.stringify(read(place, `api/v2/${path}`)).matchAll(/"shortlink":"([^"]+)"/g)].flatMap(
				([, address]) => address ?? [],
			),
		);
		expect(named.length).toBeGreaterThan(3);
		for (const address of named) {
			expect(address.startsWith(`${url}/`)).toBe(true);
			const page = readFileSync(
				join(folderAt(place), address.slice(url.length), 'index.html'),
				'utf8',
			);
			expect(page).toContain('<h1');
		}
	});
});

describe('figures', () => {
	const place: Place = 'at an origin’s root';
	const ledgers = () =>
		readdirSync(join(folderAt(place), 'ledger')).map(
			(file) => read(place, `ledger/${file}`) as LedgerFile & { zone: string },
		);

	test('on the page and the badge of every service come from the ledger alone', () => {
		const files = ledgers();
		const { generated_at } = read(place, 'heartbeat.json') as { generated_at: string };
		const now = Date.parse(generated_at);
		const first = Temporal.Instant.fromEpochMilliseconds(now)
			.toZonedDateTimeISO(files[0]?.zone ?? 'UTC')
			.startOfDay()
			.subtract({ days: 89 }).epochMilliseconds;
		const offered = (
			read(place, 'api/v2/components.json') as {
				components: { id: string; group: boolean }[];
			}
		).components.filter(({ group }) => !group);
		expect(offered.length).toBeGreaterThan(10);
		const figures = new Set<string>();
		for (const { id } of offered) {
			const percent = percentOf(measure(files, id, first, now)) ?? '';
			const text = (path: string) => readFileSync(join(folderAt(place), path), 'utf8');
			expect(text(`services/${id}/uptime.svg`), id).toContain(`${percent} %`);
			expect(text(`services/${id}/index.html`), id).toContain(`${percent} %`);
			expect(text('index.html'), id).toContain(`${percent} %`);
			figures.add(percent);
		}
		// The content has services that were hurt, so that this can fail.
		expect(figures.size).toBeGreaterThan(3);
	});
});
