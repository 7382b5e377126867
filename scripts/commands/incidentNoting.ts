/** What responders write down for each other. Customers see none of it. */
import { parse as parseYamlValue } from 'yaml';
import { compareLevels } from '../../src/domain/level.ts';
import type { Response } from '../../src/domain/response.ts';
import { currentLevel, foldResponse } from '../../src/domain/response.ts';
import type { IncidentRecord } from '../../src/domain/stored.ts';
import { noteKinds } from '../../src/schemas/note.ts';
import type { Level } from '../../src/schemas/severity.ts';
import { milestones } from '../../src/schemas/vocabulary.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { argumentOf, textOf, textsOf, wordOf } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { Field } from '../lib/file.ts';
import { askText, needTexts } from '../lib/questions.ts';
import { printInstant } from '../lib/when.ts';
import type { Workspace } from '../lib/workspace.ts';
import { findIncident, openWorkspace, repositoryPath } from '../lib/workspace.ts';
import type { AlertOnDisk } from './incidentAlerts.ts';
import type { Noting } from './incidentDrafts.ts';
import { draftNote } from './incidentDrafts.ts';
import { circumstancesOf, incidentOf, levelOf, oneOf, sinceOf } from './incidentFlags.ts';

/** A note of any kind. */
export async function note(call: Call): Promise<Outcome> {
	const kind = oneOf(
		wordOf(call.given, 'kind') ?? 'observation',
		noteKinds,
		'kind of note',
		'npm run incident -- note --help',
	);
	const set = textsOf(call.given, 'set');
	const { workspace, record } = await begin(call);
	const message =
		(await textOf(call.given, 'message')) ??
		(set.length > 0
			? ''
			: (await needTexts(call, { message: 'What do responders know now?' })).message);
	const fields = Object.fromEntries(set.map(assignment));
	const outcome = await writeNote(call, workspace, record, { kind, fields, message });
	if (kind !== 'mitigation' && kind !== 'impact') return outcome;
	const { followsFrom } = await import('./incidentFollows.ts');
	const lines = followsFrom(kind, fields, record, workspace);
	return { ...outcome, lines: [...outcome.lines, ...lines] };
}

/** `I have it`: of an incident, or of an alert for which there is none yet. */
export async function acknowledge(call: Call): Promise<Outcome> {
	const id = incidentOf(call);
	const workspace = await openWorkspace(wordOf(call.given, 'by'));
	const { alertNamed } = await import('./incidentAlerts.ts');
	const alert = alertNamed(workspace, id);
	if (alert) return acknowledgeAlert(call, workspace, alert);
	const record = findIncident(workspace, id);
	const { alertsOf } = await import('./incidentAlerts.ts');
	// An alert of it may have been taken before there was an incident.
	const { acknowledgedBy, milestones: reached } = foldResponse(record, alertsOf(workspace, record));
	const { acknowledged } = reached;
	if (acknowledged !== undefined) {
		const who = acknowledgedBy ?? 'Somebody';
		return already(`${who} has ${record.id} since ${printInstant(acknowledged)}.`, record);
	}
	return writeNote(call, workspace, record, {
		kind: 'acknowledged',
		fields: {},
		message: (await textOf(call.given, 'message')) ?? '',
	});
}

/** The alert's own file says who has it; an incident that is opened for it takes that over. */
async function acknowledgeAlert(
	call: Call,
	workspace: Workspace,
	alert: AlertOnDisk,
): Promise<Outcome> {
	const { acknowledged, by, example } = alert.value;
	if (example) {
		throw new CommandError(
			exitCodes.invalid,
			`Alert ${alert.id} came with the product and shows how it works; it is not changed.`,
			'Keep one of your own: npm run alert < payload.json',
		);
	}
	if (acknowledged !== undefined) {
		return already(
			`${by ?? 'Somebody'} has alert ${alert.id} since ${printInstant(acknowledged)}.`,
			alert,
		);
	}
	const { alertOp } = await import('./alertNames.ts');
	const { changedAlert, draftAlert } = await import('./alertDrafts.ts');
	const circumstances = circumstancesOf(
		{ ...call, op: call.op ?? alertOp(alert.id, 'ack') },
		workspace,
	);
	const { at, op } = circumstances;
	const since = sinceOf(call.given, workspace, circumstances) ?? at;
	const text = changedAlert(alert.text, {
		acknowledged: printInstant(since),
		by: workspace.user,
	});
	const path = repositoryPath(workspace, alert.path);
	return deliverDraft(
		workspace,
		draftAlert(alert, op, `Acknowledge alert ${alert.id}`, [], [{ path, text }]),
		call,
	);
}

/** How bad it is from now on. */
export async function severity(call: Call): Promise<Outcome> {
	const { workspace, record, response } = await begin(call);
	const wanted =
		wordOf(call.given, 'to') ??
		argumentOf(call, 1, 'Which level?', `Write one of ${levelNames(workspace)} behind the id.`);
	const level = levelOf(workspace, wanted);
	if (level.until !== undefined && level.until <= workspace.now) {
		throw new CommandError(
			exitCodes.usage,
			`${level.label} was retired at ${printInstant(level.until)}.`,
			`Write one of ${levelNames(workspace)}.`,
		);
	}
	const step = currentLevel(response);
	if (step?.level === level.id) return already(`${record.id} is ${level.label} already.`, record);
	const before = workspace.severity.levels.find(({ id }) => id === step?.level);
	const reason = await reasonFor(call, workspace, record, level, before, step?.rule);
	const outcome = await writeNote(
		call,
		workspace,
		record,
		{
			kind: 'severity',
			fields: { level: level.id, reason },
			message: (await textOf(call.given, 'message')) ?? '',
		},
		`Incident ${record.id} is ${level.label}`,
	);
	const { rolesLeft } = await import('./incidentPeople.ts');
	const left = rolesLeft(record.id, response.roles, level, workspace);
	return { ...outcome, lines: [...outcome.lines, ...left] };
}

