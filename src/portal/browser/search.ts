/** The search box: a combobox over a list of answers, in a dialog on every page and by itself on its own. */
import { lineBreak, looksPasted } from '../../domain/logMask.ts';
import type { Answer } from '../../domain/searchAnswer.ts';
import { answer, isSettled, withText, wordsAsked } from '../../domain/searchAnswer.ts';
import type { SearchFilter } from '../../domain/searchIndex.ts';
import { stopWords } from '../../domain/searchWords.ts';
import { answerElement } from './searchAnswerElement.ts';
import type { Titles } from './searchSources.ts';
import { lines, partsFor, restOfIndex, textHits, titles } from './searchSources.ts';

/** A full text is asked once somebody has stopped typing for so long, in milliseconds. */
const pause = 120;

/** A search box that was brought to life. */
export interface SearchBox {
	/** Puts the cursor into it; what is typed replaces what was asked before. */
	focus: () => void;
	ask: (question: string) => void;
}

/** Brings one search box to life. What was typed before is asked. */
export function searchBox(box: HTMLElement): SearchBox {
	const input = part(box, 'input', HTMLInputElement);
	const list = part(box, '[role=listbox]', HTMLElement);
	const status = part(box, '[role=status]', HTMLElement);
	const more = part(box, '[data-search-more]', HTMLButtonElement);
	const selects = [...box.querySelectorAll('select')];
	let asked = 0;
	let active = -1;
	let timer: number | undefined;
	let askMore: (() => Promise<void>) | undefined;
	let serviceNames: Titles['file']['services'] = {};

	const options = () => [...list.querySelectorAll<HTMLElement>('[role=option]')];
	const select = (index: number) => {
		const all = options();
		active = all.length === 0 ? -1 : (index + all.length) % all.length;
		for (const [number, option] of all.entries())
			option.setAttribute('aria-selected', String(number === active));
		const chosen = all[active];
		if (chosen) input.setAttribute('aria-activedescendant', chosen.id);
		else input.removeAttribute('aria-activedescendant');
		return chosen;
	};
	const show = (answers: readonly Answer[], final: boolean) => {
		// Whoever has moved to an answer keeps it, whatever arrives.
		const kept = active > 0 ? options()[active]?.getAttribute('href') : undefined;
		list.replaceChildren(
			...answers.map((one, number) => answerElement(one, `${list.id}-${number}`, serviceNames)),
		);
		input.setAttribute('aria-expanded', String(answers.length > 0));
		list.hidden = answers.length === 0;
		const place = options().findIndex((option) => option.getAttribute('href') === kept);
		const chosen = select(Math.max(0, place));
		if (place > 0) chosen?.scrollIntoView({ block: 'nearest' });
		if (final) {
			status.textContent = resultWords(answers.length, input.value);
			list.dataset['answered'] = input.value;
		}
		list.dataset['first'] = input.value;
	};

	const look = async () => {
		const own = ++asked;
		clearTimeout(timer);
		const question = input.value.trim();
		more.hidden = true;
		if (question === '') {
			show([], true);
			return;
		}
		const filter = filterOf(selects);
		try {
			const [known, matcher] = await Promise.all([
				titles().then(async (found) => {
					await partsFor(wordsAsked(question), found);
					return found;
				}),
				looksPasted(question) ? lines() : undefined,
			]);
			if (own !== asked) return;
			serviceNames = known.file.services;
			const answers = answer(question, filter, { ...known, matcher });
			const settled = isSettled(answers);
			show(answers, settled);
			const askText = () => addText(own, question, filter, answers, known);
			askMore = settled ? askText : undefined;
			more.hidden = !settled;
			if (settled) fetchRest();
			else timer = window.setTimeout(() => void askText().then(fetchRest), pause);
		} catch {
			if (own !== asked) return;
			show([], false);
			status.textContent = 'The search could not be loaded. Try again, or use the lists of pages.';
		}
	};
	const addText = async (
		own: number,
		question: string,
		filter: SearchFilter,
		answers: readonly Answer[],
		{ entries }: Titles,
	) => {
		const hits = await textHits(wordsForText(question), textFilter(filter)).catch(() => []);
		if (own === asked) show(withText(answers, hits, filter, entries), true);
	};

	input.addEventListener('input', () => void look());
	input.addEventListener('paste', (event) => {
		// A box of one line would swallow the ends of lines.
		const text = event.clipboardData?.getData('text') ?? '';
		if (!/[\r\n]/.test(text.trim())) return;
		event.preventDefault();
		const [start, end] = [input.selectionStart ?? 0, input.selectionEnd ?? input.value.length];
		input.setRangeText(
			text
				.trim()
				.split(/\s*\r?\n\s*/)
				.join(lineBreak),
			start,
			end,
			'end',
		);
		void look();
	});
	input.addEventListener('keydown', (event) => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step !== undefined) {
			event.preventDefault();
			select(active + step)?.scrollIntoView({ block: 'nearest' });
		} else if (event.key === 'Enter' && !event.isComposing) {
			event.preventDefault();
			options()[active]?.click();
		}
	});
	more.addEventListener('click', () => {
		more.hidden = true;
		input.focus();
		void askMore?.();
	});
	for (const one of selects) one.addEventListener('change', () => void look());
	titles().then(fillSelects(selects), () => undefined);
	if (input.value !== '') void look();

	return {
		focus: () => {
			if (document.activeElement === input) return;
			input.focus();
			input.select();
		},
		ask: (question) => {
			input.value = question;
			void look();
		},
	};
}

function part<T extends Element>(box: Element, selector: string, type: new () => T): T {
	const found = box.querySelector(selector);
	if (!(found instanceof type)) throw new Error(`The search box has no ${selector}.`);
	return found;
}

function resultWords(count: number, question: string): string {
	if (question.trim() === '') return '';
	if (count === 0) return 'Nothing found. Try fewer or other words.';
	return count === 1 ? '1 result' : `${count} results`;
}

function filterOf(selects: readonly HTMLSelectElement[]): SearchFilter {
	return Object.fromEntries(
		selects.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]),
	);
}

/** Fetches what the next question may need. Without a network it is tried again after that. */
const fetchRest = () => {
	restOfIndex().catch(() => undefined);
};

const textFilter = (filter: SearchFilter) =>
	Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)]));

/** The full text wants every word, so those that mean nothing stay out, and of many only the longest are asked for. */
function wordsForText(question: string): string {
	const words = question
		.split(/\s+/)
		.filter((word) => /[\p{L}\p{N}]/u.test(word) && !stopWords.has(word.toLowerCase()));
	if (words.length <= 4) return words.join(' ');
	const longest = words.toSorted((a, b) => b.length - a.length).slice(0, 4);
	return words.filter((word) => longest.includes(word)).join(' ');
}

/** Gives each filter the values that there are. */
const fillSelects =
	(selects: readonly HTMLSelectElement[]) =>
	({ file }: Titles) => {
		const values: Record<string, [string, string][]> = {
			service: Object.entries(file.services),
			level: pairs(file.entries.map(({ level }) => level)),
			owner: pairs(file.entries.map(({ owner }) => owner)),
		};
		for (const select of selects) {
			if (select.options.length > 1) continue;
			for (const [value, text] of values[select.name] ?? []) select.add(new Option(text, value));
			select.disabled = false;
		}
	};

const pairs = (list: readonly (string | undefined)[]) =>
	[...new Set(list)]
		.filter((value) => value !== undefined)
		.sort()
		.map((value): [string, string] => [value, value]);
