/** Every command with its actions, called in this process as a person would call it. */
import { Readable } from 'node:stream';
import { actions as action } from '../../scripts/commands/action.ts';
import { actions as alert } from '../../scripts/commands/alertActions.ts';
import { actions as gate } from '../../scripts/commands/gate.ts';
import { actions as incident } from '../../scripts/commands/incidentActions.ts';
import { actions as maintenance } from '../../scripts/commands/maintenanceActions.ts';
import { actions as message } from '../../scripts/commands/message.ts';
import { actions as notify } from '../../scripts/commands/notify.ts';
import { actions as onCall } from '../../scripts/commands/onCall.ts';
import { actions as postMortem } from '../../scripts/commands/postMortem.ts';
import { actions as runbook } from '../../scripts/commands/runbook.ts';
import type { Action, Outcome } from '../../scripts/lib/command.ts';
import { callCommand } from '../../scripts/lib/command.ts';

export const registries: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
	action,
	alert,
	gate,
	incident,
	maintenance,
	message,
	notify,
	'on-call': onCall,
	'post-mortem': postMortem,
	runbook,
};

/**
 * Calls an action, such as `incident open`.
 * @param input what arrives at standard input
 */
export async function callAction(
	name: string,
	{ words, input }: { words: readonly string[]; input?: string },
	...more: string[]
): Promise<Outcome> {
	const [command = '', chosen = ''] = name.split(' ');
	const stdin = Object.getOwnPropertyDescriptor(process, 'stdin');
	Object.defineProperty(process, 'stdin', {
		configurable: true,
		value: Readable.from(input === undefined ? [] : [Buffer.from(input)]),
	});
	try {
		return await callCommand(command, '', registries[command] ?? {}, [
			chosen,
			...words,
			...more,
			'--no-input',
		]);
	} finally {
		if (stdin) Object.defineProperty(process, 'stdin', stdin);
	}
}
