/** What customers are told: that it began, how it goes, that it is over, that it goes on. */
import type { Response } from '../../src/domain/response.ts';
import { currentLevel, foldResponse } from '../../src/domain/response.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { requireFlags, textOf, textsOf, wordOf } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { Draft, DraftFile } from '../lib/forge.ts';
import { needTexts } from '../lib/questions.ts';
import { derivedName } from '../lib/random.ts';
import type { Workspace } from '../lib/workspace.ts';
import { findIncident, isTaken, openWorkspace, repositoryPath } from '../lib/workspace.ts';
import type { AlertOnDisk } from './incidentAlerts.ts';
import type { Circumstances, Saying } from './incidentDrafts.ts';
import { draftNote, draftOpen, draftUpdate, folderOf } from './incidentDrafts.ts';
import {
	circumstancesOf,
	incidentOf,
	levelOf,
	nextUpdateOf,
	refuseIfOver,
	servicesIn,
	servicesOf,
	sinceOf,
	statusOf,
} from './incidentFlags.ts';
import { answersOf, firedFor, graded, gradingNotes } from './incidentGrading.ts';

/** Opens an incident. */
export async function open(call: Call): Promise<Outcome> {
	const { given } = call;
	const workspace = await openWorkspace(wordOf(given, 'by'));
	const internal = given['internal'] === true;
	const alert = await alertOf(workspace, wordOf(given, 'alert'));
	const names = alert && (await namesFor(workspace, alert));
	const circumstances = circumstancesOf({ ...call, op: call.op ?? names?.op }, workspace);
	const { at, op } = circumstances;
	const facts = answersOf(textsOf(given, 'fact'), workspace);
	const firedWith = (services: readonly string[]) =>
		firedFor(
			{
				at,
				public: !internal,
				services: servicesOf(services),
				answers: facts,
				alerts: alert ? [alert] : [],
			},
			workspace,
		);
	const typed = {
		title: wordOf(given, 'title'),
		severity: wordOf(given, 'severity') ?? (alert && ruleLevel(workspace, alert)),
		services: textsOf(given, 'service'),
		message: await textOf(given, 'message'),
	};
	const answers = call.interactive
		? await (
				await import('./incidentQuestions.ts')
			).askForOpening(typed, internal, workspace, (services) => firedWith(services)[0]?.level)
		: typed;
	const { title, severity, message } = answers;
	const grading = graded(
		severity === undefined ? undefined : levelOf(workspace, severity),
		firedWith(answers.services),
	);
	if (title === undefined || !grading || message === undefined) {
		requireFlags(
			Object.entries({ title, severity: grading?.level.id, message })
				.filter(([, value]) => value === undefined)
				.map(([name]) => name),
		);
		throw new Error('A missing flag went unnoticed.');
	}
	const { level, rule } = grading;
	const id = names?.id ?? freeId(workspace, at, call.op, op);
	const draft = draftOpen(
		{
			title,
			// A rule's level stands in a note, which says which rule it was.
			level: rule ? undefined : level.id,
			internal,
			message,
			alert: alert?.id,
			status: 'investigating',
			since: sinceOf(given, workspace, circumstances) ?? firedBefore(alert, at),
			services: servicesOf(answers.services),
			workaround: wordOf(given, 'workaround'),
			nextUpdate: internal ? undefined : nextUpdateOf(given, workspace, level.id, at),
		},
		{ id, noteOp: derivedName(op, 'began', 6) },
		circumstances,
		gradingNotes(facts, grading).map(({ noting, name }) => ({
			noting,
			op: derivedName(op, name, 6),
		})),
	);
	if (alert) draft.files.push(...(await takenOver(workspace, alert, id, circumstances)));
	const outcome = await deliverDraft(workspace, draft, call);
	// The same command run again goes on with what it wrote before, under its first id.
	const written = typeof outcome.data['id'] === 'string' ? outcome.data['id'] : id;
	const { rolesLeft } = await import('./incidentPeople.ts');
	return {
		...outcome,
		lines: [
			...outcome.lines,
			...grading.lines,
			...(call.dryRun ? [] : [...next(written), ...rolesLeft(written, [], level, workspace)]),
		],
		data: { ...outcome.data, level: level.id, ...(rule && { rule: rule.rule }) },
	};
}

/** Another word to customers. */
export async function update(call: Call): Promise<Outcome> {
	const { given } = call;
	const status = statusOf(wordOf(given, 'status'));
	if (status === 'resolved') return (await import('./incidentResolving.ts')).resolve(call);
	const workspace = await openWorkspace(wordOf(given, 'by'));
	const record = findIncident(workspace, incidentOf(call));
	const response = foldResponse(record);
	refuseIfOver(response, workspace);
	if (!response.shown && wordOf(given, 'title') === undefined) {
		throw new CommandError(
			exitCodes.usage,
			'Customers have not been told of this incident yet, so this update needs a title.',
			'Add --title "…", or write it down for responders: npm run incident -- note.',
		);
	}
	const { message } = await needTexts(call, { message: 'What should customers know?' });
	const circumstances = circumstancesOf(call, workspace, record);
	const saying = {
		...sayingOf(call, workspace, response, circumstances),
		message,
		status: status ?? (response.shown ? undefined : ('investigating' as const)),
	};
	const draft = draftUpdate(record.id, record.path, saying, circumstances);
	return deliverDraft(workspace, draft, call, record);
}

