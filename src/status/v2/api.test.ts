import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apiFiles, faultsOf } from '../../../tests/contracts/statuspageShapes.ts';
import { instant, model as anyModel, services, site } from '../../../tests/support/arbitraries.ts';
import {
	at,
	day,
	hour,
	incidentOf,
	iso,
	maintenanceOf,
	minute,
	update,
	works,
} from '../../../tests/support/records.ts';
import type { IncidentFiles, MaintenanceFiles } from '../../domain/stored.ts';
import type { Model } from '../../domain/view.ts';
import { modelOf, view } from '../../domain/view.ts';
import { fileKinds } from '../../schemas/index.ts';
import { stringsOf } from '../strings/index.ts';
import type { Api, ApiFile } from './api.ts';
import { apiOf } from './api.ts';

const strings = stringsOf('en', undefined);
const now = at('2026-03-02T12:00:00Z');

const answers = (model: Model, instant = now) =>
	apiOf({ model, view: view(model, instant), now: instant }, strings);

/** The answers for some records. */
function apiWith(
	records: {
		incidents?: IncidentFiles[];
		maintenances?: MaintenanceFiles[];
		site?: Partial<Model['site']>;
	},
	instant = now,
): Api {
	const model = modelOf({
		site: { ...site, ...records.site },
		services,
		incidents: records.incidents ?? [],
		maintenances: records.maintenances ?? [],
	});
	return answers(model, instant);
}

/** The only incident of the list. */
function only(incidents: IncidentFiles[], instant = now) {
	const [incident] = apiWith({ incidents }, instant).incidents().incidents;
	if (!incident) throw new Error('There is no incident.');
	return incident;
}

/** Texts one below the other, as they are told. */
const paragraphs = (...texts: string[]) => texts.join('\n\n');

const first = update('aaaaaa', {
	at: '2026-03-01T09:00:00Z',
	title: 'Checkout fails',
	status: 'investigating',
	services: { checkout: 'partial-outage' },
});
const resolved = update('zzzzzz', { at: '2026-03-01T11:00:00Z', status: 'resolved' });

describe('every answer', () => {
	test('has the documented shape, whatever happened', () => {
		fc.assert(
			fc.property(anyModel, instant, (content, moment) => {
				const api = answers(content, moment);
				for (const path of apiFiles) {
					const name = path.replace(/\.json$/, '') as ApiFile;
					expect(faultsOf(path, api[name]())).toEqual([]);
				}
				for (const incident of content.incidents) {
					expect(faultsOf(`incidents/${incident.id}.json`, api.incident(incident))).toEqual([]);
				}
			}),
			{ numRuns: 60 },
		);
	}, 60_000);

	test('has only the documented indicators where the site asks for it', () => {
		const maintenances = [
			maintenanceOf([
				works('aaaaaa', {
					at: '2026-03-01T09:00:00Z',
					title: 'Move',
					services: ['search', 'uploads'],
					starts: '2026-03-02T11:00:00Z',
					ends: '2026-03-02T13:00:00Z',
				}),
			]),
		];
		const usual = apiWith({ maintenances }).status();
		expect(usual.status).toEqual({
			indicator: 'maintenance',
			description: 'Service Under Maintenance',
		});
		const strict = apiWith({ maintenances, site: { maintenanceIndicator: false } });
		expect(strict.status().status.indicator).toBe('none');
		expect(faultsOf('summary.json', strict.summary(), { strict: true })).toEqual([]);
		expect(faultsOf('status.json', usual, { strict: true })).not.toEqual([]);
	});

	test('says the same while nothing is said and nothing begins or ends', () => {
		const content = { incidents: [incidentOf([first])] };
		const all = (instant: number) => {
			const api = apiWith(content, instant);
			return apiFiles.map((path) => api[path.replace(/\.json$/, '') as ApiFile]());
		};
		expect(all(now + day)).toEqual(all(now));
		expect(apiWith(content, now).status().page.updated_at).toBe('2026-03-01T09:00:00.000Z');
	});

	test('names the instant of the last change, also of one that came by itself', () => {
		const maintenances = [
			maintenanceOf([
				works('aaaaaa', {
					at: '2026-03-01T09:00:00Z',
					title: 'Move',
					services: ['uploads'],
					starts: '2026-03-02T10:00:00Z',
					ends: '2026-03-02T11:00:00Z',
					'ends-by-itself': true,
				}),
			]),
		];
		const changed = (instant: string) =>
			apiWith({ maintenances }, at(instant)).status().page.updated_at;
		expect(changed('2026-03-02T09:59:00Z')).toBe('2026-03-01T09:00:00.000Z');
		expect(changed('2026-03-02T10:30:00Z')).toBe('2026-03-02T10:00:00.000Z');
		expect(changed('2026-03-02T12:00:00Z')).toBe('2026-03-02T11:00:00.000Z');
	});

	test('is there for a page without services and incidents', () => {
		const model = modelOf({ site, services: { groups: [] }, incidents: [], maintenances: [] });
		const api = answers(model);
		for (const path of apiFiles) {
			expect(faultsOf(path, api[path.replace(/\.json$/, '') as ApiFile]())).toEqual([]);
		}
		expect(api.status().status.indicator).toBe('none');
	});

	test('keeps any text as it is', () => {
		const title = '"]}\' </script> ]]> \u200f 🚢 \\u0000';
		const item = only([
			incidentOf([
				update('aaaaaa', {
					at: '2026-03-01T09:00:00Z',
					title,
					status: 'investigating',
					body: title,
				}),
			]),
		]);
		const read = JSON.parse(JSON.stringify(item)) as typeof item;
		expect(read.name).toBe(title);
		expect(
			faultsOf('incidents/x.json', { page: apiWith({}).status().page, incident: read }),
		).toEqual([]);
	});
});

