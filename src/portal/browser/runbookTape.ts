/** The tape of what was done: shown, copied as a timeline, handed on as a note of the incident. */
import { newFileUrl } from '../../domain/prefill.ts';
import { noteEntry } from '../../domain/prefilledEntries.ts';
import type { TapeLine } from '../../domain/runbookProgress.ts';
import { stamp, tapeMessage, tapeText, tapeWords } from '../../domain/runbookProgress.ts';
import type { RunbookData } from '../runbookPage.ts';
import { copyText, sayOn } from './clipboard.ts';
import { randomOp } from './randomOp.ts';
import type { RunbookStore } from './runbookStore.ts';

/** Lines shown at once; all of them are copied. */
const shown = 200;

/** Wires the panel; `noted` is told what was typed. */
export function wireTape(
	data: RunbookData,
	store: RunbookStore,
	noted: (text: string) => void,
): { show: () => void } {
	const list = document.querySelector('#run-lines');
	const says = document.querySelector('#run-tape-says');
	const field = document.querySelector<HTMLInputElement>('#run-note-text');
	const copy = document.querySelector<HTMLElement>('#run-copy');
	const link = document.querySelector<HTMLAnchorElement>('#run-github');
	const person = document.querySelector<HTMLSelectElement>('#run-by');
	const handOn = document.querySelector<HTMLElement>('#run-hand-on');
	// The note's name is chosen once a page, so that the same tape handed on twice is one file.
	const op = randomOp();

	document.querySelector('#run-note')?.addEventListener('submit', (event) => {
		event.preventDefault();
		const text = field?.value.trim() ?? '';
		if (!field || text === '') return;
		field.value = '';
		noted(text);
	});
	const earlier = document.querySelector<HTMLElement>('#run-earlier');
	wireCopy(copy, list, () => store.progress().tape);
	wireCopy(
		earlier?.querySelector('button'),
		earlier?.querySelector('ol'),
		() => store.progress().earlier,
	);
	if (person) {
		person.value = data.people.some(({ id }) => id === store.person()) ? store.person() : '';
		person.addEventListener('change', () => {
			store.setPerson(person.value);
			if (says) says.textContent = '';
			show();
		});
	}
	const place = () => {
		const incident = data.incidents.find(({ id }) => id === store.incident());
		return data.repository && incident && { repository: data.repository, incident };
	};
	link?.addEventListener('click', (event) => {
		const to = place();
		const { tape } = store.progress();
		if (!to || !person || tape.length === 0) return;
		if (person.value === '') {
			event.preventDefault();
			person.focus();
			if (says) says.textContent = 'Say who you are first: the note carries your name.';
			return;
		}
		const { repository, incident } = to;
		const { path, text } = noteEntry(
			'observation',
			{ by: person.value, message: tapeMessage(tape) },
			{ folder: incident.folder, root: repository.path, at: Date.now(), op },
		);
		const { url, holdsText } = newFileUrl({
			server: repository.server,
			repository: repository.slug,
			branch: repository.branch,
			path,
			text,
		});
		link.href = url;
		if (holdsText) return;
		void copyText(text).then((copied) => {
			if (says) {
				says.textContent = copied
					? 'The tape is too long for a link. It is copied; paste it on the page that opens.'
					: 'The tape is too long for a link. Copy it as text and paste it on the page that opens.';
			}
		});
	});

	function show(): void {
		const { tape, earlier: before } = store.progress();
		list?.replaceChildren(
			...tape.slice(-shown).map((line) => rowOf(line, stamp(line.at).slice(11))),
		);
		showEarlier(before);
		const to = place();
		if (handOn) handOn.hidden = to === undefined || tape.length === 0;
		if (link) link.href = to ? `${to.repository.server}/${to.repository.slug}` : '#';
		if (copy) copy.hidden = tape.length === 0;
	}
	function showEarlier(before: readonly TapeLine[]): void {
		if (!earlier) return;
		earlier.hidden = before.length === 0;
		const summary = earlier.querySelector('summary');
		const lines = before.length === 1 ? 'one line' : `${before.length} lines`;
		if (summary) summary.textContent = `Earlier runs for no incident (${lines})`;
		earlier
			.querySelector('ol')
			?.replaceChildren(...before.slice(-shown).map((line) => rowOf(line, stamp(line.at))));
	}
	return { show };
}

/** Copies a tape, or selects the lines of it that are shown. */
function wireCopy(
	button: HTMLElement | null | undefined,
	list: Element | null | undefined,
	lines: () => readonly TapeLine[],
): void {
	const words = button?.textContent ?? '';
	button?.addEventListener('click', () => {
		void copyText(tapeText(lines()), list).then((copied) => {
			sayOn(button, copied ? 'Copied' : 'Selected', () => {
				button.textContent = words;
			});
		});
	});
}

/** A line with its time in UTC, as `shown` says it. */
function rowOf(line: TapeLine, shown: string): HTMLElement {
	const row = document.createElement('li');
	const time = document.createElement('time');
	time.dateTime = new Date(line.at).toISOString();
	time.textContent = shown;
	row.append(time, ' ', tapeWords(line));
	return row;
}
