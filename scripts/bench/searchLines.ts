/** How fast and how surely lines of logs lead to signatures, without a browser. */
import { logMatcher } from '../../src/domain/logMatch.ts';
import type { Message } from './catalogues.ts';
import { asSignature, asWritten } from './catalogues.ts';
import { picker, random } from './random.ts';
import { percentile } from './searchScore.ts';

/** Lines of the trace, and how often it is matched. */
const traceLines = 200;
const rounds = 25;
const sampled = 500;

/** Figures for one runbook a signature, the hardest case. */
export function matchFigures(signatures: readonly string[], messages: readonly Message[]) {
	const pages = signatures.map((text, place) => ({ path: String(place), signatures: [text] }));
	const matcher = logMatcher(pages);
	const next = random(11);
	const pick = picker(next);
	const number = (most: number) => Math.floor(next() * most);
	const value = (directive: string) =>
		/[diouxX]/.test(directive)
			? String(number(90_000))
			: pick(['db-7', '/srv/data/a.bin', 'eu-west', 'orders', 'x1f']);
	const logged = (text: string) =>
		`Nov 20 0${number(9)}:${10 + number(49)}:${10 + number(49)} node-${number(40)} service[${number(30_000)}]: ${asWritten(text, value)}`;

	const bySignature = new Map(
		messages.map(({ text }) => [asSignature(text).replaceAll(/\s+/g, ' ').trim(), text]),
	);
	const sample = Array.from({ length: sampled }, () => pick(signatures));
	const recalled = sample.filter((signature) => {
		const [first] = matcher.match(logged(bySignature.get(signature) ?? signature));
		return first?.signature === signature;
	}).length;

	const trace = Array.from({ length: traceLines }, (_, line) =>
		line === 0
			? logged(bySignature.get(signatures[0] ?? '') ?? '')
			: `    at com.example.${pick(['shop', 'orders', 'billing'])}.${pick(['Worker', 'Client', 'Session', 'Pool'])}${line}.${pick(['read', 'write', 'connect', 'close', 'failed'])}(${pick(['Worker', 'Client'])}.java:${number(900)})`,
	).join('\n');
	const times = Array.from({ length: rounds }, () => {
		const started = performance.now();
		matcher.match(trace);
		return performance.now() - started;
	});
	return {
		file: JSON.stringify({
			version: 1,
			pages: signatures.map((text, at) => ({ at, signatures: [text] })),
		}),
		recalled: (100 * recalled) / sampled,
		traceMedian: percentile(times, 0.5),
		traceWorst: percentile(times, 0.95),
	};
}
