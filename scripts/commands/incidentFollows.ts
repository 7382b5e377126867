/** What follows from a note that was just written: the next way to end the impact, and who has to be called now. */
import type { FactSources } from '../../src/domain/facts.ts';
import { factsOf } from '../../src/domain/facts.ts';
import { mitigationLadder } from '../../src/domain/mitigationLadder.ts';
import type { FactValue } from '../../src/domain/predicate.ts';
import { foldResponse } from '../../src/domain/response.ts';
import { situationsOf } from '../../src/domain/situations.ts';
import type { IncidentRecord } from '../../src/domain/stored.ts';
import type { NoteOf } from '../../src/schemas/note.ts';
import type { Field } from '../lib/file.ts';
import type { Workspace } from '../lib/workspace.ts';
import { alertsOf } from './incidentAlerts.ts';
import { reachAt } from './incidentPeople.ts';

/** A line for each thing that is to be done now; none if nothing follows. */
export function followsFrom(
	kind: 'mitigation' | 'impact',
	fields: Readonly<Record<string, Field>>,
	record: IncidentRecord,
	workspace: Workspace,
): string[] {
	return kind === 'mitigation'
		? nextMitigation(fields, record, workspace)
		: newSituations(fields, record, workspace);
}

type Tried = Pick<NoteOf<'mitigation'>, 'mitigation' | 'result'>;

function nextMitigation(
	fields: Readonly<Record<string, Field>>,
	record: IncidentRecord,
	{ process, organisation }: Workspace,
): string[] {
	const { mitigations } = foldResponse(record);
	const next = mitigationLadder(process.mitigations, [
		...mitigations,
		// The note was written and checked before this.
		fields as unknown as Tried,
	]).find((rung) => rung.next);
	if (!next) return [];
	const { text, whenTo, runbook, step } = next.mitigation;
	const portal = organisation.portalUrl?.replace(/\/+$/, '');
	const where =
		runbook === undefined
			? ''
			: ` Runbook: ${runbook}${step === undefined ? '' : `, step ${step}`}.`;
	return [
		`Next, ${next.place} of ${process.mitigations.length}: ${text}${whenTo === undefined ? '' : ` ${whenTo}`}${where}`,
		...(portal === undefined
			? []
			: [`The order, with commands: ${portal}/incidents/${record.id}/`]),
	];
}

function newSituations(
	fields: Readonly<Record<string, Field>>,
	record: IncidentRecord,
	workspace: Workspace,
): string[] {
	const { severity, organisation, services, alerts, process, now } = workspace;
	const response = foldResponse(record, alertsOf(workspace, record));
	const sources: FactSources = {
		severity,
		organisation,
		services,
		alerts,
		// Whether it is a repeat is known only once its cause is.
		responses: [],
	};
	const before = factsOf(response, sources, now);
	const after = { ...before, ...(fields['facts'] as Record<string, FactValue>) };
	const had = situationsOf(process, before);
	return situationsOf(process, after)
		.filter((situation) => !had.includes(situation))
		.flatMap(({ situation, action, notify }) => [
			`${situation} ${action}`,
			...notify.flatMap((id) => reachAt(id, workspace)),
			...notify.map(
				(id) =>
					`Say that you called: npm run incident -- escalate ${record.id} --to ${id} --reason "…"`,
			),
		]);
}
