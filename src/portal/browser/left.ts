/** How much time is left, beside exact times that were printed when the page was built. */
import { countdown } from '../../domain/clocks.ts';

const places = document.querySelectorAll<HTMLElement>('[data-left]');

function show(): void {
	const now = Date.now();
	for (const place of places) {
		const due = Number(place.dataset['left']);
		place.textContent = `, ${countdown(due, now)}`;
		const line = place.closest('li') ?? place;
		line.classList.toggle('late', now >= due);
	}
}

if (places.length > 0) {
	show();
	setInterval(show, 1000);
	document.addEventListener('visibilitychange', show);
}
