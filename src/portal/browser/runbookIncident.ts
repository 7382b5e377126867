/** The incident a runbook is followed for: the one of the link, the one chosen last, or the only one that is open. */
import type { StepRisk } from '../../schemas/vocabulary.ts';
import type { RunbookData } from '../runbookPage.ts';
import type { RunbookStore } from './runbookStore.ts';

/**
 * Wires the choice.
 *
 * @param changed is called when somebody has chosen another
 */
export function wireIncident(data: RunbookData, store: RunbookStore, changed: () => void): void {
	const select = document.querySelector<HTMLSelectElement>('#run-incident');
	const known = new Set(data.incidents.map(({ id }) => id));
	const [first] = data.incidents;
	const only = data.incidents.length === 1 ? first?.id : undefined;
	const named = new URLSearchParams(location.search).get('incident');
	let suggested = false;
	// An incident may be younger than the page; one that was chosen and is over is not chosen for the next trouble.
	if (named !== null && /^[a-z0-9-]{6,40}$/.test(named)) store.choose(named);
	else if (!known.has(store.incident())) {
		if (store.incident() !== '') store.choose('');
		// What somebody is already doing for no incident stays before their eyes.
		const underway = store.progress().tape.length > 0;
		suggested = only !== undefined && !underway && store.refused() !== only;
		if (only !== undefined && suggested) store.suggest(only);
	}
	const why = document.querySelector<HTMLElement>('#run-why');
	if (why) why.hidden = !suggested;
	sayTone();
	if (!select) return;
	const chosen = store.incident();
	if (chosen !== '' && !known.has(chosen)) select.add(new Option(chosen, chosen));
	select.value = chosen;
	select.addEventListener('change', () => {
		if (why) why.hidden = true;
		if (select.value === '' && only !== undefined) store.refuse(only);
		store.choose(select.value);
		sayTone();
		changed();
	});

	/** Each step that can do harm says how freely it may be taken at the level of the incident. */
	function sayTone(): void {
		const tones = data.incidents.find(({ id }) => id === store.incident())?.tones ?? {};
		for (const place of document.querySelectorAll<HTMLElement>('[data-tone]'))
			place.textContent = tones[place.dataset['tone'] as StepRisk] ?? '';
	}
}
