import readQr from 'jsqr';
import { expect, test } from 'vitest';
import { qrDrawing } from './qrDrawing.ts';

/** Pixels a module. */
const scale = 4;

/** What the code of others reads in a drawing, row by row as a printer draws it. */
function read(text: string): string | undefined {
	const { path, viewBox } = qrDrawing(text);
	const [left = 0, top = 0, side = 0] = viewBox.split(' ').map(Number);
	const width = side * scale;
	const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
	let [x, y] = [0, 0];
	for (const [, right, down, length] of path.matchAll(/m(-?\d+) (-?\d+)h(\d+)/g)) {
		x += Number(right);
		y += Number(down);
		for (let row = 0; row < scale; row++) {
			for (let column = 0; column < Number(length) * scale; column++) {
				const at = ((y - 0.5 - top) * scale + row) * width + (x - left) * scale + column;
				pixels.fill(0, at * 4, at * 4 + 3);
			}
		}
		x += Number(length);
	}
	return readQr(pixels, width, width)?.data;
}

test.each([
	'https://respond.harbour.example/runbooks/database/database-down/',
	'https://intern.example/portal/runbooks/zahlungen/überweisungen-zu-spät/',
	`https://respond.harbour.example/runbooks/${'very-long-'.repeat(15)}/`,
])('the drawing of %s is read as that', (address) => {
	expect(read(address)).toBe(address);
});

test('the drawing of an address weighs little', () => {
	const { path } = qrDrawing('https://respond.harbour.example/runbooks/database/database-down/');
	expect(path.length).toBeLessThan(2500);
});
