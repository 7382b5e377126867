/** How fast the status page is built, and how its build grows. */
import { existsSync } from 'node:fs';
import { generateIncidents } from './generate.ts';
import type { Lab } from './lab.ts';
import { inTurns, median, ratios } from './measure.ts';
import { writeBareAstro } from './peers.ts';
import type { Findings } from './report.ts';

/** The status page of `count` incidents, and a bare Astro site of the same files. */
export async function compareStatus(
	lab: Lab,
	count: number,
	times: number,
	languages: readonly string[] = ['en'],
): Promise<Findings> {
	const content = incidents(lab, count, languages);
	writeBareAstro(lab.path('bare'), content);
	const seconds = await inTurns(
		times,
		() => lab.buildOurs('status', content),
		() => lab.buildPeer(lab.path('bare')),
	);
	const rounds = ratios(seconds);
	const named = `${count.toLocaleString('en')} incidents`;
	return {
		figures: [
			{
				what: `status page of ${named} to bare Astro`,
				value: median(rounds),
				unit: '×',
				atMost: 2,
				rounds,
			},
		],
		timings: [
			{ what: `status page, ${named}`, seconds: seconds.ours },
			{ what: `bare Astro, ${named}`, seconds: seconds.peer },
		],
	};
}

/**
 * How much longer the second doubling of `base` incidents takes than the first, 2 being linear, and how much
 * memory the largest number of incidents needs. The growth is that of the fastest build of each size.
 */
export async function growthOfStatus(
	lab: Lab,
	base: number,
	largest: number,
	times: number,
	languages: readonly string[] = ['en'],
): Promise<Findings> {
	const sizes = [base, base * 2, base * 4] as const;
	const seconds: Record<number, number[]> = Object.fromEntries(sizes.map((size) => [size, []]));
	for (let round = 0; round < times; round++) {
		for (const size of round % 2 === 0 ? sizes : sizes.toReversed()) {
			const run = await lab.buildOurs('status', incidents(lab, size, languages));
			seconds[size]?.push(run.seconds);
		}
	}
	const series = sizes.map((size) => seconds[size] ?? []);
	const most = await lab.buildOurs('status', incidents(lab, largest, languages));
	const print = (size: number) => size.toLocaleString('en');
	return {
		figures: [
			{
				what: `from ${print(sizes[1])} to ${print(sizes[2])} incidents, to from ${print(sizes[0])} to ${print(sizes[1])}`,
				value: growthOf(series),
				unit: '×',
				atMost: 2.2,
				rounds: Array.from({ length: times }, (_, round) =>
					growthOf(series.map((rounds) => rounds.slice(round, round + 1))),
				),
			},
			{
				what: `peak memory of ${print(largest)} incidents`,
				value: most.peakBytes / 1e9,
				unit: 'GB',
				atMost: 1.5,
				rounds: [],
			},
		],
		timings: [
			...sizes.map((size) => ({
				what: `status page, ${print(size)} incidents`,
				seconds: seconds[size] ?? [],
			})),
			{ what: `status page, ${print(largest)} incidents`, seconds: [most.seconds] },
		],
	};
}

/**
 * How many times as long the second doubling takes as the first, from the seconds that builds of three sizes took in
 * each round. Only the fastest of each size counts: whatever else a machine does makes a build longer and never
 * shorter, and in a difference of differences one disturbed build would turn the whole figure.
 */
export function growthOf(series: readonly (readonly number[])[]): number {
	const [one = NaN, two = NaN, four = NaN] = series.map((rounds) => Math.min(...rounds));
	return (four - two) / (two - one);
}

/** A content root with `count` incidents, written once. */
function incidents(lab: Lab, count: number, languages: readonly string[]): string {
	const root = lab.path(`incidents-${count}`);
	if (!existsSync(root)) generateIncidents(root, count, languages);
	return root;
}
