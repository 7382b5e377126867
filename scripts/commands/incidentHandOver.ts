/** Handing an escalation over to whatever pages people, after it was written down. Allclear itself pages nobody. */
import { join } from 'node:path';
import type { Response } from '../../src/domain/response.ts';
import { currentLevel } from '../../src/domain/response.ts';
import type { Outcome } from '../lib/command.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { gitFolder } from '../lib/localClone.ts';
import type { Workspace } from '../lib/workspace.ts';
import type { Escalation } from '../notify/messages.ts';
import type { Patience, Sent } from '../notify/send.ts';

/**
 * The outcome of an escalation, with what became of handing it over. What fails does not take the note back: it is
 * said, and the same command tries again, at those that did not take it.
 */
export async function handedOver(
	outcome: Outcome,
	escalation: Omit<Escalation, 'incident' | 'title' | 'level' | 'url'>,
	response: Response,
	workspace: Workspace,
	wait?: Patience,
): Promise<Outcome> {
	const path = process.env['ALLCLEAR_RECEIVERS'];
	if (path === undefined || path === '') {
		return withLines(outcome, [
			'Nobody was paged: ALLCLEAR_RECEIVERS names no file with receivers.',
		]);
	}
	const [{ readReceivers }, { openLedger }, { handOver }, folder] = await Promise.all([
		import('../notify/receivers.ts'),
		import('../notify/ledger.ts'),
		import('../notify/send.ts'),
		gitFolder(workspace.top),
	]);
	try {
		const sent = await handOver(
			readReceivers(path),
			{ ...escalation, ...aboutIncident(response, workspace) },
			openLedger(join(folder ?? join(workspace.top, '.cache'), 'allclear/handed-over.txt')),
			Date.now(),
			wait,
		);
		return withResults(outcome, path, sent);
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		return {
			...withLines(outcome, [`Nobody was paged: ${error.message}`, error.hint ?? '']),
			exitCode: outcome.exitCode || exitCodes.saved,
		};
	}
}

function aboutIncident(response: Response, { severity, organisation }: Workspace) {
	const { id, title } = response;
	const portal = organisation.portalUrl?.replace(/\/+$/, '');
	return {
		incident: id,
		title,
		level: severity.levels.find((level) => level.id === currentLevel(response)?.level)?.label,
		url: portal === undefined ? undefined : `${portal}/incidents/${id}/`,
	};
}

function withResults(outcome: Outcome, path: string, sent: readonly Sent[]): Outcome {
	const lines = sent.map(({ receiver, state, reason }) =>
		state === 'failed'
			? `${receiver} did not take it: ${reason ?? 'it failed'}. Run the same command again to try again.`
			: `${receiver} ${state === 'sent' ? 'has it' : 'had it before'}.`,
	);
	const told = withLines(
		outcome,
		sent.length === 0 ? [`Nobody was paged: no receiver in ${path} takes escalations.`] : lines,
	);
	return {
		...told,
		data: { ...told.data, handedOver: sent },
		...(sent.some(({ state }) => state === 'failed') && {
			exitCode: outcome.exitCode || exitCodes.saved,
		}),
	};
}

const withLines = (outcome: Outcome, lines: readonly string[]): Outcome => ({
	...outcome,
	lines: [...outcome.lines, ...lines.filter((line) => line !== '')],
});
