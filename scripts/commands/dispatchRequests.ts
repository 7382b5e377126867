/** What a `workflow_dispatch` or `repository_dispatch` asks for: a command from a chat, or an alert. */
import { z } from 'astro/zod';
import { didYouMean } from '../../src/domain/suggest.ts';
import { opFrom } from '../lib/automation.ts';
import type { Request } from '../lib/automation.ts';
import type { Action, Given } from '../lib/command.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { receive } from './alertActions.ts';
import { actions as incident } from './incidentActions.ts';
import { actions as maintenance } from './maintenanceActions.ts';

const requestSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('alert'),
		/** Id of the source in `alerts.yaml`. */
		source: z.string().optional(),
		/** Open an incident for it, or add it to the open one that it belongs to. */
		open: z.boolean().default(false),
		/** What the sender's webhook posted, unchanged. */
		payload: z.unknown(),
	}),
	z.strictObject({
		kind: z.literal('command'),
		/** `incident` or `maintenance`. */
		command: z.string(),
		action: z.string(),
		/** What stands behind the action without a flag, e.g. the id of an incident. */
		arguments: z.array(z.string()).default([]),
		flags: z
			.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())]))
			.default({}),
		/** Anything that is the same when the same request is sent again. */
		id: z.string().max(200).optional(),
	}),
]);

/** Commands that can be called from outside. What takes words away is left to people with a clone. */
const commands: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
	incident: without(incident, ['redact', 'backfill', 'list', 'show']),
	maintenance,
};

/**
 * Reads the event.
 *
 * @param run what names this run and every re-run of it
 * @throws {CommandError} if it asks for nothing that can be done
 */
export function requestOfDispatch(event: unknown, run: string): Request {
	const parsed = requestSchema.safeParse(askedIn(event));
	if (!parsed.success) {
		throw new CommandError(
			exitCodes.invalid,
			`This is no request: ${z.prettifyError(parsed.error)}`,
			'docs/commands.md shows what a request looks like.',
		);
	}
	const asked = parsed.data;
	if (asked.kind === 'alert') {
		const { source, open, payload } = asked;
		return {
			// The names of an alert follow from the alert itself.
			action: {
				about: '',
				flags: {},
				example: '',
				takesMore: true,
				run: (call) => receive(payload, call),
			},
			given: { source, open },
			positionals: [],
			op: opFrom(run),
		};
	}
	const actions = named(asked.command, commands, 'command');
	const action = actionNamed(asked.command, asked.action, actions);
	if (asked.arguments.length > (action.arguments?.length ?? 0)) {
		throw new CommandError(
			exitCodes.invalid,
			`${asked.command} ${asked.action} takes fewer arguments.`,
			'docs/commands.md shows what a request looks like.',
		);
	}
	return {
		action,
		given: flagsOf(asked.flags, action),
		positionals: asked.arguments,
		op: opFrom(JSON.stringify([asked.command, asked.action, asked.id ?? run])),
	};
}

const dispatchSchema = z.object({
	client_payload: z.unknown().optional(),
	inputs: z.object({ request: z.string() }).nullish(),
});

/** The request in the event: `client_payload`, or the input `request` as JSON. */
function askedIn(event: unknown): unknown {
	const parsed = dispatchSchema.safeParse(event);
	if (!parsed.success) return undefined;
	const { client_payload: payload, inputs } = parsed.data;
	if (!inputs) return payload;
	try {
		return JSON.parse(inputs.request);
	} catch {
		throw new CommandError(
			exitCodes.invalid,
			'The input `request` is not JSON.',
			'docs/commands.md shows what a request looks like.',
		);
	}
}

function flagsOf(flags: Given, action: Action): Given {
	for (const [name, value] of Object.entries(flags)) {
		const flag = named(name, action.flags, 'flag');
		const wanted =
			flag.type === 'yes' ? 'true or false' : flag.many === true ? 'a list of texts' : 'a text';
		const right =
			flag.type === 'yes'
				? typeof value === 'boolean'
				: flag.many === true
					? Array.isArray(value)
					: typeof value === 'string';
		if (!right) {
			throw new CommandError(
				exitCodes.invalid,
				`The flag \`${name}\` is not ${wanted}.`,
				flag.about,
			);
		}
	}
	return flags;
}

/**
 * The action that is asked for. Whoever misses one is told all that there are: what is called alike can do something
 * else of weight, as `retract` takes back what `redact` only cleans.
 */
function actionNamed(
	command: string,
	name: string,
	actions: Readonly<Record<string, Action>>,
): Action {
	const found = Object.hasOwn(actions, name) ? actions[name] : undefined;
	if (found !== undefined) return found;
	const atTerminal = command === 'incident' && Object.hasOwn(incident, name);
	throw new CommandError(
		exitCodes.invalid,
		atTerminal
			? `\`${command} ${name}\` cannot be asked for by a request, only at a terminal.`
			: `There is no action \`${name.slice(0, 60)}\` for requests.`,
		`Requests to ${command} are ${Object.keys(actions)
			.map((item) => `\`${item}\``)
			.join(', ')}; see docs/commands.md.`,
	);
}

function named<T>(name: string, known: Readonly<Record<string, T>>, thing: string): T {
	const found = Object.hasOwn(known, name) ? known[name] : undefined;
	if (found !== undefined) return found;
	throw new CommandError(
		exitCodes.invalid,
		`There is no ${thing} \`${name.slice(0, 60)}\` for requests.`,
		didYouMean(name.slice(0, 60), Object.keys(known), 'docs/commands.md'),
	);
}

function without(actions: Readonly<Record<string, Action>>, names: readonly string[]) {
	return Object.fromEntries(Object.entries(actions).filter(([name]) => !names.includes(name)));
}
