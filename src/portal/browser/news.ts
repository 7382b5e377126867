/** What is new on a timeline since a moment that the reader chooses. */
import { remember, remembered } from './remembered.ts';
import { timeHere } from './times.ts';

/** Lets the reader choose, and remembers when this incident was last looked at. */
export function startNews(): void {
	const place = document.querySelector<HTMLElement>('[data-news]');
	const choice = place?.querySelector('select');
	const said = place?.querySelector('[role=status]');
	const last = place?.querySelector<HTMLOptionElement>('option[value=last]');
	if (!place || !choice || !said || !last) return;
	const key = `allclear:looked:v1:${place.dataset['news'] ?? ''}`;
	const looked = Number(remembered(key));
	const opened = Date.now();
	if (looked > 0) last.textContent = `since you last looked, ${timeHere(looked, opened)}`;
	else last.remove();
	place.hidden = false;

	const show = () => {
		const since =
			choice.value === ''
				? undefined
				: choice.value === 'last'
					? looked
					: Date.now() - Number(choice.value) * 60_000;
		let fresh = 0;
		let older = 0;
		for (const line of document.querySelectorAll<HTMLElement>('.timeline > li[data-at]')) {
			const isFresh = since !== undefined && Number(line.dataset['at']) > since;
			line.hidden = since !== undefined && !isFresh;
			line.classList.toggle('fresh', isFresh);
			if (isFresh) fresh += 1;
			else older += 1;
		}
		said.textContent =
			since === undefined
				? ''
				: `${fresh === 0 ? 'Nothing is new' : `${fresh} new`} since ${timeHere(since, Date.now())}; ${older} before are not shown.`;
	};
	choice.addEventListener('change', show);
	// A reload within a minute is the same look.
	addEventListener('pagehide', () => {
		if (Date.now() - opened > 5000 || looked === 0) remember(key, String(Date.now()));
	});
}
