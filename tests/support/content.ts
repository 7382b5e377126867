/** A small organisation with one of everything, made by the schemas from what an author could write. */
import type { Content, Page } from '../../src/domain/content.ts';
import type { IncidentRecord, MaintenanceRecord } from '../../src/domain/stored.ts';
import type { AlertsInput } from '../../src/schemas/alerts.ts';
import { alertsSchema } from '../../src/schemas/alerts.ts';
import type { AlertInput, CheckInput } from '../../src/schemas/evidence.ts';
import { alertSchema, checkSchema } from '../../src/schemas/evidence.ts';
import type { IncidentIndexInput } from '../../src/schemas/incident.ts';
import { incidentIndexSchema } from '../../src/schemas/incident.ts';
import type { MaintenanceIndexInput } from '../../src/schemas/maintenance.ts';
import { maintenanceIndexSchema } from '../../src/schemas/maintenance.ts';
import type { OnCallInput } from '../../src/schemas/onCall.ts';
import { onCallSchema } from '../../src/schemas/onCall.ts';
import type { OrganisationInput } from '../../src/schemas/organisation.ts';
import { organisationSchema } from '../../src/schemas/organisation.ts';
import type { HandbookPageInput, PostMortemInput, RunbookInput } from '../../src/schemas/page.ts';
import { handbookPageSchema, postMortemSchema, runbookSchema } from '../../src/schemas/page.ts';
import type { ProcessInput } from '../../src/schemas/process.ts';
import { processSchema } from '../../src/schemas/process.ts';
import type { ServicesInput } from '../../src/schemas/services.ts';
import { servicesSchema } from '../../src/schemas/services.ts';
import type { SeverityInput } from '../../src/schemas/severity.ts';
import { severitySchema } from '../../src/schemas/severity.ts';
import type { SiteInput } from '../../src/schemas/site.ts';
import { siteSchema } from '../../src/schemas/site.ts';
import type { TemplateInput } from '../../src/schemas/template.ts';
import { templateSchema } from '../../src/schemas/template.ts';
import { at, note, recordOf, update, works } from './records.ts';

/** What an author writes, file by file; pages by their path below the content root. */
export interface Parts {
	site: SiteInput;
	services: ServicesInput;
	organisation: OrganisationInput;
	severity: SeverityInput;
	process: ProcessInput;
	onCall: OnCallInput;
	alerts: AlertsInput;
	templates: Record<string, TemplateInput>;
	handbook: Record<string, HandbookPageInput>;
	runbooks: Record<string, RunbookInput>;
	postMortems: Record<string, PostMortemInput>;
	incidents: IncidentRecord[];
	maintenances: MaintenanceRecord[];
	alertLog: Record<string, AlertInput>;
	checks: Record<string, CheckInput>;
}

/** The moment at which everything in the small organisation is as it should be. */
export const now = at('2026-03-02T12:00:00Z');

export const incidentId = '2026-03-01-k3f9';
export const incidentPath = `incidents/2026/${incidentId}`;
const maintenanceId = '2026-02-20-m4nt';

