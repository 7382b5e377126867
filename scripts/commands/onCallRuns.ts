/** What the actions of `npm run on-call` do. They only read. */
import type { DutyAt } from '../../src/domain/duty.ts';
import { dutiesAt, reachable } from '../../src/domain/duty.ts';
import {
	builtInHandoff,
	handoffFields,
	handoffOf,
	handoffWords,
} from '../../src/domain/handoff.ts';
import { missingFields } from '../../src/domain/messageFields.ts';
import type { Shift } from '../../src/domain/onCall.ts';
import { timePrinter } from '../../src/domain/time.ts';
import { renderMessage } from '../../src/read/template.ts';
import type { Rotation } from '../../src/schemas/onCall.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { wordOf } from '../lib/command.ts';
import type { Everything, SettingsNow } from '../lib/everything.ts';
import { choose, leftOut, readEverything, readSettingsNow } from '../lib/everything.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { parseMoment } from '../lib/when.ts';

/** `now`: who has duty. */
export function showNow(call: Call): Promise<Outcome> {
	return show(call, ({ shift }) => shift);
}

/** `next`: who has it after that. */
export function showNext(call: Call): Promise<Outcome> {
	return show(call, ({ next }) => next);
}

function show(call: Call, pick: (duty: DutyAt) => Shift | undefined): Promise<Outcome> {
	const content = readSettingsNow();
	const at = momentOf(call, content);
	const wanted = wordOf(call.given, 'rotation');
	const only = wanted === undefined ? undefined : rotationOf(wanted, content);
	const duties = dutiesAt(content, at).filter(({ rotation }) => !only || rotation.id === only.id);
	if (duties.length === 0) {
		throw new CommandError(
			exitCodes.invalid,
			'There is no rotation, so nobody is on call.',
			'Add one to on-call.yaml.',
		);
	}
	const shown = duties.map((duty) => ({ rotation: duty.rotation, shift: pick(duty) }));
	return Promise.resolve({
		lines: shown.flatMap(({ rotation, shift }) => shiftLines(rotation, shift, content)),
		data: {
			at: new Date(at).toISOString(),
			rotations: shown.map(({ rotation, shift }) => shiftData(rotation, shift, content)),
		},
	});
}

function shiftLines(rotation: Rotation, shift: Shift | undefined, content: SettingsNow): string[] {
	if (!shift) return [`${rotation.name}: nobody`];
	const print = timePrinter(rotation.zone ?? content.site.zone, 'en');
	const { name, contacts } = reachable(content, shift.person);
	const time = (instant: number) => print.time(instant).text;
	const span = [
		...(Number.isFinite(shift.start) ? [`from ${time(shift.start)}`] : []),
		...(Number.isFinite(shift.end) ? [`until ${time(shift.end)}`] : []),
	].join(' ');
	const { override } = shift;
	return [
		`${rotation.name}: ${name}${span === '' ? '' : `, ${span}`}`,
		...(override
			? [
					`  instead of the usual turn${override.reason === undefined ? '' : `: ${override.reason}`}`,
				]
			: []),
		...contacts.map(
			({ kind, value, note }) => `  ${kind} ${value}${note === undefined ? '' : ` (${note})`}`,
		),
		...(contacts.length === 0 ? ['  on-call.yaml has no way to reach them.'] : []),
	];
}

function shiftData(rotation: Rotation, shift: Shift | undefined, content: SettingsNow) {
	const base = { rotation: rotation.id, name: rotation.name };
	if (!shift) return { ...base, person: null };
	const { id, name, contacts } = reachable(content, shift.person);
	return {
		...base,
		person: id,
		personName: name,
		from: iso(shift.start),
		until: iso(shift.end),
		instead: shift.override !== undefined,
		contacts,
	};
}

/** `handoff`: the message from one turn to the next. */
export function handoff(call: Call): Promise<Outcome> {
	const content = readEverything();
	const at = momentOf(call, content);
	const wanted = wordOf(call.given, 'rotation') ?? content.onCall.handoff?.rotation;
	const rotation = wanted === undefined ? content.onCall.rotations[0] : rotationOf(wanted, content);
	if (!rotation) {
		throw new CommandError(
			exitCodes.invalid,
			'There is no rotation to hand over.',
			'Add one to on-call.yaml.',
		);
	}
	const handed = handoffOf(rotation, content, at);
	const words = handoffWords(handed, content);
	const template = call.given['built-in'] === true ? undefined : templateOf(content);
	const fields = handoffFields(words);
	const missing = template ? missingFields(template.value, fields) : [];
	if (template && missing.length > 0) {
		throw new CommandError(
			exitCodes.invalid,
			`${template.path} asks for ${missing.join(', ')}, which a hand-off does not have.`,
			'Take it out of `required`, or add --built-in for the built-in message.',
		);
	}
	const message = template ? renderMessage(template.value, fields).text : builtInHandoff(words);
	return Promise.resolve({
		lines: [message, ...leftOut(content.problems)],
		data: {
			rotation: rotation.id,
			last: { from: iso(handed.last.start), until: iso(handed.last.end) },
			coming: { from: iso(handed.coming.start), until: iso(handed.coming.end) },
			primary: handed.primary ?? null,
			secondary: handed.secondary ?? null,
			template: template?.id ?? null,
			message,
			incidents: handed.incidents.map(({ response }) => response.id),
			open: handed.open.map(({ response }) => response.id),
			actions: handed.actions.map(({ action }) => action.id),
			watched: handed.watched.map(({ record, text, until }) => ({
				record,
				text,
				until: until === undefined ? null : iso(until),
			})),
			works: handed.works.map(({ id }) => id),
			alerts: handed.alerts,
			words,
		},
	});
}

/** The organisation's own message: the one that on-call.yaml names, or one for the moment of a hand-off. */
function templateOf({ templates, onCall }: Everything) {
	return (
		templates.find(({ id }) => id === onCall.handoff?.template) ??
		templates.find(({ value }) => value.statuses.includes('handoff'))
	);
}

const rotationOf = (wanted: string, { onCall }: Pick<Everything, 'onCall'>): Rotation =>
	choose(onCall.rotations, wanted, 'rotation', 'Add one to on-call.yaml.');

function momentOf({ given }: Call, { now, site }: Pick<Everything, 'now' | 'site'>): number {
	const at = wordOf(given, 'at');
	return at === undefined ? now : parseMoment(at, now, site.zone, 'at');
}

const iso = (instant: number) =>
	Number.isFinite(instant) ? new Date(instant).toISOString() : null;
