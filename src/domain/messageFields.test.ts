import { describe, expect, test } from 'vitest';
import type { Parts } from '../../tests/support/content.ts';
import {
	contentWith,
	incidentNote,
	incidentPath,
	incidentWith,
	now,
	parts,
} from '../../tests/support/content.ts';
import { at, update } from '../../tests/support/records.ts';
import type { TemplateInput } from '../schemas/template.ts';
import { templateSchema } from '../schemas/template.ts';
import { knownIncidents } from './knownIncidents.ts';
import { fieldNames, messageFields, misfits, missingFields } from './messageFields.ts';

type Audience = TemplateInput['audience'];
const during = at('2026-03-01T09:40:00Z');

function fieldsFor(
	audience: Audience,
	changes: Partial<Parts> = {},
	moment = during,
	promise?: number,
) {
	const content = contentWith({ ...open, ...changes });
	const [known] = knownIncidents(content, moment);
	if (!known) throw new Error('The incident is gone.');
	return messageFields(known, audience, content, moment, promise);
}

const folder = `${incidentPath}/updates/`;
const first = {
	at: '2026-03-01T09:10:00Z',
	title: 'Nobody can pay',
	status: 'investigating',
	since: '2026-03-01T08:58:00Z',
	services: { checkout: 'major-outage', search: 'degraded-performance' },
} as const;
const [record] = parts.incidents;
/** The incident of the small organisation while it goes on. */
const open = incidentWith({
	updates: [update('upd111', first, folder)],
	...(record?.index && { index: { ...record.index, title: 'Gateway key expired' } }),
	notes: [
		incidentNote('not222', { kind: 'severity', at: '2026-03-01T09:20:00Z', level: 'sev1' }),
		incidentNote('not333', {
			kind: 'mitigation',
			at: '2026-03-01T09:30:00Z',
			mitigation: 'rollback',
			result: 'worked',
			body: 'Put the **old** key back.',
		}),
		incidentNote('not444', {
			kind: 'cause',
			at: '2026-03-01T09:35:00Z',
			cause: 'expired-key',
			body: 'The key ran out.',
		}),
		incidentNote('not555', {
			kind: 'role',
			at: '2026-03-01T09:21:00Z',
			role: 'commander',
			person: 'bo',
		}),
	],
});

