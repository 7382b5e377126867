/** `alerts.yaml`: where alerts come from and what they mean. Internal. */
import { z } from 'astro/zod';
import { object } from './object.ts';
import { durationSchema, idSchema, lineSchema, periodSchema, urlSchema } from './values.ts';

/** Path of a field in a payload, e.g. `data.event.issue_id`, or a text with such paths in braces. */
const fieldPathSchema = z.string().min(1);

const mappingSchema = object({
	recognise: z
		.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
		.describe(
			'Fields and the values by which a payload of this sender is known; `*` stands for any.',
		),
	key: fieldPathSchema.describe(
		'Field, or text with fields in braces, that is the same for all posts of one alert.',
	),
	name: fieldPathSchema.describe('Name of the alert, for finding the runbook.'),
	title: fieldPathSchema.describe('A text for people.'),
	status: object({
		field: fieldPathSchema.describe('Field that says whether it fires.'),
		firing: z
			.array(z.union([z.string(), z.number()]))
			.min(1)
			.describe('Values that mean it fires.'),
		resolved: z
			.array(z.union([z.string(), z.number()]))
			.default([])
			.describe('Values that mean it is over.'),
	}).describe('Whether it fires.'),
	at: fieldPathSchema
		.optional()
		.describe('Field with the time at which it began; seconds, milliseconds or ISO 8601.'),
	ended: fieldPathSchema
		.optional()
		.describe('Field with the time at which it ended, where a payload says that it is over.'),
	severity: fieldPathSchema.optional().describe('Field with its severity.'),
	service: fieldPathSchema
		.optional()
		.describe('Field with the service; `services` of the source says which of ours it is.'),
	url: fieldPathSchema.optional().describe('Field with an address to look at.'),
	labels: z
		.record(z.string(), fieldPathSchema)
		.default({})
		.describe('Fields that fill variables of runbooks.'),
});

/** Senders whose payloads are known without a mapping, by the fields they document. */
export const knownSenders = ['alertmanager', 'grafana', 'pagerduty', 'sentry'] as const;
export type KnownSender = (typeof knownSenders)[number];

export const alertsSchema = object({
	sources: z
		.array(
			object({
				id: idSchema.describe('Name in files.'),
				name: lineSchema.describe('What people call it.'),
				kind: z
					.enum(['metrics', 'error-tracking', 'synthetic', 'uptime', 'logs', 'pager', 'customer'])
					.describe('What it watches.'),
				channel: idSchema.optional().describe('Where its alerts arrive.'),
				url: urlSchema.optional().describe('Its console.'),
				sender: z
					.enum(knownSenders)
					.optional()
					.describe('Whose payloads it posts, if they are known without a mapping.'),
				severities: z
					.record(lineSchema, idSchema)
					.default({})
					.describe('The level that each of its words for severity usually means.'),
				services: z
					.record(lineSchema, idSchema)
					.default({})
					.describe('Its names of services, and which of ours each is.'),
				mapping: mappingSchema
					.optional()
					.describe('How to read its payloads, if it is not known by itself.'),
			}),
		)
		.default([])
		.describe('Senders of alerts.'),
	rules: z
		.array(
			object({
				name: lineSchema.describe('Name of the alert, as the sender spells it.'),
				source: idSchema.describe('Who sends it.'),
				critical: z.boolean().default(false).describe('A gate may ask for its test.'),
				service: idSchema.optional().describe('The service it is about.'),
				level: idSchema.optional().describe('The level it usually means.'),
				'test-every': periodSchema.optional().describe('How often it has to be tested.'),
				note: lineSchema.optional().describe('What it means.'),
			}),
		)
		.default([])
		.describe('Alert rules that responders should know.'),
	cycle: durationSchema
		.prefault('PT15M')
		.describe(
			'One alert cycle: how long it takes until a trouble that is still there fires again.',
		),
	'same-window': durationSchema
		.prefault('PT10M')
		.describe('Alerts of different sources within this time are taken for one trouble.'),
});

export type AlertsInput = z.input<typeof alertsSchema>;
export type Alerts = z.output<typeof alertsSchema>;
export type AlertMapping = z.output<typeof mappingSchema>;
export type AlertSource = Alerts['sources'][number];
export type AlertRule = Alerts['rules'][number];