/** The small organisation; every name in it that can refer to something does, and all of it is right. */
export const parts: Parts = {
	site: { name: 'Harbour', url: 'https://status.example.com', zone: 'Europe/Lisbon' },
	services: {
		groups: [
			{
				id: 'shop',
				name: 'Shop',
				services: [
					{ id: 'checkout', name: 'Checkout', since: '2025-01-01T00:00:00Z', was: ['cart'] },
					{ id: 'search', name: 'Search', since: '2025-01-01T00:00:00Z' },
				],
			},
		],
	},
	organisation: {
		name: 'Harbour',
		services: { checkout: { owner: 'Payments', critical: true, handles: ['payments'] } },
		channels: [
			{ id: 'incidents', name: '#incidents', kind: 'chat', fallback: 'phone-line' },
			{ id: 'phone-line', name: 'Phone', kind: 'phone' },
		],
		'working-hours': {
			days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
			from: '09:00',
			until: '18:00',
		},
		sprint: { starts: '2026-01-05', length: 'P2W' },
	},
	severity: {
		levels: [
			{
				id: 'sev1',
				label: 'SEV1',
				name: 'Critical',
				rank: 1,
				definition: 'Customers cannot pay.',
				criteria: [{ when: { fact: 'users-affected', over: 50 }, text: 'More than half.' }],
				targets: { acknowledge: 'PT15M', resolve: 'PT4H' },
				updates: [{ cadence: { every: 'PT30M' } }],
				notify: [
					{
						who: 'Management',
						channels: ['phone-line'],
						within: 'PT30M',
						when: { fact: 'public', is: true },
					},
				],
				ladder: 'main',
				'war-room': { within: 'PT15M', channels: ['incidents'] },
				roles: ['commander'],
			},
			{
				id: 'sev2',
				label: 'SEV2',
				name: 'Major',
				rank: 2,
				aliases: ['High'],
				definition: 'Some customers notice.',
				targets: { fix: { policy: 'next-sprint' } },
			},
		],
		facts: [
			{ id: 'users-affected', question: 'What share of users is affected?', type: 'percent' },
			{ id: 'data-lost', question: 'Was data lost?', type: 'yes-no' },
		],
		rules: [
			{
				id: 'payments',
				when: {
					all: [
						{ fact: 'handles', includes: 'payments' },
						{ fact: 'open', is: true },
					],
				},
				'at-least': 'sev2',
				notify: [{ who: 'Finance', channels: ['incidents'] }],
				text: 'Payments are at least SEV2.',
			},
		],
		triggers: [
			{ from: 'sev2', to: 'sev1', when: { fact: 'data-lost', is: true }, text: 'Data was lost.' },
		],
		'post-mortem': {
			required: [{ when: { fact: 'level', is: 'sev1' }, within: 'P5D', text: 'Every SEV1.' }],
			recommended: [{ when: { not: { fact: 'repeat', is: false } }, text: 'Every repeat.' }],
		},
	},
	process: {
		phases: [
			{
				id: 'triage',
				name: 'Triage',
				goal: 'We know what it is.',
				checklist: [{ id: 'look', text: 'Look.', runbook: 'checkout-down' }],
			},
		],
		roles: [
			{ id: 'commander', name: 'Commander', purpose: 'Decides.', rotation: 'primary' },
			{
				id: 'scribe',
				name: 'Scribe',
				purpose: 'Writes.',
				reports: { every: 'PT15M', to: 'commander' },
			},
		],
		'decision-owner': 'commander',
		'first-response': [
			{
				symptom: 'Nobody can pay',
				action: 'Look at the gateway.',
				runbook: 'checkout-down',
				services: ['checkout'],
			},
		],
		triage: [{ id: 'recent-change', text: 'What changed?' }],
		mitigations: [
			{ id: 'roll-back', kind: 'rollback', text: 'Roll back.', runbook: 'checkout-down' },
		],
		verification: [
			{
				id: 'probe-green',
				text: 'The probe is green.',
				source: 'probe',
				when: { fact: 'public', is: true },
			},
		],
		'close-out': [
			{ id: 'tidy', text: 'Tidy up.', when: { fact: 'duration', 'longer-than': 'PT1H' } },
		],
		situations: [
			{
				id: 'vendor',
				when: { fact: 'alerts', over: 3 },
				situation: 'Many alerts.',
				action: 'Call.',
			},
		],
		'war-room': { format: [{ role: 'scribe', line: 'What happens.' }] },
		'handy-runbooks': ['checkout-down'],
		gates: [
			{
				id: 'launch',
				name: 'Launch',
				closed: 'Nothing is launched.',
				all: [
					{ incidents: 'none-open', 'at-least': 'sev2', text: 'Nothing is open.' },
					{ sources: ['probe'], within: 'P1D', text: 'The probe is green.' },
				],
			},
		],
		goals: [{ metric: 'time-to-resolve', level: 'sev1', 'at-most': 'PT4H' }],
	},
	onCall: {
		people: [
			{ id: 'ana', name: 'Ana' },
			{ id: 'bo', name: 'Bo' },
		],
		rotations: [
			{
				id: 'primary',
				name: 'Primary',
				layers: [{ handoff: { time: '09:00' }, starts: '2026-01-05', members: ['ana', 'bo'] }],
			},
		],
		overrides: [
			{
				rotation: 'primary',
				person: 'bo',
				from: '2026-03-03T00:00:00Z',
				until: '2026-03-04T00:00:00Z',
			},
		],
		ladders: [
			{
				id: 'main',
				name: 'Main',
				steps: [
					{ to: { channel: 'incidents' }, after: 'PT0S' },
					{ to: { rotation: 'primary' }, after: 'PT5M' },
					{ to: { contact: 'vendor' }, after: 'PT30M' },
				],
			},
			{ id: 'night', name: 'Night', steps: [{ to: { ladder: 'main' }, after: 'PT0S' }] },
		],
		contacts: [{ id: 'vendor', name: 'Payment vendor', kind: 'vendor' }],
		systems: [{ id: 'cluster', name: 'Cluster' }],
		access: [{ id: 'cluster-admin', name: 'Cluster', system: 'cluster', rotations: ['primary'] }],
		handoff: { rotation: 'primary', channel: 'incidents', template: 'handoff' },
	},
	alerts: {
		sources: [{ id: 'probe', name: 'Probe', kind: 'synthetic', channel: 'incidents' }],
		rules: [{ name: 'CheckoutDown', source: 'probe', service: 'checkout', level: 'sev1' }],
	},
	templates: {
		'templates/handoff.md': {
			name: 'Hand-off',
			purpose: 'Once a week.',
			channel: 'incidents',
			audience: 'responders',
			when: { fact: 'public', is: true },
			body: 'Hello.',
		},
	},
	handbook: { 'handbook/start.mdx': { title: 'Start' } },
	runbooks: {
		'runbooks/checkout-down.mdx': {
			title: 'Checkout is down',
			services: ['checkout'],
			alerts: ['CheckoutDown'],
			level: 'sev1',
			access: ['cluster-admin'],
			'escalate-to': 'vendor',
			related: ['search-slow'],
		},
		'runbooks/search-slow.mdx': { title: 'Search is slow', 'escalate-to': 'primary' },
	},
	postMortems: {
		[`post-mortems/${incidentId}.mdx`]: {
			title: 'Nobody could pay',
			incident: incidentId,
			status: 'draft',
			authors: ['Ana'],
			'runbook-changes': ['checkout-down'],
			actions: [
				{ id: 'act-1', title: 'Retries.', kind: 'prevent', owner: 'Ana', due: '2026-04-01' },
			],
		},
	},
	incidents: [
		recordOf({
			id: incidentId,
			path: incidentPath,
			index: index({ opened: '2026-03-01T09:00:00Z', by: 'ana', level: 'sev2', alert: 'probe-1' }),
			updates: [
				update(
					'upd111',
					{
						at: '2026-03-01T09:10:00Z',
						title: 'Nobody can pay',
						status: 'investigating',
						since: '2026-03-01T08:58:00Z',
						services: { checkout: 'major-outage' },
					},
					`${incidentPath}/updates/`,
				),
				update(
					'upd222',
					{ at: '2026-03-01T11:00:00Z', status: 'resolved' },
					`${incidentPath}/updates/`,
				),
			],
			notes: [
				incidentNote('not111', { kind: 'acknowledged', at: '2026-03-01T09:05:00Z' }),
				incidentNote('not222', {
					kind: 'severity',
					at: '2026-03-01T09:20:00Z',
					level: 'sev1',
					rule: 'payments',
				}),
			],
		}),
	],
	maintenances: [
		{
			id: maintenanceId,
			path: `maintenance/2026/${maintenanceId}`,
			index: worksIndex({
				opened: '2026-02-20T09:00:00Z',
				by: 'ana',
				runbook: 'checkout-down',
			}),
			updates: [
				works(
					'wrk111',
					{
						at: '2026-02-20T09:00:00Z',
						title: 'Database upgrade',
						services: ['search'],
						starts: '2026-03-05T02:00:00Z',
						ends: '2026-03-05T03:00:00Z',
					},
					`maintenance/2026/${maintenanceId}/updates/`,
				),
			],
			unshown: [],
			notes: [],
		},
	],
	alertLog: {
		'alerts/2026/probe-1.yaml': {
			source: 'probe',
			name: 'CheckoutDown',
			fired: '2026-03-01T09:00:00Z',
			service: 'checkout',
			incident: incidentId,
			runbook: 'checkout-down',
		},
	},
	checks: {
		'checks/2026/probe.yaml': {
			kind: 'source-green',
			subject: 'probe',
			at: '2026-03-01T08:00:00Z',
			by: 'ana',
			result: 'passed',
			evidence: 'Seen.',
		},
	},
};

