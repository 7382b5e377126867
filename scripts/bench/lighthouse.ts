/**
 * Lighthouse, asked for when it is needed: with what it brings along it is a quarter of all packages of this
 * repository, and only this benchmark uses it.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The version whose figures are compared. */
const version = '13.5.0';
const categories = ['performance', 'accessibility', 'best-practices'] as const;
export type Category = (typeof categories)[number];

/** What it says of one page. */
export interface Verdict {
	/** Out of 100. */
	scores: Record<Category, number>;
	/** What keeps accessibility or best practices from being whole. */
	faults: string[];
}

interface Report {
	categories: Record<
		string,
		{ score: number | null; auditRefs: { id: string; weight: number }[] } | undefined
	>;
	audits: Record<string, { title: string; score: number | null } | undefined>;
}

/**
 * Judges a page as Lighthouse does without any option: as a phone on a slow connection.
 * @throws if it cannot be had or does not come to an end
 */
export async function judge(url: string, chromium: string): Promise<Verdict> {
	const { stdout } = await promisify(execFile)(
		'npx',
		[
			'--yes',
			`lighthouse@${version}`,
			url,
			'--output=json',
			'--quiet',
			'--no-enable-error-reporting',
			`--only-categories=${categories.join(',')}`,
			'--chrome-flags=--headless --no-sandbox --disable-background-networking',
		],
		{ env: { ...process.env, CHROME_PATH: chromium }, maxBuffer: 256 * 1024 * 1024 },
	);
	return verdictOf(JSON.parse(stdout) as Report);
}

/** The scores of a report, and what is wrong. */
export function verdictOf({ categories: found, audits }: Report): Verdict {
	const scoreOf = (name: Category) => Math.round((found[name]?.score ?? 0) * 100);
	return {
		scores: {
			performance: scoreOf('performance'),
			accessibility: scoreOf('accessibility'),
			'best-practices': scoreOf('best-practices'),
		},
		faults: (['accessibility', 'best-practices'] as const)
			.flatMap((name) => found[name]?.auditRefs ?? [])
			.filter(({ weight }) => weight > 0)
			.flatMap(({ id }) => {
				const audit = audits[id];
				return audit && audit.score !== null && audit.score < 1 ? [`${id}: ${audit.title}`] : [];
			}),
	};
}
