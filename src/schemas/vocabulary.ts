/** The closed lists that everything else is derived from. Order is meaning: it is used to compare. */
import { z } from 'astro/zod';

/** What a customer can meet at a service, best first; the worst of several wins. */
export const conditions = [
	'operational',
	'under-maintenance',
	'degraded-performance',
	'partial-outage',
	'major-outage',
] as const;
export const conditionSchema = z.enum(conditions);
export type Condition = z.output<typeof conditionSchema>;

/** Where an incident stands, in the order in which it usually goes. */
export const incidentStatuses = [
	'investigating',
	'identified',
	'mitigating',
	'monitoring',
	'resolved',
] as const;
export const incidentStatusSchema = z.enum(incidentStatuses);
export type IncidentStatus = z.output<typeof incidentStatusSchema>;

/** What an update of a maintenance may say of it. */
export const maintenanceStatuses = [
	'scheduled',
	'in-progress',
	'verifying',
	'completed',
	'cancelled',
] as const;
export const maintenanceStatusSchema = z.enum(maintenanceStatuses);
export type MaintenanceStatus = z.output<typeof maintenanceStatusSchema>;

/** The state of the whole page, as readers of Statuspage's public API know it. */
export const indicators = ['none', 'maintenance', 'minor', 'major', 'critical'] as const;
export type Indicator = (typeof indicators)[number];

/** Instants in the life of an incident from which times are measured, in the order they should have. */
export const milestones = [
	'impact-started',
	'detected',
	'alerted',
	'declared',
	'acknowledged',
	'mitigated',
	'resolved',
	'closed',
] as const;
export const milestoneSchema = z.enum(milestones);
export type Milestone = z.output<typeof milestoneSchema>;

/** How we came to know of it. */
export const detections = [
	'monitoring',
	'synthetic',
	'uptime',
	'error-tracking',
	'dashboard',
	'user-report',
	'internal',
	'manual',
] as const;
export const detectionSchema = z.enum(detections);
export type Detection = z.output<typeof detectionSchema>;

/** What can be done to end the impact, whatever the cause. */
export const mitigationKinds = [
	'rollback',
	'rollback-partial',
	'feature-off',
	'scale',
	'restart',
	'failover',
	'hotfix',
	'fallback',
	'maintenance-mode',
	'restore',
	'rotate-secret',
	'wait-for-vendor',
	'other',
] as const;
export const mitigationKindSchema = z.enum(mitigationKinds);

/** What became of an alert. */
export const dispositions = ['true', 'false', 'duplicate', 'by-itself'] as const;

/** What a responder can be asked to do in one step of a runbook. */
export const stepKinds = [
	'check',
	'command',
	'sql',
	'ui-path',
	'decide',
	'wait',
	'confirm',
	'communicate',
	'escalate',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** What a step does to the system, least first. */
export const stepRisks = ['read', 'reversible', 'disruptive', 'destructive'] as const;
export type StepRisk = (typeof stepRisks)[number];
/** Those of steps that can do harm. */
export const harmfulRisks: readonly StepRisk[] = ['disruptive', 'destructive'];

/** What an incident can be linked with. */
export const linkKinds = [
	'ticket',
	'chat',
	'call',
	'error-tracker',
	'dashboard',
	'change',
	'other',
] as const;