describe('messageFields', () => {
	test('knows for responders what was written down', () => {
		const organisation = { ...parts.organisation, 'portal-url': 'https://portal.example.com/' };
		expect(fieldsFor('responders', { organisation })).toMatchInlineSnapshot(`
			{
			  "action-items": "Retries (Ana, due 2026-04-01)",
			  "actions": "Retries",
			  "cause": "The key ran out.",
			  "commander": "Bo",
			  "date": "2026-03-01",
			  "duration": "42 minutes",
			  "duration-clock": "00:42",
			  "fix": "Put the old key back.",
			  "id": "2026-03-01-k3f9",
			  "impact": "Checkout: major outage; Search: degraded performance",
			  "incident-page": "https://portal.example.com/incidents/2026-03-01-k3f9/",
			  "level": "SEV1",
			  "level-name": "Critical",
			  "mitigations": "Put the old key back (worked)",
			  "now": "1 March 2026, 09:40 WET (09:40 UTC)",
			  "organisation": "Harbour",
			  "owner": "Bo",
			  "post-mortem": "https://portal.example.com/post-mortems/2026-03-01-k3f9/",
			  "prevention": "Retries",
			  "prevention-short": "Retries",
			  "primary": "Bo",
			  "product": "Harbour",
			  "progress": "Text of upd111.",
			  "services": "Checkout, Search",
			  "started": "1 March 2026, 08:58 WET (08:58 UTC)",
			  "started-utc": "1 March 2026, 08:58 UTC",
			  "started-zone": "1 March 2026, 08:58 WET",
			  "status": "Investigating",
			  "status-page": "https://status.example.com/incidents/2026-03-01-k3f9/",
			  "time-alerted": "09:00",
			  "time-declared": "09:00",
			  "time-impact-started": "08:58",
			  "title": "Gateway key expired",
			  "updates": "1 March 2026, 09:10 UTC: Text of upd111.",
			}
		`);
	});

	test('tells customers only what customers know', () => {
		const text = JSON.stringify(fieldsFor('customers'));
		for (const secret of [
			'Gateway key expired',
			'SEV',
			'Critical',
			'expired',
			'old key',
			'Bo',
			'Ana',
		]) {
			expect(text).not.toContain(secret);
		}
		expect(fieldsFor('customers')).toMatchObject({
			title: 'Nobody can pay',
			impact: 'Checkout: major outage; Search: degraded performance',
			'status-page': 'https://status.example.com/incidents/2026-03-01-k3f9/',
		});
	});

	test('has nothing about an incident that customers were not told of, for them', () => {
		const hidden = incidentWith({ updates: [] });
		expect(Object.keys(fieldsFor('customers', hidden)).sort()).toEqual([
			'next-update',
			'next-update-minutes',
			'now',
			'organisation',
			'product',
		]);
	});

	test('names both zones, and UTC alone where that is the same', () => {
		const organisation = { ...parts.organisation, 'second-zone': 'Asia/Kolkata' };
		expect(fieldsFor('responders', { organisation })).toMatchObject({
			started: '1 March 2026, 14:28 GMT+5:30 (08:58 UTC)',
			'started-utc': '1 March 2026, 08:58 UTC',
			'started-zone': '1 March 2026, 14:28 GMT+5:30',
		});
		const utc = { ...parts.organisation, 'second-zone': 'UTC' };
		expect(fieldsFor('responders', { organisation: utc }).started).toBe('1 March 2026, 08:58 UTC');
	});

	test('names both days where the zones are on different ones', () => {
		const organisation = { ...parts.organisation, 'second-zone': 'Pacific/Auckland' };
		const updates = [update('upd111', { ...first, since: '2026-02-28T23:00:00Z' }, folder)];
		expect(fieldsFor('responders', { organisation, ...incidentWith({ updates }) }).started).toBe(
			'1 March 2026, 12:00 GMT+13 (28 February 2026, 23:00 UTC)',
		);
	});

	test('says what it was at worst once it is over', () => {
		const updates = [
			update('upd111', first, folder),
			update('upd222', { at: '2026-03-01T09:30:00Z', status: 'resolved' }, folder),
		];
		expect(fieldsFor('customers', incidentWith({ updates }))).toMatchObject({
			impact: 'Checkout: major outage; Search: degraded performance',
			duration: '32 minutes',
			'ended-utc': '1 March 2026, 09:30 UTC',
		});
		expect(fieldsFor('customers', incidentWith({ updates }))).not.toHaveProperty('next-update');
	});

	describe('a service that works again while it goes on', () => {
		const works = { checkout: 'operational', search: 'operational' } as const;
		const at930 = '2026-03-01T09:30:00Z';
		const impactAfter = (...later: Parameters<typeof update>[1][]) =>
			fieldsFor(
				'customers',
				incidentWith({
					updates: [first, ...later].map((value, index) => update(`upd11${index}`, value, folder)),
				}),
			).impact;

		test('is said to work, while it is watched', () => {
			expect(impactAfter({ at: at930, status: 'monitoring', services: works })).toBe(
				'Checkout: operational; Search: operational',
			);
		});

		test('is left out beside one that does not', () => {
			expect(
				impactAfter({ at: at930, status: 'monitoring', services: { checkout: 'operational' } }),
			).toBe('Search: degraded performance');
		});

		test('is said as it is after the incident was opened again', () => {
			const over = { at: at930, status: 'resolved' } as const;
			const again = { at: '2026-03-01T09:35:00Z', status: 'investigating' } as const;
			expect(impactAfter(over, again)).toBe('Checkout: operational; Search: operational');
			expect(impactAfter(over, { ...again, services: { search: 'partial-outage' } })).toBe(
				'Search: partial outage',
			);
		});

		test('is not said to have failed in an incident that was none', () => {
			const retracted = { at: at930, retracts: true, reason: 'The probe was broken.' } as const;
			expect(impactAfter(retracted)).toBe('Checkout: operational; Search: operational');
		});
	});

	describe('next word', () => {
		const minutes = (
			changes: Partial<Parts> = {},
			promise?: number,
			audience: Audience = 'customers',
		) => fieldsFor(audience, changes, during, promise)['next-update-minutes'];
		const promised = (instant: string) =>
			incidentWith({
				updates: [update('upd111', { ...first, 'next-update': instant }, folder)],
				notes: [
					incidentNote('not222', { kind: 'severity', at: '2026-03-01T09:20:00Z', level: 'sev1' }),
				],
			});

		test('is what the level asks for, from now on', () => {
			expect(minutes()).toBe('30');
		});

		test('is what customers were promised, while that is still to come', () => {
			expect(minutes(promised('2026-03-01T09:52:00Z'))).toBe('12');
			expect(minutes(promised('2026-03-01T09:39:00Z'))).toBe('30');
		});

		test('is what the sender says, before all', () => {
			expect(minutes(promised('2026-03-01T09:52:00Z'), during + 5 * 60_000)).toBe('5');
		});

		test('is not known where the level asks for none', () => {
			expect(minutes({}, undefined, 'stakeholders')).toBeUndefined();
		});
	});

	describe('the owner, while nobody was given the role that decides', () => {
		const index = { opened: at('2026-03-01T09:05:00Z'), by: 'ada' };
		const taken = incidentNote('not111', {
			kind: 'acknowledged',
			at: '2026-03-01T09:06:00Z',
			by: 'somebody-else',
		});
		const given = incidentNote('not222', {
			kind: 'role',
			at: '2026-03-01T09:20:00Z',
			role: 'ic',
			person: 'the-third',
		});
		const ownerWith = (selection: 'primary-on-call' | 'assigned', notes = [taken]) => {
			const roles = [{ id: 'ic', name: 'Commander', purpose: 'Decides.', selection }];
			const process = { ...parts.process, roles, 'decision-owner': 'ic' };
			return fieldsFor('responders', { process, ...incidentWith({ index, notes }) }).owner;
		};

		test('is the primary on call, whoever took the alert, where the organisation says so', () => {
			expect(ownerWith('primary-on-call')).toBe('Bo');
		});

		test('is who took the alert, where it does not', () => {
			expect(ownerWith('assigned')).toBe('somebody-else');
		});

		test('is who was given it, once somebody was', () => {
			expect(ownerWith('primary-on-call', [taken, given])).toBe('the-third');
		});
	});

	test('takes the answer of triage that has the name of a field', () => {
		const notes = [
			incidentNote('not111', {
				kind: 'triage',
				at: '2026-03-01T09:30:00Z',
				answers: { eta: 'Before eleven' },
			}),
		];
		expect(fieldsFor('responders', incidentWith({ ...open.incidents[0], notes })).eta).toBe(
			'Before eleven',
		);
		expect(
			fieldsFor('customers', incidentWith({ ...open.incidents[0], notes })),
		).not.toHaveProperty('eta');
	});
});

