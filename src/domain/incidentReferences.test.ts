import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Referenced } from './incidentReferences.ts';
import { referencesOf } from './incidentReferences.ts';

const pattern = 'INC-{date}-{###}';
const incident = (id: string, opened: string, more: Partial<Referenced> = {}): Referenced => ({
	id,
	opened: Date.parse(opened),
	example: false,
	reference: undefined,
	...more,
});
const given = (...incidents: Referenced[]) => Object.fromEntries(referencesOf(incidents, pattern));

describe('references', () => {
	const a = incident('2026-03-01-aaaa', '2026-03-01T09:00:00Z');
	const b = incident('2026-03-01-bbbb', '2026-03-01T10:00:00Z');

	test('count the incidents of a day in the order in which they were opened', () => {
		const next = incident('2026-03-02-cccc', '2026-03-02T00:00:00Z');
		expect(given(next, b, a)).toEqual({
			[a.id]: 'INC-2026-03-01-001',
			[b.id]: 'INC-2026-03-01-002',
			[next.id]: 'INC-2026-03-02-001',
		});
	});

	test('differ where two were opened in the same second', () => {
		const twin = incident('2026-03-01-zzzz', '2026-03-01T09:00:00Z');
		expect(given(twin, a)).toEqual({
			[a.id]: 'INC-2026-03-01-001',
			[twin.id]: 'INC-2026-03-01-002',
		});
	});

	test('that were written down stay, whatever arrives later', () => {
		const early = incident('2026-03-01-cccc', '2026-03-01T08:00:00Z');
		const kept = { ...a, reference: 'INC-2026-03-01-001' };
		expect(given(early, kept, b)).toEqual({
			[kept.id]: 'INC-2026-03-01-001',
			[early.id]: 'INC-2026-03-01-002',
			[b.id]: 'INC-2026-03-01-003',
		});
	});

	test('that two incidents claim belong to the one that was opened first', () => {
		const claim = { reference: 'INC-2026-03-01-001' };
		expect(given({ ...b, ...claim }, { ...a, ...claim })).toEqual({
			[a.id]: 'INC-2026-03-01-001',
			[b.id]: 'INC-2026-03-01-002',
		});
	});

	test('of examples come after those of one’s own', () => {
		const example = incident('example-aaaa', '2026-03-01T01:00:00Z', { example: true });
		expect(given(example, a)).toEqual({
			[a.id]: 'INC-2026-03-01-001',
			'example-aaaa': 'INC-2026-03-01-002',
		});
	});

	test('have more places where a day has more than fit', () => {
		const many = Array.from({ length: 1000 }, (_, index) =>
			incident(`2026-03-01-${String(index).padStart(4, '0')}`, '2026-03-01T09:00:00Z'),
		);
		expect(referencesOf(many, pattern).get('2026-03-01-0999')).toBe('INC-2026-03-01-1000');
	});

	test('are only those that notes say where the organisation has no pattern', () => {
		expect([...referencesOf([a, { ...b, reference: 'OPS-7' }], undefined)]).toEqual([
			[b.id, 'OPS-7'],
		]);
	});

	test('are one an incident and never two the same, in whatever order files arrive', () => {
		const anyIncident = fc.record({
			id: fc
				.tuple(
					fc.constantFrom('2026-03-01', '2026-03-02', 'example'),
					fc.stringMatching(/^[a-z0-9]{4}$/),
				)
				.map((parts) => parts.join('-')),
			opened: fc.integer({ min: 0, max: 5 }).map((n) => Date.parse('2026-03-01T00:00:00Z') + n),
			example: fc.boolean(),
			reference: fc.option(
				fc.constantFrom('INC-2026-03-01-001', 'INC-2026-03-01-002', 'INC-2026-03-02-001'),
				{ nil: undefined },
			),
		});
		fc.assert(
			fc.property(
				fc.uniqueArray(anyIncident, { selector: ({ id }) => id, maxLength: 12 }),
				(incidents) => {
					const references = referencesOf(incidents, pattern);
					expect(references.size).toBe(incidents.length);
					expect(new Set(references.values()).size).toBe(incidents.length);
					const turned = referencesOf(incidents.toReversed(), pattern);
					expect(Object.fromEntries(turned)).toEqual(Object.fromEntries(references));
				},
			),
		);
	});
});
