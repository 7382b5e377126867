/** A QR code as the path of a drawing, small enough to stand in a page that most people never print. */
import { encode } from 'uqr';

/** Lines of one module's width, from left to right in every row. */
export interface QrDrawing {
	path: string;
	/** Part of the plane that is shown: the code with the light border that readers need. */
	viewBox: string;
}

/** The border that readers need, in modules. */
const quiet = 4;

/** The code of a text. A seventh of it may be lost to a fold or a stain. */
export function qrDrawing(text: string): QrDrawing {
	const { data, size } = encode(text, { ecc: 'M', border: 0 });
	const pen = { x: 0, y: 0 };
	const path = data
		.flatMap((row, y) =>
			runsIn(row).map(({ from, until }) => {
				const move = `m${from - pen.x} ${y - pen.y}h${until - from}`;
				Object.assign(pen, { x: until, y });
				return move;
			}),
		)
		.join('');
	const side = size + 2 * quiet;
	// A line lies half above and half below its row.
	return { path, viewBox: `${-quiet} ${-quiet - 0.5} ${side} ${side}` };
}

function runsIn(row: readonly boolean[]): { from: number; until: number }[] {
	const runs: { from: number; until: number }[] = [];
	for (const [x, dark] of row.entries()) {
		const last = runs.at(-1);
		if (!dark) continue;
		if (last?.until === x) last.until = x + 1;
		else runs.push({ from: x, until: x + 1 });
	}
	return runs;
}