describe('fields of a ticket', () => {
	const process = {
		...parts.process,
		triage: [
			{ id: 'business', text: 'What does it cost?' },
			{ id: 'impact', text: 'Who feels it?' },
		],
	};
	const severity = {
		...parts.severity,
		'post-mortem': {
			...parts.severity['post-mortem'],
			sections: [{ id: 'well', heading: 'What went well' }],
		},
	};
	const postMortems: Parts['postMortems'] = Object.fromEntries(
		Object.entries(parts.postMortems).map(([path, document]) => [
			path,
			{
				...document,
				'monitoring-changes': ['Days left are watched.'],
				actions: [
					{ id: 'a', title: 'Keys renew.', kind: 'prevent', owner: 'bo', due: '2026-03-05' },
					{
						id: 'b',
						title: 'One list',
						kind: 'prevent',
						term: 'long',
						owner: 'Ana',
						due: '2026-04-05',
					},
					{ id: 'c', title: 'An alert', kind: 'detect', owner: 'bo', due: '2026-03-06' },
					{ id: 'd', title: 'A second reader', kind: 'process', owner: 'bo', due: '2026-03-07' },
				],
			},
		]),
	);
	const later = incidentWith({
		updates: [update('upd111', first, folder)],
		notes: [
			incidentNote('not111', {
				kind: 'milestone',
				at: '2026-03-01T09:10:00Z',
				milestone: 'detected',
				'detected-by': 'user-report',
				since: '2026-03-01T09:01:00Z',
			}),
			incidentNote('not222', {
				kind: 'triage',
				at: '2026-03-01T09:12:00Z',
				answers: { business: 'Orders wait.', impact: 'Everybody who pays' },
			}),
			incidentNote('not333', {
				kind: 'impact',
				at: '2026-03-01T09:13:00Z',
				facts: { 'users-affected': 40, 'data-lost': false },
			}),
			incidentNote('not444', {
				kind: 'mitigation',
				at: '2026-03-01T09:30:00Z',
				mitigation: 'rollback',
				result: 'failed',
			}),
			incidentNote('not555', {
				kind: 'mitigation',
				at: '2026-03-01T09:35:00Z',
				mitigation: 'rotate-secret',
				result: 'worked',
				body: 'Put the *old* key back.',
			}),
			incidentNote('not666', {
				kind: 'cause',
				at: '2026-03-01T09:36:00Z',
				cause: 'expired-key',
				contributing: ['Nobody owned the key.', 'No alert'],
			}),
			incidentNote('not777', {
				kind: 'milestone',
				at: '2026-03-02T11:00:00Z',
				milestone: 'closed',
				body: 'Keys renew by\nthemselves.',
			}),
		],
	});
	const fields = fieldsFor(
		'responders',
		{ ...later, process, severity, postMortems },
		at('2026-03-02T11:03:00Z'),
	);

	test('are computed, or taken from what was written down', () => {
		expect(fields).toMatchObject({
			date: '2026-03-01',
			'duration-clock': '26:05',
			'time-impact-started': '08:58',
			'time-detected': '09:01',
			'time-investigating': '09:12',
			'time-closed': '2026-03-02 11:00',
			'detected-by': 'User report',
			contributing: 'Nobody owned the key; No alert',
			mitigations: 'rollback (failed); Put the old key back (worked)',
			'permanent-fix': 'Keys renew by themselves.',
			impact: 'Everybody who pays',
			'triage-business': 'Orders wait.',
			'fact-users-affected': '40 %',
			'fact-data-lost': 'no',
			'prevention-short': 'Keys renew',
			'prevention-long': 'One list',
			'monitoring-changes': 'Days left are watched; An alert',
			'process-changes': 'A second reader',
			'action-items':
				'Keys renew (Bo, due 2026-03-05); One list (Ana, due 2026-04-05); An alert (Bo, due 2026-03-06); A second reader (Bo, due 2026-03-07)',
		});
	});

	test('are not there while nobody has said them', () => {
		const none = Object.keys(fieldsFor('responders', { process }));
		expect(none.filter((name) => /^(?:fact|triage|section)-/.test(name))).toEqual([]);
		expect(none).not.toContain('time-acknowledged');
		expect(none).not.toContain('permanent-fix');
	});

	test('are never told to customers', () => {
		const told = Object.keys(fieldsFor('customers', { ...later, process, severity }));
		expect(told.filter((name) => /^(?:fact|triage|section|time)-/.test(name))).toEqual([]);
	});

	test('are known by name, the organisation’s own among them', () => {
		expect(fieldNames(contentWith({ process, severity })).slice(-5)).toEqual([
			'fact-users-affected',
			'fact-data-lost',
			'triage-business',
			'triage-impact',
			'section-well',
		]);
	});
});

