/** Asks both searches in a real browser, as a reader would, and takes the time. */
import type { Browser, Page } from '@playwright/test';
import type { Asked } from './searchScore.ts';
import { placeOf } from './searchScore.ts';
import type { Query } from './searchSet.ts';

/** What a first question on a fresh page took. */
export interface ColdStart {
	query: Query;
	first: number;
	all: number;
	/** Bytes that came over the wire because of it. */
	bytes: number;
}

/** What is fetched for the sake of a question, also where it is fetched before somebody has typed one. */
const searchFiles = /^\/(?:find\.json|find\/|lines\.json|pagefind\/|_astro\/search\.)/;

const box = '#find';
const list = '#find-answers';

/** Asks every question on one page, after the first has warmed it. */
export async function askWarm(
	browser: Browser,
	url: string,
	queries: readonly Query[],
): Promise<Asked[]> {
	const page = await browser.newPage();
	await page.goto(`${url}search/`);
	// Everything is there once a line and a text have been asked for.
	await ask(page, 'ERROR: warm-up of lines (1234)');
	await ask(page, 'warm-up');
	const asked: Asked[] = [];
	for (const query of queries) {
		const found = await ask(page, query.q);
		asked.push({ query, ...found, place: placeOf(query, found.paths) });
	}
	await page.close();
	return asked;
}

/** Asks each question on a page that nobody has visited before. */
export async function askCold(
	browser: Browser,
	url: string,
	queries: readonly Query[],
): Promise<ColdStart[]> {
	const starts: ColdStart[] = [];
	for (const query of queries) {
		const context = await browser.newContext();
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		const ofSearch = new Set<string>();
		let bytes = 0;
		session.on('Network.responseReceived', ({ requestId, response }) => {
			if (searchFiles.test(new URL(response.url).pathname)) ofSearch.add(requestId);
		});
		session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			if (ofSearch.has(requestId)) bytes += encodedDataLength;
		});
		await session.send('Network.enable');
		await page.goto(`${url}search/?fresh`, { waitUntil: 'load' });
		const { first, all } = await ask(page, query.q);
		starts.push({ query, first, all, bytes });
		await context.close();
	}
	return starts;
}

/** Types a question and waits for the answers. */
async function ask(page: Page, question: string) {
	return page.evaluate(
		async ({ box, list, question }) => {
			const input = document.querySelector<HTMLInputElement>(box);
			const answers = document.querySelector<HTMLElement>(list);
			if (!input || !answers) throw new Error('There is no search box.');
			// What the box makes of pasted lines.
			const text = question
				.split(/\s*\n\s*/)
				.filter((line) => line !== '')
				.join(' ⏎ ');
			delete answers.dataset['first'];
			delete answers.dataset['answered'];
			input.value = text;
			const started = performance.now();
			const until = (name: string) =>
				new Promise<number>((done, fail) => {
					const look = () => {
						if (answers.dataset[name] !== text) return false;
						// Laid out, not only put there.
						answers.getBoundingClientRect();
						observer.disconnect();
						done(performance.now() - started);
						return true;
					};
					const observer = new MutationObserver(look);
					observer.observe(answers, { attributes: true });
					if (look()) return;
					setTimeout(() => {
						fail(new Error(`No answer to “${text}”.`));
					}, 20_000);
				});
			const times = [until('first'), until('answered')];
			input.dispatchEvent(new Event('input', { bubbles: true }));
			const [first = NaN, all = NaN] = await Promise.all(times);
			const paths = [...answers.querySelectorAll('a')].map(
				(link) => new URL(link.href).pathname.slice(1) + new URL(link.href).hash,
			);
			return { first, all, paths };
		},
		{ box, list, question },
	);
}

/**
 * Asks an index as Starlight’s own search does: Pagefind’s default box, Starlight’s default ranking.
 *
 * @param bundle folder of the index, below the site
 */
export async function askStock(
	browser: Browser,
	url: string,
	bundle: string,
	queries: readonly Query[],
): Promise<Asked[]> {
	const page = await browser.newPage();
	await page.goto(`${url}404.html`);
	const asked: Asked[] = [];
	for (const query of queries) {
		const found = await page.evaluate(
			async ({ script, question }) => {
				interface Stock {
					options: (options: object) => Promise<void>;
					search: (
						words: string,
					) => Promise<{ results: { data: () => Promise<{ url: string }> }[] }>;
				}
				const stock = (await import(script)) as Stock;
				await stock.options({
					ranking: { pageLength: 0.1, termFrequency: 0.1, termSaturation: 2, termSimilarity: 9 },
				});
				const started = performance.now();
				// A box of one line has spaces where the text had ends of lines.
				const { results } = await stock.search(question.replaceAll(/\s*\n\s*/g, ' '));
				const data = await Promise.all(results.slice(0, 5).map((result) => result.data()));
				const all = performance.now() - started;
				return {
					first: all,
					all,
					paths: data.map((one) => new URL(one.url, location.href).pathname.slice(1)),
				};
			},
			{ script: `${url}${bundle}/pagefind.js`, question: query.q },
		);
		asked.push({ query, ...found, place: placeOf(query, found.paths) });
	}
	await page.close();
	return asked;
}
