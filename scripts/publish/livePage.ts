/** Whether publishing would take something back that customers have already read. */
import { CommandError } from '../lib/exitCodes.ts';
import { newsBetween, readPublicState } from '../notify/news.ts';

/** Milliseconds for which the live page is asked: in an outage it may well be away. */
const patience = 5000;

/**
 * Updates that the live page shows and the built one has not, in words. None if the live page cannot be read.
 *
 * @param folder the built site, which knows its own address
 */
export async function moreOnLivePage(folder: string): Promise<string[]> {
	const next = await readPublicState(folder);
	if (!next) return [];
	const live = await answerWithin(patience, next.page.url);
	if (!live) return [];
	return newsBetween(next, live).map(
		({ record, update }) => `${record.name} (${record.id}), ${update.status}`,
	);
}

async function answerWithin(milliseconds: number, url: string) {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<undefined>((done) => {
		timer = setTimeout(() => {
			done(undefined);
		}, milliseconds);
	});
	try {
		return await Promise.race([readPublicState(url), late]);
	} catch (error) {
		if (error instanceof CommandError) return undefined;
		throw error;
	} finally {
		clearTimeout(timer);
	}
}
