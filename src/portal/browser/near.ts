/** Work that waits until it can be seen. */

/**
 * Does `show` once one of these elements comes near the screen, or is printed, and again whenever somebody comes back.
 *
 * @returns does it again, if it was done before
 */
export function whenNear(elements: Iterable<Element>, show: () => void): () => void {
	let near = false;
	const begin = () => {
		near = true;
		observer.disconnect();
		show();
	};
	const observer = new IntersectionObserver(
		(entries) => {
			if (entries.some(({ isIntersecting }) => isIntersecting)) begin();
		},
		{ rootMargin: '50%' },
	);
	for (const element of elements) observer.observe(element);
	window.addEventListener('beforeprint', begin);
	const again = () => {
		if (near) show();
	};
	document.addEventListener('visibilitychange', again);
	return again;
}
