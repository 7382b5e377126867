/** Who is on call at this moment: the page may have been built days ago. */
import { dutyAfter, dutyAt } from '../../domain/clocks.ts';
import type { DutyPage } from '../duty.ts';
import { pageData } from './pageData.ts';
import { wallText } from './times.ts';
import { contactLines } from './contactLines.ts';

/** Keeps every list of duties on the page right. */
export function startDuty(): void {
	const page = pageData('duty-data') as DutyPage | undefined;
	if (!page) return;
	// Zones are slow to load, and in a runbook these lines stand far below: each is looked after once it is near.
	const near = new Set<HTMLElement>();
	const show = () => {
		const now = Date.now();
		for (const line of near) showDuty(line, page, now);
	};
	const observer = new IntersectionObserver(
		(entries) => {
			for (const { target, isIntersecting } of entries) {
				if (!isIntersecting || !(target instanceof HTMLElement)) continue;
				observer.unobserve(target);
				near.add(target);
				showDuty(target, page, Date.now());
			}
		},
		{ rootMargin: '50%' },
	);
	const lines = [...document.querySelectorAll<HTMLElement>('[data-duty]')];
	for (const line of lines) observer.observe(line);
	setInterval(show, 30_000);
	document.addEventListener('visibilitychange', show);
	window.addEventListener('beforeprint', () => {
		for (const line of lines) near.add(line);
		show();
	});
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