/** It was said to be over, and is not. */
export async function reopen(call: Call): Promise<Outcome> {
	const { given } = call;
	const workspace = await openWorkspace(wordOf(given, 'by'));
	const record = findIncident(workspace, incidentOf(call));
	const response = foldResponse(record);
	if (response.open) {
		throw new CommandError(
			exitCodes.invalid,
			`${record.id} is not over, so there is nothing to reopen.`,
			`Say how it goes: npm run incident -- update ${record.id} --message "…"`,
		);
	}
	const status = statusOf(wordOf(given, 'status')) ?? 'investigating';
	if (status === 'resolved') {
		throw new CommandError(
			exitCodes.usage,
			'--status resolved does not reopen it.',
			'Leave it out, or say where it stands now.',
		);
	}
	const { message } = await needTexts(call, {
		message: response.shown ? 'What should customers know?' : 'Why is it not over?',
	});
	const circumstances = circumstancesOf(call, workspace, record);
	const draft: Draft = response.shown
		? draftUpdate(
				record.id,
				record.path,
				{ ...sayingOf(call, workspace, response, circumstances), message, status },
				circumstances,
			)
		: draftNote(
				record.id,
				record.path,
				{
					kind: 'reopened',
					fields: {},
					message,
					since: sinceOf(given, workspace, circumstances),
				},
				circumstances,
			);
	const outcome = await deliverDraft(
		workspace,
		{ ...draft, title: `Reopen incident ${record.id}` },
		call,
		record,
	);
	const silent = response.shown?.services.length && Object.keys(servicesIn(call)).length === 0;
	return silent
		? {
				...outcome,
				lines: [
					...outcome.lines,
					'Every service still reads operational. If customers feel it: update with --service <id>=<condition>.',
				],
			}
		: outcome;
}

function sayingOf(
	call: Call,
	workspace: Workspace,
	response: Response,
	circumstances: Circumstances,
): Saying {
	const { given } = call;
	return {
		message: '',
		title: wordOf(given, 'title'),
		since: sinceOf(given, workspace, circumstances),
		services: servicesIn(call),
		workaround: wordOf(given, 'workaround'),
		nextUpdate: nextUpdateOf(given, workspace, currentLevel(response)?.level, circumstances.at),
	};
}

/**
 * The id of a new incident: it follows from the operation.
 *
 * @param given the operation, if it was named before: then what lies there is its own
 */
export function freeId(
	workspace: Workspace,
	at: number,
	given: string | undefined,
	op: string,
): string {
	const day = new Date(at).toISOString().slice(0, 10);
	for (let attempt = 0; ; attempt++) {
		const id = `${day}-${derivedName(op, `incident ${attempt}`, 4)}`;
		if (given !== undefined || !isTaken(workspace, folderOf(id))) return id;
	}
}

async function alertOf(
	workspace: Workspace,
	id: string | undefined,
): Promise<AlertOnDisk | undefined> {
	if (id === undefined) return undefined;
	const { alertFiles, alertNamed } = await import('./incidentAlerts.ts');
	const alert = alertNamed(workspace, id);
	if (!alert || alert.value.example) {
		const { didYouMean } = await import('../../src/domain/suggest.ts');
		const ids = alertFiles(workspace).map((file) => file.id);
		throw new CommandError(
			exitCodes.usage,
			`There is no alert \`${id}\` of your own.`,
			didYouMean(id, ids, 'content/alerts/'),
		);
	}
	if (alert.value.incident !== undefined) {
		throw new CommandError(
			exitCodes.invalid,
			`Alert ${id} belongs to incident ${alert.value.incident} already.`,
			`Go on there: npm run incident -- update ${alert.value.incident} --message "…"`,
		);
	}
	return alert;
}

/** The level that the alert's rule usually means. */
function ruleLevel({ alerts }: Workspace, { value }: AlertOnDisk): string | undefined {
	return alerts.rules.find(({ name, source }) => name === value.name && source === value.source)
		?.level;
}

/** When the alert began to fire: customers may have felt it since. */
const firedBefore = (alert: AlertOnDisk | undefined, at: number) =>
	alert && alert.value.fired < at ? alert.value.fired : undefined;

/** Id and operation that follow from an alert: two people who open an incident for it open the same one. */
async function namesFor(workspace: Workspace, alert: AlertOnDisk) {
	const { alertOp, incidentIdFor } = await import('./alertNames.ts');
	const day = new Date(alert.value.fired).toISOString().slice(0, 10);
	for (let attempt = 0; ; attempt++) {
		const id = incidentIdFor(alert.id, day, attempt);
		if (!isTaken(workspace, folderOf(id))) return { id, op: alertOp(alert.id, 'open', day) };
	}
}

/** The alert's file, which names its incident from now on, and what the incident takes over from it. */
async function takenOver(
	workspace: Workspace,
	alert: AlertOnDisk,
	incident: string,
	{ at, by, op, prefix }: Circumstances,
): Promise<DraftFile[]> {
	const { changedAlert, takenFrom } = await import('./alertDrafts.ts');
	const source = workspace.alerts.sources.find(({ id }) => id === alert.value.source);
	const ops = {
		detected: derivedName(op, 'detected', 6),
		acknowledged: derivedName(op, 'acknowledged', 6),
	};
	return [
		{ path: repositoryPath(workspace, alert.path), text: changedAlert(alert.text, { incident }) },
		...takenFrom(alert, source?.kind, ops, { folder: folderOf(incident), at, by, prefix }),
	];
}

const next = (id: string) => [
	`Go on with: npm run incident -- update ${id} --message "…"`,
	`            npm run incident -- resolve ${id} --message "…"`,
];
