/** What is about to be public and was not: compared by the ids of updates, so that nothing is told twice. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'astro/zod';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';

const updateSchema = z.object({
	id: z.string(),
	status: z.string(),
	body: z.string(),
	created_at: z.string(),
	updated_at: z.string(),
	display_at: z.string(),
	affected_components: z
		.array(
			z.object({
				code: z.string(),
				name: z.string(),
				old_status: z.string(),
				new_status: z.string(),
			}),
		)
		.nullable(),
});
const recordSchema = z.looseObject({
	id: z.string(),
	name: z.string(),
	status: z.string(),
	impact: z.string(),
	shortlink: z.string(),
	incident_updates: z.array(updateSchema),
	components: z.array(z.looseObject({ id: z.string(), name: z.string(), status: z.string() })),
});
const pageSchema = z.looseObject({ id: z.string(), name: z.string(), url: z.string() });
const statusSchema = z.object({ indicator: z.string(), description: z.string() });
const incidentsSchema = z.object({ page: pageSchema, incidents: z.array(recordSchema) });
const maintenancesSchema = z.object({ scheduled_maintenances: z.array(recordSchema) });
const summarySchema = z.object({ page: pageSchema, status: statusSchema });

type Update = z.output<typeof updateSchema>;
export type PublicRecord = z.output<typeof recordSchema>;

/** Everything a status page says through its public API. */
export interface PublicState {
	page: z.output<typeof pageSchema>;
	status: z.output<typeof statusSchema>;
	records: PublicRecord[];
}

/** One update that customers have not been told of. */
export interface News {
	page: PublicState['page'];
	status: PublicState['status'];
	record: PublicRecord;
	update: Update;
}

/**
 * Reads a status page from a folder or an address.
 *
 * @returns `undefined` for an address that has no page yet, so that the first publication tells nothing
 * @throws {CommandError} if it cannot be read
 */
export async function readPublicState(place: string): Promise<PublicState | undefined> {
	const read = /^https?:/.test(place)
		? (path: string) => fetchJson(`${place.replace(/\/$/, '')}/${path}`)
		: (path: string) =>
				Promise.resolve(JSON.parse(readFileSync(join(place, path), 'utf8')) as unknown);
	try {
		const [summary, incidents, maintenances] = await Promise.all([
			read('api/v2/summary.json'),
			read('api/v2/incidents.json'),
			read('api/v2/scheduled-maintenances.json'),
		]);
		if (summary === undefined || incidents === undefined || maintenances === undefined)
			return undefined;
		return {
			page: summarySchema.parse(summary).page,
			status: summarySchema.parse(summary).status,
			records: [
				...incidentsSchema.parse(incidents).incidents,
				...maintenancesSchema.parse(maintenances).scheduled_maintenances,
			],
		};
	} catch (cause) {
		throw new CommandError(
			exitCodes.unreachable,
			`${place} cannot be read as a status page (${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)}).`,
			'Nothing was sent. Build the site, or check the address.',
		);
	}
}

/**
 * Keeps a page's public state in a folder that `readPublicState` reads later.
 *
 * @returns `false` if there is no page, or none that can be read: then nothing is known, and nothing is kept
 */
export async function keepPublicState(place: string, folder: string): Promise<boolean> {
	const paths = [
		'api/v2/summary.json',
		'api/v2/incidents.json',
		'api/v2/scheduled-maintenances.json',
	];
	try {
		const values = await Promise.all(
			paths.map((path) => fetchJson(`${place.replace(/\/$/, '')}/${path}`)),
		);
		if (values.includes(undefined)) return false;
		for (const [index, path] of paths.entries()) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), JSON.stringify(values[index]));
		}
		return true;
	} catch {
		return false;
	}
}

async function fetchJson(address: string): Promise<unknown> {
	const answer = await fetch(address, { signal: AbortSignal.timeout(15_000) });
	if (answer.status === 404) return undefined;
	if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
	return answer.json();
}

/** Updates that `next` has and `live` has not, oldest first. Corrections of old ones are not news. */
export function newsBetween(live: PublicState, next: PublicState): News[] {
	const known = new Set(
		live.records.flatMap(({ id, incident_updates }) =>
			incident_updates.map((update) => `${id}/${update.id}`),
		),
	);
	return next.records
		.flatMap((record) =>
			record.incident_updates
				.filter(({ id }) => !known.has(`${record.id}/${id}`))
				.map((update) => ({ page: next.page, status: next.status, record, update })),
		)
		.sort(
			(a, b) =>
				Date.parse(a.update.display_at) - Date.parse(b.update.display_at) ||
				(a.update.id < b.update.id ? -1 : 1),
		);
}

/** What a ledger and a receiver know it by; the same for ever. */
export const newsKey = ({ record, update }: Pick<News, 'record' | 'update'>) =>
	`${record.id}/${update.id}`;

/** Services that it is about: those it names, else those of its record. */
export function servicesOf({ record, update }: Pick<News, 'record' | 'update'>): string[] {
	const named = update.affected_components?.map(({ code }) => code);
	return named ?? record.components.map(({ id }) => id);
}
