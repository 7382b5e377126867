/**
 * What the JSON files of the status page look like, for those who read them: published at `/schemas/v2/`.
 * Objects are open: a field may be added, none is taken away or changes its meaning.
 */
import { z } from 'astro/zod';
import { historyMonths } from './history.ts';

const instant = z.iso.datetime({ offset: true }).describe('ISO 8601 with milliseconds and offset.');
const id = z.string().min(1);
const address = z.url();
const text = z.string();

const page = z
	.looseObject({
		id,
		name: text,
		url: address.describe('Address of the page, without a slash at its end.'),
		time_zone: text.describe('Name in the IANA database.'),
		updated_at: instant.describe('When something last changed; not when it was built.'),
	})
	.describe('The page that this is from.');

const status = z
	.looseObject({
		indicator: z
			.enum(['none', 'minor', 'major', 'critical', 'maintenance'])
			.describe('`maintenance` only where `maintenance-indicator` of the site is on.'),
		description: text,
	})
	.describe('The state of the page as a whole.');

const componentStatus = z.enum([
	'operational',
	'degraded_performance',
	'partial_outage',
	'major_outage',
	'under_maintenance',
]);

const component = z
	.looseObject({
		id,
		name: text,
		status: componentStatus,
		created_at: instant,
		updated_at: instant,
		position: z.int().min(1),
		description: text.nullable(),
		showcase: z.boolean(),
		start_date: z.iso.date().nullable(),
		group_id: id.nullable(),
		page_id: id,
		group: z.boolean().describe('Whether it holds others.'),
		components: z.array(id).optional().describe('Ids of what it holds; only of a group.'),
		only_show_if_degraded: z.boolean(),
	})
	.describe('A service, or a group of services.');

const incidentStatus = z.enum([
	'investigating',
	'identified',
	'monitoring',
	'resolved',
	'postmortem',
]);
const maintenanceStatus = z.enum(['scheduled', 'in_progress', 'verifying', 'completed']);

const updateOf = (statuses: z.ZodType) =>
	z.looseObject({
		id,
		status: statuses,
		body: text.describe(
			'Plain text; below it what was corrected, removed or retracted afterwards, and why.',
		),
		incident_id: id,
		created_at: instant,
		updated_at: instant.describe('Later than `created_at` after a correction or redaction.'),
		display_at: instant,
		affected_components: z
			.array(
				z.looseObject({
					code: id,
					name: text,
					old_status: componentStatus,
					new_status: componentStatus,
				}),
			)
			.nullable(),
		deliver_notifications: z.boolean(),
		custom_tweet: text.nullable(),
		tweet_id: text.nullable(),
	});

const recordOf = (statuses: z.ZodType, impact: z.ZodType) => ({
	id,
	name: text,
	status: statuses,
	created_at: instant,
	updated_at: instant,
	monitoring_at: instant.nullable(),
	resolved_at: instant.nullable(),
	impact,
	shortlink: address,
	started_at: instant,
	page_id: id,
	incident_updates: z.array(updateOf(statuses)).describe('Newest first.'),
	components: z.array(component),
});

const incident = z.looseObject(
	recordOf(incidentStatus, z.enum(['none', 'minor', 'major', 'critical'])),
);

const maintenance = z.looseObject({
	...recordOf(maintenanceStatus, z.enum(['none', 'minor', 'major', 'critical', 'maintenance'])),
	scheduled_for: instant,
	scheduled_until: instant,
});

const listed = z.array(incident).describe('The latest told first; at most 50.');

const heartbeat = z
	.looseObject({
		generated_at: instant.describe('When this build was made.'),
		valid_until: instant.describe('Until when it is to be believed.'),
		next_transition: instant.describe('When the page next changes without new words.'),
		left_out: z.int().min(0).describe('Files that could not be shown.'),
	})
	.describe('How fresh the page is.');

const span = {
	start: instant,
	end: instant.nullable().describe('`null`: not known, it goes on.'),
};
const weight = z.number().min(0).max(1).describe('Share of the time that is downtime.');
const sums = z.looseObject({
	measured_ms: z.int().min(0),
	downtime_ms: z.number().min(0),
	percent: text.nullable().describe('Uptime with two decimals, rounded down.'),
});

