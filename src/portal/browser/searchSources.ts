/** What the browser searches in, fetched when it is first needed and kept while the page is open. */
import type { LinesFile, LogMatcher } from '../../domain/logMatch.ts';
import { knownLines, logMatcher } from '../../domain/logMatch.ts';
import type { TextHit } from '../../domain/searchAnswer.ts';
import type { SearchEntry, SearchFile, SearchShard } from '../../domain/searchEntry.ts';
import type { Question, SearchIndex } from '../../domain/searchIndex.ts';
import { searchIndex } from '../../domain/searchIndex.ts';

/** Path of the portal, with a slash at its end. */
export const base = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/`;

/** What can be found, and the index as far as questions needed it. */
export interface Titles {
	file: SearchFile;
	index: SearchIndex;
	entries: ReadonlyMap<string, SearchEntry>;
}

/** Fetches what can be found. Once it is there, it is there at once. */
export const titles = once(async (): Promise<Titles> => {
	const file = await json<SearchFile>('find.json');
	return {
		file,
		index: searchIndex(file.entries, file.shards),
		entries: new Map(file.entries.map((entry) => [entry.path, entry])),
	};
});

const shards = new Map<number, Promise<SearchShard>>();

/** Fetches the parts of the index that a question needs. Only those tell which words are misspelt and need more. */
export async function partsFor(question: Question, { index }: Titles): Promise<void> {
	for (let round = 0; round < 2; round++) {
		await Promise.all(index.needed(question).map((number) => partOf(number, index)));
	}
}

async function partOf(number: number, index: SearchIndex): Promise<void> {
	if (index.has(number)) return;
	const fetching = shards.get(number) ?? json<SearchShard>(`find/${number}.json`);
	shards.set(number, fetching);
	try {
		index.add(number, await fetching);
	} catch (error) {
		shards.delete(number);
		throw error;
	}
}

/**
 * Fetches the rest of the index, a few parts at a time while there is nothing else to do: the next question is answered without
 * asking anybody, also when the network is gone by then.
 */
export const restOfIndex = once(async (): Promise<void> => {
	const { file, index } = await titles();
	const { connection } = navigator as { connection?: { saveData?: boolean } };
	if (connection?.saveData === true) return;
	const numbers = [...file.shards.keys()];
	while (numbers.length > 0) {
		await idle();
		await Promise.all(numbers.splice(0, atOnce).map((number) => partOf(number, index)));
	}
});

/** So many parts are fetched while a browser is idle, before it is asked again whether it still is. */
const atOnce = 16;

const idle = () =>
	new Promise<void>((done) => {
		// Not every browser says when it has nothing to do.
		if ('requestIdleCallback' in globalThis)
			requestIdleCallback(() => {
				done();
			});
		else setTimeout(done, 20);
	});

/** Fetches the lines of logs that are known. */
export const lines = once(async (): Promise<LogMatcher> => {
	const [known, file] = await Promise.all([titles(), json<LinesFile>('lines.json')]);
	return logMatcher(
		knownLines(
			file,
			known.file.entries.map(({ path }) => path),
		),
	);
});

async function json<T>(name: string): Promise<T> {
	const response = await fetch(base + name);
	if (!response.ok) throw new Error(`${name} could not be fetched: ${response.status}.`);
	return (await response.json()) as T;
}

/** A thing that is fetched once; after a failure, the next who asks tries again. */
function once<T>(fetchIt: () => Promise<T>): () => Promise<T> {
	let kept: Promise<T> | undefined;
	return () =>
		(kept ??= fetchIt().catch((error: unknown) => {
			kept = undefined;
			throw error;
		}));
}

interface Pagefind {
	options: (options: object) => Promise<void>;
	search: (words: string, options?: object) => Promise<{ results: PagefindResult[] }>;
}
interface PagefindResult {
	data: () => Promise<{ url: string; excerpt: string }>;
}

/** Weights for pages of commands: their words are short and rare, and a title says more than a long text. */
export const pagefindRanking = {
	termSimilarity: 4,
	termFrequency: 0.6,
	pageLength: 0.4,
	metaWeights: { title: 8 },
};

const pagefind = once(async () => {
	// Built after everything else, so that no bundler knows of it.
	const script = `${base}pagefind/pagefind.js`;
	const index = (await import(/* @vite-ignore */ script)) as Pagefind;
	await index.options({ ranking: pagefindRanking, excerptLength: 18, baseUrl: base });
	return index;
});

/** Pages whose texts are opened for one question. */
const mostTexts = 5;

/** Pages whose text has all these words; none where there is no full-text index. */
export async function textHits(words: string, filters: Record<string, string>): Promise<TextHit[]> {
	const index = await pagefind().catch(() => undefined);
	if (!index) return [];
	const { results } = await index.search(words, { filters });
	const data = await Promise.all(results.slice(0, mostTexts).map((result) => result.data()));
	return data.map(({ url, excerpt }) => ({
		path: new URL(url, location.href).pathname.slice(base.length),
		excerpt,
	}));
}
