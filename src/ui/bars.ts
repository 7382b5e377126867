/** Drawing ninety days in one path per condition: only what was lost has a colour. */
import type { Condition } from '../schemas/vocabulary.ts';
import type { Tally } from '../domain/uptime.ts';
import { worstIn } from '../domain/uptime.ts';

/** Width of a day and of its gap, and the height of a bar, in units of the drawing. */
export const dayWidth = 4;
export const barHeight = 24;

/** What is drawn for some days. */
export interface BarDrawing {
	/** Path of the days with data, behind everything. */
	track: string;
	/** Path of the days without data. */
	empty: string;
	/** A path per condition that occurred. */
	marks: { condition: Condition; path: string }[];
}

/**
 * Draws days from left to right. The height of a mark is the share of the day it took, never less than a sixth.
 *
 * @param spare days to come, drawn behind the last one; they are seen when the drawing is moved on
 */
export function drawBars(days: readonly Tally[], spare?: number): BarDrawing {
	const paths = new Map<Condition, string>();
	let track = '';
	let empty = '';
	for (const [index, day] of days.entries()) {
		const x = index * dayWidth;
		// Where days follow, the last one has just begun: that nothing was measured yet is no lack of data.
		const begun = spare !== undefined && index === days.length - 1;
		const worst = worstIn(day) ?? (begun ? 'operational' : undefined);
		if (worst === undefined) empty += rectangle(x, barHeight);
		else track += rectangle(x, barHeight);
		if (worst === undefined || worst === 'operational') continue;
		const height = Math.max(barHeight / 6, Math.round(barHeight * shareOf(day)));
		paths.set(worst, (paths.get(worst) ?? '') + rectangle(x, height));
	}
	for (let index = 0; index < (spare ?? 0); index++)
		track += rectangle((days.length + index) * dayWidth, barHeight);
	return { track, empty, marks: [...paths].map(([condition, path]) => ({ condition, path })) };
}

/** Share of the day so far in which the service was not operational. */
function shareOf({ measured, maintenance, degraded, partial, major }: Tally): number {
	const bad = major + partial + degraded;
	return bad > 0 ? bad / (measured + maintenance) : maintenance / (measured + maintenance);
}

const rectangle = (x: number, height: number) => `M${x} ${barHeight - height}h3v${height}h-3z`;
