import { expect, test } from 'vitest';
import { contentWith, parts } from '../../tests/support/content.ts';
import { at } from '../../tests/support/records.ts';
import { regularReviews } from './reviews.ts';

const organisation = {
	...parts.organisation,
	review: {
		...parts.organisation.review,
		reviews: [{ id: 'trends', every: 'P1M', what: 'Trends of a month.' }],
	},
};
const held = (day: string, subject = 'trends') => ({
	kind: 'review-held' as const,
	subject,
	at: `${day}T10:00:00Z`,
	by: 'ana',
	result: 'passed' as const,
	evidence: 'Nine incidents; three of one kind.',
});
const reviewsAt = (moment: string, checks: Record<string, ReturnType<typeof held>>) =>
	regularReviews(contentWith({ organisation, checks }), at(moment)).map(({ due, late }) => ({
		due,
		late,
	}));

test('a review is due again one period after it was last held', () => {
	const checks = {
		'checks/2026/aaaaa2.yaml': held('2026-01-05'),
		'checks/2026/aaaaa3.yaml': held('2026-02-02'),
		'checks/2026/aaaaa4.yaml': held('2026-02-20', 'another'),
	};
	expect(reviewsAt('2026-03-02T12:00:00Z', checks)).toEqual([{ due: '2026-03-02', late: false }]);
	expect(reviewsAt('2026-03-03T12:00:00Z', checks)).toEqual([{ due: '2026-03-02', late: true }]);
});

test('a review of which nothing is on file has no date, and is not late', () => {
	expect(reviewsAt('2026-03-02T12:00:00Z', {})).toEqual([{ due: undefined, late: false }]);
	expect(
		reviewsAt('2026-03-02T12:00:00Z', { 'checks/2026/aaaaa2.yaml': held('2026-03-09') }),
	).toEqual([{ due: undefined, late: false }]);
});
