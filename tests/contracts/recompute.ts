/**
 * Uptime computed from ledger files alone, by what is written in them: a second implementation that shares
 * nothing with ours. It goes by raw intervals and the order of conditions, not by our stretches.
 */

/** As much of a ledger file as the computation needs. */
export interface LedgerFile {
	groups: { id: string; services: string[] }[];
	services: {
		id: string;
		since: string;
		until: string | null;
		incidents: { condition: string; weight: number; start: string; end: string | null }[];
		maintenance: { start: string; end: string | null }[];
		stretches: {
			start: string;
			end: string | null;
			condition: string;
			weight: number;
			counts: boolean;
		}[];
	}[];
}

const order = [
	'operational',
	'under_maintenance',
	'degraded_performance',
	'partial_outage',
	'major_outage',
];
const instantOf = (text: string | null) => (text === null ? Infinity : Date.parse(text));
const within = (span: { start: string; end: string | null }, at: number) =>
	instantOf(span.start) <= at && at < instantOf(span.end);

/** Measured time and downtime of a service from one instant to another; by the intervals as they were said. */
export function measure(ledgers: readonly LedgerFile[], id: string, from: number, to: number) {
	const all = ledgers.flatMap(({ services }) => services.filter((service) => service.id === id));
	const incidents = all.flatMap((service) => service.incidents);
	const maintenance = all.flatMap((service) => service.maintenance);
	const start = Math.max(from, ...all.map(({ since }) => instantOf(since)));
	const end = Math.min(to, ...all.map(({ until }) => instantOf(until)));
	if (all.length === 0 || end <= start) return { measured: 0, lost: 0 };
	const cuts = [...incidents, ...maintenance]
		.flatMap((span) => [instantOf(span.start), instantOf(span.end)])
		.filter((cut) => cut > start && cut < end);
	const edges = [start, ...new Set(cuts), end].sort((a, b) => a - b);
	let measured = 0;
	let lost = 0;
	for (let index = 0; index + 1 < edges.length; index++) {
		const [a = 0, b = 0] = edges.slice(index, index + 2);
		const said = incidents.filter((span) => within(span, a));
		const badness = (span: { condition: string; weight: number }) =>
			order.indexOf(span.condition) * 10 + span.weight;
		const worst = said.toSorted((x, y) => badness(y) - badness(x))[0];
		const worked =
			maintenance.some((span) => within(span, a)) ||
			said.some(({ condition }) => condition === 'under_maintenance');
		const isOut = worst?.condition === 'partial_outage' || worst?.condition === 'major_outage';
		if (worked && !isOut) continue;
		measured += b - a;
		lost += (b - a) * (worst?.weight ?? 0);
	}
	return { measured, lost };
}

/** The same by the stretches, which are there so that nobody has to sort out what overlaps. */
export function measureStretches(
	ledgers: readonly LedgerFile[],
	id: string,
	from: number,
	to: number,
) {
	const all = ledgers.flatMap(({ services }) => services.filter((service) => service.id === id));
	const start = Math.max(from, ...all.map(({ since }) => instantOf(since)));
	const end = Math.min(to, ...all.map(({ until }) => instantOf(until)));
	let measured = Math.max(0, all.length > 0 ? end - start : 0);
	let lost = 0;
	for (const stretch of all.flatMap((service) => service.stretches)) {
		const length =
			Math.min(instantOf(stretch.end), end) - Math.max(instantOf(stretch.start), start);
		if (length <= 0) continue;
		if (stretch.counts) lost += length * stretch.weight;
		else measured -= length;
	}
	return { measured, lost };
}

/** A share in per cent as pages print it; `undefined` without measured time. */
export function percentOf({ measured, lost }: { measured: number; lost: number }) {
	return measured > 0 ? print(1 - lost / measured) : undefined;
}

/** The percentage of a group: the mean of those of its services. */
export function meanPercent(sums: readonly { measured: number; lost: number }[]) {
	const known = sums.filter(({ measured }) => measured > 0);
	if (known.length === 0) return undefined;
	return print(
		known.reduce((sum, { measured, lost }) => sum + 1 - lost / measured, 0) / known.length,
	);
}

function print(share: number): string {
	// Weights are in thousandths; what binary fractions add to them is far below the digits that are printed.
	const exact = Math.round(share * 1e12) / 1e12;
	return exact >= 1 ? '100' : (Math.floor(exact * 10_000 + 1e-7) / 100).toFixed(2);
}
