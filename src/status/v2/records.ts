/** Incidents and maintenance as the API tells them, their updates newest first. */
import type { Incident, ShownUpdate } from '../../domain/incident.ts';
import type { Maintenance, MaintenanceWord } from '../../domain/maintenance.ts';
import { phaseAt } from '../../domain/maintenance.ts';
import { messageToText } from '../../domain/message.ts';
import type { Instant } from '../../schemas/values.ts';
import type { Condition } from '../../schemas/vocabulary.ts';
import { retractionText } from '../incident.ts';
import type { Strings } from '../strings/index.ts';
import { because } from '../text.ts';
import type { Component, Components } from './components.ts';
import {
	componentStatuses,
	impacts,
	incidentStatuses,
	iso,
	isoOrNull,
	maintenanceStatuses,
} from './words.ts';

/** What a record needs to know of the page that it is on. */
export interface Surroundings {
	/** Address of the page without a slash at its end. */
	root: string;
	pageId: string;
	components: Components;
	strings: Pick<Strings, 'incident' | 'maintenance'>;
	now: Instant;
}

/** An incident. A duplicate is over from the moment that it was found to be one, and says of which. */
export function incidentRecord(incident: Incident, around: Surroundings) {
	const { root, pageId, components, strings } = around;
	const joined = joinedAt(incident);
	const statusOf = (status: Incident['status'], at: Instant) =>
		incidentStatuses[at >= joined ? 'resolved' : status];
	const before = new Map<string, Condition>();
	const updates = incident.updates.map((update) => ({
		...baseOf(update, incident.id, incidentText(update, incident, around)),
		status: statusOf(update.status, update.at),
		affected_components: affected(update, before, components),
	}));
	const monitoring = incident.updates.findLast(({ status }) => status === 'monitoring');
	return {
		id: incident.id,
		name: incident.title ?? strings.incident.untitled,
		status: statusOf(incident.status, incident.updatedAt),
		created_at: iso(incident.createdAt),
		updated_at: iso(incident.updatedAt),
		monitoring_at: isoOrNull(monitoring?.at),
		resolved_at: isoOrNull(
			Number.isFinite(joined)
				? Math.min(joined, incident.resolvedAt ?? Infinity)
				: incident.resolvedAt,
		),
		impact: impacts[incident.impact],
		shortlink: `${root}/incidents/${incident.id}/`,
		started_at: iso(incident.startedAt),
		page_id: pageId,
		incident_updates: updates.reverse(),
		components: components.named(incident.services.map(({ id }) => id)),
	};
}

/** An incident as the API tells it. */
export type IncidentRecord = ReturnType<typeof incidentRecord>;

/**
 * The same of an incident that no list holds any more: its components as it left them, so that its bytes do
 * not change with whatever happens to them later.
 */
export function settledIncident(incident: Incident, around: Surroundings): IncidentRecord {
	const record = incidentRecord(incident, around);
	return {
		...record,
		components: record.components.map((component): Component => ({
			...component,
			status: 'operational',
			updated_at: record.resolved_at ?? record.updated_at,
		})),
	};
}

/** A maintenance. Whether it has begun or ended by itself is as of the build. */
export function maintenanceRecord(maintenance: Maintenance, around: Surroundings) {
	const { root, pageId, components, strings, now } = around;
	const phase = phaseAt(maintenance, now);
	const over = maintenance.completedAt ?? maintenance.ends;
	return {
		id: maintenance.id,
		name: maintenance.title ?? strings.maintenance.planned,
		status: maintenanceStatuses[phase],
		created_at: iso(maintenance.createdAt),
		updated_at: iso(maintenance.updatedAt),
		monitoring_at: isoOrNull(maintenance.verifyingAt),
		resolved_at: phase === 'completed' ? iso(over) : null,
		impact: 'maintenance' as const,
		shortlink: `${root}/maintenance/${maintenance.id}/`,
		started_at: iso(maintenance.createdAt),
		page_id: pageId,
		incident_updates: maintenance.updates
			.map((update) => ({
				...baseOf(update, maintenance.id, maintenanceText(update, strings)),
				status: maintenanceStatuses[update.status],
				// As on Statuspage's own pages: all its components are affected, all the time.
				affected_components: null,
			}))
			.reverse(),
		components: components.named(maintenance.services),
		scheduled_for: iso(maintenance.starts),
		scheduled_until: iso(maintenance.ends),
	};
}

/** A maintenance as the API tells it. */
export type MaintenanceRecord = ReturnType<typeof maintenanceRecord>;

/** From when on an incident is told as part of another one. */
function joinedAt({ duplicateOf, updates, updatedAt }: Incident): Instant {
	if (duplicateOf === undefined) return Infinity;
	return updates.findLast((update) => update.duplicateOf !== undefined)?.at ?? updatedAt;
}

/** What updates of incidents and of maintenance have in common. */
function baseOf(update: ShownUpdate | MaintenanceWord, record: string, body: string) {
	return {
		id: update.id,
		body,
		incident_id: record,
		created_at: iso(update.at),
		updated_at: iso(update.updatedAt),
		display_at: iso(update.at),
		deliver_notifications: true,
		custom_tweet: null,
		tweet_id: null,
	};
}

/** Paragraphs of plain text. */
const paragraphs = (texts: readonly string[]) => texts.filter((text) => text !== '').join('\n\n');

/** What was said, without markup, and that a text was taken away, with the reason. */
const saidTexts = (
	{ body, redaction }: Pick<ShownUpdate, 'body' | 'redaction'>,
	{ incident }: Surroundings['strings'],
) => [
	...(body === undefined ? [] : [messageToText(body)]),
	...(redaction ? [because(incident.redacted, redaction.reason)] : []),
];

/** That it was corrected, why, and what it read until then. */
const correctionTexts = (
	{ corrections }: Pick<ShownUpdate, 'corrections'>,
	{ incident }: Surroundings['strings'],
) =>
	corrections.flatMap(({ reason, replaced }) => [
		because(incident.corrected, reason),
		...(replaced === undefined ? [] : [incident.reads, messageToText(replaced)]),
	]);

function incidentText(
	update: ShownUpdate,
	{ duplicateOf }: Incident,
	{ root, strings }: Surroundings,
): string {
	const { incident } = strings;
	const text = paragraphs([
		...saidTexts(update, strings),
		...(update.duplicateOf === undefined || duplicateOf === undefined
			? []
			: [`${incident.duplicate} ${root}/incidents/${duplicateOf}/`]),
		...(update.retracts ? [retractionText(update, incident)] : []),
		...correctionTexts(update, strings),
	]);
	// What amends nothing known is an update of its own, often without a text.
	return text === '' ? (update.reason ?? '') : text;
}

const maintenanceText = (word: MaintenanceWord, strings: Surroundings['strings']) =>
	paragraphs([...saidTexts(word, strings), ...correctionTexts(word, strings)]);

/** What an update changed at services; `before` remembers what was said of each until then. */
function affected(
	{ statements }: ShownUpdate,
	before: Map<string, Condition>,
	{ today }: Components,
) {
	if (statements.length === 0) return null;
	return statements.map(({ service, condition }) => {
		const { id, name } = today(service);
		const old = before.get(id) ?? 'operational';
		before.set(id, condition);
		return {
			code: id,
			name,
			old_status: componentStatuses[old],
			new_status: componentStatuses[condition],
		};
	});
}
