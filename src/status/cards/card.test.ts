import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { overall } from '../../domain/indicator.ts';
import { indicators } from '../../schemas/vocabulary.ts';
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

test.each([
	['operational', 'none'],
	['under-maintenance', 'maintenance'],
	['degraded-performance', 'minor'],
	['partial-outage', 'major'],
	['major-outage', 'critical'],
] as const)('a service that is %s has the card of a page with it alone: %s', (condition, card) => {
	expect(cardOf(condition)).toBe(card);
	expect(overall([condition], false).indicator).toBe(card);
	expect(cardPage(card, tokens)).toContain(signShapes[condition]);
});
