/** Shows each rule that holds only for a time while it does: the page may have been built before. */
import { isInForce } from '../../domain/level.ts';

const seldom = 30_000;

/** Keeps every announcement of such a rule on the page right. */
export function startTimedRules(): void {
	const show = () => {
		const now = Date.now();
		for (const rule of document.querySelectorAll<HTMLElement>('.in-force')) {
			const { from, until } = rule.dataset;
			rule.hidden = !isInForce({ from: instantIn(from), until: instantIn(until) }, now);
		}
	};
	show();
	setInterval(show, seldom);
	document.addEventListener('visibilitychange', show);
}

const instantIn = (text: string | undefined) => (text === undefined ? undefined : Number(text));
