/** Narrows the incident log as its form asks; what is asked stands in the address, to be passed on. */
import type { LogEntry, LogFilter } from '../../domain/logFilter.ts';
import { chosenIn, filterFields, filterIn, isWanted, searchOf } from '../../domain/logFilter.ts';
import { pageData } from './pageData.ts';

const form = document.querySelector<HTMLFormElement>('#log-filter');
const rows = document.querySelectorAll<HTMLElement>('#log tbody tr');
const entries = (pageData('log-entries') ?? []) as LogEntry[];

if (form && rows.length === entries.length) {
	form.hidden = false;
	const asked = filterIn(location.search);
	for (const name of filterFields) {
		const field = fieldOf(form, name);
		const choices = [...(field?.options ?? [])].map(({ value, dataset }) => ({
			value,
			names: dataset['names']?.split(' '),
		}));
		// A value that no incident has any more would show an empty list without a reason.
		const chosen = chosenIn(choices, asked[name]);
		if (field && chosen) field.value = chosen.value;
	}
	show(form);
	form.addEventListener('input', () => {
		show(form);
	});
	form.addEventListener('submit', (event) => {
		event.preventDefault();
	});
	form.addEventListener('reset', () => {
		// The fields are empty only after this event.
		setTimeout(() => {
			show(form);
		});
	});
}

function fieldOf(of: HTMLFormElement, name: keyof LogFilter): HTMLSelectElement | undefined {
	const field = of.elements.namedItem(name);
	return field instanceof HTMLSelectElement ? field : undefined;
}

function show(of: HTMLFormElement): void {
	const [level = '', service = '', cause = '', state = ''] = filterFields.map(
		(name) => fieldOf(of, name)?.value ?? '',
	);
	const filter: LogFilter = { level, service, cause, state };
	let count = 0;
	for (const [index, row] of [...rows].entries()) {
		const entry = entries[index];
		const wanted = entry !== undefined && isWanted(entry, filter);
		row.hidden = !wanted;
		if (wanted) count++;
	}
	const output = of.querySelector('output');
	if (output) output.textContent = `${count} of ${rows.length}`;
	history.replaceState(
		history.state,
		'',
		`${location.pathname}${searchOf(filter)}${location.hash}`,
	);
}
