/** Running a build and saying what it took. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What one build took. */
export interface Run {
	seconds: number;
	/** The most memory that one of its processes held, in bytes. */
	peakBytes: number;
}

const preload = pathToFileURL(join(import.meta.dirname, 'peak.ts')).href;

/**
 * Runs a script by Node to its end, in `folder`.
 * @throws with the end of its output if it does not succeed
 */
export async function measure(
	script: readonly string[],
	folder: string,
	environment: Record<string, string>,
): Promise<Run> {
	const peakFile = join(folder, 'peak.txt');
	const started = performance.now();
	const child = spawn(process.execPath, script, {
		cwd: folder,
		env: {
			...process.env,
			ASTRO_TELEMETRY_DISABLED: '1',
			NO_COLOR: '1',
			NODE_OPTIONS: `--import ${preload}`,
			PEAK_FILE: peakFile,
			...environment,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		// Only the end is ever printed, and a line for each of thousands of pages need not be kept.
		stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)));
	}
	const code = await new Promise<number | null>((done, fail) => {
		child.on('error', fail);
		child.on('close', done);
	});
	const seconds = (performance.now() - started) / 1000;
	if (code !== 0) throw new Error(`A measured build ended with ${code}:\n${output}`);
	const peaks = readFileSync(peakFile, 'utf8').trim().split('\n').map(Number);
	rmSync(peakFile);
	return { seconds, peakBytes: Math.max(...peaks) * 1024 };
}

/** The value in the middle; of an even number, the mean of the two. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
	const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
	return (lower + upper) / 2;
}

/** Builds two things in turns, `times` each; who goes first changes, so that neither has the warmer machine. */
export async function inTurns(
	times: number,
	ours: () => Promise<Run>,
	peer: () => Promise<Run>,
): Promise<{ ours: number[]; peer: number[] }> {
	const seconds = { ours: [] as number[], peer: [] as number[] };
	for (let turn = 0; turn < times; turn++) {
		const order = turn % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const);
		for (const who of order) {
			const run = await (who === 'ours' ? ours : peer)();
			seconds[who].push(run.seconds);
		}
	}
	return seconds;
}

/** How many times as long ours took, pair by pair. */
export function ratios(seconds: { ours: readonly number[]; peer: readonly number[] }): number[] {
	return seconds.ours.map((value, index) => value / (seconds.peer[index] ?? NaN));
}