describe('lists', () => {
	const many = Array.from({ length: 60 }, (_, index) =>
		incidentOf(
			[
				update('aaaaaa', {
					at: new Date(at('2026-01-01') + index * hour).toISOString(),
					title: `Number ${index}`,
					status: index === 0 ? 'investigating' : 'resolved',
				}),
			],
			{ id: `2026-01-01-${String(index).padStart(4, '0')}` },
		),
	);

	test('hold the fifty that were told last, newest first', () => {
		const { incidents } = apiWith({ incidents: many }).incidents();
		expect(incidents.map(({ name }) => name)).toEqual(
			Array.from({ length: 50 }, (_, index) => `Number ${59 - index}`),
		);
	});

	test('hold the fifty maintenances with the latest start, that first, and leave none out that is ahead', () => {
		const maintenances = Array.from({ length: 60 }, (_, index) => {
			// Told in another order than they take place.
			const place = (index * 7) % 60;
			const starts = now + (place + 1) * day;
			return maintenanceOf(
				[
					works('aaaaaa', {
						at: '2026-02-01T09:00:00Z',
						title: `Number ${place}`,
						services: ['uploads'],
						starts: iso(starts),
						ends: iso(starts + hour),
					}),
				],
				{ id: `2026-02-01-${String(index).padStart(4, '0')}` },
			);
		});
		const api = apiWith({ maintenances });
		const names = (path: 'scheduled-maintenances' | 'scheduled-maintenances/upcoming') =>
			api[path]().scheduled_maintenances.map(({ name }) => name);
		expect(names('scheduled-maintenances')).toEqual(
			Array.from({ length: 50 }, (_, index) => `Number ${59 - index}`),
		);
		expect(faultsOf('scheduled-maintenances.json', api['scheduled-maintenances']())).toEqual([]);
		expect(names('scheduled-maintenances/upcoming')).toEqual(
			Array.from({ length: 60 }, (_, index) => `Number ${index}`),
		);
	});

	test('hold every incident that is open, however old', () => {
		const api = apiWith({ incidents: many });
		expect(api['incidents/unresolved']().incidents.map(({ name }) => name)).toEqual(['Number 0']);
		expect(api.summary().incidents).toEqual(api['incidents/unresolved']().incidents);
	});

	test('have the updates of an incident newest first', () => {
		const { incident_updates } = only([incidentOf([first, resolved])]);
		expect(incident_updates.map(({ id }) => id)).toEqual(['zzzzzz', 'aaaaaa']);
	});
});

