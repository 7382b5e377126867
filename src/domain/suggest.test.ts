import { describe, expect, test } from 'vitest';
import { didYouMean, suggest } from './suggest.ts';

describe('suggest', () => {
	test('finds the word that differs by a slip', () => {
		expect(suggest('chekout', ['search', 'checkout', 'payouts'])).toBe('checkout');
	});

	test('takes the nearest of several near words', () => {
		expect(suggest('payout', ['payers', 'payouts', 'layout-x'])).toBe('payouts');
	});

	test('does not mind capitals', () => {
		expect(suggest('CHECKOUT', ['checkout'])).toBe('checkout');
	});

	test('finds a short word by two of its letters', () => {
		expect(suggest('apo', ['api', 'search'])).toBe('api');
	});

	test('finds nothing where every letter would have to change', () => {
		expect(suggest('xy', ['ab'])).toBeUndefined();
	});

	test('finds nothing where no word is near', () => {
		expect(suggest('billing', ['search', 'uploads'])).toBeUndefined();
		expect(suggest('anything', [])).toBeUndefined();
	});
});

describe('didYouMean', () => {
	test('proposes the word that is near', () => {
		expect(didYouMean('serch', ['search', 'uploads'], 'services.yaml')).toMatchInlineSnapshot(
			`"Did you mean \`search\`?"`,
		);
	});

	test('lists what there is where nothing is near', () => {
		expect(didYouMean('billing', ['search', 'uploads'], 'services.yaml')).toMatchInlineSnapshot(
			`"Known are \`search\`, \`uploads\`; see services.yaml."`,
		);
	});

	test('lists the first eight of many', () => {
		const many = Array.from({ length: 9 }, (_, index) => `service-number-${index + 1}`);
		expect(didYouMean('x', many, 'services.yaml')).toMatchInlineSnapshot(
			`"Known are \`service-number-1\`, \`service-number-2\`, \`service-number-3\`, \`service-number-4\`, \`service-number-5\`, \`service-number-6\`, \`service-number-7\`, \`service-number-8\` and others; see services.yaml."`,
		);
	});

	test('says so where there is nothing yet', () => {
		expect(didYouMean('search', [], 'services.yaml')).toMatchInlineSnapshot(
			`"There are none yet; add it to services.yaml."`,
		);
	});
});
