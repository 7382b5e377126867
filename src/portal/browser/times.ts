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
const dayOfYear = (timeZone?: string) =>
	format('day of year', timeZone, { day: 'numeric', month: 'short', year: 'numeric' });
const year = (timeZone?: string) => format('year', timeZone, { year: 'numeric' });
const wall = (timeZone?: string) =>
	format('wall', timeZone, { dateStyle: 'short', timeStyle: 'short' });

/** `10:15 WET`; with a hyphen that keeps the zone on one line: `05:15 GMT‑5`. */
const clockText = (instant: number, timeZone: string | undefined) =>
	clock(timeZone).format(instant).replace('-', '‑');

/**
 * `10:15 WET`, with the day in front where it is not today.
 *
 * @param reader the reader's zone; without one, that of this machine
 */
export function timeHere(instant: number, now: number, reader?: string): string {
	return `${dayAgainst(now, instant, reader)}${clockText(instant, reader)}`;
}

/** The day of an instant in front of its time, where it is not that of another instant; the year, if that differs too. */
function dayAgainst(other: number, instant: number, zone: string | undefined): string {
	const sameYear = year(zone).format(instant) === year(zone).format(other);
	if (!sameYear) return `${dayOfYear(zone).format(instant)}, `;
	const on = day(zone).format(instant);
	return on === day(zone).format(other) ? '' : `${on}, `;
}

/**
 * An instant on the reader's clock, the organisation's and in UTC, in this order. Clocks that show the same share a text:
 * `04:25 GMT‑5`, `09:25 WET/UTC`. Only the reader's says the day, unless it is another elsewhere.
 */
export function wallTimes(instant: number, zone: string, now: number, reader?: string): string[] {
	const found: { shown: string; text: string; names: string[] }[] = [];
	for (const timeZone of [reader, zone, 'UTC']) {
		const shown = wall(timeZone).format(instant);
		const name = zoneName(instant, timeZone);
		const same = found.find((item) => item.shown === shown);
		if (same) {
			if (!same.names.includes(name)) same.names.push(name);
			continue;
		}
		const on = day(timeZone).format(instant);
		const before =
			found.length === 0
				? dayAgainst(now, instant, timeZone)
				: on === day(reader).format(instant)
					? ''
					: `${on}, `;
		found.push({ shown, text: `${before}${clockText(instant, timeZone)}`, names: [name] });
	}
	return found.map(({ text, names }) => [text, ...names.slice(1)].join('/'));
}

/** The same in a sentence: `04:25 GMT‑5 (09:25 WET/UTC)`. */
export function wallText(instant: number, zone: string, now: number, reader?: string): string {
	const [here = '', ...elsewhere] = wallTimes(instant, zone, now, reader);
	return elsewhere.length === 0 ? here : `${here} (${elsewhere.join(', ')})`;
}

const zoneName = (instant: number, timeZone: string | undefined): string =>
	clock(timeZone)
		.formatToParts(instant)
		.find(({ type }) => type === 'timeZoneName')
		?.value.replace('-', '‑') ?? '';

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
	const time = element('time');
	time.dateTime = new Date(instant).toISOString();
	stackTimes(time, instant, zone, now);
	place.replaceChildren(time);
}

/** The same as what stands in a cell of a table. */
export function timeCell(instant: number, zone: string): { of: Node[] } {
	const place = element('div');
	showTimes(place, instant, zone, Date.now());
	return { of: [place] };
}

function stackTimes(time: Element, instant: number, zone: string, now: number): void {
	const [here, ...elsewhere] = wallTimes(instant, zone, now);
	time.replaceChildren(
		element('strong', here),
		...(elsewhere.length > 0 ? [element('span', elsewhere.join(' · '), 'elsewhere')] : []),
	);
}

/** Puts the reader's own time into a time that has a zone beside it. */
export function localiseTime(time: HTMLTimeElement): void {
	const { zone = 'UTC', stacked } = time.dataset;
	const instant = Date.parse(time.dateTime);
	const now = Date.now();
	if (stacked !== undefined) stackTimes(time, instant, zone, now);
	else time.textContent = wallText(instant, zone, now);
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
