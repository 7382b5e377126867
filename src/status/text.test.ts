import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isolateText, shorten } from './text.ts';

describe('a text of others between words of ours', () => {
	test('stays as it is if it is written from left to right', () => {
		expect(isolateText('Zahlungen 💳 “Visa”')).toBe('Zahlungen 💳 “Visa”');
	});

	test('does not turn what stands around it', () => {
		expect(isolateText('תשלום')).toBe('\u2068תשלום\u2069');
		expect(isolateText('abc\u202egnp.exe')).toBe('\u2068abc\u202egnp.exe\u2069');
	});

	test('cannot end its own isolation', () => {
		expect(isolateText('\u2069\u202eabc')).toBe('\u2068\u202eabc\u2069');
	});
});

describe('a shortened text', () => {
	test('keeps characters whole, as people count them', () => {
		expect(shorten('👩🏽‍🚒👩🏽‍🚒👩🏽‍🚒', 3)).toBe('👩🏽‍🚒👩🏽‍🚒👩🏽‍🚒');
		expect(shorten('👩🏽‍🚒👩🏽‍🚒👩🏽‍🚒', 2)).toBe('👩🏽‍🚒…');
		expect(shorten('Card payments', 6)).toBe('Card…');
	});

	test('is never longer than it may be, and itself where it is short enough', () => {
		const count = (text: string) => [...new Intl.Segmenter('und').segment(text)].length;
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
				expect(count(shorten(text, 40))).toBeLessThanOrEqual(40);
				if (count(text) <= 40) expect(shorten(text, 40)).toBe(text);
			}),
		);
	});
});
