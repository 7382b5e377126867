/** A page of the portal on its first visit, in a real browser: what it fetches, and when it can be used. */
import type { Browser } from '@playwright/test';

/** What a first visit took. */
export interface FirstVisit {
	/** Bytes that came over the wire for the page, with headers; copies for later are no part of it. */
	bytes: number;
	/** Milliseconds until the page answers. */
	interactive: number;
}

/** So long must nothing hold up the page, in milliseconds, before it counts as usable. */
const quiet = 5000;

/**
 * Visits a page in a browser that was never there.
 *
 * Usable is what Lighthouse calls interactive: something is painted, all scripts of the page have run, and whatever
 * holds up the page for longer than 50 ms is over, because nothing does in the five seconds that follow. Beyond that
 * the button of every command has to be awake: what is done in small pieces counts as long as it goes on.
 *
 * @param slowdown how many times slower the processor is made
 * @throws if a command cannot be copied in the end
 */
export async function visitFirst(
	browser: Browser,
	url: string,
	slowdown: number,
): Promise<FirstVisit> {
	const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
	try {
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		let bytes = 0;
		session.on('Network.loadingFinished', ({ encodedDataLength }) => {
			bytes += encodedDataLength;
		});
		await page.addInitScript(() => {
			new MutationObserver((changes) => {
				const woken = changes.some(
					({ target }) => target instanceof Element && target.matches('.copy-command'),
				);
				if (woken) performance.mark('woken');
			}).observe(document, { attributeFilter: ['disabled'], subtree: true });
		});
		await session.send('Network.enable');
		await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
		await page.goto(url, { waitUntil: 'load' });
		const interactive = await page.evaluate(async (quiet) => {
			let busyUntil = 0;
			const watch = new PerformanceObserver((list) => {
				for (const { startTime, duration } of list.getEntries())
					busyUntil = Math.max(busyUntil, startTime + duration);
			});
			watch.observe({ type: 'longtask', buffered: true });
			const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
			const painted = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
			const woken = () => performance.getEntriesByName('woken').at(-1)?.startTime;
			const usable = () =>
				Math.max(
					painted() ?? performance.now(),
					visit?.domContentLoadedEventEnd ?? 0,
					busyUntil,
					woken() ?? 0,
				);
			while (performance.now() - usable() < quiet)
				await new Promise((done) => setTimeout(done, 200));
			const buttons = [...document.querySelectorAll<HTMLButtonElement>('.copy-command')];
			if (woken() === undefined || buttons.some(({ disabled }) => disabled))
				throw new Error('There are commands that cannot be copied.');
			return usable();
		}, quiet);
		return { bytes, interactive };
	} finally {
		await context.close();
	}
}
