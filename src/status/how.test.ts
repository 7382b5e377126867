import { describe, expect, test } from 'vitest';
import { at } from '../../tests/support/records.ts';
import { statusContentOf, type StatusParts } from '../../tests/support/statusContent.ts';
import { overall } from '../domain/indicator.ts';
import { conditions } from '../schemas/vocabulary.ts';
import { rulesOf } from './how.ts';
import { shellOf } from './shell.ts';

const rules = (site: StatusParts['site'] = {}) => {
	const content = statusContentOf({ site, now: at('2026-03-02') });
	return rulesOf(content, shellOf(content));
};

describe('rulesOf', () => {
	test('prints every version of the weights, as shares and as minutes of an hour', () => {
		const { weights } = rules({
			weights: [
				{ value: { major: 1, partial: 0.5, degraded: 0.125 } },
				{ from: '2026-01-01T00:00:00Z', value: {} },
			],
		});
		expect(weights.map(({ from }) => from)).toEqual([undefined, at('2026-01-01')]);
		expect(
			weights.map(({ rows }) => rows.map(({ percent, minutes }) => `${percent}, ${minutes}`)),
		).toEqual([
			['12.5 %, 7.5 minutes', '50 %, 30 minutes', '100 %, 60 minutes'],
			['0 %, 0 minutes', '30 %, 18 minutes', '100 %, 60 minutes'],
		]);
	});

	test('prints a line for every state that the page as a whole can be in', () => {
		const printed = rules().indicators.map(
			({ indicator, description }) => `${indicator} ${description}`,
		);
		for (const first of conditions) {
			for (const second of conditions) {
				const { indicator, description } = overall([first, second], false);
				expect(printed).toContain(`${indicator} ${description}`);
			}
		}
	});

	test('says what the API says of maintenance, where the organisation keeps to the documented words', () => {
		const indicators = rules({ 'maintenance-indicator': false }).indicators;
		expect(indicators.map(({ indicator }) => indicator)).not.toContain('maintenance');
	});

	test('says how long a build is to be believed, and links the ledgers, the latest first', () => {
		const { valid, ledgers } = rules({ 'valid-for': { quiet: 'PT36H', open: 'PT90M' } });
		expect(valid).toEqual({ quiet: '1 day, 12 hours', open: '1 hour, 30 minutes' });
		expect(ledgers).toEqual([
			{ year: 2026, href: '/ledger/2026.json' },
			{ year: 2025, href: '/ledger/2025.json' },
		]);
	});
});
