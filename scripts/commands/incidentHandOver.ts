/** Handing an escalation over to whatever pages people, after it was written down. Allclear itself pages nobody. */
import { join } from 'node:path';
import type { Response } from '../../src/domain/response.ts';
import { currentLevel } from '../../src/domain/response.ts';
import type { ExitCode } from '../lib/exitCodes.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { gitFolder } from '../lib/localClone.ts';
import type { Workspace } from '../lib/workspace.ts';
import type { Escalation } from '../notify/messages.ts';
import type { Patience, Sent } from '../notify/send.ts';

/** What became of handing an escalation over. */
export interface HandedOver {
	/** Sentences about it. */
	lines: readonly string[];
	/** Receiver by receiver, if there are any. */
	sent?: readonly Sent[];
	/** Somebody has it. */
	reached: boolean;
	/** Only where it failed: it is to be tried again. */
	exitCode?: ExitCode;
}

/**
 * Hands it over. What fails does not take the note back: it is said, and the same command tries again, at those that
 * did not take it.
 */
export async function handOverTo(
	escalation: Omit<Escalation, 'incident' | 'title' | 'level' | 'url'>,
	response: Response,
	workspace: Workspace,
	wait?: Patience,
): Promise<HandedOver> {
	const path = process.env['ALLCLEAR_RECEIVERS'];
	if (path === undefined || path === '') {
		return {
			lines: ['Nobody was paged: ALLCLEAR_RECEIVERS names no file with receivers.'],
			reached: false,
		};
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
		return resultsOf(path, sent);
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		return {
			lines: [`Nobody was paged: ${error.message}`, ...(error.hint ? [error.hint] : [])],
			reached: false,
			exitCode: exitCodes.saved,
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

function resultsOf(path: string, sent: readonly Sent[]): HandedOver {
	if (sent.length === 0) {
		return {
			lines: [`Nobody was paged: no receiver in ${path} takes escalations.`],
			sent,
			reached: false,
		};
	}
	return {
		lines: sent.map(({ receiver, state, reason }) =>
			state === 'failed'
				? `${receiver} did not take it: ${reason ?? 'it failed'}. Run the same command again to try again.`
				: `${receiver} ${state === 'sent' ? 'has it' : 'had it before'}.`,
		),
		sent,
		reached: sent.some(({ state }) => state !== 'failed'),
		...(sent.some(({ state }) => state === 'failed') && { exitCode: exitCodes.saved }),
	};
}