describe('an incident by itself', () => {
	const old = incidentOf([first, resolved]);
	const newer = Array.from({ length: 50 }, (_, index) =>
		incidentOf(
			[
				update('aaaaaa', {
					at: new Date(at('2026-03-01T12:00:00Z') + index * minute).toISOString(),
					title: 'Later',
					services: { checkout: 'major-outage' },
					status: 'investigating',
				}),
			],
			{ id: `2026-03-01-n${String(index).padStart(3, '0')}` },
		),
	);
	const alone = (incidents: IncidentFiles[], id: string) => {
		const model = modelOf({ site, services, incidents, maintenances: [] });
		const incident = model.incidents.find((item) => item.id === id);
		if (!incident) throw new Error('There is no such incident.');
		return { listed: answers(model).incidents(), single: answers(model).incident(incident) };
	};

	test('reads as in the list that holds it', () => {
		const { listed, single } = alone([old, ...newer.slice(0, 3)], old.id);
		expect(single.page).toEqual(listed.page);
		expect(single.incident).toEqual(listed.incidents.find(({ id }) => id === old.id));
		expect(single.incident.components[0]?.status).toBe('major_outage');
	});

	test('does not change with what comes later, once no list holds it', () => {
		const { listed, single } = alone([old, ...newer], old.id);
		expect(listed.incidents.map(({ id }) => id)).not.toContain(old.id);
		expect(single.page.updated_at).toBe(single.incident.updated_at);
		expect(single.incident.components[0]).toMatchObject({
			id: 'checkout',
			status: 'operational',
			updated_at: '2026-03-01T11:00:00.000Z',
		});
		const later = alone(
			[
				old,
				...newer,
				incidentOf(
					[
						update('bbbbbb', {
							at: '2026-03-02T10:00:00Z',
							title: 'Much later',
							services: { checkout: 'degraded-performance' },
							status: 'investigating',
						}),
					],
					{ id: '2026-03-02-late' },
				),
			],
			old.id,
		);
		expect(later.single).toEqual(single);
	});
});

