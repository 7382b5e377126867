/**
 * Marks the place of the page that is being read, in the list beside it. Starlight’s own asks the page for every
 * element after every heading, which holds up a slow phone, where the list is not even shown.
 */

/** Whatever has passed below the bar at the top counts as read, in pixels. */
const barHeight = 100;

const links = [...document.querySelectorAll<HTMLAnchorElement>('.beside a[href^="#"]')];
const wide = matchMedia('(min-width: 50rem)');

function watch(): void {
	const places = links.flatMap((link) => {
		const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
		return place ? [{ link, place }] : [];
	});
	const mark = () => {
		const passed = places.filter(({ place }) => place.getBoundingClientRect().top <= barHeight);
		const current = passed.at(-1)?.link ?? places[0]?.link;
		for (const { link } of places) {
			if (link === current) link.ariaCurrent = 'true';
			else link.removeAttribute('aria-current');
		}
	};
	const observer = new IntersectionObserver(mark, { rootMargin: `-${barHeight}px 0px 0px` });
	for (const { place } of places) observer.observe(place);
}

if (links.length > 0) {
	if (wide.matches) watch();
	else wide.addEventListener('change', watch, { once: true });
}
