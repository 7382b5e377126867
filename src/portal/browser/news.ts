/** What is new in an incident since a moment that the reader chooses; the moment stands in the address, to be passed on. */
import { remember, remembered } from './remembered.ts';
import { element, timeHere } from './times.ts';

/** The name of the moment in the address. */
const parameter = 'since';

/** Lets the reader choose, and remembers when this incident was last looked at. */
export function startNews(): void {
	const place = document.querySelector<HTMLElement>('[data-news]');
	const choice = place?.querySelector('select');
	const field = place?.querySelector('input');
	const said = place?.querySelector<HTMLElement>('[role=status]');
	const list = place?.querySelector('ol');
	const last = choice?.querySelector<HTMLOptionElement>('option[value=last]');
	if (!place || !choice || !field || !said || !list || !last) return;
	const key = `allclear:looked:v1:${place.dataset['news'] ?? ''}`;
	const looked = Number(remembered(key));
	const opened = Date.now();
	if (looked > 0) last.textContent = `since you last looked, ${timeHere(looked, opened)}`;
	else last.remove();
	place.hidden = false;

	const chosen = (): number | undefined => {
		if (choice.value === '') return undefined;
		if (choice.value === 'last') return looked;
		if (choice.value !== 'given') return Date.now() - Number(choice.value) * 60_000;
		const at = new Date(field.value).getTime();
		return Number.isNaN(at) ? undefined : at;
	};
	const show = () => {
		if (field.parentElement) field.parentElement.hidden = choice.value !== 'given';
		const since = chosen();
		const fresh = mark(since);
		list.replaceChildren(...(since === undefined ? [] : fresh.map(lineOf)));
		said.textContent =
			since === undefined
				? ''
				: `${fresh.length === 0 ? 'Nothing is new' : `${fresh.length} new`} since ${timeHere(since, Date.now())}.`;
		keepInAddress(choice.value === '' ? undefined : since);
	};
	const asked = new Date(new URLSearchParams(location.search).get(parameter) ?? '').getTime();
	if (!Number.isNaN(asked)) {
		choice.value = 'given';
		field.value = localText(asked);
	}
	show();
	for (const input of [choice, field]) input.addEventListener('change', show);
	// A reload within a minute is the same look.
	addEventListener('pagehide', () => {
		if (Date.now() - opened > 5000 || looked === 0) remember(key, String(Date.now()));
	});
}

/** Marks everything that is newer, and gives what is new on the timeline. Older lines of it are put away. */
function mark(since: number | undefined): HTMLElement[] {
	const fresh: HTMLElement[] = [];
	for (const item of document.querySelectorAll<HTMLElement>('main [data-at]')) {
		const isFresh = since !== undefined && Number(item.dataset['at']) > since;
		item.classList.toggle('fresh', isFresh);
		if (!item.matches('.timeline > li')) continue;
		item.hidden = since !== undefined && !isFresh;
		if (isFresh) fresh.push(item);
	}
	return fresh;
}

/** One line of the timeline in short, with a way to it. */
function lineOf(item: HTMLElement): HTMLElement {
	const line = element('li');
	const link = element('a', item.dataset['line']);
	link.href = `#${item.id}`;
	const who = item.querySelector('[data-who]')?.textContent.trim() ?? '';
	line.append(
		link,
		' ',
		element('span', `— ${who}, ${timeHere(Number(item.dataset['at']), Date.now())}`, 'soft'),
	);
	return line;
}

function keepInAddress(since: number | undefined): void {
	const address = new URL(location.href);
	if (since === undefined) address.searchParams.delete(parameter);
	else address.searchParams.set(parameter, `${new Date(since).toISOString().slice(0, 16)}Z`);
	if (address.href !== location.href) history.replaceState(history.state, '', address);
}

/** An instant as a field for local times has it. */
function localText(instant: number): string {
	const local = new Date(instant);
	local.setMinutes(local.getMinutes() - local.getTimezoneOffset());
	return local.toISOString().slice(0, 16);
}
