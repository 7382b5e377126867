import { describe, expect, test } from 'vitest';
import { at, day } from '../../tests/support/records.ts';
import { severitySchema } from '../schemas/severity.ts';
import { postMortemVerdict } from './postMortem.ts';

const opened = at('2026-03-01T09:00:00Z');
const resolvedAt = at('2026-03-02T09:00:00Z');
const closed = { id: '2026-03-01-k3f9', opened, resolvedAt };

const policy = severitySchema.parse({
	levels: [{ id: 'sev1', label: 'SEV1', name: 'Critical', rank: 1, definition: 'All.' }],
	'post-mortem': {
		required: [
			{ when: { fact: 'rank', is: 1 }, within: 'P5D', text: 'Every SEV1.' },
			{
				when: { fact: 'data-lost', is: true },
				within: 'P2D',
				after: 'declared',
				text: 'Data loss.',
			},
			{ when: { fact: 'legal', is: true }, text: 'Whenever Legal asks.' },
		],
		recommended: [{ when: { fact: 'rank', is: 2 }, within: 'P14D', text: 'A SEV2.' }],
	},
}).postMortem;

const verdict = (
	facts: Parameters<typeof postMortemVerdict>[1],
	incident: Parameters<typeof postMortemVerdict>[0] = closed,
	documents: Parameters<typeof postMortemVerdict>[3] = [],
) => postMortemVerdict(incident, facts, policy, documents);

describe('postMortemVerdict', () => {
	test('asks for one with the reason, and by when after it was resolved', () => {
		expect(verdict({ rank: 1 })).toEqual({
			state: 'required',
			reasons: ['Every SEV1.'],
			due: resolvedAt + 5 * day,
			published: undefined,
		});
	});

	test('gives every reason, and the earliest of their dates', () => {
		expect(verdict({ rank: 1, 'data-lost': true })).toMatchObject({
			reasons: ['Every SEV1.', 'Data loss.'],
			due: opened + 2 * day,
		});
	});

	test('has no date yet where the time runs from the end and it is open', () => {
		const open = { ...closed, resolvedAt: undefined };
		expect(verdict({ rank: 1 }, open)).toMatchObject({ state: 'required', due: undefined });
		expect(verdict({ 'data-lost': true }, open).due).toBe(opened + 2 * day);
	});

	test('has no date where no rule names one', () => {
		expect(verdict({ legal: true })).toMatchObject({ state: 'required', due: undefined });
	});

	test('recommends one only where none is required', () => {
		expect(verdict({ rank: 2 })).toMatchObject({
			state: 'recommended',
			reasons: ['A SEV2.'],
			due: resolvedAt + 14 * day,
		});
		expect(verdict({ rank: 2, legal: true })).toMatchObject({
			state: 'required',
			reasons: ['Whenever Legal asks.'],
		});
	});

	test('does not ask for one where nothing is known', () => {
		expect(verdict({})).toEqual({
			state: 'not-required',
			reasons: [],
			due: undefined,
			published: undefined,
		});
	});

	test('asks for none where the incident was opened by mistake', () => {
		const mistaken = { ...closed, shown: { retraction: { at: resolvedAt, reason: 'A probe.' } } };
		expect(verdict({ rank: 1 }, mistaken)).toMatchObject({ state: 'not-required', due: undefined });
		expect(verdict({ rank: 1 }, { ...closed, shown: {} }).state).toBe('required');
	});

	test('knows when the document of this incident was published, and of no other', () => {
		const documents = [
			{ incident: '2026-03-01-zzzz', published: opened },
			{ incident: closed.id, published: resolvedAt + day },
		];
		expect(verdict({ rank: 1 }, closed, documents).published).toBe(resolvedAt + day);
		expect(verdict({ rank: 1 }, closed, documents.slice(0, 1)).published).toBeUndefined();
	});
});
