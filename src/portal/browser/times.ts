/** Times in the reader's own zone, beside the organisation's and UTC. */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(
	key: string,
	timeZone: string | undefined,
	options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
	const name = `${key} ${timeZone ?? ''}`;
	const made = formats.get(name) ?? new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
	formats.set(name, made);
	return made;
}

const clock = (timeZone?: string) =>
	format('clock', timeZone, {
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
		timeZoneName: 'short',
	});
const day = (timeZone?: string) =>
	format('day', timeZone, { weekday: 'short', day: 'numeric', month: 'short' });
const wall = (timeZone?: string) =>
	format('wall', timeZone, { dateStyle: 'short', timeStyle: 'short' });

/** `10:15 WET`, with the day in front where it is not today. */
export function timeHere(instant: number, now: number): string {
	const on = day().format(instant);
	const at = clock().format(instant);
	return on === day().format(now) ? at : `${on}, ${at}`;
}

/** The same instant on the organisation's clock and in UTC, where those show something else. */
export function timesElsewhere(instant: number, zone: string): string[] {
	const seen = new Set([wall().format(instant)]);
	return [zone, 'UTC'].flatMap((timeZone) => {
		const shown = wall(timeZone).format(instant);
		if (seen.has(shown)) return [];
		seen.add(shown);
		const otherDay = day(timeZone).format(instant) !== day().format(instant);
		return `${otherDay ? `${day(timeZone).format(instant)}, ` : ''}${clock(timeZone).format(instant)}`;
	});
}

/** Day and time on the organisation's clock, as names of rooms need them: `2026-03-01`, `09:15`. */
export function wallClock(instant: number, timeZone: string): { date: string; time: string } {
	const parts = Object.fromEntries(
		format('parts', timeZone, {
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23',
		})
			.formatToParts(instant)
			.map(({ type, value }) => [type, value]),
	);
	return {
		date: [parts['year'], parts['month'], parts['day']].join('-'),
		time: `${parts['hour'] ?? ''}:${parts['minute'] ?? ''}`,
	};
}

/** Puts an instant into an element: the reader's own time first, the others below it. */
export function showTimes(place: Element, instant: number, zone: string, now: number): void {
	const time = document.createElement('time');
	time.dateTime = new Date(instant).toISOString();
	time.append(element('strong', timeHere(instant, now)));
	const others = timesElsewhere(instant, zone);
	place.replaceChildren(
		time,
		...(others.length > 0 ? [element('div', others.join(' · '), 'soft')] : []),
	);
}

/** A new element with a text. */
export function element<K extends keyof HTMLElementTagNameMap>(
	name: K,
	text = '',
	className = '',
): HTMLElementTagNameMap[K] {
	const made = document.createElement(name);
	made.textContent = text;
	if (className !== '') made.className = className;
	return made;
}
