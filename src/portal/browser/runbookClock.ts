/** Timeboxes: figures that count from when something was begun, and say so when it takes too long. */
import type { RunbookProgress } from '../../domain/runbookProgress.ts';
import { countWords } from '../../domain/runbookProgress.ts';
import type { Timebox } from '../../domain/timeboxes.ts';
import { overruns, worstOverrun } from '../../domain/timeboxes.ts';
import { contactLink } from '../contactLink.ts';
import type { RunbookData } from '../runbookPage.ts';

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
		const late = overruns(data, own, now);
		const fresh = late.find(
			({ step, what }) =>
				(step === undefined ? own.overran[what] : own.steps[step]?.overran) === undefined,
		);
		speak(late);
		if (fresh) overran(fresh.step, fresh.what);
	};
	const speak = (late: readonly Timebox[]) => {
		const worst = worstOverrun(late);
		const more = late.length - 1;
		const words = `${worst?.what ?? ''}${more > 0 ? ` And ${more} more.` : ''}`;
		// Said once: a text that is set anew is read aloud anew.
		if (!says || words === said) return;
		said = words;
		says.replaceChildren(...(worst ? [...escalation(data, Date.now()), words] : []));
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

/** Whom to call now, with their number where the build knows who has duty. */
function escalation({ escalate }: RunbookData, now: number): Node[] {
	if (!escalate) return [];
	const shift = escalate.shifts.find(({ start, end }) => start <= now && now < (end ?? Infinity));
	const link = document.createElement('a');
	const phone = shift?.phone;
	const dialled = phone === undefined ? undefined : contactLink({ kind: 'phone', value: phone });
	link.href = dialled ?? escalate.href;
	const person =
		shift && shift.name !== escalate.name ? `${escalate.name}, ${shift.name}` : escalate.name;
	link.textContent = `Call ${person}${phone === undefined ? '' : `: ${phone}`}`;
	return [link];
}
