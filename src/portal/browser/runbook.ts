/** A runbook while it is followed: values, ticks, guards, branches, clocks and the tape of all of it. */
import type { RunbookProgress, StepProgress, TapeLine } from '../../domain/runbookProgress.ts';
import { onThisPage } from '../../domain/runbookProgress.ts';
import type { RunbookData } from '../runbookPage.ts';
import { wireClock } from './runbookClock.ts';
import { wireCommands } from './runbookCommands.ts';
import { onOtherWindow, openStore } from './runbookStore.ts';
import { wireTape } from './runbookTape.ts';
import { forget, valuesFromLink, wireValues } from './runbookValues.ts';

const data = JSON.parse(document.querySelector('#run-data')?.textContent ?? 'null') as RunbookData;
const content = document.querySelector('.sl-markdown-content');
const find = (selector: string) => document.querySelector<HTMLElement>(selector);

const store = openStore((sentence) => {
	const place = find('#run-trouble');
	if (!place) return;
	place.hidden = false;
	place.textContent = sentence;
});
const link = new URLSearchParams(location.search);
const named = link.get('incident');
const select = document.querySelector<HTMLSelectElement>('#run-incident');
const known = new Set(data.incidents.map(({ id }) => id));
// An incident may be younger than the page; one that was chosen and is over is not chosen for the next trouble.
if (named !== null && /^[a-z0-9-]{6,40}$/.test(named)) store.choose(named);
else if (!known.has(store.incident())) store.choose('');
if (select) {
	const chosen = store.incident();
	if (chosen !== '' && !known.has(chosen)) select.add(new Option(chosen, chosen));
	select.value = chosen;
}

const brought = valuesFromLink(location.search, data.variables);
const progress = (): RunbookProgress => onThisPage(store.progress().runbooks[data.id], data.steps);
const stepOf = (id: string | undefined) => data.steps.find((step) => step.id === id);

/** Changes what is kept of this runbook, writes it on the tape, and shows it. */
function change(edit: (own: RunbookProgress, now: number) => void, ...lines: Line[]): void {
	const now = Date.now();
	store.change((kept) => {
		const own = onThisPage(kept.runbooks[data.id], data.steps);
		if (own.begun === undefined) {
			own.begun = now;
			kept.tape.push({ at: now, runbook: data.title, what: 'began' });
		}
		edit(own, now);
		kept.runbooks[data.id] = own;
		for (const line of lines) kept.tape.push({ at: now, runbook: data.title, ...line });
	});
	refresh();
}
type Line = Omit<TapeLine, 'at' | 'runbook'>;

function step(own: RunbookProgress, id: string): StepProgress {
	return (own.steps[id] ??= {});
}

const values = wireValues(data.variables, brought.refused, (name, value, finished) => {
	store.change((kept) => {
		if (value === '') Reflect.deleteProperty(kept.values, name);
		else kept.values[name] = value;
		const accepted = values.current()[name];
		if (finished && accepted !== undefined) {
			kept.tape.push({
				at: Date.now(),
				runbook: data.title,
				what: 'value',
				text: `${name} to ${accepted}`,
			});
		}
	});
	fill();
	tape.show();
	// What was typed takes the place of what the link said.
	const query = new URLSearchParams(location.search);
	forget(query, name, data.variables.find((variable) => variable.name === name)?.label);
	setQuery(query.toString());
});
if (Object.keys(brought.values).length > 0) {
	store.change((kept) => Object.assign(kept.values, brought.values));
}
// What the link brought is kept now; a reload must not undo what is typed later.
if (store.progress().touched > 0) setQuery(brought.rest);

function setQuery(query: string): void {
	const search = query === '' ? '' : `?${query}`;
	if (search === location.search) return;
	history.replaceState(history.state, '', location.pathname + search + location.hash);
}

const fill = wireCommands({
	values: values.current,
	openGuards: (id) => [...guardsOf(id)].filter(({ checked }) => !checked),
	ask: values.ask,
	copied: (id, command) => {
		change(
			(own, now) => {
				step(own, id).begun ??= now;
			},
			{ what: 'copied', step: stepOf(id)?.title ?? id, text: command },
		);
	},
});

const guardsOf = (id: string) =>
	document.querySelectorAll<HTMLInputElement>(`#${CSS.escape(id)} .guard .tick`);

/** The step after one, if the page simply goes on there. */
function goOn(own: RunbookProgress, id: string, now: number): void {
	const place = data.steps.findIndex((item) => item.id === id);
	const branches = document.querySelector(`#${CSS.escape(id)} .if`);
	const next = data.steps[place + 1];
	if (next && !branches) step(own, next.id).begun ??= now;
}