/**
 * The small organisation with some of its files changed.
 *
 * @example contentWith({ onCall: { ...parts.onCall, people: [] } })
 */
export function contentWith(changes: Partial<Parts> = {}): Content {
	const all = { ...parts, ...changes };
	return {
		site: siteSchema.parse(all.site),
		services: servicesSchema.parse(all.services),
		organisation: organisationSchema.parse(all.organisation),
		severity: severitySchema.parse(all.severity),
		process: processSchema.parse(all.process),
		onCall: onCallSchema.parse(all.onCall),
		alerts: alertsSchema.parse(all.alerts),
		templates: pages(all.templates, templateSchema),
		handbook: pages(all.handbook, handbookPageSchema),
		runbooks: pages(all.runbooks, runbookSchema),
		postMortems: pages(all.postMortems, postMortemSchema),
		incidents: all.incidents,
		maintenances: all.maintenances,
		alertLog: pages(all.alertLog, alertSchema),
		checks: pages(all.checks, checkSchema),
	};
}

/**
 * The small organisation with one value changed.
 *
 * @param place the part, then the names of fields and the numbers of list items down to the value
 * @example contentSetting(['severity', 'levels', 0, 'ladder'], 'nobody')
 */
export function contentSetting(place: readonly (string | number)[], value: unknown): Content {
	// The schemas look at what comes of it; until then it is data of any shape.
	return contentWith(changed(parts, place, value) as Parts);
}

