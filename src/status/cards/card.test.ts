import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { conditions, indicators } from '../../schemas/vocabulary.ts';
import { signShapes } from '../../ui/signs.ts';
import { tokens } from '../tokens.ts';
import { cardOf, cardPage, cardSize } from './card.ts';

test.each(indicators)(
	'the card of the indicator %s is there, in the size that networks ask for',
	(name) => {
		const png = readFileSync(resolve('public/status/cards', `${name}.png`));
		expect(png.subarray(1, 4).toString()).toBe('PNG');
		expect({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) }).toEqual(cardSize);
		expect(png.length).toBeLessThan(50_000);
	},
);

test('every condition has the card with its own sign', () => {
	for (const condition of conditions) {
		expect(cardPage(cardOf(condition), tokens)).toContain(signShapes[condition]);
	}
	expect(new Set(conditions.map(cardOf))).toEqual(new Set(indicators));
});
