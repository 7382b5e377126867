/** Follows the phases of an incident by the clock. */
import { figures } from '../../domain/clocks.ts';
import { phaseState, phaseWords } from '../../domain/phaseClock.ts';

/** Shows every second how long ago the alert came, and in which phase the incident is. */
export function followPhases(): void {
	const strip = document.querySelector<HTMLElement>('[data-phases]');
	if (!strip) return;
	const follow = () => {
		const now = Date.now();
		const elapsed = strip.querySelector('[data-elapsed]');
		if (elapsed) elapsed.textContent = figures(now - Number(strip.dataset['phases']));
		for (const row of strip.querySelectorAll<HTMLElement>('.phases > li')) followOne(row, now);
	};
	follow();
	setInterval(follow, 1000);
	document.addEventListener('visibilitychange', follow);
}

function followOne(row: HTMLElement, now: number): void {
	const instant = (text: string | undefined) => (text === undefined ? undefined : Number(text));
	const { from, until } = row.dataset;
	const state = phaseState({ from: instant(from), until: instant(until) }, now);
	const words = row.querySelector('[data-state]');
	// What is the same is left alone, so that nothing is read out every second.
	if (words && words.textContent !== phaseWords[state]) words.textContent = phaseWords[state];
	if (state === 'now') row.setAttribute('aria-current', 'step');
	else row.removeAttribute('aria-current');
}
