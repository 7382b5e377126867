/** The pack by itself: search, clocks, who is on call now, and copying. Nothing here reaches for a network. */
import { ageWords } from '../../domain/age.ts';
import { byUrgency, clocksOf, countdown, dutyAt, ladderCalls } from '../../domain/clocks.ts';
import { looksPasted } from '../../domain/logMask.ts';
import { logMatcher } from '../../domain/logMatch.ts';
import { answer } from '../../domain/searchAnswer.ts';
import { searchIndex } from '../../domain/searchIndex.ts';
import { commandText, fillCommand, valueProblem } from '../../domain/variables.ts';
import type { PackData, PackVariable } from '../offline/pack.ts';

const data = JSON.parse(document.getElementById('pack-data')?.textContent ?? '') as PackData;
const { clocks } = data;

function element<K extends keyof HTMLElementTagNameMap>(
	name: K,
	text = '',
	className = '',
): HTMLElementTagNameMap[K] {
	const made = document.createElement(name);
	made.textContent = text;
	if (className !== '') made.className = className;
	return made;
}

/** How old the file is, again whenever somebody looks. */
function showAge(): void {
	const place = document.querySelector('[data-age]');
	if (place) place.textContent = `, ${ageWords(Date.now() - data.built)} ago`;
}

/** Only the page that was asked for, as the address says; without one, the overview. */
function showPage(): void {
	const id = decodeURIComponent(location.hash.slice(1));
	const target = document.getElementById(id);
	const page = target?.closest('[data-page]');
	for (const one of document.querySelectorAll<HTMLElement>('[data-page]'))
		one.classList.toggle('away', page ? one !== page : one.tagName === 'ARTICLE');
	if (!target || target.id === 'top') scrollTo(0, 0);
	else target.scrollIntoView();
}

function wireSearch(): void {
	const box = document.querySelector<HTMLElement>('[data-search]');
	const input = document.querySelector<HTMLInputElement>('#question');
	const list = document.querySelector<HTMLElement>('[data-answers]');
	const status = document.querySelector<HTMLElement>('[data-answered]');
	if (!box || !input || !list || !status) return;
	const index = searchIndex(
		data.search.entries,
		data.search.shards.map(([begin]) => begin),
	);
	for (const [number, [, part]] of data.search.shards.entries()) index.add(number, part);
	const entries = new Map(data.search.entries.map((entry) => [entry.path, entry]));
	let matcher: ReturnType<typeof logMatcher> | undefined;
	box.hidden = false;
	input.addEventListener('input', () => {
		const question = input.value.trim();
		if (looksPasted(question)) matcher ??= logMatcher(data.search.lines);
		const answers = question === '' ? [] : answer(question, {}, { index, entries, matcher });
		list.replaceChildren(
			...answers.map(({ entry, matched }) => {
				const item = element('li');
				const link = element('a', entry.title);
				link.href = `#${entry.path}`;
				item.append(link, element('span', ` ${entry.kind}`, 'soft'));
				if (matched.length > 0) item.append(element('span', ` · ${matched.join(' ')}`, 'soft'));
				return item;
			}),
		);
		status.textContent = question !== '' && answers.length === 0 ? 'Nothing found.' : '';
	});
	input.addEventListener('keydown', (event) => {
		if (event.key === 'Enter') list.querySelector('a')?.click();
	});
	addEventListener('keydown', (event) => {
		const typing = event.target instanceof HTMLElement && event.target.matches('input,select');
		if (event.key !== '/' || typing) return;
		event.preventDefault();
		input.focus();
	});
}

const print = (at: number, zone?: string) =>
	new Date(at).toLocaleString('en-GB', {
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		hour: '2-digit',
		minute: '2-digit',
		timeZoneName: 'short',
		timeZone: zone,
	});

/** A time in the reader’s zone, the organisation’s and UTC, each once. */
const times = (at: number) =>
	[...new Set([print(at), print(at, clocks.zone), print(at, 'UTC')])].join('\n');

function table(head: readonly string[], rows: readonly string[][]): HTMLElement {
	const made = element('table');
	const row = (cells: readonly string[], name: 'th' | 'td') => {
		const line = element('tr');
		line.append(...cells.map((text) => element(name, text)));
		return line;
	};
	made.createTHead().append(row(head, 'th'));
	made.createTBody().append(...rows.map((cells) => row(cells, 'td')));
	return made;
}

const named = (id: string) => data.people[id] ?? id;

function showDuty(): void {
	const now = Date.now();
	const rows = clocks.rotations.map((rotation) => {
		const shift = dutyAt(rotation, now);
		return [rotation.name, shift ? named(shift.person) : 'Nobody', shift ? times(shift.end) : ''];
	});
	document.querySelector('[data-now]')?.replaceChildren(table(['Now', 'Who', 'Until'], rows));
}