test('missingFields are those required and not known, in the order of the template', () => {
	const template = { required: ['impact', 'eta', 'title'] as const };
	expect(missingFields({ required: [...template.required] }, { impact: 'x' })).toEqual([
		'eta',
		'title',
	]);
});

describe('misfits', () => {
	const found = (rest: Partial<TemplateInput>, facts: Record<string, boolean> = {}) => {
		const template = templateSchema.parse({
			name: 'Mail',
			purpose: 'p',
			audience: 'responders',
			body: 'b',
			...rest,
		});
		const [known] = knownIncidents(contentWith(open), now);
		if (!known) throw new Error('The incident is gone.');
		return misfits(template, known, facts);
	};
	const when = { fact: 'data-lost', is: true } as const;

	test('refuses a message whose condition does not hold', () => {
		expect(found({ when }, { 'data-lost': false })).toMatchInlineSnapshot(`
			{
			  "odd": [],
			  "refused": [
			    "“Mail” is not for this incident: its condition does not hold.",
			  ],
			}
		`);
	});

	test('warns while nobody knows whether it holds', () => {
		expect(found({ when })).toMatchObject({
			refused: [],
			odd: [expect.stringContaining('depends on facts')],
		});
		expect(found({ when }, { 'data-lost': true })).toEqual({ refused: [], odd: [] });
	});

	test('warns of the wrong moment, and refuses it to customers', () => {
		const statuses = ['resolved'] as const;
		expect(found({ statuses: [...statuses] })).toMatchObject({
			refused: [],
			odd: [expect.stringContaining('resolved')],
		});
		expect(found({ statuses: [...statuses], audience: 'customers' })).toMatchObject({
			refused: [expect.stringContaining('resolved')],
			odd: [],
		});
		expect(found({ statuses: ['investigating'], audience: 'customers' }).refused).toEqual([]);
	});
});
