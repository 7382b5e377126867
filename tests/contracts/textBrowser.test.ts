/** What is left without any style or script: everything, as a text browser shows it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtAt } from './built.ts';

const there = spawnSync('w3m', ['-version']).status === 0;

/** A page as lines of text. */
function dump(path: string): string {
	const { stdout } = spawnSync('w3m', ['-dump', '-cols', '100', join(builtAt('/').folder, path)], {
		encoding: 'utf8',
	});
	return stdout;
}

/** Texts stand in a page in this order. */
function expectInOrder(text: string, parts: readonly string[]): void {
	const places = parts.map((part) => text.indexOf(part));
	expect(parts.filter((_, index) => places[index] === -1)).toEqual([]);
	expect(places).toEqual(places.toSorted((a, b) => a - b));
}

describe('in a text browser', () => {
	test.skipIf(!there)('home says first what is wrong, then everything else', () => {
		const text = dump('index.html');
		expectInOrder(text, [
			'Some card payments fail.',
			'20 November 2026, 08:12 UTC',
			'10:05 UTC',
			'Card payments: Partial outage',
			'Bank transfer works in every shop',
			'Fixing',
			'Investigating',
			'Product pictures move to new storage',
			'Storefront',
			'99.97 %',
			'Last days',
			'Built',
		]);
		// What will be shown later is not shown now.
		expect(text).not.toContain('Not refreshed');
		expect(text).not.toContain('overdue');
	});

	test.skipIf(!there)('an incident, uptime and history are whole', () => {
		expectInOrder(dump('incidents/example-h5r1/index.html'), [
			'E-mails and receipts are not sent',
			'Resolved',
			'Watching',
			'Investigating',
			'Corrected',
			'Until then it read:',
		]);
		expectInOrder(dump('uptime/index.html'), ['Uptime', 'Checkout', '99.88']);
		expectInOrder(dump('history/2026-11/index.html'), ['Some card payments fail']);
	});
});
