/** Rules that keep a level until somebody shows that it is another. */
import { compareLevels, firedRules } from '../../src/domain/level.ts';
import { foldResponse } from '../../src/domain/response.ts';
import type { IncidentRecord } from '../../src/domain/stored.ts';
import type { Level } from '../../src/schemas/severity.ts';
import type { Workspace } from '../lib/workspace.ts';
import { alertsOf } from './incidentAlerts.ts';
import { knownFacts } from './incidentFacts.ts';

/**
 * What such a rule says of a lower level, in a sentence; `undefined` if none does.
 *
 * @param before the level it has, and the rule that set it
 */
export function keptBy(
	workspace: Workspace,
	record: IncidentRecord,
	before: { level: Level; rule: string | undefined },
	wanted: Level,
): string | undefined {
	const { severity, now } = workspace;
	const rules = severity.rules.filter((rule) => rule.untilProvenOtherwise);
	const set = rules.find(({ id }) => id === before.rule);
	if (set) return `${before.level.label} was set by a rule, until proven otherwise: ${set.text}`;
	if (rules.length === 0) return undefined;
	const response = foldResponse(record, alertsOf(workspace, record));
	const facts = knownFacts(
		response,
		rules.map(({ when }) => when),
		workspace,
	);
	const holds = firedRules(severity, facts, now).find(
		({ level, untilProvenOtherwise }) => untilProvenOtherwise && compareLevels(level, wanted) < 0,
	);
	return holds && `A rule keeps it at ${holds.level.label}, until proven otherwise: ${holds.text}`;
}
