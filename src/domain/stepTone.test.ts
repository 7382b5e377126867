import { expect, test } from 'vitest';
import { toneOf } from './stepTone.ts';

test('a level says which steps may be taken without asking, and whom to ask before others', () => {
	const risks = { withoutAsking: 'disruptive', ask: 'the incident commander' } as const;
	const said = (risk: Parameters<typeof toneOf>[1]) => toneOf({ label: 'SEV2', risks }, risk);
	expect(said('reversible')).toBe('At SEV2 this may be done without asking.');
	expect(said('disruptive')).toBe('At SEV2 this may be done without asking.');
	expect(said('destructive')).toBe('At SEV2 ask the incident commander first.');
});

test('a level that names nobody asks for somebody, and one without the field says nothing', () => {
	const risks = { withoutAsking: 'read', ask: undefined } as const;
	expect(toneOf({ label: 'SEV4', risks }, 'disruptive')).toBe('At SEV4 ask somebody first.');
	expect(toneOf({ label: 'SEV4', risks: undefined }, 'destructive')).toBeUndefined();
});