/** Why a level is lowered, where the organisation or a rule asks for it. */
async function reasonFor(
	call: Call,
	workspace: Workspace,
	record: IncidentRecord,
	level: Level,
	before: Level | undefined,
	rule: string | undefined,
): Promise<string | undefined> {
	const given = wordOf(call.given, 'reason');
	if (given !== undefined || !before || compareLevels(before, level) >= 0) return given;
	const { keptBy } = await import('./incidentProof.ts');
	const kept = keptBy(workspace, record, { level: before, rule }, level);
	if (!workspace.severity.loweringNeedsReason && kept === undefined) return undefined;
	if (call.interactive) return askText(`Why is it no longer ${before.label}?`);
	throw new CommandError(
		exitCodes.invalid,
		kept ?? `From ${before.label} to ${level.label} is lower, and lowering asks for a reason.`,
		'Add --reason "…".',
	);
}

/** Who has a role from now on. */
export async function role(call: Call): Promise<Outcome> {
	const { workspace, record, response } = await begin(call);
	const { roles } = workspace.process;
	const ids = roles.map(({ id }) => id);
	const id = argumentOf(call, 1, 'Which role?', `Write one of ${ids.join(', ')} behind the id.`);
	const chosen = oneOf(id, ids, 'role', 'process.yaml');
	const nobody = call.given['nobody'] === true;
	const { personFor } = await import('./incidentPeople.ts');
	const person = nobody
		? undefined
		: personFor(
				wordOf(call.given, 'person'),
				roles.find((item) => item.id === chosen),
				workspace,
			);
	const name = roles.find((item) => item.id === chosen)?.name ?? chosen;
	if (response.roles.find((item) => item.role === chosen)?.person === person) {
		return already(
			person === undefined
				? `Nobody has the role already: ${name}.`
				: `${person} has the role already: ${name}.`,
			record,
		);
	}
	return writeNote(
		call,
		workspace,
		record,
		{
			kind: 'role',
			fields: { role: chosen, person },
			message: (await textOf(call.given, 'message')) ?? '',
		},
		`${name} of incident ${record.id}: ${person ?? 'nobody'}`,
	);
}

/** Something was reached from which times are measured. */
export async function milestone(call: Call): Promise<Outcome> {
	const { workspace, record } = await begin(call);
	const wanted = argumentOf(
		call,
		1,
		'Which milestone?',
		`Write one of ${milestones.join(', ')} behind the id.`,
	);
	const reached = oneOf(wanted, milestones, 'milestone', 'npm run incident -- milestone --help');
	const how = wordOf(call.given, 'detected-by');
	if (how !== undefined && reached !== 'detected') {
		throw new CommandError(
			exitCodes.usage,
			`--detected-by does not belong to \`${reached}\`.`,
			'It says how an incident was `detected`.',
		);
	}
	return writeNote(
		call,
		workspace,
		record,
		{
			kind: 'milestone',
			fields: {
				milestone: reached,
				'detected-by':
					how &&
					oneOf(how, workspace.process.detections, 'way to notice', '`detections` in process.yaml'),
			},
			message: (await textOf(call.given, 'message')) ?? '',
		},
		`Incident ${record.id}: ${reached.replaceAll('-', ' ')}`,
	);
}

/** The incident that is meant, and where it stands. */
export async function begin(
	call: Call,
): Promise<{ workspace: Workspace; record: IncidentRecord; response: Response }> {
	const id = incidentOf(call);
	const workspace = await openWorkspace(wordOf(call.given, 'by'));
	const record = findIncident(workspace, id);
	return { workspace, record, response: foldResponse(record) };
}

/** Writes a note of an incident. */
export function writeNote(
	call: Call,
	workspace: Workspace,
	record: IncidentRecord,
	noting: Noting,
	title?: string,
): Promise<Outcome> {
	const circumstances = circumstancesOf(call, workspace, record);
	const since = sinceOf(call.given, workspace, circumstances);
	const draft = draftNote(record.id, record.path, { ...noting, since }, circumstances);
	return deliverDraft(workspace, { ...draft, ...(title !== undefined && { title }) }, call, record);
}

/** What was wanted is so already: nothing is written, and that is no mistake. */
const already = (line: string, { id }: { id: string }): Outcome => ({
	lines: [line],
	data: { status: 'already-done', id, message: line },
});

const levelNames = ({ severity, now }: Workspace) =>
	severity.levels
		.filter(({ until }) => now < (until ?? Infinity))
		.map(({ id }) => id)
		.join(', ');

/** `result=worked` as a field: a word or a sentence as it stands; lists, maps, numbers, yes and no as YAML has them. */
function assignment(item: string): [string, Field] {
	const split = item.indexOf('=');
	if (split <= 0) {
		throw new CommandError(
			exitCodes.usage,
			`\`--set ${item}\` sets nothing.`,
			'Write `--set field=value`.',
		);
	}
	const [field, value] = [item.slice(0, split), item.slice(split + 1)];
	if (!/^(?:[[{'"]|true$|false$|-?\d+(?:\.\d+)?$)/.test(value)) return [field, value];
	try {
		return [field, parseYamlValue(value) as Field];
	} catch (error) {
		throw new CommandError(
			exitCodes.usage,
			`The value of \`--set ${field}\` cannot be read: ${(error as Error).message.split('\n')[0] ?? ''}`,
			'Write a list as `[a, b]`, a map as `{a: 1}`, and everything else as it is.',
		);
	}
}