for (const section of document.querySelectorAll<HTMLElement>('.step')) {
	const id = section.dataset['step'] ?? '';
	const title = stepOf(id)?.title ?? id;
	const tick = section.querySelector<HTMLInputElement>('header .tick');
	tick?.addEventListener('change', () => {
		change(
			(own, now) => {
				const kept = step(own, id);
				kept.begun ??= now;
				if (tick.checked) kept.done = now;
				else delete kept.done;
				if (tick.checked) goOn(own, id, now);
			},
			{ what: tick.checked ? 'done' : 'not-done', step: title },
		);
	});
	for (const guard of section.querySelectorAll<HTMLElement>('.guard')) {
		const box = guard.querySelector<HTMLInputElement>('.tick');
		box?.addEventListener('change', () => {
			const key = `${id}/${guard.dataset['guard'] ?? ''}`;
			const text = (box.ariaLabel ?? '').replace('Only if: ', '');
			change(
				(own, now) => {
					step(own, id).begun ??= now;
					if (box.checked) own.guards[key] = now;
					else Reflect.deleteProperty(own.guards, key);
				},
				{
					what: 'guard',
					step: title,
					text: box.checked ? text : `no longer: ${text}`,
				},
			);
		});
	}
	for (const branch of section.querySelectorAll<HTMLElement>('.if')) {
		const anchor = branch.querySelector('a');
		anchor?.addEventListener('click', () => {
			const says = branch.dataset['says'] ?? '';
			const target = anchor.hash === '' ? undefined : stepOf(anchor.hash.slice(1));
			change(
				(own, now) => {
					const kept = step(own, id);
					kept.begun ??= now;
					kept.done ??= now;
					kept.took = says;
					if (target && anchor.pathname === location.pathname) {
						// To come back to a step is to do it again.
						own.steps[target.id] = { begun: now };
					}
				},
				{ what: 'took', step: title, text: `${says} → ${anchor.textContent}` },
			);
		});
	}
}

const tape = wireTape(data, store, (text) => {
	change(() => undefined, { what: 'note', text });
});
const clock = wireClock(data, progress, (id, what) => {
	change(
		(own, now) => {
			if (id === undefined) own.overran[what] = now;
			else step(own, id).overran = now;
		},
		{ what: 'overran', ...(id !== undefined && { step: stepOf(id)?.title ?? id }), text: what },
	);
});

/** Shows what is kept. */
function refresh(): void {
	const own = progress();
	for (const section of document.querySelectorAll<HTMLElement>('.step')) {
		const id = section.dataset['step'] ?? '';
		const { done, begun, took } = own.steps[id] ?? {};
		const tick = section.querySelector<HTMLInputElement>('header .tick');
		if (tick) tick.checked = done !== undefined;
		section.classList.toggle('done', done !== undefined);
		section.classList.toggle('current', begun !== undefined && done === undefined);
		for (const guard of section.querySelectorAll<HTMLElement>('.guard')) {
			const box = guard.querySelector<HTMLInputElement>('.tick');
			if (box) box.checked = own.guards[`${id}/${guard.dataset['guard'] ?? ''}`] !== undefined;
		}
		for (const branch of section.querySelectorAll<HTMLElement>('.if')) {
			branch.classList.toggle('taken', took !== undefined && branch.dataset['says'] === took);
		}
	}
	fill();
	tape.show();
	clock.show();
}

/** Shows everything that only works with a script, where it belongs. */
function reveal(): void {
	for (const selector of ['.run-incident', '#run-strip']) {
		const place = find(selector);
		if (place) place.hidden = false;
	}
	const panel = find('#run-tape');
	const strip = find('#run-strip');
	if (panel && strip) {
		panel.hidden = false;
		content?.append(panel, strip);
	}
}

select?.addEventListener('change', () => {
	store.choose(select.value);
	values.load(store.progress().values);
	refresh();
});
find('#run-again')?.addEventListener('click', () => {
	store.change((kept) => {
		Reflect.deleteProperty(kept.runbooks, data.id);
		for (const { name } of data.variables) Reflect.deleteProperty(kept.values, name);
	});
	values.load(store.progress().values);
	refresh();
});
find('#run-begin')?.addEventListener('click', () => {
	change((own, now) => {
		const [first] = data.steps;
		if (first) step(own, first.id).begun ??= now;
		delete own.ended;
	});
});
find('#run-end')?.addEventListener('click', () => {
	change(
		(own, now) => {
			own.ended = now;
		},
		{ what: 'ended' },
	);
});
onOtherWindow(() => {
	values.load(store.progress().values);
	refresh();
});

values.load(store.progress().values);
reveal();
refresh();
