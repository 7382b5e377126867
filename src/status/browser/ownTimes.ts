/**
 * Adds the reader's own time to times that are printed in the organisation's zone: to each as it comes into the
 * page, which is before it is drawn, so that nothing moves.
 */

const { lang, dataset } = document.documentElement;

function addOwnTimes(): void {
	for (const time of document.querySelectorAll<HTMLTimeElement>('time:not([data-own])')) {
		// What the browser is still reading may lack its text. The footer follows every time in the end.
		if (!isFollowed(time)) continue;
		// A copy of the element has its own time already.
		time.dataset['own'] = '';
		time.append(ownTime(new Date(time.dateTime)));
	}
}

/** Whether anything stands after a node in the page. */
const isFollowed = (node: Node | null): boolean =>
	node !== null && (node.nextSibling !== null || isFollowed(node.parentNode));

/** A time on the reader's clock; nothing if it reads as it is printed. */
function ownTime(instant: Date): string {
	const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
	const date = { day: 'numeric', month: 'short' } as const;
	const print = (options: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat(lang, options).format(instant);
	const timeZone = dataset['zone'];
	const here = print({ ...date, ...clock });
	if ([timeZone, 'UTC'].some((zone) => here === print({ ...date, ...clock, timeZone: zone }))) {
		return '';
	}
	const sameDay = print(date) === print({ ...date, timeZone });
	return ` · ${print({ ...(!sameDay && date), ...clock, timeZoneName: 'short' })}`;
}

new MutationObserver(addOwnTimes).observe(document, { childList: true, subtree: true });
