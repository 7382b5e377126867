/** Durations as text. Browsers read them too, so there is no Zod here. */

/** The spelling of a length of time that is the same wherever it starts: weeks, days, hours, minutes, seconds. */
export const exactDuration =
	/^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Milliseconds of a duration such as `PT1H30M`.
 * @throws {RangeError} if the text is no such duration
 */
export function durationMs(text: string): number {
	const match = exactDuration.exec(text);
	if (!match) throw new RangeError(`\`${text}\` is no duration.`);
	const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.map((part) =>
		Number(part || 0),
	);
	return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
