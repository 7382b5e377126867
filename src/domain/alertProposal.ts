/** What an alert asks people to do: how bad it probably is, where it belongs, and which page helps. */
import type { AlertRule, Alerts, AlertSource } from '../schemas/alerts.ts';
import type { Alert } from '../schemas/evidence.ts';
import type { Runbook } from '../schemas/page.ts';
import type { Level } from '../schemas/severity.ts';
import type { Instant } from '../schemas/values.ts';
import { meantLevel } from './alertSeverity.ts';
import type { Page } from './content.ts';
import type { FactSources } from './facts.ts';
import { factsOf, serviceFacts } from './facts.ts';
import { firedRules } from './level.ts';
import type { Response, StoredAlert } from './response.ts';
import { currentLevel, foldResponse } from './response.ts';

/** One reason for a level. */
export interface LevelReason {
	level: Level;
	/** In the words of the organisation, or ours; never the sender's. */
	text: string;
	/** The rule of `severity.yaml`, if it was one. */
	rule: string | undefined;
	untilProvenOtherwise: boolean;
}

/** What is proposed for an alert. A person confirms it. */
export interface AlertProposal {
	/** The open incident it probably belongs to. */
	incident: Response | undefined;
	/** Other alerts of the same trouble that belong to no incident yet, the oldest first. */
	together: StoredAlert[];
	/** Why it should have which level, the worst first. */
	reasons: LevelReason[];
	/** The worst of these levels, if an incident has to be opened; a worse one than it has, if one is open. */
	level: LevelReason | undefined;
}

/** The rule that an organisation wrote for an alert of that name. */
export function ruleFor(
	name: string | undefined,
	source: AlertSource,
	{ rules }: Pick<Alerts, 'rules'>,
): AlertRule | undefined {
	const named = rules.filter((rule) => rule.name === name);
	return named.find((rule) => rule.source === source.id) ?? named[0];
}

/** The runbook that says it is for alerts of that name; one that is in force before a draft. */
export function runbookFor(name: string, runbooks: readonly Page<Runbook>[]): string | undefined {
	const found = runbooks.filter(({ value }) => value.alerts.includes(name));
	return (found.find(({ value }) => value.status === 'active') ?? found[0])?.id;
}

/**
 * Proposes what to do about an alert.
 *
 * @param log every alert that is kept
 * @param severities the sender's words for how bad it is
 */
export function proposeFor(
	alert: StoredAlert,
	severities: readonly string[],
	source: AlertSource,
	log: readonly StoredAlert[],
	sources: FactSources,
	now: Instant,
): AlertProposal {
	const others = log.filter(({ id }) => id !== alert.id);
	const near = others.filter((other) => isOneTrouble(alert.value, other.value, sources.alerts));
	const incident = incidentOf(alert, [...near, ...sameKey(alert, others)], sources.responses);
	const together = near
		.filter(({ value }) => value.incident === undefined && value.disposition === undefined)
		.toSorted((a, b) => a.value.fired - b.value.fired);
	const grouped = [...(incident?.alerts ?? []), alert, ...together];
	// Of two reasons for one level the scheme's comes first: it may hold until somebody shows otherwise.
	const reasons = [
		...schemeLevels(grouped, incident, sources, now),
		...(incident ? [] : usualLevels([alert, ...together], severities, source, sources)),
	].toSorted((a, b) => a.level.rank - b.level.rank);
	return { incident, together, reasons, level: worseThan(incident, reasons, sources) };
}

/** Whether two alerts are taken for one trouble: close in time, and of different sources or of one service. */
function isOneTrouble(a: Alert, b: Alert, { sameWindow }: Alerts): boolean {
	if (b.disposition === 'false' || Math.abs(a.fired - b.fired) > sameWindow) return false;
	return a.source !== b.source || (a.service !== undefined && a.service === b.service);
}

function sameKey({ value }: StoredAlert, others: readonly StoredAlert[]): StoredAlert[] {
	return others.filter(
		(other) => other.value.source === value.source && other.value.key === value.key,
	);
}

/** The open incident that one of these alerts belongs to; the latest if there are several. */
function incidentOf(
	alert: StoredAlert,
	related: readonly StoredAlert[],
	responses: readonly Response[],
): Response | undefined {
	const named = new Set([alert, ...related].flatMap(({ value }) => value.incident ?? []));
	const ids = new Set([alert, ...related].map(({ id }) => id));
	return responses
		.filter(({ open, example, duplicateOf }) => open && !example && duplicateOf === undefined)
		.filter((response) => named.has(response.id) || response.alerts.some(({ id }) => ids.has(id)))
		.toSorted((a, b) => b.opened - a.opened)[0];
}

/** What the rules of `alerts.yaml` and the sender's words say of alerts that open an incident. */
function usualLevels(
	alerts: readonly StoredAlert[],
	severities: readonly string[],
	source: AlertSource,
	{ severity, alerts: settings }: FactSources,
): LevelReason[] {
	const ruled = alerts.flatMap(({ value }) => {
		const from = settings.sources.find(({ id }) => id === value.source);
		const rule = from && ruleFor(value.name, from, settings);
		const level = severity.levels.find(({ id }) => id === rule?.level);
		return rule && level ? [reason(level, `${rule.name} usually is a ${level.label}.`)] : [];
	});
	// A rule that people wrote for this alert knows more than a word that its sender chose.
	if (ruled.length > 0) return ruled;
	const meant = meantLevel(severities, source, severity);
	return meant
		? [reason(meant.level, `Its sender’s word for how bad it is means ${meant.level.label}.`)]
		: [];
}

/** What the scheme says of an incident with these alerts. */
function schemeLevels(
	alerts: readonly StoredAlert[],
	incident: Response | undefined,
	sources: FactSources,
	now: Instant,
): LevelReason[] {
	const response = incident ?? unopened(now);
	const facts = {
		...factsOf({ ...response, alerts: [...alerts] }, sources, now),
		...serviceFacts(
			[
				...(incident?.shown?.services.map(({ id }) => id) ?? []),
				...alerts.flatMap(({ value }) => value.service ?? []),
			],
			sources,
		),
	};
	return firedRules(sources.severity, facts, now).map(({ level, text, rule, ...rest }) => ({
		level,
		text,
		rule,
		untilProvenOtherwise: rest.untilProvenOtherwise,
	}));
}

/** The worst reason, unless an open incident has that level already or people have answered the rule. */
function worseThan(
	incident: Response | undefined,
	reasons: readonly LevelReason[],
	{ severity }: FactSources,
): LevelReason | undefined {
	if (!incident) return reasons[0];
	const has = severity.levels.find(({ id }) => id === currentLevel(incident)?.level);
	const answered = new Set(incident.levels.map(({ rule }) => rule));
	return reasons.find(
		({ level, rule }) => level.rank < (has?.rank ?? Infinity) && !answered.has(rule ?? ''),
	);
}

const reason = (level: Level, text: string): LevelReason => ({
	level,
	text,
	rule: undefined,
	untilProvenOtherwise: false,
});

/** An incident as it is the moment it is opened, for asking the scheme before it is. */
const unopened = (now: Instant): Response =>
	foldResponse({
		id: '',
		path: '',
		index: { opened: now, by: '' },
		updates: [],
		notes: [],
		unshown: [],
	});
