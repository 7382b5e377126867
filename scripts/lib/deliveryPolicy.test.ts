import { describe, expect, test } from 'vitest';
import { organisationSchema } from '../../src/schemas/organisation.ts';
import { mergeFor, servicesIn, termsFor } from './deliveryPolicy.ts';

const organisation = organisationSchema.parse({
	name: 'Harbour',
	services: {
		uploads: { reviewers: ['harbour/selling', 'nia'] },
		images: { reviewers: ['harbour/platform', 'nia'] },
	},
	delivery: {
		runbook: { merge: 'after-review', labels: ['runbook'], reviewers: ['owners', 'ravi'] },
		incident: { merge: 'at-once', labels: ['incident'], 'at-once-by': ['Nia'] },
		'post-mortem': { merge: 'after-review', draft: true },
	},
});

describe('the terms of a draft', () => {
	test('ask the owners of its services, each once, and whoever is named', () => {
		const terms = termsFor(organisation, { kind: 'runbook' }, ['uploads', 'images']);
		expect(terms.reviewers).toEqual(['nia', 'ravi']);
		expect(terms.teams).toEqual(['selling', 'platform']);
	});

	test('open a draft where the policy says so', () => {
		expect(termsFor(organisation, { kind: 'post-mortem' }, []).asDraft).toBe(true);
	});

	test('wait for review where the policy says nothing', () => {
		expect(termsFor(organisation, { kind: 'alert' }, [])).toMatchObject({
			merge: 'after-review',
			labels: ['alert'],
		});
	});

	test('carry the label that lets the check pass where a text is taken away, whatever the policy says', () => {
		const labelsOf = (policy: object) => {
			const delivery = { 'incident-redaction': policy };
			const written = organisationSchema.parse({ name: 'Harbour', delivery });
			return termsFor(written, { kind: 'incident-redaction' }, []).labels;
		};
		expect(labelsOf({ merge: 'after-review', labels: ['legal'] })).toEqual(['legal', 'redaction']);
		expect(labelsOf({ merge: 'after-review', labels: ['redaction', 'legal'] })).toEqual([
			'redaction',
			'legal',
		]);
		expect(termsFor(organisation, { kind: 'incident-redaction' }, []).labels).toEqual([
			'incident-redaction',
			'redaction',
		]);
	});
});

describe('who merges', () => {
	const terms = termsFor(organisation, { kind: 'incident' }, []);

	test('is decided by name where names are given', () => {
		expect(mergeFor(terms, 'nia')).toBe('at-once');
		expect(mergeFor(terms, 'ravi')).toBe('after-review');
		expect(mergeFor(terms, undefined)).toBe('after-review');
	});

	test('is GitHub for others where checks decide', () => {
		expect(mergeFor({ ...terms, merge: 'when-green' }, 'ravi')).toBe('when-green');
	});

	test('is anybody where no names are given', () => {
		expect(mergeFor({ ...terms, atOnceBy: undefined }, undefined)).toBe('at-once');
	});
});

test('services are found in maps and in lists, and not in the body', () => {
	const files = [
		{ path: 'a.md', text: '---\nservices:\n  uploads: operational\n---\n\nservices: [x]\n' },
		{ path: 'b.mdx', text: '---\nservices: [images, uploads]\n---\n' },
		{ path: 'c.yaml', text: 'services: [y]\n' },
	];
	expect(servicesIn({ files, services: ['orders'] })).toEqual(['orders', 'uploads', 'images']);
});
