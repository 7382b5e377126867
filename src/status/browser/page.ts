/**
 * All that happens in a reader's browser: times in their own zone, the states that the build foresaw, and a
 * polite look for a newer build. The page is whole without it. It runs in the head and at once when the page
 * has been read: what it changes is changed before anybody sees it.
 */
import './ownTimes.ts';

/** What is shown in the place of an element, by its id, and what was there when the page was built. */
let shown = new Map<string, Element>();
let first = new Map<string, Element>();
/** How far the reader's clock is behind, in milliseconds. */
let skew = 0;

const now = () => Date.now() + skew;
const main = () => document.getElementById('main') as HTMLElement;

/** What the build foresaw, earliest first. */
interface Step {
	from: number;
	/** Days that have begun since the build. */
	shift: number;
	stale: boolean;
	elements: Element[];
}
let steps: Step[] = [];

function readSteps(): Step[] {
	return [...main().querySelectorAll<HTMLElement>('script[data-from]')].map(
		({ dataset, textContent }) => {
			const template = document.createElement('template');
			template.innerHTML = textContent;
			return {
				from: Number(dataset['from']),
				shift: Number(dataset['shift'] ?? 0),
				stale: 'stale' in dataset,
				elements: [...template.content.children],
			};
		},
	);
}

/** Shows the page as it is now, as far as its build could foresee it. */
function show(): void {
	const wanted = new Map(first);
	let shift = 0;
	let stale = false;
	for (const step of steps) {
		if (step.from > now()) continue;
		for (const element of step.elements) wanted.set(element.id, element);
		({ shift, stale } = step);
	}
	for (const [id, element] of wanted) put(id, element);
	main().classList.toggle('stale', stale);
	for (const bar of main().querySelectorAll('.bar')) {
		const [, ...size] = bar.getAttribute('viewBox')?.split(' ') ?? [];
		// A day is four units wide, as `ui/bars.ts` draws it.
		bar.setAttribute('viewBox', [shift * 4, ...size].join(' '));
	}
}

function put(id: string, element: Element): void {
	const old = document.getElementById(id);
	if (!old || shown.get(id) === element) return;
	if (!first.has(id)) {
		first.set(id, old.cloneNode(true) as Element);
		if (element === old) return;
	}
	const fresh = element.cloneNode(true) as HTMLElement;
	// Of an icon only the sign is another; `ui/signs.ts` puts it last.
	const { sign } = fresh.dataset;
	if (sign !== undefined) {
		fresh.setAttribute('href', `${old.getAttribute('href')?.split('%3Cg')[0]}${sign}`);
	}
	old.replaceWith(fresh);
	shown.set(id, element);
	document.title = fresh.dataset['title'] ?? document.title;
	// A group that was folded while all was well opens when something is wrong.
	if (fresh.matches('summary:has(.sr)')) fresh.closest('details')?.setAttribute('open', '');
}

/** Takes over a newer build of this page. */
function take(page: Document): void {
	const open = new Map(
		[...main().querySelectorAll('details')].map((item) => [
			item.querySelector('summary')?.id,
			item,
		]),
	);
	const fresh = document.adoptNode(page.getElementById('main') as HTMLElement);
	for (const item of fresh.querySelectorAll('details')) {
		const before = open.get(item.querySelector('summary')?.id);
		if (before?.open === true) item.open = true;
	}
	main().replaceWith(fresh);
	for (const id of ['icon', 'foot']) {
		const element = page.getElementById(id);
		if (element) document.getElementById(id)?.replaceWith(document.adoptNode(element));
	}
	document.title = page.title;
	shown = new Map();
	first = new Map();
	steps = readSteps();
	show();
}

/** How long to wait between two looks: longer while nothing is wrong, and twice as long after each failure. */
const shortest = 60_000;
const longest = 30 * shortest;
let wait = shortest;

async function look(): Promise<void> {
	const { built, heartbeat } = main().dataset;
	if (built === undefined || heartbeat === undefined) return;
	if (document.visibilityState === 'visible') {
		try {
			const signal = AbortSignal.timeout(9000);
			const answer = await fetch(heartbeat, { cache: 'no-cache', signal });
			const beat = (await answer.json()) as { generated_at: string };
			const date = Date.parse(answer.headers.get('date') ?? '');
			const offset = date + Number(answer.headers.get('age') ?? 0) * 1000 - Date.now();
			skew = Math.abs(offset) > 60_000 ? offset : 0;
			if (Date.parse(beat.generated_at) > Number(built)) await renew(signal);
			wait = main().querySelector('article') ? shortest : 5 * shortest;
		} catch {
			// Nothing can be learned now; the page goes on with what it knows, and says so when that is too old.
			wait = Math.min(2 * wait, longest);
		}
		show();
	}
	setTimeout(() => void look(), wait);
}

async function renew(signal: AbortSignal): Promise<void> {
	const answer = await fetch(location.pathname, { cache: 'no-cache', signal });
	const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
	const built = page.getElementById('main')?.dataset['built'];
	if (!answer.ok || !(Number(built) > Number(main().dataset['built']))) return;
	const place = document.getElementById('news') as HTMLElement;
	const accept = () => {
		place.replaceChildren();
		take(page);
	};
	// Nobody is reading further down or in the middle of something: nothing can jump.
	if (scrollY < 100 && document.activeElement === document.body && getSelection()?.isCollapsed) {
		accept();
		return;
	}
	place.innerHTML = document.getElementById('offer')?.textContent ?? '';
	place.onclick = () => {
		accept();
		scrollTo(0, 0);
	};
}

document.addEventListener('DOMContentLoaded', () => {
	steps = readSteps();
	show();
	setInterval(show, 10_000);
});
document.addEventListener('visibilitychange', show);
addEventListener('load', () => void look());
