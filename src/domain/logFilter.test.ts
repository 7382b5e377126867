import { describe, expect, test } from 'vitest';
import type { LogEntry } from './logFilter.ts';
import { chosenIn, filterIn, isWanted, searchOf } from './logFilter.ts';

const entry: LogEntry = {
	level: 'sev1',
	services: ['checkout', 'orders'],
	cause: 'leak',
	open: false,
};

describe('the filter of the incident log', () => {
	test.each(['', '?level=sev1', '?service=orders&state=closed', '?cause=leak', '?other=1'])(
		'%s finds it',
		(search) => {
			expect(isWanted(entry, filterIn(search))).toBe(true);
		},
	);

	test.each([
		'?level=sev2',
		'?service=search',
		'?cause=flood',
		'?state=open',
		'?level=sev1&state=open',
	])('%s does not', (search) => {
		expect(isWanted(entry, filterIn(search))).toBe(false);
	});

	test('is chosen by any name that the choice has', () => {
		const choices = [
			{ value: '', names: undefined },
			{ value: 'p0', names: ['p0', 'sev-1'] },
			{ value: 'checkout' },
		];
		const chosen = (asked: string) => chosenIn(choices, asked)?.value;
		expect(['', 'p0', 'Sev 1', 'checkout', 'sev-9'].map(chosen)).toEqual([
			'',
			'p0',
			'p0',
			'checkout',
			undefined,
		]);
	});

	test('is the same after a way through the address', () => {
		expect(searchOf(filterIn('?level=sev1&cause=a%26b'))).toBe('?level=sev1&cause=a%26b');
		expect(searchOf(filterIn('?level=&other=1'))).toBe('');
	});
});