describe('what is said of an incident', () => {
	test('reads `identified` where we say `mitigating`', () => {
		const item = only([
			incidentOf([first, update('bbbbbb', { at: '2026-03-01T10:00:00Z', status: 'mitigating' })]),
		]);
		expect(item.status).toBe('identified');
		expect(item.incident_updates[0]?.status).toBe('identified');
	});

	test('tells what each update changed at which component', () => {
		const { incident_updates } = only([incidentOf([first, resolved])]);
		expect(incident_updates.map(({ affected_components }) => affected_components)).toEqual([
			[
				{
					code: 'checkout',
					name: 'Checkout',
					old_status: 'partial_outage',
					new_status: 'operational',
				},
			],
			[
				{
					code: 'checkout',
					name: 'Checkout',
					old_status: 'operational',
					new_status: 'partial_outage',
				},
			],
		]);
	});

	test('names when it was felt, said, watched and over', () => {
		const item = only([
			incidentOf([
				update('aaaaaa', {
					at: '2026-03-01T09:00:00Z',
					since: '2026-03-01T08:40:00Z',
					title: 'Checkout fails',
					status: 'investigating',
					services: { checkout: 'major-outage' },
				}),
				update('bbbbbb', { at: '2026-03-01T10:00:00Z', status: 'monitoring' }),
				update('cccccc', {
					at: '2026-03-01T11:00:00Z',
					since: '2026-03-01T10:30:00Z',
					status: 'resolved',
				}),
			]),
		]);
		expect(item).toMatchObject({
			started_at: '2026-03-01T08:40:00.000Z',
			created_at: '2026-03-01T09:00:00.000Z',
			monitoring_at: '2026-03-01T10:00:00.000Z',
			resolved_at: '2026-03-01T10:30:00.000Z',
			updated_at: '2026-03-01T11:00:00.000Z',
			impact: 'critical',
			shortlink: 'https://status.example.com/incidents/2026-03-01-k3f9/',
		});
	});

	test('is plain text', () => {
		const { incident_updates } = only([
			incidentOf([
				update('aaaaaa', {
					at: '2026-03-01T09:00:00Z',
					title: 'X',
					body: 'See **this** [page](https://example.com/a).',
				}),
			]),
		]);
		expect(incident_updates[0]?.body).toBe('See this page (https://example.com/a).');
	});

	test('has the corrected text, that it was corrected, when and why, and what it read before', () => {
		const { incident_updates } = only([
			incidentOf([
				first,
				update('bbbbbb', {
					at: '2026-03-01T10:00:00Z',
					corrects: 'aaaaaa',
					reason: 'Wrong service.',
					body: 'It is **another** one.',
				}),
			]),
		]);
		expect(incident_updates).toHaveLength(1);
		expect(incident_updates[0]).toMatchObject({
			id: 'aaaaaa',
			body: paragraphs(
				'It is another one.',
				'Corrected: Wrong service.',
				'Until then it read:',
				'Text of aaaaaa.',
			),
			created_at: '2026-03-01T09:00:00.000Z',
			updated_at: '2026-03-01T10:00:00.000Z',
		});
	});

	test('says why where facts alone were corrected, and that in the order of the corrections', () => {
		const { incident_updates } = only([
			incidentOf([
				first,
				update('bbbbbb', {
					at: '2026-03-01T10:00:00Z',
					corrects: 'aaaaaa',
					reason: 'Wrong service.',
					services: { search: 'major-outage' },
					body: undefined,
				}),
				update('cccccc', {
					at: '2026-03-01T10:10:00Z',
					corrects: 'aaaaaa',
					reason: 'It read as if all failed.',
					body: 'Some fail.',
				}),
			]),
		]);
		expect(incident_updates[0]?.body).toBe(
			paragraphs(
				'Some fail.',
				'Corrected: Wrong service.',
				'Corrected: It read as if all failed.',
				'Until then it read:',
				'Text of aaaaaa.',
			),
		);
	});

	test.each([
		['', undefined, []],
		['and a text in its place', 'Some fail.', ['Some fail.']],
	])('has of a text that was taken away the fact and the reason %s', (_, body, instead) => {
		const item = only([
			incidentOf([
				first,
				update('bbbbbb', {
					at: '2026-03-01T10:00:00Z',
					redacts: 'aaaaaa',
					reason: 'It named a customer.',
					body,
				}),
			]),
		]);
		expect(item.incident_updates[0]).toMatchObject({
			body: paragraphs(...instead, 'The text was removed: It named a customer.'),
			updated_at: '2026-03-01T10:00:00.000Z',
		});
		expect(JSON.stringify(item)).not.toContain('Text of aaaaaa');
	});

	test('has nothing of what a text was corrected from, once that was taken away', () => {
		const item = only([
			incidentOf([
				first,
				update('bbbbbb', {
					at: '2026-03-01T10:00:00Z',
					corrects: 'aaaaaa',
					reason: 'Smith was not hit.',
					body: 'Jones was hit.',
				}),
				update('cccccc', {
					at: '2026-03-01T10:10:00Z',
					redacts: 'aaaaaa',
					reason: 'It named a customer.',
					body: 'Some were hit.',
				}),
			]),
		]);
		expect(item.incident_updates[0]?.body).toBe(
			paragraphs('Some were hit.', 'The text was removed: It named a customer.'),
		);
		expect(JSON.stringify(item)).not.toMatch(/Smith|Jones|aaaaaa\./);
	});

	test.each([
		['', undefined, []],
		['after what else was said', 'Our probe was broken.', ['Our probe was broken.']],
	])('says that it was opened by mistake, without impact %s', (_, body, before) => {
		const item = only([
			incidentOf([
				first,
				update('bbbbbb', {
					at: '2026-03-01T10:00:00Z',
					retracts: true,
					reason: 'The probe was wrong.',
					body,
				}),
			]),
		]);
		expect(item).toMatchObject({ status: 'resolved', impact: 'none' });
		expect(item.incident_updates[0]?.body).toBe(
			paragraphs(...before, 'Opened by mistake: The probe was wrong.'),
		);
	});

	test('says that it was opened by mistake where the reason was taken away', () => {
		const item = only([
			incidentOf([
				first,
				update('bbbbbb', {
					at: '2026-03-01T10:00:00Z',
					retracts: true,
					reason: 'Smith tested.',
					body: undefined,
				}),
				update('cccccc', {
					at: '2026-03-01T10:10:00Z',
					redacts: 'bbbbbb',
					reason: 'It named a customer.',
					body: undefined,
				}),
			]),
		]);
		expect(item.incident_updates[0]?.body).toBe(
			paragraphs(
				'The text was removed: It named a customer.',
				'This incident was opened by mistake. Nothing was affected, and no downtime is counted.',
			),
		);
	});

	test('has the reason of a correction that corrects nothing known, and says nothing of a mistake', () => {
		const { incident_updates } = only([
			incidentOf([
				first,
				update('bbbbbb', {
					at: '2026-03-01T10:00:00Z',
					corrects: 'nobody',
					reason: 'It was the search.',
					services: { search: 'partial-outage' },
					body: undefined,
				}),
				update('cccccc', {
					at: '2026-03-01T10:10:00Z',
					'duplicate-of': '2026-03-01-k3f9',
					body: undefined,
				}),
			]),
		]);
		expect(incident_updates.map(({ body }) => body)).toEqual([
			'',
			'It was the search.',
			'Text of aaaaaa.',
		]);
	});

	test('speaks the first language of the site', () => {
		const model = modelOf({
			site,
			services,
			incidents: [
				incidentOf([
					first,
					update('bbbbbb', {
						at: '2026-03-01T10:00:00Z',
						corrects: 'aaaaaa',
						reason: 'Es war die Suche.',
						body: 'Die Suche fehlt.',
					}),
				]),
			],
			maintenances: [],
		});
		const { incidents } = apiOf(
			{ model, view: view(model, now), now },
			stringsOf('de', undefined),
		).incidents();
		expect(incidents[0]?.incident_updates[0]?.body).toBe(
			paragraphs(
				'Die Suche fehlt.',
				'Berichtigt: Es war die Suche.',
				'Bis dahin hieß es:',
				'Text of aaaaaa.',
			),
		);
	});

	test.each([
		['', undefined, []],
		['after what else was said', 'The same disk.', ['The same disk.']],
	])(
		'leads from a duplicate to the incident it is part of, and ends it there %s',
		(_, body, before) => {
			const original = incidentOf([first], { id: '2026-03-01-orig' });
			const duplicate = incidentOf(
				[
					update('aaaaaa', {
						at: '2026-03-01T09:10:00Z',
						title: 'Also this',
						status: 'investigating',
						services: { search: 'partial-outage' },
					}),
					update('bbbbbb', {
						at: '2026-03-01T09:30:00Z',
						'duplicate-of': '2026-03-01-orig',
						body,
					}),
				],
				{ id: '2026-03-01-dupl' },
			);
			const api = apiWith({ incidents: [original, duplicate] });
			expect(api['incidents/unresolved']().incidents.map(({ id }) => id)).toEqual([
				'2026-03-01-orig',
			]);
			const item = api.incidents().incidents.find(({ id }) => id === '2026-03-01-dupl');
			expect(item).toMatchObject({ status: 'resolved', resolved_at: '2026-03-01T09:30:00.000Z' });
			expect(item?.incident_updates.map(({ status }) => status)).toEqual([
				'resolved',
				'investigating',
			]);
			expect(item?.incident_updates[0]?.body).toBe(
				paragraphs(
					...before,
					'This turned out to be part of another incident. https://status.example.com/incidents/2026-03-01-orig/',
				),
			);
		},
	);

	test('keeps it open while something of it cannot be read', () => {
		const item = only([
			incidentOf([first, resolved], { unshown: [{ path: 'x.md', namedAt: undefined }] }),
		]);
		expect(item).toMatchObject({ status: 'monitoring', resolved_at: null });
	});
});

