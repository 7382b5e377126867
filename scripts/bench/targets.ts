/** Figures with targets, as rows of a table. */
import { table } from './report.ts';

/** One figure. */
export interface Row {
	what: string;
	/** `undefined` if it could not be measured: a target is not met by not looking. */
	value: number | undefined;
	unit: 'ms' | 'KB' | '%' | 'of 100';
	/** At most, unless `atLeast`; without one it is only there to compare with. */
	target?: number;
	atLeast?: true;
}

/** Whether a target is missed, or not known to be met. */
export function isMissed({ value, target, atLeast }: Row): boolean {
	if (target === undefined) return false;
	return value === undefined || !(atLeast ? value >= target : value <= target);
}

/** All rows with their verdicts. */
export function targetTable(rows: readonly Row[]): string {
	return table([['figure', 'measured', 'target', 'verdict'], ...rows.map(cells)]);
}

function cells(row: Row): string[] {
	const { what, value, unit, target, atLeast } = row;
	const print = (number: number) => `${number.toFixed(unit === 'ms' ? 1 : 0)} ${unit}`;
	return [
		what,
		value === undefined ? 'not measured' : print(value),
		target === undefined ? '' : `${atLeast ? '≥' : '≤'} ${print(target)}`,
		target === undefined ? '' : isMissed(row) ? 'missed' : 'met',
	];
}
