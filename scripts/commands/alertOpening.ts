/** An incident for an alert: opened, or joined if it is open already. */
import { proposeFor } from '../../src/domain/alertProposal.ts';
import { currentLevel } from '../../src/domain/response.ts';
import { didYouMean } from '../../src/domain/suggest.ts';
import type { AlertSource } from '../../src/schemas/alerts.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { AlertFile } from './alertDrafts.ts';
import { draftAlert, incidentFiles } from './alertDrafts.ts';
import { alertOp, incidentIdFor } from './alertNames.ts';
import { day, proposalData, proposalLines } from './alertProposing.ts';
import type { AlertWorkspace } from './alertWorkspace.ts';
import { factSourcesOf, fileOf } from './alertWorkspace.ts';
import type { Saying } from './incidentDrafts.ts';
import { levelOf, servicesOf } from './incidentFlags.ts';

/** What a person wants of an incident for an alert. */
export interface Wish {
	by: string | undefined;
	/** A level instead of the proposed one, by any name it has. */
	severity: string | undefined;
	/** What customers are told. */
	public: string | undefined;
	/** The title of what they are told. */
	title: string | undefined;
	/** Conditions of services that they are told of, e.g. `checkout=partial-outage`. */
	services: string[];
}

/**
 * Opens an incident for an alert, or adds it to the open one that it belongs to.
 *
 * @param severities the sender's words for how bad it is, if the payload is at hand
 * @throws {CommandError} if what is wanted does not fit
 */
export async function openFor(
	workspace: AlertWorkspace,
	alert: AlertFile,
	severities: readonly string[],
	wish: Wish,
	call: Pick<Call, 'dryRun'>,
): Promise<Outcome> {
	const { value } = alert;
	if (value.incident !== undefined) {
		return {
			lines: [`Alert ${alert.id} belongs to incident ${value.incident} already.`],
			data: { status: 'already-done', id: alert.id, incident: value.incident },
		};
	}
	const source = sourceOf(workspace, alert);
	const words =
		severities.length > 0 || value.severity === undefined ? severities : [value.severity];
	const { log, now, prefix } = workspace;
	const proposal = proposeFor(alert, words, source, log, factSourcesOf(workspace), now);
	const level = wish.severity === undefined ? undefined : levelOf(workspace, wish.severity).id;
	const id = proposal.incident?.id ?? freeId(workspace, alert);
	const op = alertOp(alert.id, 'open', day(alert));
	const isNew = !log.some((known) => known.id === alert.id);
	const files = incidentFiles(
		alert,
		source,
		proposal,
		log
			.filter((known) => proposal.together.some((other) => other.id === known.id))
			.map((known) => fileOf(workspace, known)),
		{
			id,
			open: proposal.incident !== undefined,
			at: now,
			by: wish.by ?? (isNew ? source.id : workspace.user),
			prefix,
			ops: {
				detected: op,
				acknowledged: alertOp(op, 'acknowledged'),
				severity: alertOp(op, 'severity'),
				update: alertOp(op, 'update'),
			},
			level,
			public: sayingOf(wish, proposal.incident?.shown !== undefined),
		},
	);
	const reasons = proposalLines(alert, proposal).slice(0, -1);
	const draft = {
		...draftAlert(
			alert,
			op,
			proposal.incident
				? `Add alert ${alert.id} to incident ${id}`
				: `Open incident ${id} for alert ${alert.id} of ${source.id}`,
			reasons,
			files,
		),
		...(wish.public !== undefined && { kind: 'incident' as const }),
	};
	const outcome = await deliverDraft(workspace, draft, call);
	const has = level ?? proposal.level?.level.id ?? currentLevelOf(proposal.incident);
	return {
		...outcome,
		lines: [
			...outcome.lines,
			...reasons,
			...(has === undefined
				? [`Nobody has said how bad it is: npm run incident -- severity ${id} --to <level>`]
				: []),
		],
		data: {
			...outcome.data,
			alert: alert.id,
			incident: id,
			proposal: proposalData(alert, proposal),
		},
	};
}

function sourceOf({ alerts }: AlertWorkspace, { value }: AlertFile): AlertSource {
	const source = alerts.sources.find(({ id }) => id === value.source);
	if (source) return source;
	throw new CommandError(
		exitCodes.invalid,
		`There is no alert source \`${value.source}\`.`,
		didYouMean(
			value.source,
			alerts.sources.map(({ id }) => id),
			'alerts.yaml',
		),
	);
}

const currentLevelOf = (incident: Parameters<typeof currentLevel>[0] | undefined) =>
	incident && currentLevel(incident)?.level;

/** The id that follows from the alert, or the next one if another incident has it by chance. */
function freeId({ responses }: AlertWorkspace, alert: AlertFile): string {
	for (let attempt = 0; ; attempt++) {
		const id = incidentIdFor(alert.id, day(alert), attempt);
		if (!responses.some((response) => response.id === id)) return id;
	}
}

/** What customers are told: a person’s words, or nothing. */
function sayingOf(wish: Wish, told: boolean): Saying | undefined {
	const { public: message, title, services } = wish;
	if (message === undefined) {
		if (title === undefined && services.length === 0) return undefined;
		throw new CommandError(
			exitCodes.usage,
			'--title and --service are for customers, and nothing is said to them.',
			'Add --public "…", or leave the two out.',
		);
	}
	if (title === undefined && !told) {
		throw new CommandError(
			exitCodes.usage,
			'Customers have not been told of this yet, so what they are told needs a title.',
			'Add --title "…" in customers’ words.',
		);
	}
	return {
		message,
		title,
		status: told ? undefined : 'investigating',
		services: servicesOf(services),
	};
}
