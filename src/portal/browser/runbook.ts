/** A runbook while it is followed: values, ticks, guards, branches, clocks and the tape of all of it. */
import type { RunbookProgress, StepProgress, TapeLine } from '../../domain/runbookProgress.ts';
import { onThisPage } from '../../domain/runbookProgress.ts';
import {
	begunAfresh,
	changedValues,
	keepValue,
	keptBefore,
	keptSince,
	laidAside,
} from '../../domain/runbookRuns.ts';
import type { RunbookData } from '../runbookPage.ts';
import { wireClock } from './runbookClock.ts';
import { wireCommands } from './runbookCommands.ts';
import { wireGuards } from './runbookGuards.ts';
import { wireIncident } from './runbookIncident.ts';
import { onOtherWindow, openStore } from './runbookStore.ts';
import { wireTape } from './runbookTape.ts';
import { forget, valuesFromLink, wireValues } from './runbookValues.ts';
import { timeHere } from './times.ts';

const data = JSON.parse(document.querySelector('#run-data')?.textContent ?? 'null') as RunbookData;
const content = document.querySelector('.sl-markdown-content');
const find = (selector: string) => document.querySelector<HTMLElement>(selector);

const store = openStore((sentence) => {
	const place = find('#run-trouble');
	if (!place) return;
	place.hidden = false;
	place.textContent = sentence;
});
wireIncident(data, store, () => {
	setQuery(withoutQuery('incident'));
	// What the link brought is meant for this trouble, whatever the trouble is called.
	const shown = values.current();
	const still = Object.entries(brought.values).filter(([name, value]) => shown[name] === value);
	takeFromLink(Object.fromEntries(still));
	load();
	refresh();
});

const opened = Date.now();
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
		keepValue(kept, name, value, Date.now());
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
	showKept();
	// What was typed takes the place of what the link said.
	setQuery(withoutQuery(name, data.variables.find((variable) => variable.name === name)?.label));
});
takeFromLink(brought.values);
// What the link brought is kept now; a reload must not undo what is typed later.
if (store.progress().touched > 0) setQuery(brought.rest);

/** Keeps the values of the link. If they mean something else than those before, nothing done before counts for them. */
function takeFromLink(given: Readonly<Record<string, string>>): void {
	if (Object.keys(given).length === 0) return;
	const before = store.progress();
	const now = Date.now();
	const defaults = Object.fromEntries(data.variables.map((item) => [item.name, item.default]));
	const changed = changedValues(given, before, data.id, defaults);
	const words = changed.map(({ name, from, to }) => `${name} is ${to}, and was ${from}`).join('; ');
	store.change((kept) => {
		if (changed.length > 0 && store.incident() === '') Object.assign(kept, laidAside(kept));
		else if (changed.length > 0) {
			Object.assign(kept, begunAfresh(kept, data.id));
			kept.tape.push({ at: now, runbook: data.title, what: 'afresh', text: words });
		}
		for (const [name, value] of Object.entries(given)) keepValue(kept, name, value, now);
	});
	const place = find('#run-fresh');
	if (!place || changed.length === 0) return;
	place.hidden = false;
	const kept = before.tape.length > 0 ? ' What was done before is kept under “What was done”.' : '';
	place.textContent = `A fresh run: ${words}.${kept}`;
}

/** What is asked of the page, without some of it. */
function withoutQuery(name: string, label?: string): string {
	const query = new URLSearchParams(location.search);
	forget(query, name, label);
	return query.toString();
}

/** Names of values that are kept and that nobody has typed or brought since the page was opened. */
const namesKept = (): string[] =>
	keptBefore(
		store.progress(),
		data.variables.map(({ name }) => name),
		opened,
	);

/** Says since when they are kept. */
function showKept(): void {
	const names = namesKept();
	const since = keptSince(store.progress(), names);
	const place = find('#run-kept');
	if (place) place.textContent = names.length > 0 ? ` · kept from ${timeHere(since, opened)}` : '';
}

/** Fills in what is kept; a value that a step could do harm with has to be seen. */
function load(): void {
	values.load(store.progress().values);
	if (namesKept().some((name) => data.harmful.includes(name))) values.open();
}

function setQuery(query: string): void {
	const search = query === '' ? '' : `?${query}`;
	if (search === location.search) return;
	history.replaceState(history.state, '', location.pathname + search + location.hash);
}

const guards = wireGuards(
	progress,
	({ step: id, key, text }, checked) => {
		change(
			(own, now) => {
				step(own, id).begun ??= now;
				if (checked) own.guards[key] = now;
				else Reflect.deleteProperty(own.guards, key);
			},
			{
				what: 'guard',
				step: stepOf(id)?.title ?? id,
				text: checked ? text : `no longer: ${text}`,
			},
		);
	},
	refresh,
);

const fill = wireCommands({
	values: () => {
		const incident = store.incident();
		return { ...values.current(), ...(incident !== '' && { incident }) };
	},
	openGuards: guards.open,
	ask: (name, back) => {
		const chooser = find('#run-incident');
		if (name === 'incident' && chooser && data.incidents.length > 0) chooser.focus();
		else values.ask(name, back);
	},
	copied: (id, command, toRun) => {
		change(
			(own, now) => {
				step(own, id).begun ??= now;
				if (toRun) step(own, id).copied ??= now;
			},
			{ what: 'copied', step: stepOf(id)?.title ?? id, text: command },
		);
	},
});

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
		for (const branch of section.querySelectorAll<HTMLElement>('.if')) {
			branch.classList.toggle('taken', took !== undefined && branch.dataset['says'] === took);
		}
	}
	guards.show();
	fill();
	tape.show();
	showKept();
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

find('#run-again')?.addEventListener('click', () => {
	store.change((kept) => {
		Reflect.deleteProperty(kept.runbooks, data.id);
		for (const { name } of data.variables) keepValue(kept, name, '', Date.now());
	});
	load();
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
	load();
	refresh();
});

load();
reveal();
refresh();
