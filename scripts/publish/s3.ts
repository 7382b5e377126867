/** Publishing to an S3-compatible bucket: what has other bytes, in the order readers may see it; deletions last. */
import { readFile } from 'node:fs/promises';
import type { Bucket } from './bucket.ts';
import type { BuiltSite, Published } from './published.ts';
import { notOurs } from './published.ts';
import type { SiteFile } from './siteFiles.ts';
import { isOurs, tableName } from './siteFiles.ts';

/** Requests under way at once. */
const atOnce = 8;

/**
 * Brings the bucket below `prefix` to what the site is.
 * @throws {CommandError} if something else is there, or the store does not take it
 */
export async function publishToBucket(
	{ files }: BuiltSite,
	{ name, prefix }: { name: string; prefix: string },
	bucket: Bucket,
	dryRun: boolean,
): Promise<Published> {
	const there = await bucket.list(prefix);
	const paths = [...there.keys()].map((key) => key.slice(prefix.length));
	if (!isOurs(paths, files)) throw notOurs(name);

	// A list does not tell headers. While the table of headers is the same, those of unchanged files are, too.
	const table = files.find(({ path }) => path === tableName);
	const sameTable = there.get(prefix + tableName) === table?.md5;
	const wanted = new Set(files.map(({ path }) => path));
	const spare = paths.filter((path) => !wanted.has(path));
	const news = files.filter(({ path, md5 }) => !sameTable || there.get(prefix + path) !== md5);
	const published = {
		uploaded: news.length,
		removed: spare.length,
		same: files.length - news.length,
	};
	if (dryRun) return published;

	// Without its table the next run uploads everything, should this one not come to its end.
	if (!sameTable && there.has(prefix + tableName)) await bucket.remove(prefix + tableName);
	for (const step of stepsOf(news)) {
		await each(step, async ({ path, source, headers }) => {
			await bucket.put(prefix + path, await readFile(source), headers);
		});
	}
	await each(spare, (path) => bucket.remove(prefix + path));
	return published;
}

/** Files that may arrive in any order, step after step. */
function stepsOf(files: readonly SiteFile[]): SiteFile[][] {
	const step = ({ path }: SiteFile) =>
		path === tableName
			? 'table'
			: path === 'heartbeat.json' || path === 'index.html'
				? path
				: /\.html$/.test(path)
					? 'pages'
					: path.endsWith('.json')
						? 'data'
						: 'rest';
	// The files come in order, and so do the steps.
	return Object.values(Object.groupBy(files, step));
}

/** Several at once; the first failure ends it, after what is under way. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
	const left = items.values();
	const workers = Array.from({ length: atOnce }, async () => {
		for (const item of left) await work(item);
	});
	const results = await Promise.allSettled(workers);
	const failed = results.find((result) => result.status === 'rejected');
	if (failed) throw failed.reason;
}