describe('components', () => {
	test('are each group and then its services, in the order of the file, without retired ones', () => {
		const { components } = apiWith({}, at('2026-09-01')).components();
		expect(components.map(({ id, group, position }) => [id, group, position])).toEqual([
			['all', true, 1],
			['checkout', false, 1],
			['search', false, 2],
			['uploads', false, 3],
		]);
		expect(components[0]?.components).toEqual(['checkout', 'search', 'uploads']);
		expect(components[1]).not.toHaveProperty('components');
	});

	test('of an old incident name a service that was retired since', () => {
		const item = only(
			[
				incidentOf([
					update('aaaaaa', {
						at: '2026-03-01T09:00:00Z',
						title: 'Payouts late',
						status: 'resolved',
						services: { payouts: 'degraded-performance' },
					}),
				]),
			],
			at('2026-09-01'),
		);
		expect(item.components.map(({ name, status }) => [name, status])).toEqual([
			['Payouts', 'operational'],
		]);
	});

	test('go by the id that a service has today', () => {
		const renamed = fileKinds.services.schema.parse({
			groups: [
				{
					id: 'all',
					name: 'All',
					services: [
						{ id: 'till', name: 'Till', since: '2025-01-01T00:00:00Z', was: ['checkout'] },
					],
				},
			],
		});
		const model = modelOf({
			site,
			services: renamed,
			incidents: [incidentOf([first])],
			maintenances: [],
		});
		const [item] = answers(model).incidents().incidents;
		expect(item?.components.map(({ id }) => id)).toEqual(['till']);
		expect(item?.incident_updates[0]?.affected_components?.[0]).toMatchObject({
			code: 'till',
			name: 'Till',
		});
	});

	test('changed when their condition did, not when something else or the build did', () => {
		const api = apiWith({ incidents: [incidentOf([first, resolved])] });
		const changed = Object.fromEntries(
			api.components().components.map(({ id, updated_at }) => [id, updated_at]),
		);
		expect(changed).toMatchObject({
			checkout: '2026-03-01T11:00:00.000Z',
			uploads: '2025-01-01T00:00:00.000Z',
			all: '2026-03-01T11:00:00.000Z',
		});
	});
});

