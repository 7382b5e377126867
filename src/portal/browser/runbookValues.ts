/** The values of a runbook's variables: from the link, from what was typed before, from the page. */
import { valueProblem } from '../../domain/variables.ts';
import type { RunbookData } from '../runbookPage.ts';

/** Fields for values, and what is in them. */
export interface Values {
	/** Accepted values by name; a refused one is not among them. */
	current: () => Record<string, string>;
	/** Fills the fields with what is kept. */
	load: (stored: Readonly<Record<string, string>>) => void;
	/** Unfolds the fields. */
	open: () => void;
	/** Leads to a field, and back when it is filled. */
	ask: (name: string, back: HTMLElement) => void;
}

/** What an address brought along: accepted values, and why others were refused. */
export function valuesFromLink(
	search: string,
	variables: RunbookData['variables'],
): { values: Record<string, string>; refused: Record<string, string>; rest: string } {
	const query = new URLSearchParams(search);
	const values: Record<string, string> = {};
	const refused: Record<string, string> = {};
	for (const variable of variables) {
		const { name, label } = variable;
		const given = query.get(name) ?? (label === undefined ? null : query.get(label));
		if (given === null || given === '') continue;
		const problem = valueProblem(variable, given);
		if (problem === undefined) values[name] = given;
		else refused[name] = `The link said “${given}”, which was refused. ${problem}`;
	}
	for (const { name, label } of variables) {
		if (values[name] !== undefined) forget(query, name, label);
	}
	return { values, refused, rest: query.toString() };
}

/** Takes a variable out of an address. */
export function forget(query: URLSearchParams, name: string, label: string | undefined): void {
	query.delete(name);
	if (label !== undefined) query.delete(label);
}

/** Wires the form; `changed` is told each value that is typed, also one that is refused or empty. */
export function wireValues(
	variables: RunbookData['variables'],
	refused: Readonly<Record<string, string>>,
	changed: (name: string, value: string, finished: boolean) => void,
): Values {
	const form = document.querySelector<HTMLFormElement>('#run-values') ?? makeForm();
	form.hidden = variables.length === 0;
	const fold = form.closest('details');
	const open = () => {
		form.hidden = false;
		if (fold) fold.open = true;
	};
	if (fold) fold.hidden = false;
	let back: HTMLElement | undefined;
	const fields = new Map<string, HTMLInputElement>();
	// A default in place of what the link meant could be the wrong system: it has to be typed.
	const unsettled = new Set(Object.keys(refused));
	const rules = new Map(variables.map((variable) => [variable.name, variable]));
	const check = (field: HTMLInputElement): string | undefined =>
		field.value === ''
			? undefined
			: valueProblem(rules.get(field.name) ?? { name: field.name }, field.value);
	const say = (field: HTMLInputElement, words = check(field)) => {
		field.setAttribute('aria-invalid', String(check(field) !== undefined));
		const place = field.parentElement?.querySelector('.problem');
		if (place) place.textContent = words ?? '';
	};
	const wire = (field: HTMLInputElement) => {
		fields.set(field.name, field);
		field.addEventListener('input', () => {
			unsettled.delete(field.name);
			say(field);
			changed(field.name, field.value, false);
		});
		field.addEventListener('change', () => {
			changed(field.name, field.value, true);
		});
	};
	for (const field of form.querySelectorAll('input')) wire(field);
	// With several fields and no button a browser submits nothing by itself.
	form.addEventListener('keydown', (event) => {
		if (event.key !== 'Enter') return;
		event.preventDefault();
		back?.focus();
		back = undefined;
	});
	for (const [name, words] of Object.entries(refused)) {
		const field = fields.get(name);
		if (field) say(field, words);
		open();
	}
	return {
		current: () =>
			Object.fromEntries(
				[...fields.values()].flatMap((field) => {
					const preset = rules.get(field.name)?.default;
					const value = field.value === '' ? preset : field.value;
					const missing = value === undefined || unsettled.has(field.name);
					return missing || check(field) !== undefined ? [] : [[field.name, value]];
				}),
			),
		load: (stored) => {
			for (const field of fields.values()) {
				if (document.activeElement === field || unsettled.has(field.name)) continue;
				field.value = stored[field.name] ?? '';
			}
		},
		open,
		ask: (name, from) => {
			if (!fields.has(name)) wire(addField(form, name));
			open();
			back = from;
			fields.get(name)?.focus();
		},
	};
}

function makeForm(): HTMLFormElement {
	const form = document.createElement('form');
	form.id = 'run-values';
	form.className = 'values';
	form.setAttribute('aria-label', 'Values');
	document.querySelector('#run')?.append(form);
	return form;
}

/** A field for a place that the page did not declare, such as `<pod>`. */
function addField(form: HTMLFormElement, name: string): HTMLInputElement {
	const row = document.createElement('div');
	row.className = 'value';
	const label = document.createElement('label');
	label.textContent = name;
	const field = document.createElement('input');
	const problem = document.createElement('span');
	field.type = 'text';
	field.name = name;
	field.id = `value-${name}`;
	label.htmlFor = field.id;
	problem.className = 'problem';
	row.append(label, field, problem);
	form.append(row);
	return field;
}
