/** Who is on call at this moment: the page may have been built days ago. */
import { dutyAfter, dutyAt } from '../../domain/clocks.ts';
import type { DutyPage } from '../duty.ts';
import { whenNear } from './near.ts';
import { pageData } from './pageData.ts';
import { wallText } from './times.ts';
import { contactLines } from './contactLines.ts';

/** Keeps every list of duties on the page right. */
export function startDuty(): void {
	const page = pageData('duty-data') as DutyPage | undefined;
	if (!page) return;
	const lines = [...document.querySelectorAll<HTMLElement>('[data-duty]')];
	// Zones are slow to load, and in a runbook these lines stand far below.
	const showAgain = whenNear(lines, () => {
		const now = Date.now();
		for (const line of lines) showDuty(line, page, now);
	});
	setInterval(showAgain, 30_000);
}

function showDuty(line: HTMLElement, page: DutyPage, now: number): void {
	const rotation = page.rotations.find(({ id }) => id === line.dataset['duty']);
	const person = line.querySelector('[data-person]');
	const until = line.querySelector('[data-until]');
	const contacts = line.querySelector('.contacts');
	if (!rotation || !person || !until || !contacts) return;
	if (now >= page.known) {
		until.textContent = 'This page is too old to know who has it now.';
		person.textContent = 'Not known';
		contacts.replaceChildren();
		return;
	}
	const shift = dutyAt(rotation, now);
	const next = dutyAfter(rotation, now);
	const name = (id: string) => page.reach[id]?.name ?? id;
	const time = (instant: number) => wallText(instant, page.zone, now);
	const words = [
		...(shift && shift.end < page.known ? [`until ${time(shift.end)}`] : []),
		...(next
			? [shift ? `then ${name(next.person)}` : `from ${time(next.start)} ${name(next.person)}`]
			: []),
	].join(', ');
	const shown = shift ? name(shift.person) : 'Nobody';
	if (until.textContent !== words) until.textContent = words;
	if (person.textContent === shown) return;
	person.textContent = shown;
	contacts.replaceChildren(...contactLines(shift && page.reach[shift.person]));
}