describe('maintenance', () => {
	const planned = (id: string, fields: Partial<Parameters<typeof works>[1]> = {}, more = {}) =>
		maintenanceOf(
			[
				works('aaaaaa', {
					at: '2026-02-01T09:00:00Z',
					title: id,
					services: ['search', 'uploads'],
					starts: '2026-03-02T11:00:00Z',
					ends: '2026-03-02T13:00:00Z',
					...fields,
				}),
			],
			{ id, ...more },
		);
	const cancelled = maintenanceOf(
		[
			works('aaaaaa', {
				at: '2026-02-01T09:00:00Z',
				title: 'Called off',
				services: ['uploads'],
				starts: '2026-03-02T11:00:00Z',
				ends: '2026-03-02T13:00:00Z',
			}),
			works('bbbbbb', { at: '2026-02-02T09:00:00Z', status: 'cancelled' }),
		],
		{ id: '2026-02-01-canc' },
	);
	const all = [
		planned('2026-02-01-runs'),
		planned('2026-02-01-late', { starts: '2026-03-02T08:00:00Z', ends: '2026-03-02T09:00:00Z' }),
		planned('2026-02-01-soon', { starts: '2026-03-04T08:00:00Z', ends: '2026-03-04T09:00:00Z' }),
		planned('2026-02-01-next', { starts: '2026-03-03T08:00:00Z', ends: '2026-03-03T09:00:00Z' }),
		planned('2026-02-01-over', {
			starts: '2026-02-28T08:00:00Z',
			ends: '2026-02-28T09:00:00Z',
			'ends-by-itself': true,
		}),
		cancelled,
	];
	const api = apiWith({ maintenances: all });
	const named = (list: readonly { id: string; status: string }[]) =>
		list.map(({ id, status }) => [id.slice(-4), status]);

	test('is in the lists by where it stands, and cancelled maintenance in none', () => {
		expect(named(api['scheduled-maintenances/upcoming']().scheduled_maintenances)).toEqual([
			['next', 'scheduled'],
			['soon', 'scheduled'],
		]);
		expect(named(api['scheduled-maintenances/active']().scheduled_maintenances)).toEqual([
			['late', 'in_progress'],
			['runs', 'in_progress'],
		]);
		expect(named(api.summary().scheduled_maintenances)).toEqual([
			['late', 'in_progress'],
			['runs', 'in_progress'],
			['next', 'scheduled'],
			['soon', 'scheduled'],
		]);
		expect(named(api['scheduled-maintenances']().scheduled_maintenances)).toEqual([
			['soon', 'scheduled'],
			['next', 'scheduled'],
			['runs', 'in_progress'],
			['late', 'in_progress'],
			['over', 'completed'],
		]);
	});

	test('that ended by itself says when', () => {
		const over = api['scheduled-maintenances']().scheduled_maintenances.at(-1);
		expect(over).toMatchObject({
			status: 'completed',
			resolved_at: '2026-02-28T09:00:00.000Z',
			scheduled_for: '2026-02-28T08:00:00.000Z',
			scheduled_until: '2026-02-28T09:00:00.000Z',
			impact: 'maintenance',
		});
	});

	const announced = works('aaaaaa', {
		at: '2026-02-01T09:00:00Z',
		title: 'Move',
		services: ['uploads'],
		starts: '2026-03-04T08:00:00Z',
		ends: '2026-03-04T09:00:00Z',
	});
	const told = (...more: MaintenanceFiles['updates']) =>
		apiWith({
			maintenances: [maintenanceOf([announced, ...more])],
		}).summary().scheduled_maintenances[0]?.incident_updates;

	test.each([
		['', undefined, []],
		['and a text in its place', 'We move.', ['We move.']],
	])('has of a text that was taken away the fact and the reason %s', (_, body, instead) => {
		const words = told(
			works('bbbbbb', {
				at: '2026-02-02T09:00:00Z',
				redacts: 'aaaaaa',
				reason: 'It named a customer.',
				body,
			}),
		);
		expect(words?.map((word) => word.body)).toEqual([
			paragraphs(...instead, 'The text was removed: It named a customer.'),
		]);
		expect(words?.[0]?.updated_at).toBe('2026-02-02T09:00:00.000Z');
	});

	test('that was corrected says so and why, and what it read before', () => {
		const words = told(
			works('bbbbbb', {
				at: '2026-02-02T09:00:00Z',
				corrects: 'aaaaaa',
				reason: 'It takes longer.',
				body: 'We move all of it.',
			}),
		);
		expect(words?.map((word) => word.body)).toEqual([
			paragraphs(
				'We move all of it.',
				'Corrected: It takes longer.',
				'Until then it read:',
				'Text of aaaaaa.',
			),
		]);
		expect(words?.[0]?.updated_at).toBe('2026-02-02T09:00:00.000Z');
	});
});