function wireClocks(): void {
	const place = document.querySelector<HTMLElement>('[data-clocks]');
	const link = document.querySelector<HTMLElement>('[data-clocks-link]');
	if (!place || !link) return;
	place.hidden = false;
	link.hidden = false;
	const level = element('select');
	level.id = 'level';
	level.append(...clocks.levels.map(({ id, name }) => new Option(name, id)));
	const alerted = element('input');
	alerted.id = 'alerted';
	alerted.type = 'datetime-local';
	const local = new Date();
	local.setMinutes(local.getMinutes() - local.getTimezoneOffset());
	alerted.value = local.toISOString().slice(0, 16);
	const label = (text: string, input: HTMLElement) => {
		const made = element('label', text);
		made.htmlFor = input.id;
		return made;
	};
	const due = element('div', '', 'table');
	const look = () => {
		const chosen = clocks.levels.find(({ id }) => id === level.value);
		const at = Date.parse(alerted.value);
		if (!chosen || Number.isNaN(at)) return;
		const now = Date.now();
		const deadlines = clocksOf(chosen, at, clocks)
			.toSorted(byUrgency)
			.map(({ kind, what, due: by, policy }) => [
				`${kind.replaceAll('-', ' ')} ${what}`.trim(),
				by === undefined ? (policy ?? '').replaceAll('-', ' ') : times(by),
				by === undefined ? '' : countdown(by, now),
			]);
		const calls = chosen.ladder === undefined ? [] : ladderCalls(chosen.ladder, at, clocks);
		const called = calls.map(({ at: when, name, reach, nobody }) => [
			`call ${name}${nobody ? ' (nobody)' : ''}${reach === undefined ? '' : `: ${named(reach)}`}`,
			times(when),
			countdown(when, now),
		]);
		due.replaceChildren(table(['What', 'When', 'Left'], [...deadlines, ...called]));
	};
	place.append(
		element('h2', 'Clocks'),
		element('p', 'What an alert makes due, from its level and its time in your zone.'),
		label('Level ', level),
		level,
		label(' Alert ', alerted),
		alerted,
		due,
	);
	for (const input of [level, alerted]) input.addEventListener('input', look);
	setInterval(() => {
		look();
		showDuty();
		showAge();
	}, 15_000);
	look();
}

/** Fields for the values of a runbook, and what has been typed. */
function valueFields(article: HTMLElement, variables: readonly PackVariable[]) {
	const inputs = variables.map((variable, number) => {
		const input = element('input');
		input.id = `${article.id}--value-${number}`;
		input.value = variable.default ?? '';
		input.autocomplete = 'off';
		input.spellcheck = false;
		const label = element('label', variable.prompt);
		label.htmlFor = input.id;
		const line = element('p');
		line.append(label, ' ', input);
		return { variable, input, line };
	});
	if (inputs.length > 0) {
		const fields = element('fieldset');
		fields.append(element('legend', 'Values for all commands'), ...inputs.map(({ line }) => line));
		article.querySelector('h2')?.after(fields);
	}
	return {
		/** What is accepted, and what is wrong with the rest. */
		read: () => {
			const values: Record<string, string> = {};
			const problems: string[] = [];
			for (const { variable, input } of inputs) {
				const { name } = variable;
				const { value } = input;
				const problem = value === '' ? undefined : valueProblem(variable, value);
				if (problem === undefined) values[name] = value;
				else problems.push(problem);
			}
			return { values, problems };
		},
		onInput: (then: () => void) => {
			for (const { input } of inputs) input.addEventListener('input', then);
		},
	};
}

/** Commands are filled, copied exactly, and never with a hole; what destroys waits until somebody says so. */
function wireCommands(article: HTMLElement): void {
	const blocks = [...article.querySelectorAll<HTMLElement>('pre.command')].map((block) => ({
		block,
		code: block.querySelector('code') ?? block,
		text: block.textContent,
		language: block.dataset['language'] ?? '',
	}));
	const fields = valueFields(article, data.variables[article.id] ?? []);
	const filled = (text: string, language: string) => {
		const { values, problems } = fields.read();
		const command = fillCommand(text, language, values);
		return { command, problems: [...problems, ...command.problems] };
	};
	const fill = () => {
		for (const { code, text, language } of blocks) {
			const { command } = filled(text, language);
			code.replaceChildren(
				...command.parts.map((part) =>
					part.name === undefined ? part.text : element('mark', part.text),
				),
			);
		}
	};
	for (const { block, code, text, language } of blocks) {
		const button = element('button', 'Copy');
		button.type = 'button';
		const said = element('span', '', 'soft');
		said.role = 'status';
		const line = element('p', '', 'copy');
		const lock = block.closest('.destructive') ? element('input') : undefined;
		if (lock) {
			lock.type = 'checkbox';
			const label = element('label', ' This destroys something, and its conditions are met ');
			label.prepend(lock);
			line.append(label);
			button.disabled = true;
			lock.addEventListener('change', () => {
				button.disabled = !lock.checked;
			});
		}
		line.append(button, ' ', said);
		block.after(line);
		button.addEventListener('click', () => {
			const { command, problems } = filled(text, language);
			const reasons = [...command.missing.map((name) => `${name} has no value yet.`), ...problems];
			if (reasons.length > 0) {
				said.textContent = `Not copied. ${reasons.join(' ')}`;
				return;
			}
			void copy(commandText(command), code, said);
		});
	}
	fields.onInput(fill);
	fill();
}

async function copy(text: string, code: HTMLElement, said: HTMLElement): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
		said.textContent = 'Copied.';
	} catch {
		// A page opened from a disk may not be allowed to: the reader’s own keys copy what is selected.
		getSelection()?.selectAllChildren(code);
		said.textContent = 'Selected; copy it with your keys.';
	}
}

document.documentElement.classList.add('alive');
addEventListener('hashchange', showPage);
wireSearch();
wireClocks();
showDuty();
showAge();
for (const article of document.querySelectorAll<HTMLElement>('article[id^="runbooks/"]'))
	wireCommands(article);
showPage();
