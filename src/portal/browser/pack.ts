/** The pack by itself: search, clocks, who is on call now, and copying. Nothing here reaches for a network. */
import { ageWords } from '../../domain/age.ts';
import { looksPasted } from '../../domain/logMask.ts';
import { logMatcher } from '../../domain/logMatch.ts';
import { answer } from '../../domain/searchAnswer.ts';
import { searchIndex } from '../../domain/searchIndex.ts';
import { commandText, fillCommand, valueProblem } from '../../domain/variables.ts';
import type { PackData, PackVariable } from '../offline/pack.ts';
import { showDuty, wireClocks } from './packClocks.ts';
import { element } from './times.ts';

const data = JSON.parse(document.getElementById('pack-data')?.textContent ?? '') as PackData;

/** How old the file is, again whenever somebody looks. */
function showAge(): void {
	const place = document.querySelector('[data-age]');
	if (place) place.textContent = `, ${ageWords(Date.now() - data.built)} ago`;
}

/** Only the page that was asked for, as the address says; without one, the overview. What is printed follows it. */
function showPage(): void {
	const id = decodeURIComponent(location.hash.slice(1));
	const target = document.getElementById(id);
	const page = target?.closest('[data-page]');
	document.documentElement.classList.toggle('chosen', page !== null && page !== undefined);
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

/** What changes as time goes by: who is on call, what is due, and how old the file is. */
function wireTimes(): void {
	const duty = document.querySelector('[data-now]');
	const place = document.querySelector<HTMLElement>('[data-clocks]');
	const link = document.querySelector<HTMLElement>('[data-clocks-link]');
	if (!duty || !place || !link) return;
	place.hidden = false;
	link.hidden = false;
	const look = wireClocks(place, data);
	const tick = () => {
		look();
		showDuty(duty, data);
		showAge();
	};
	tick();
	setInterval(tick, 15_000);
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
wireTimes();
for (const article of document.querySelectorAll<HTMLElement>('article[id^="runbooks/"]'))
	wireCommands(article);
showPage();
