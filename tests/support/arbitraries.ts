/** Random but valid content, for properties that hold for all of it. */
import fc from 'fast-check';
import type { StoredAlert } from '../../src/domain/response.ts';
import type { IncidentFiles, IncidentRecord, MaintenanceFiles } from '../../src/domain/stored.ts';
import type { Model } from '../../src/domain/view.ts';
import { modelOf } from '../../src/domain/view.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import type { IncidentUpdate } from '../../src/schemas/incident.ts';
import type { MaintenanceUpdate } from '../../src/schemas/maintenance.ts';
import {
	conditions,
	incidentStatuses,
	maintenanceStatuses,
	milestones,
} from '../../src/schemas/vocabulary.ts';
import { iso, minute, stored } from './records.ts';

/** Within these days the clocks of Lisbon change once each way. */
export const from = Date.parse('2026-01-10T00:00:00Z');
export const until = Date.parse('2026-11-20T00:00:00Z');
export const serviceNames = ['checkout', 'search', 'payouts', 'uploads'];

/** An instant on a whole minute; now and then one that others share, because then the name decides. */
export const instant = fc.oneof(
	{
		weight: 9,
		arbitrary: fc
			.integer({ min: from / minute, max: until / minute })
			.map((value) => value * minute),
	},
	{ weight: 1, arbitrary: fc.constantFrom(from, (from + until) / 2, until) },
);

const op = fc.stringMatching(/^[a-z0-9]{6}$/);

const rare = (at: number, every: number) => Math.round(at / minute) % every === 0;

const unshown = fc.array(
	fc.record({
		path: fc.constant('updates/broken.md'),
		namedAt: fc.option(instant, { nil: undefined }),
	}),
	{ maxLength: 1 },
);

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
				redacts: fc.constantFrom(...ops, 'nobody'),
				retracts: fc.constant(true),
				'next-update': instant,
			},
			{ requiredKeys: ['at'] },
		)
		.map(({ corrects, redacts, retracts, ...fields }): IncidentUpdate => {
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
				...(corrects && rare(fields.at, 5) && { corrects }),
				...(redacts && rare(fields.at, 7) && { redacts }),
				...(retracts && rare(fields.at, 11) && { retracts }),
			});
		});

/** The files of one incident. */
export const incidentFiles: fc.Arbitrary<IncidentFiles> = fc
	.tuple(
		fc.stringMatching(/^2026-0[1-9]-1[0-9]-[a-z]{4}$/),
		fc.uniqueArray(op, { minLength: 1, maxLength: 6 }),
	)
	.chain(([id, ops]) =>
		fc.tuple(fc.tuple(...ops.map(() => incidentUpdate(ops))), unshown).map(([values, broken]) => ({
			id,
			updates: values.map((value, index) => stored(ops[index] ?? 'xxxxxx', value)),
			// Rare in life: it keeps the incident open, and would keep nearly all of them open.
			unshown: values.length % 3 === 0 ? broken : [],
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
		{ requiredKeys: ['at', 'length', 'services'] },
	)
	.map(({ at, since, starts, length, ...fields }): MaintenanceUpdate =>
		fileKinds['maintenance-update'].schema.parse({
			...fields,
			at: iso(at),
			...(since !== undefined && { since: iso(since) }),
			...(starts !== undefined && { starts: iso(starts) }),
			// Now and then nobody says when it ends, or only that.
			...(length % 5 > 0 && { ends: iso((starts ?? at) + length * minute) }),
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

const noteFields = fc.oneof(
	fc.record({ kind: fc.constant('acknowledged') }),
	fc.record({ kind: fc.constant('severity'), level: fc.constantFrom('sev1', 'sev2', 'sev3') }),
	fc.record({
		kind: fc.constant('role'),
		role: fc.constantFrom('commander', 'scribe'),
		person: fc.option(fc.constantFrom('ana', 'bo'), { nil: undefined }),
	}),
	fc.record({
		kind: fc.constant('milestone'),
		milestone: fc.constantFrom(...milestones),
	}),
	fc.record({
		kind: fc.constant('impact'),
		facts: fc.dictionary(fc.constantFrom('users', 'lost'), fc.integer({ min: 0, max: 100 })),
	}),
	fc.record({
		kind: fc.constant('escalated'),
		to: fc.constant('Boss'),
		reason: fc.constant('Help.'),
	}),
	fc.record({ kind: fc.constant('cause'), cause: fc.constantFrom('disk-full', 'leak') }),
	fc.record({ kind: fc.constant('alert'), alerts: fc.constant(['alert-0']) }),
	fc.record({ kind: fc.constant('resolved') }),
	fc.record({ kind: fc.constant('duplicate'), of: fc.constant('2026-01-10-aaaa') }),
);

/** All files of one incident, and alerts of which some belong to it. */
export const incidentRecord: fc.Arbitrary<{ record: IncidentRecord; alerts: StoredAlert[] }> = fc
	.record({
		files: incidentFiles,
		notes: fc.uniqueArray(
			fc.record({
				key: op,
				at: instant,
				since: fc.option(instant, { nil: undefined }),
				fields: noteFields,
			}),
			{ maxLength: 8, selector: ({ key }) => key },
		),
		level: fc.constantFrom(undefined, 'sev1', 'sev3'),
		opened: instant,
		fired: fc.array(fc.record({ at: instant, own: fc.boolean() }), { maxLength: 3 }),
	})
	.map(({ files, notes, level, opened, fired }) => ({
		record: {
			...files,
			path: `incidents/2026/${files.id}`,
			index: fileKinds.incident.schema.parse({ opened: iso(opened), by: 'ana', level }),
			notes: notes.map(({ key, at, since, fields }) =>
				stored(
					key,
					fileKinds.note.schema.parse({
						...fields,
						at: iso(at),
						by: 'ana',
						...(since !== undefined && { since: iso(since) }),
					}),
				),
			),
		},
		alerts: fired.map(({ at, own }, index) => ({
			id: `alert-${index}`,
			value: fileKinds.alert.schema.parse({
				source: 'probe',
				name: 'Down',
				fired: iso(at),
				...(own && { incident: files.id }),
			}),
		})),
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