describe('history.json', () => {
	const months = (incidents: IncidentFiles[], maintenances: MaintenanceFiles[] = []) =>
		apiWith({ incidents, maintenances }).history().months;

	test('has the newest three months, also those in which nothing was', () => {
		expect(
			months([incidentOf([first, resolved])]).map(({ name, year, incidents }) => [
				name,
				year,
				incidents.length,
			]),
		).toEqual([
			['March', 2026, 1],
			['February', 2026, 0],
			['January', 2026, 0],
		]);
	});

	test('has what readers of Statuspage look for, and the year that its timestamps leave out', () => {
		expect(months([incidentOf([first, resolved])])[0]?.incidents).toEqual([
			{
				code: '2026-03-01-k3f9',
				name: 'Checkout fails',
				message: 'Text of zzzzzz.',
				impact: 'major',
				timestamp:
					"Mar <var data-var='date'>1</var>, <var data-var='time'>09:00</var> - <var data-var='time'>11:00</var> UTC",
				started_at: '2026-03-01T09:00:00.000Z',
				resolved_at: '2026-03-01T11:00:00.000Z',
			},
		]);
	});

	test('names both days of what went on past midnight, and only the start of what goes on', () => {
		const overnight = update('zzzzzz', { at: '2026-03-02T01:05:00Z', status: 'resolved' });
		const timestamp = (...updates: IncidentFiles['updates']) =>
			months([incidentOf(updates)])[0]?.incidents[0]?.timestamp.replaceAll(/<[^>]+>/g, '');
		expect(timestamp(first, overnight)).toBe('Mar 1, 09:00 - Mar 2, 01:05 UTC');
		expect(timestamp(first)).toBe('Mar 1, 09:00 UTC');
	});

	test('goes back over new year', () => {
		const model = modelOf({ site, services, incidents: [], maintenances: [] });
		expect(
			answers(model, at('2026-01-15'))
				.history()
				.months.map(({ name, year }) => [name, year]),
		).toEqual([
			['January', 2026],
			['December', 2025],
			['November', 2025],
		]);
	});

	test('tells of maintenance that took place, and not of what is planned or was called off', () => {
		const work = (id: string, starts: string, ends: string, status?: 'cancelled') =>
			maintenanceOf(
				[
					works('aaaaaa', {
						at: '2026-02-01T09:00:00Z',
						title: id,
						starts,
						ends,
						services: [],
						status,
					}),
				],
				{ id },
			);
		const all = months(
			[],
			[
				work('2026-02-01-past', '2026-02-10T08:00:00Z', '2026-02-10T09:00:00Z'),
				work('2026-02-01-plan', '2026-03-10T08:00:00Z', '2026-03-10T09:00:00Z'),
				work('2026-02-01-canc', '2026-02-11T08:00:00Z', '2026-02-11T09:00:00Z', 'cancelled'),
			],
		);
		expect(
			all.flatMap(({ incidents }) => incidents.map(({ code, impact }) => [code, impact])),
		).toEqual([['2026-02-01-past', 'maintenance']]);
	});
});
