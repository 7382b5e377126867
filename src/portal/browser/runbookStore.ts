/** What a browser keeps of runbooks: one text for each incident, and who and what was chosen last. */
import type { Progress } from '../../domain/runbookProgress.ts';
import { noProgress, readProgress } from '../../domain/runbookProgress.ts';

const topic = 'allclear:runbook:v1';
/** Followed for no incident: after so long it was another trouble, and its values are wrong for this one. */
const staleAfter = 12 * 3_600_000;

/** Keeps progress; when it cannot, it keeps it for as long as the page is open. */
export interface RunbookStore {
	/** The incident that was chosen last; empty for none. */
	incident: () => string;
	choose: (incident: string) => void;
	/** Who hands on the tape. */
	person: () => string;
	setPerson: (id: string) => void;
	progress: () => Progress;
	/** Reads, changes and writes at once, so that two windows do not overwrite each other. */
	change: (edit: (progress: Progress) => void) => void;
}

/**
 * Opens the store.
 *
 * @param tell is called, once, with why nothing will be there after a reload
 */
export function openStore(tell: (sentence: string) => void): RunbookStore {
	const kept = new Map<string, string>();
	let told = false;
	const trouble = (sentence: string) => {
		if (!told) tell(sentence);
		told = true;
	};
	const read = (key: string): string | null => {
		try {
			return kept.get(key) ?? localStorage.getItem(key);
		} catch {
			trouble('This browser stores nothing here. Progress lasts until the page is closed.');
			return kept.get(key) ?? null;
		}
	};
	const write = (key: string, text: string) => {
		try {
			localStorage.setItem(key, text);
			kept.delete(key);
		} catch {
			kept.set(key, text);
			trouble('This browser has no room left. Progress lasts until the page is closed.');
		}
	};
	let chosen = read(`${topic}:incident`) ?? '';
	const key = () => `${topic}:of:${chosen === '' ? 'none' : chosen}`;
	const current = () => {
		const progress = readProgress(read(key()));
		return chosen === '' && Date.now() - progress.touched > staleAfter ? noProgress() : progress;
	};
	return {
		incident: () => chosen,
		choose: (incident) => {
			chosen = incident;
			write(`${topic}:incident`, incident);
		},
		person: () => read(`${topic}:person`) ?? '',
		setPerson: (id) => {
			write(`${topic}:person`, id);
		},
		progress: current,
		change: (edit) => {
			const progress = current();
			edit(progress);
			progress.touched = Date.now();
			write(key(), JSON.stringify(progress));
		},
	};
}

/** Calls back when another window has changed what is kept. */
export function onOtherWindow(changed: () => void): void {
	addEventListener('storage', ({ key }) => {
		if (key === null || key.startsWith(topic)) changed();
	});
}
