/** What the actions of `npm run gate` do. They only read. */
import type { GateItem, GateState } from '../../src/domain/gates.ts';
import { gateState } from '../../src/domain/gates.ts';
import { foldResponse, joinDuplicateResponses } from '../../src/domain/response.ts';
import { timePrinter } from '../../src/domain/time.ts';
import type { Gate } from '../../src/schemas/process.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { argumentOf } from '../lib/command.ts';
import type { Everything } from '../lib/everything.ts';
import { choose, leftOut, readEverything } from '../lib/everything.ts';

/** What a script reads off the exit code. */
const gateExit = { open: 0, closed: 1 } as const;

/** `judge`: one gate, requirement by requirement. */
export function judge(call: Call): Promise<Outcome> {
	const wanted = argumentOf(call, 0, 'Which gate?', 'npm run gate -- list shows them.');
	const content = readEverything();
	const gate = choose(content.process.gates, wanted, 'gate', 'Add one to process.yaml.');
	const state = stateOf(gate, content);
	const unread = unreadReasons(content);
	const open = state.open && unread.length === 0;
	return Promise.resolve({
		lines: [
			`${gate.name}: ${open ? 'open' : `closed. ${gate.closed}`}`,
			...state.items.flatMap((item) => itemLines(item, content)),
			...unread,
		],
		data: { ...dataOf(state), open, unread: content.problems },
		exitCode: open ? gateExit.open : gateExit.closed,
	});
}

/** `list`: all gates. */
export function list(_call: Call): Promise<Outcome> {
	const content = readEverything();
	const states = content.process.gates.map((gate) => stateOf(gate, content));
	const unread = unreadReasons(content);
	const isOpen = (state: GateState) => state.open && unread.length === 0;
	return Promise.resolve({
		lines: [
			...states.map((state) => {
				const unmet = state.items.filter(({ met }) => !met).length;
				const why = unmet === 0 ? '' : `, ${unmet} of ${state.items.length} not met`;
				return `${state.gate.id} · ${state.gate.name}: ${isOpen(state) ? 'open' : `closed${why}`}`;
			}),
			...(states.length === 0 ? ['process.yaml has no gates.'] : []),
			...unread,
		],
		data: { gates: states.map((state) => ({ ...dataOf(state), open: isOpen(state) })) },
	});
}

function stateOf(gate: Gate, content: Everything): GateState {
	const responses = joinDuplicateResponses(
		content.incidents.map((record) => foldResponse(record, content.alertLog)),
	);
	return gateState(gate, content, responses, content.now);
}

/** What cannot be read may be an open incident or a test that failed, so no gate is open with it. */
const unreadReasons = ({ problems }: Everything): string[] => leftOut(problems);

function itemLines({ text, met, reasons, evidence }: GateItem, { site }: Everything): string[] {
	const print = timePrinter(site.zone, 'en');
	return [
		`${met ? 'met    ' : 'NOT MET'}  ${text}`,
		...reasons.map((reason) => `         ${reason}`),
		...evidence.map(
			({ subject, at, by, seen, until }) =>
				`         ${subject}: ${by} on ${print.time(at).day}${until === undefined ? '' : `, counts until ${print.time(until).day}`}. ${seen}`,
		),
	];
}

const dataOf = ({ gate, open, items }: GateState) => ({
	id: gate.id,
	name: gate.name,
	open,
	items: items.map(({ text, met, reasons, evidence }) => ({
		text,
		met,
		reasons,
		evidence: evidence.map(({ subject, at, by, seen, until }) => ({
			subject,
			at: new Date(at).toISOString(),
			by,
			seen,
			until: until === undefined ? null : new Date(until).toISOString(),
		})),
	})),
});
