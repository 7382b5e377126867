/** Opens the search from anywhere: by its button, by `/`, by Ctrl-K. The search itself comes when it is asked for. */
import type { SearchBox } from './search.ts';

const boxOf = (element: HTMLElement): (() => Promise<SearchBox>) => {
	let box: Promise<SearchBox> | undefined;
	return () => (box ??= import('./search.ts').then(({ searchBox }) => searchBox(element)));
};

/** Brings the dialog of a page to life, and the box of the search page where there is one. */
export function startSearch(): void {
	const dialog = document.querySelector<HTMLDialogElement>('[data-search-dialog]');
	const inDialog = dialog?.querySelector<HTMLElement>('[data-search-box]');
	const onPage = [...document.querySelectorAll<HTMLElement>('[data-search-box]')].find(
		(element) => element !== inDialog,
	);
	const page = onPage && boxOf(onPage);
	if (page) {
		const question = new URLSearchParams(location.search).get('q');
		void page().then((box) => {
			box.focus();
			if (question !== null) box.ask(question);
		});
	}
	// A browser without dialogs follows the link.
	if (!dialog || !inDialog || typeof dialog.showModal !== 'function') return;
	const box = page ?? boxOf(inDialog);
	const open = () => {
		if (!page && !dialog.open) dialog.showModal();
		// Before the search is there, so that no letter is lost.
		(onPage ?? inDialog).querySelector('input')?.focus();
		void box().then(({ focus }) => {
			focus();
		});
	};
	for (const opener of document.querySelectorAll('[data-search-open]')) {
		opener.setAttribute('role', 'button');
		opener.addEventListener('click', (event) => {
			event.preventDefault();
			open();
		});
		for (const near of ['pointerenter', 'focus'])
			opener.addEventListener(near, () => void box(), { once: true });
	}
	dialog.querySelector('[data-search-close]')?.addEventListener('click', () => {
		dialog.close();
	});
	dialog.addEventListener('click', (event) => {
		// Beside the box, or on a link to a place of this very page.
		const onLink = event.target instanceof Element && event.target.closest('a') !== null;
		if (event.target === dialog || onLink) dialog.close();
	});
	document.addEventListener('keydown', (event) => {
		const command = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
		const slash =
			event.key === '/' &&
			!event.ctrlKey &&
			!event.metaKey &&
			!event.altKey &&
			!isTyping(event.target);
		if (!command && !slash) return;
		event.preventDefault();
		if (command && dialog.open) dialog.close();
		else open();
	});
}

const isTyping = (target: EventTarget | null) =>
	target instanceof HTMLElement &&
	(target.isContentEditable || target.matches('input, textarea, select'));
