/** Our words in the vocabulary of Statuspage's public API v2, and times as its strict readers want them. */
import type { MaintenancePhase } from '../../domain/maintenance.ts';
import type { Instant } from '../../schemas/values.ts';
import type { Condition, IncidentStatus } from '../../schemas/vocabulary.ts';

export const componentStatuses = {
	operational: 'operational',
	'under-maintenance': 'under_maintenance',
	'degraded-performance': 'degraded_performance',
	'partial-outage': 'partial_outage',
	'major-outage': 'major_outage',
} as const satisfies Record<Condition, string>;

export const incidentStatuses = {
	investigating: 'investigating',
	identified: 'identified',
	// Statuspage has no such word.
	mitigating: 'identified',
	monitoring: 'monitoring',
	resolved: 'resolved',
} as const satisfies Record<IncidentStatus, string>;

export const maintenanceStatuses = {
	scheduled: 'scheduled',
	'in-progress': 'in_progress',
	late: 'in_progress',
	verifying: 'verifying',
	completed: 'completed',
	// Cancelled maintenance is left out as a whole; this is for what one was told of it before.
	cancelled: 'completed',
} as const satisfies Record<MaintenancePhase, string>;

/** The impact of an incident. That work goes on is none; `maintenance` is the impact of maintenance only. */
export const impacts = {
	operational: 'none',
	'under-maintenance': 'none',
	'degraded-performance': 'minor',
	'partial-outage': 'major',
	'major-outage': 'critical',
} as const satisfies Record<Condition, string>;

/** ISO 8601 with milliseconds and offset. */
export const iso = (instant: Instant) => new Date(instant).toISOString();

/** The same, `null` where there is none: fields are never absent. */
export const isoOrNull = (instant: Instant | undefined) =>
	instant === undefined ? null : iso(instant);
