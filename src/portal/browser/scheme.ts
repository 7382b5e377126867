/** Lets a reader choose light or dark, and remembers it where storage is allowed. */
import { remember } from './remembered.ts';

const root = document.documentElement;

for (const place of document.querySelectorAll<HTMLElement>('[data-scheme-choice]')) {
	const choice = place.querySelector('select');
	if (!choice) continue;
	place.hidden = false;
	choice.value = root.dataset['scheme'] ?? '';
	choice.addEventListener('change', () => {
		if (choice.value === '') delete root.dataset['scheme'];
		else root.dataset['scheme'] = choice.value;
		remember('allclear:scheme', choice.value);
	});
}
