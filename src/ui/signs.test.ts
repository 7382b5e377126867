import { expect, test } from 'vitest';
import { conditions } from '../schemas/vocabulary.ts';
import { iconAddress, iconSign, signShapes, unknownShape } from './signs.ts';

const signs = [...conditions, 'unknown' as const];
const shapeOf = (sign: (typeof signs)[number]) =>
	sign === 'unknown' ? unknownShape : signShapes[sign];
const drawn = (address: string) => decodeURIComponent(address.replace('data:image/svg+xml,', ''));
const picture = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"><g><path d="M0 0h9"/></g></svg>')}`;

test.each(signs)('the icon of %s is its sign, alone or in the corner of a picture', (sign) => {
	expect(drawn(iconAddress(sign))).toContain(shapeOf(sign));
	expect(drawn(iconAddress(sign))).not.toContain('<image');
	const own = drawn(iconAddress(sign, picture));
	expect(own).toContain(`<image href="${picture}" width="16" height="16"/><g `);
	expect(own).toContain(`scale(.5)"><circle cx="8" cy="8" r="8" fill="#fff"/>${shapeOf(sign)}`);
});

test('an icon becomes any other by another end, whatever is in its picture', () => {
	for (const brand of [undefined, picture]) {
		for (const sign of signs) {
			const [start = ''] = iconAddress('operational', brand).split('%3Cg');
			expect(start + iconSign(sign, brand !== undefined)).toBe(iconAddress(sign, brand));
		}
	}
});
