/** Random but valid content, for properties that hold for all of it. */
import fc from 'fast-check';
import type { IncidentFiles, MaintenanceFiles, Stored } from '../../src/domain/stored.ts';
import type { Model } from '../../src/domain/view.ts';
import { modelOf } from '../../src/domain/view.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import type { IncidentUpdate } from '../../src/schemas/incident.ts';
import type { MaintenanceUpdate } from '../../src/schemas/maintenance.ts';
import { conditions, incidentStatuses, maintenanceStatuses } from '../../src/schemas/vocabulary.ts';

/** Within these days the clocks of Lisbon change once each way. */
export const from = Date.parse('2026-01-10T00:00:00Z');
export const until = Date.parse('2026-11-20T00:00:00Z');
export const serviceNames = ['checkout', 'search', 'payouts', 'uploads'];

const minute = 60_000;
const iso = (instant: number) => new Date(instant).toISOString();

/** An instant on a whole minute. */
export const instant = fc
	.integer({ min: from / minute, max: until / minute })
	.map((value) => value * minute);

const op = fc.stringMatching(/^[a-z0-9]{6}$/);

function stored<T>(id: string, value: T): Stored<T> {
	return { op: id, name: `${id}.md`, namedAt: 0, path: `updates/${id}.md`, value };
}

/** One valid update, made by the schema itself from what an author could write. */
const incidentUpdate = (ops: readonly string[]) =>
	fc
		.record(
			{
				at: instant,
				status: fc.constantFrom(...incidentStatuses),
				since: instant,
				services: fc.dictionary(
					fc.constantFrom(...serviceNames),
					fc.oneof(
						fc.constantFrom(...conditions),
						fc.record({ condition: fc.constantFrom(...conditions), since: instant.map(iso) }),
					),
				),
				corrects: fc.constantFrom(...ops, 'nobody'),
				retracts: fc.constant(true),
				'next-update': instant,
			},
			{ requiredKeys: ['at'] },
		)
		.map(({ corrects, retracts, ...fields }): IncidentUpdate => {
			const dates = Object.fromEntries(
				(['at', 'since', 'next-update'] as const).flatMap((key) =>
					fields[key] === undefined ? [] : [[key, iso(fields[key])]],
				),
			);
			return fileKinds['incident-update'].schema.parse({
				...fields,
				...dates,
				title: 'Something',
				body: 'Words.',
				reason: 'Because.',
				// Rare in life, and every one would change the rest.
				...(corrects && fields.at % 5 === 0 && { corrects }),
				...(retracts && fields.at % 7 === 0 && { retracts }),
			});
		});

/** The files of one incident. */
export const incidentFiles: fc.Arbitrary<IncidentFiles> = fc
	.tuple(
		fc.stringMatching(/^2026-0[1-9]-1[0-9]-[a-z]{4}$/),
		fc.uniqueArray(op, { minLength: 1, maxLength: 6 }),
	)
	.chain(([id, ops]) =>
		fc.tuple(...ops.map(() => incidentUpdate(ops))).map((values) => ({
			id,
			updates: values.map((value, index) => stored(ops[index] ?? 'xxxxxx', value)),
			unshown: [],
		})),
	);

const maintenanceUpdate = fc
	.record(
		{
			at: instant,
			status: fc.constantFrom(...maintenanceStatuses),
			since: instant,
			starts: instant,
			length: fc.integer({ min: 1, max: 600 }),
			services: fc.subarray(serviceNames),
			'ends-by-itself': fc.boolean(),
		},
		{ requiredKeys: ['at', 'starts', 'length', 'services'] },
	)
	.map(({ at, since, starts, length, ...fields }): MaintenanceUpdate =>
		fileKinds['maintenance-update'].schema.parse({
			...fields,
			at: iso(at),
			...(since !== undefined && { since: iso(since) }),
			starts: iso(starts),
			ends: iso(starts + length * minute),
			title: 'Works',
			body: 'Words.',
		}),
	);

/** The files of one maintenance. */
export const maintenanceFiles: fc.Arbitrary<MaintenanceFiles> = fc
	.tuple(
		fc.stringMatching(/^2026-0[1-9]-2[0-8]-[a-z]{4}$/),
		fc.uniqueArray(fc.tuple(op, maintenanceUpdate), {
			minLength: 1,
			maxLength: 4,
			selector: ([key]) => key,
		}),
	)
	.map(([id, list]) => ({
		id,
		updates: list.map(([key, value]) => stored(key, value)),
		unshown: [],
	}));

/** A site in a zone with clock changes, with the given weights. */
export const site = fileKinds.site.schema.parse({
	name: 'Test',
	url: 'https://status.example.com',
	zone: 'Europe/Lisbon',
});

/** Four services, one of them offered late and one retired. */
export const services = fileKinds.services.schema.parse({
	groups: [
		{
			id: 'all',
			name: 'All',
			services: [
				{ id: 'checkout', name: 'Checkout', since: '2025-01-01T00:00:00Z' },
				{ id: 'search', name: 'Search', since: '2026-03-29T00:30:00Z' },
				{
					id: 'payouts',
					name: 'Payouts',
					since: '2025-01-01T00:00:00Z',
					until: '2026-08-01T12:00:00Z',
				},
				{ id: 'uploads', name: 'Uploads', since: '2025-01-01T00:00:00Z' },
			],
		},
	],
});

/** Everything a status page is made of. */
export const model: fc.Arbitrary<Model> = fc
	.record({
		incidents: fc.uniqueArray(incidentFiles, { maxLength: 5, selector: ({ id }) => id }),
		maintenances: fc.uniqueArray(maintenanceFiles, { maxLength: 3, selector: ({ id }) => id }),
	})
	.map((files) => modelOf({ site, services, ...files }));
