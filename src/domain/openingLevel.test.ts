import { describe, expect, test } from 'vitest';
import { contentWith, parts } from '../../tests/support/content.ts';
import { at } from '../../tests/support/records.ts';
import type { SeverityInput } from '../schemas/severity.ts';
import { alertSchema } from '../schemas/evidence.ts';
import type { Opening } from './openingLevel.ts';
import { firedAtOpening } from './openingLevel.ts';

const rules: SeverityInput['rules'] = [
	{
		id: 'launch',
		when: {
			all: [
				{ fact: 'critical-service', is: true },
				{ fact: 'open', is: true },
			],
		},
		from: '2026-03-02T09:00:00Z',
		until: '2026-03-02T18:00:00Z',
		'at-least': 'sev2',
		text: 'It is launch day.',
	},
	{
		id: 'down',
		when: { fact: 'services-down', includes: 'search' },
		'at-least': 'sev1',
		text: 'Search is down.',
	},
	{
		id: 'internal',
		when: { fact: 'public', is: false },
		'at-least': 'sev2',
		text: 'Nobody was told.',
	},
	{
		id: 'one-alert',
		when: { fact: 'alert-sources', 'at-least': 1 },
		'at-least': 'sev2',
		text: 'Something alarmed.',
	},
];

const content = contentWith({ severity: { ...parts.severity, rules } });
const fired = (opening: Partial<Opening>) =>
	firedAtOpening(
		{
			at: at('2026-03-02T12:00:00Z'),
			public: true,
			services: {},
			answers: {},
			alerts: [],
			...opening,
		},
		{ ...content, responses: [] },
	).map(({ rule, text, level }) => `${level.label} ${rule ?? text}`);

describe('firedAtOpening', () => {
	test('finds nothing where nothing is known', () => {
		expect(fired({})).toEqual([]);
	});

	test('knows which services are affected, by every id they had, and which are down', () => {
		expect(fired({ services: { cart: 'degraded-performance' } })).toEqual(['SEV2 launch']);
		expect(fired({ services: { search: 'partial-outage' } })).toEqual([]);
		expect(fired({ services: { cart: 'partial-outage', search: 'major-outage' } })).toEqual([
			'SEV1 down',
			'SEV2 launch',
		]);
	});

	test('asks only rules that are in force in that moment', () => {
		const services = { checkout: 'major-outage' } as const;
		expect(fired({ services, at: at('2026-03-02T08:59:59Z') })).toEqual([]);
		expect(fired({ services, at: at('2026-03-02T18:00:00Z') })).toEqual([]);
	});

	test('weighs answers, criteria and whether customers are told', () => {
		expect(fired({ answers: { 'users-affected': 60 } })).toEqual(['SEV1 More than half.']);
		expect(fired({ public: false })).toEqual(['SEV2 internal']);
	});

	test('counts the alert it is opened for, and the service that is about', () => {
		const value = alertSchema.parse({
			source: 'probe',
			name: 'Down',
			service: 'checkout',
			fired: '2026-03-02T11:58:00Z',
		});
		expect(fired({ alerts: [{ id: 'abc-1', value }] })).toEqual(['SEV2 launch', 'SEV2 one-alert']);
	});
});
