/**
 * Statuspage's public API v2 as its documentation and captures of real pages show it: what every file has to
 * look like, and nothing more. Written by hand and apart from our own schemas, so that it can judge them.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { instantFormat, uriFormat } from './formats.ts';

type Schema = Record<string, unknown>;

/** An object with exactly these fields. */
const exactly = (properties: Record<string, Schema>, optional: readonly string[] = []): Schema => ({
	type: 'object',
	properties,
	required: Object.keys(properties).filter((name) => !optional.includes(name)),
	additionalProperties: false,
});
const listOf = (items: Schema, rest: Schema = {}): Schema => ({ type: 'array', items, ...rest });
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const oneOf = (...values: string[]): Schema => ({ enum: values });

const text: Schema = { type: 'string' };
const id: Schema = { type: 'string', minLength: 1 };
const flag: Schema = { type: 'boolean' };
const time: Schema = { type: 'string', format: 'instant' };
const address: Schema = { type: 'string', format: 'uri' };

const page = exactly({ id, name: text, url: address, time_zone: id, updated_at: time });

const componentStatus = oneOf(
	'operational',
	'degraded_performance',
	'partial_outage',
	'major_outage',
	'under_maintenance',
);
const component = exactly(
	{
		id,
		name: text,
		status: componentStatus,
		created_at: time,
		updated_at: time,
		position: { type: 'integer' },
		description: orNull(text),
		showcase: flag,
		start_date: orNull({ type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
		group_id: orNull(id),
		page_id: id,
		group: flag,
		only_show_if_degraded: flag,
		components: listOf(id),
	},
	['components'],
);

const incidentStatus = oneOf('investigating', 'identified', 'monitoring', 'resolved', 'postmortem');
const maintenanceStatus = oneOf('scheduled', 'in_progress', 'verifying', 'completed');

const record = (status: Schema, impact: Schema) => ({
	id,
	name: text,
	status,
	created_at: time,
	updated_at: time,
	monitoring_at: orNull(time),
	resolved_at: orNull(time),
	impact,
	shortlink: address,
	started_at: time,
	page_id: id,
	incident_updates: listOf(
		exactly({
			id,
			status,
			body: text,
			incident_id: id,
			created_at: time,
			updated_at: time,
			display_at: time,
			affected_components: orNull(
				listOf(
					exactly({
						code: id,
						name: text,
						old_status: componentStatus,
						new_status: componentStatus,
					}),
				),
			),
			deliver_notifications: flag,
			custom_tweet: orNull(text),
			tweet_id: orNull(text),
		}),
	),
	components: listOf(component),
});
const incident = exactly(record(incidentStatus, oneOf('none', 'minor', 'major', 'critical')));
const open = {
	...incident,
	properties: {
		...(incident['properties'] as Schema),
		status: oneOf('investigating', 'identified', 'monitoring'),
	},
};
const maintenanceIn = (...statuses: string[]) => {
	const fields = record(
		maintenanceStatus,
		oneOf('none', 'minor', 'major', 'critical', 'maintenance'),
	);
	return exactly({
		...fields,
		status: oneOf(...statuses),
		scheduled_for: time,
		scheduled_until: time,
	});
};
const anyMaintenance = maintenanceIn('scheduled', 'in_progress', 'verifying', 'completed');
const ahead = maintenanceIn('scheduled', 'in_progress', 'verifying');

/** The shapes by the path of a file below `/api/v2/`; every incident by itself is `incidents/*.json`. */
const shapes = (indicators: readonly string[]): Record<string, Schema> => {
	const status = exactly({ indicator: oneOf(...indicators), description: text });
	const components = listOf(component);
	return {
		'summary.json': exactly({
			page,
			components,
			incidents: listOf(open),
			scheduled_maintenances: listOf(ahead),
			status,
		}),
		'status.json': exactly({ page, status }),
		'components.json': exactly({ page, components }),
		'incidents.json': exactly({ page, incidents: listOf(incident, { maxItems: 50 }) }),
		'incidents/unresolved.json': exactly({ page, incidents: listOf(open) }),
		'scheduled-maintenances.json': exactly({
			page,
			scheduled_maintenances: listOf(anyMaintenance, { maxItems: 50 }),
		}),
		'scheduled-maintenances/upcoming.json': exactly({
			page,
			scheduled_maintenances: listOf(maintenanceIn('scheduled')),
		}),
		'scheduled-maintenances/active.json': exactly({
			page,
			scheduled_maintenances: listOf(maintenanceIn('in_progress', 'verifying')),
		}),
		'incidents/*.json': exactly({ page, incident }),
	};
};

const ajv = new Ajv2020({
	allErrors: true,
	formats: { instant: instantFormat, uri: uriFormat },
});
const compile = (indicators: readonly string[]) =>
	new Map(Object.entries(shapes(indicators)).map(([path, schema]) => [path, ajv.compile(schema)]));
/** What the documentation lists. */
const documented = compile(['none', 'minor', 'major', 'critical']);
/** What real pages send. */
const real = compile(['none', 'minor', 'major', 'critical', 'maintenance']);

/** The eight files that every page has. */
export const apiFiles = [...real.keys()].filter((path) => !path.includes('*'));

/**
 * What is wrong with an answer, one line a fault; nothing if all is well.
 *
 * @param strict only what the documentation lists; without, also the indicator that real pages send
 */
export function faultsOf(path: string, value: unknown, { strict = false } = {}): string[] {
	const judges = strict ? documented : real;
	const judge = judges.get(path) ?? judges.get('incidents/*.json');
	if (!judge || judge(value)) return [];
	return (judge.errors ?? []).map(
		({ instancePath, message, params }) =>
			`${path} ${instancePath} ${message} ${JSON.stringify(params)}`,
	);
}