const ledger = z
	.looseObject({
		year: z.int(),
		zone: text.describe('The zone in which days and years begin.'),
		...span,
		rule: z.looseObject({
			version: z.int().min(1),
			text: z.array(text),
			weights: z.array(
				z.looseObject({
					from: instant.nullable(),
					major: weight,
					partial: weight,
					degraded: weight,
				}),
			),
		}),
		groups: z.array(z.looseObject({ id, name: text, services: z.array(id) })),
		services: z.array(
			z.looseObject({
				id,
				name: text,
				since: instant,
				until: instant.nullable(),
				incidents: z.array(
					z.looseObject({ incident: id, condition: componentStatus, weight, ...span }),
				),
				maintenance: z.array(z.looseObject({ maintenance: id, ...span })),
				stretches: z.array(
					z.looseObject({ ...span, condition: componentStatus, weight, counts: z.boolean() }),
				),
				totals: z
					.looseObject({
						offered_ms: z.int().min(0),
						without_maintenance: sums,
						with_maintenance: sums,
					})
					.nullable()
					.describe('`null` in the year that is running.'),
			}),
		),
	})
	.describe('Every interval that counts in one year, with the rule.');

const history = z
	.looseObject({
		months: z
			.array(
				z.looseObject({
					name: text.describe('In English.'),
					year: z.int(),
					incidents: z.array(
						z.looseObject({
							code: id,
							name: text,
							message: text,
							impact: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']),
							timestamp: text.describe('A fragment of HTML, in UTC.'),
							started_at: instant,
							resolved_at: instant.nullable(),
						}),
					),
				}),
			)
			.length(historyMonths),
	})
	.describe('The newest three months; there are no further pages.');

const feed = z
	.looseObject({
		version: z.literal('https://jsonfeed.org/version/1.1'),
		title: text,
		home_page_url: address,
		feed_url: address,
		items: z.array(
			z.looseObject({
				id,
				url: address,
				title: text,
				content_html: text.optional(),
				content_text: text.optional(),
				date_published: instant,
				date_modified: instant.optional(),
			}),
		),
	})
	.describe('The feed as JSON Feed 1.1.');

/** The schemas by the name of their file. */
export const v2Schemas = {
	summary: z.looseObject({
		page,
		components: z.array(component),
		incidents: z.array(incident),
		scheduled_maintenances: z.array(maintenance),
		status,
	}),
	status: z.looseObject({ page, status }),
	components: z.looseObject({ page, components: z.array(component) }),
	incidents: z.looseObject({ page, incidents: listed }),
	incident: z.looseObject({ page, incident }),
	'scheduled-maintenances': z.looseObject({ page, scheduled_maintenances: z.array(maintenance) }),
	heartbeat,
	ledger,
	history,
	feed,
};

/** The name of a schema's file. */
export type V2SchemaName = keyof typeof v2Schemas;

/** A schema as JSON Schema 2020-12, with its own address. */
export function publishedSchema(name: V2SchemaName, root: string) {
	const { $schema, ...rest } = z.toJSONSchema(v2Schemas[name], { target: 'draft-2020-12' });
	return { $schema, $id: `${root}/schemas/v2/${name}.json`, title: name, ...rest };
}

/** Which schema describes a file, by its path below the site; `undefined` for files that have none. */
export function schemaFor(path: string): V2SchemaName | undefined {
	return kinds.find(([pattern]) => pattern.test(path))?.[1];
}

const kinds: [RegExp, V2SchemaName][] = [
	[/^api\/v2\/(?:incidents|incidents\/unresolved)\.json$/, 'incidents'],
	[/^api\/v2\/incidents\/[^/]+\.json$/, 'incident'],
	[/^api\/v2\/scheduled-maintenances(?:\/(?:upcoming|active))?\.json$/, 'scheduled-maintenances'],
	[/^api\/v2\/summary\.json$/, 'summary'],
	[/^api\/v2\/status\.json$/, 'status'],
	[/^api\/v2\/components\.json$/, 'components'],
	[/^heartbeat\.json$/, 'heartbeat'],
	[/^ledger\/\d{4}\.json$/, 'ledger'],
	[/^history\.json$/, 'history'],
	[/^(?:services\/[^/]+\/)?feed\.json$/, 'feed'],
];
