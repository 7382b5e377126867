/** Timeboxes: figures that count from when something was begun, and say so when it takes too long. */
import type { RunbookProgress } from '../../domain/runbookProgress.ts';
import { countWords } from '../../domain/runbookProgress.ts';
import type { RunbookData } from '../runbookPage.ts';

/** Something that may take so long. */
interface Box {
	/** `undefined` for a timebox of the whole runbook. */
	step: string | undefined;
	what: string;
	begun: number;
	length: number;
}

/**
 * Counts every second.
 *
 * @param overran is told, once each, what has taken longer than planned
 */
export function wireClock(
	data: RunbookData,
	progress: () => RunbookProgress,
	overran: (step: string | undefined, what: string) => void,
): { show: () => void } {
	const total = document.querySelector('#run-clock');
	const says = document.querySelector('#run-says');
	const begin = document.querySelector<HTMLElement>('#run-begin');
	const end = document.querySelector<HTMLElement>('#run-end');
	const planned = new Map(
		[...document.querySelectorAll<HTMLElement>('.step')].flatMap((section) => {
			const place = section.querySelector<HTMLElement>('.timebox');
			return place ? [[section.id, { place, words: place.textContent }] as const] : [];
		}),
	);
	let own = progress();
	let said = '';

	const tick = () => {
		const now = Date.now();
		const running = own.begun !== undefined && own.ended === undefined;
		if (begin) begin.hidden = running;
		if (end) end.hidden = !running;
		if (total) total.textContent = running ? runningWords(data, own, now) : '';
		for (const [id, { place, words }] of planned) {
			const { begun, done } = own.steps[id] ?? {};
			const length = data.steps.find((step) => step.id === id)?.timebox ?? Infinity;
			const counted = begun === undefined ? undefined : (done ?? (running ? now : begun)) - begun;
			place.textContent = counted === undefined ? words : `${countWords(counted)} of ${words}`;
			place.classList.toggle('late', counted !== undefined && counted > length);
		}
		const late = running
			? boxes(data, own).filter(({ begun, length }) => now - begun > length)
			: [];
		const fresh = late.find(
			({ step, what }) =>
				(step === undefined ? own.overran[what] : own.steps[step]?.overran) === undefined,
		);
		speak(late);
		if (fresh) overran(fresh.step, fresh.what);
	};
	const speak = (late: readonly Box[]) => {
		const words = late.map(({ what }) => what).join(' ');
		// Said once: a text that is set anew is read aloud anew.
		if (!says || words === said) return;
		said = words;
		says.replaceChildren(...(late.length > 0 ? [words, ' ', escalation(data, Date.now())] : []));
	};
	setInterval(tick, 1000);
	return {
		show: () => {
			own = progress();
			tick();
		},
	};
}

function runningWords(data: RunbookData, own: RunbookProgress, now: number): string {
	const current = data.steps
		.filter(({ id }) => own.steps[id]?.begun !== undefined && own.steps[id].done === undefined)
		.sort((a, b) => (own.steps[b.id]?.begun ?? 0) - (own.steps[a.id]?.begun ?? 0))[0];
	return `${countWords(now - (own.begun ?? now))}${current ? ` · now: ${current.title}` : ''}`;
}

/** What is being timed at the moment. */
function boxes(data: RunbookData, own: RunbookProgress): Box[] {
	const begun = own.begun ?? 0;
	const changing = data.steps.filter(({ changes }) => changes);
	const { triage, firstAction, resolve } = data.timeboxes;
	const whole = (what: string, length: number | undefined, over: boolean): Box[] =>
		length === undefined || over ? [] : [{ step: undefined, what, begun, length }];
	return [
		...data.steps.flatMap(({ id, title, timebox }): Box[] => {
			const { begun: from, done } = own.steps[id] ?? {};
			return timebox === undefined || from === undefined || done !== undefined
				? []
				: [
						{
							step: id,
							what: `“${title}” takes longer than planned.`,
							begun: from,
							length: timebox,
						},
					];
		}),
		...whole(
			'Finding out takes longer than planned.',
			triage,
			changing.some(({ id }) => own.steps[id]?.begun !== undefined),
		),
		...whole(
			'Nothing has been changed yet, and something should have been.',
			firstAction,
			changing.some(({ id }) => own.steps[id]?.done !== undefined),
		),
		...whole('It should be over by now.', resolve, false),
	];
}

/** Whom to call now, with their number where the build knows who has duty. */
function escalation({ escalate }: RunbookData, now: number): Node {
	const place = document.createElement('span');
	if (!escalate) return place;
	const shift = escalate.shifts.find(({ start, end }) => start <= now && now < (end ?? Infinity));
	const link = document.createElement('a');
	const phone = shift?.phone;
	link.href = phone === undefined ? escalate.href : `tel:${phone.replaceAll(/[^+\d]/g, '')}`;
	const person =
		shift && shift.name !== escalate.name ? `${escalate.name}, ${shift.name}` : escalate.name;
	link.textContent = `Call ${person}${phone === undefined ? '' : `: ${phone}`}`;
	place.append(link);
	return place;
}
