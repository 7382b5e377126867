/** How well a search answered. */
import type { Query } from './searchSet.ts';

/** What came of one question. */
export interface Asked {
	query: Query;
	/** Milliseconds from the last letter to the first answers, and to all of them. */
	first: number;
	all: number;
	/** Paths of the answers, the best first. */
	paths: string[];
	/** Place of the right page, from 1; `undefined` if it is not among the answers. */
	place: number | undefined;
}

/** Finds the right page among answers. A place within a page counts as the page. */
export function placeOf({ page }: Query, paths: readonly string[]): number | undefined {
	const bare = (path: string) => path.replace(/#.*/, '');
	const pages = [...new Set(paths.map(bare))];
	const place = pages.indexOf(bare(page));
	return place === -1 ? undefined : place + 1;
}

/** In percent of the questions: how often the right page came first, and among the first three. */
export function sharesOf(asked: readonly Pick<Asked, 'place'>[]): { first: number; three: number } {
	const share = (most: number) =>
		(100 * asked.filter(({ place }) => place !== undefined && place <= most).length) / asked.length;
	return { first: share(1), three: share(3) };
}

/** The value below which this share of all values lies. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** Rows of a table: by kind of question, tuned and held out, ours beside the other search. */
export function scoreRows(ours: readonly Asked[], theirs: readonly Asked[]): string[][] {
	const groups: [string, (query: Query) => boolean][] = [
		...[...new Set(ours.map(({ query }) => query.kind))].map(
			(kind): [string, (query: Query) => boolean] => [kind, (query) => query.kind === kind],
		),
		['tuned', (query) => !query['held-out']],
		['held out', (query) => query['held-out']],
		['all', () => true],
	];
	return groups.map(([name, belongs]) => {
		const own = ours.filter(({ query }) => belongs(query));
		const [a, b] = [sharesOf(own), sharesOf(theirs.filter(({ query }) => belongs(query)))];
		const percent = (value: number) => `${value.toFixed(0)} %`;
		return [name, String(own.length), ...[a.first, a.three, b.first, b.three].map(percent)];
	});
}
