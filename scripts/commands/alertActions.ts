/** The actions of `npm run alert`. Each: parse, draft, act. */
import { dispositions } from '../../src/schemas/vocabulary.ts';
import { didYouMean } from '../../src/domain/suggest.ts';
import type { Action, Call, Given, Outcome } from '../lib/command.ts';
import { textsOf } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { openWorkspace } from '../lib/workspace.ts';
import { changedAlert, draftAlert } from './alertDrafts.ts';
import { parsePayload, readPayloadText } from './alertInput.ts';
import { alertOp } from './alertNames.ts';
import type { Wish } from './alertOpening.ts';
import { openFor } from './alertOpening.ts';
import { receivePayload } from './alertReceiving.ts';
import { findAlert, readAlertWorkspace } from './alertWorkspace.ts';

const opening = {
	severity: { type: 'text', value: '<level>', about: 'The level, if not the proposed one.' },
	public: {
		type: 'text',
		value: '<words>',
		about: 'Tell customers too, in these words. No word of the alert is ever shown to them.',
	},
	title: { type: 'text', about: 'With --public: what is wrong, in customers’ words.' },
	service: {
		type: 'text',
		value: '<id>=<condition>',
		many: true,
		about: 'With --public: what customers meet at a service.',
	},
	by: { type: 'text', value: '<name>', about: 'Who says it, if not you as git knows you.' },
} as const satisfies Action['flags'];

/** The action that runs when none is named: `npm run alert < payload.json`. */
export const defaultAction = 'receive';

export const actions: Record<string, Action> = {
	receive: {
		about: 'Read a payload from standard input and keep its alert. Runs if no action is named.',
		flags: {
			source: {
				type: 'text',
				value: '<id>',
				about: 'The source in alerts.yaml, where the payload alone does not tell it.',
			},
			open: {
				type: 'yes',
				about: 'Also open an incident for it, or add it to the open one it belongs to.',
			},
			...opening,
		},
		example: 'npm run alert < payload.json',
		takesMore: true,
		run: async (call) => {
			const payload = parsePayload(await readPayloadText(process.stdin));
			return receive(payload, call);
		},
	},
	open: {
		about: 'Open an incident for an alert that is kept, or add it to the open one it belongs to.',
		arguments: ['alert'],
		flags: opening,
		example: 'npm run alert -- open h7k2m9xq-1 --severity sev2',
		run: async (call) => {
			const workspace = readAlertWorkspace(await openWorkspace(text(call.given, 'by')));
			const alert = findAlert(workspace, alertOf(call));
			return openFor(workspace, alert, [], wishOf(call.given), call);
		},
	},
	disposition: {
		about: 'Say what became of an alert.',
		arguments: ['alert', dispositions.join('|')],
		flags: {
			reason: { type: 'text', about: 'Why, in one line.' },
			incident: { type: 'text', value: '<id>', about: 'The incident it belongs to.' },
		},
		example:
			'npm run alert -- disposition h7k2m9xq-1 false --reason "The probe itself was broken."',
		run: dispose,
	},
};

/** Keeps the alert of a payload that came in by any way. */
export async function receive(payload: unknown, call: Call): Promise<Outcome> {
	const { given } = call;
	const workspace = readAlertWorkspace(await openWorkspace(text(given, 'by')));
	const wish = { ...wishOf(given), open: given['open'] === true };
	return receivePayload(workspace, payload, { ...wish, source: text(given, 'source') }, call);
}

async function dispose(call: Call): Promise<Outcome> {
	const { given } = call;
	const workspace = readAlertWorkspace(await openWorkspace(text(given, 'by')));
	const alert = findAlert(workspace, alertOf(call));
	const [, said = ''] = call.positionals;
	const disposition = dispositions.find((known) => known === said);
	if (disposition === undefined) {
		throw new CommandError(
			exitCodes.usage,
			said === '' ? 'What became of it?' : `There is no disposition \`${said}\`.`,
			said === ''
				? `Write one of ${dispositions.join(', ')} behind the alert’s id.`
				: didYouMean(said, dispositions, 'npm run alert -- disposition --help'),
		);
	}
	const reason = text(given, 'reason');
	const incident = text(given, 'incident');
	const changed = changedAlert(alert.text, {
		disposition,
		...(incident !== undefined && { incident }),
		...(reason !== undefined && { note: reason }),
	});
	if (changed === alert.text) {
		return {
			lines: [`Alert ${alert.id} has that disposition already.`],
			data: { status: 'already-done', id: alert.id },
		};
	}
	const draft = draftAlert(
		alert,
		alertOp(alert.id, 'disposition', disposition, reason ?? '', incident ?? '', alert.text),
		`Alert ${alert.id}: ${disposition}`,
		reason === undefined ? [] : [reason],
		[{ path: alert.path, text: changed }],
	);
	return deliverDraft(workspace, draft, call);
}

function wishOf(given: Given): Wish {
	return {
		by: text(given, 'by'),
		severity: text(given, 'severity'),
		public: text(given, 'public'),
		title: text(given, 'title'),
		services: textsOf(given, 'service'),
	};
}

function alertOf({ positionals }: Call): string {
	const [id] = positionals;
	if (id !== undefined) return id;
	throw new CommandError(exitCodes.usage, 'Which alert?', 'Write its id, the name of its file.');
}

const text = (given: Given, flag: string): string | undefined => {
	const value = given[flag];
	return typeof value === 'string' ? value : undefined;
};
