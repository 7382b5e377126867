/** What a benchmark found, as text. */
import { median } from './measure.ts';

/** One figure with its target. */
export interface Figure {
	what: string;
	value: number;
	unit: '×' | 'GB' | 's' | 'requests';
	/** Met at or below this; `undefined` for what is only there to compare with. */
	atMost: number | undefined;
	/** The same figure of every single round, for judging how far to trust it. */
	rounds: readonly number[];
}

/** Seconds of the builds behind the figures. */
export interface Timing {
	what: string;
	seconds: readonly number[];
}

/** What one part of the benchmark found. */
export interface Findings {
	figures: Figure[];
	timings: Timing[];
	/** Sizes of pages, in bytes. */
	sizes?: { what: string; bytes: number }[];
}

export const isMissed = ({ value, atMost }: Figure) => atMost !== undefined && !(value <= atMost);

/** All findings as two tables: figures with verdicts, and what they were computed from. */
export function report({ figures, timings, sizes = [] }: Findings): string {
	return [
		table([
			['figure', 'measured', 'target', 'verdict', 'min–max'],
			...figures.map((figure) => [
				figure.what,
				print(figure.value, figure.unit),
				figure.atMost === undefined ? '' : `≤ ${print(figure.atMost, figure.unit)}`,
				figure.atMost === undefined ? '' : isMissed(figure) ? 'missed' : 'met',
				figure.rounds.length > 1 ? range(figure.rounds, 2) : '',
			]),
		]),
		...(timings.length > 0
			? [
					table([
						['build', 'median s', 'min–max s', 'times'],
						...timings.map(({ what, seconds }) => [
							what,
							median(seconds).toFixed(1),
							range(seconds, 1),
							String(seconds.length),
						]),
					]),
				]
			: []),
		...(sizes.length > 0
			? [
					table([
						['page', 'bytes'],
						...sizes.map(({ what, bytes }) => [what, bytes.toLocaleString('en')]),
					]),
				]
			: []),
	].join('\n\n');
}

const print = (value: number, unit: Figure['unit']) => `${value.toFixed(2)} ${unit}`;

const range = (values: readonly number[], digits: number) =>
	`${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)}`;

/** Columns side by side; the first to the left, numbers to the right. */
export function table(rows: readonly string[][]): string {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map((row) => row[column]?.length ?? 0)),
	);
	return rows
		.map((row) =>
			row
				.map((cell, column) =>
					column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
				)
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}
