/** What a browser keeps of runbooks: one text for each incident, and who and what was chosen last. */
import type { Progress } from '../../domain/runbookProgress.ts';
import { readProgress } from '../../domain/runbookProgress.ts';
import { ofThisTrouble } from '../../domain/runbookRuns.ts';

const topic = 'allclear:runbook:v1';

/** Keeps progress; when it cannot, it keeps it for as long as the page is open. */
export interface RunbookStore {
	/** The incident that was chosen last; empty for none. */
	incident: () => string;
	choose: (incident: string) => void;
	/** Takes an incident that nobody chose; that is kept once something is done for it. */
	suggest: (incident: string) => void;
	/** The incident that was suggested, and somebody chose none instead. */
	refused: () => string;
	refuse: (incident: string) => void;
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
	let suggested = false;
	const key = () => `${topic}:of:${chosen === '' ? 'none' : chosen}`;
	const current = () => {
		const progress = readProgress(read(key()));
		return chosen === '' ? ofThisTrouble(progress, Date.now()) : progress;
	};
	return {
		incident: () => chosen,
		choose: (incident) => {
			chosen = incident;
			suggested = false;
			write(`${topic}:incident`, incident);
		},
		suggest: (incident) => {
			chosen = incident;
			suggested = true;
		},
		refused: () => read(`${topic}:refused`) ?? '',
		refuse: (incident) => {
			write(`${topic}:refused`, incident);
		},
		person: () => read(`${topic}:person`) ?? '',
		setPerson: (id) => {
			write(`${topic}:person`, id);
		},
		progress: current,
		change: (edit) => {
			if (suggested) write(`${topic}:incident`, chosen);
			suggested = false;
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
