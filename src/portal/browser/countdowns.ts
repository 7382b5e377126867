/** Counts deadlines down as figures, says when one is over, and lets the tab say so. */
import { countdown, deadlineState } from '../../domain/clocks.ts';

/** Below this, a deadline is marked as near. */
const soon = 5 * 60_000;
let title = '';
let running = false;

/** Counts down every table of deadlines on the page; further calls find those that came since. */
export function startCountdowns(): void {
	title ||= document.title;
	tick();
	if (running) return;
	running = true;
	setInterval(tick, 1000);
	document.addEventListener('visibilitychange', tick);
}

const strips = () => document.querySelectorAll<HTMLElement>('[data-deadlines]');
const rowsOf = (strip: HTMLElement) => strip.querySelectorAll<HTMLElement>('tr[data-due]');

/** Brings every table up to date. */
export function tick(): void {
	const now = Date.now();
	let alarms = 0;
	for (const strip of strips()) {
		const news: string[] = [];
		for (const row of rowsOf(strip)) {
			const { due, done, state: before } = row.dataset;
			if (due === undefined || done !== undefined) continue;
			const state = deadlineState(Number(due), undefined, now);
			const late = state === 'overdue';
			if (late && strip.dataset['alarm'] !== undefined) alarms += 1;
			const cell = row.querySelector('.left');
			const text = cell?.querySelector('.state');
			if (!cell || !text) continue;
			text.textContent = countdown(Number(due), now);
			cell.classList.toggle('late', late);
			cell.classList.toggle('soon', !late && Number(due) - now < soon);
			if (late && before === 'pending') {
				news.push(`${row.querySelector('th')?.textContent ?? ''}: overdue`);
			}
			row.dataset['state'] = state;
		}
		// Figures change every second; only what becomes overdue is spoken.
		const place = strip.querySelector('[data-announce]');
		if (place && news.length > 0) place.textContent = `${news.join('. ')}.`;
	}
	document.title = alarms === 0 ? title : `(${alarms} overdue) ${title}`;
}