function changed(
	data: unknown,
	[key, ...rest]: readonly (string | number)[],
	value: unknown,
): unknown {
	if (key === undefined) return value;
	if (Array.isArray(data)) {
		const list: unknown[] = data;
		return list.toSpliced(Number(key), 1, changed(list[Number(key)], rest, value));
	}
	const fields = (data ?? {}) as Record<string, unknown>;
	return { ...fields, [key]: changed(fields[key], rest, value) };
}

/** `index.md` of an incident. */
export function index(fields: IncidentIndexInput) {
	return incidentIndexSchema.parse(fields);
}

/** `index.md` of a maintenance. */
export function worksIndex(fields: MaintenanceIndexInput) {
	return maintenanceIndexSchema.parse(fields);
}

/** A note of the incident in the small organisation. */
export function incidentNote(op: string, fields: Parameters<typeof note>[1]) {
	return note(op, fields, `${incidentPath}/notes/`);
}

/** The incident of the small organisation with some of its files changed, as the only one. */
export function incidentWith(changes: Partial<IncidentRecord>): Pick<Parts, 'incidents'> {
	return { incidents: parts.incidents.map((record) => ({ ...record, ...changes })) };
}

function pages<T>(
	files: Record<string, unknown>,
	schema: { parse: (data: unknown) => T },
): Page<T>[] {
	return Object.entries(files).map(([path, data]) => ({
		id: path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, ''),
		path,
		value: schema.parse(data),
		body: '',
		bodyLine: 1,
	}));
}
