import { describe, expect, test } from 'vitest';
import { at, minute } from '../../tests/support/records.ts';
import { lengthContradictions } from './timelineContradictions.ts';

describe('a post-mortem against the timeline of its incident', () => {
	const start = at('2026-03-01T09:00:00Z');
	const response = {
		opened: start + 3 * minute,
		resolvedAt: start + 20 * minute,
		milestones: {
			'impact-started': start,
			detected: start + 2 * minute,
			acknowledged: start + 6 * minute,
			mitigated: start + 14 * minute,
			resolved: start + 20 * minute,
		},
		shown: undefined,
	};
	const said = (body: string, description?: string) =>
		lengthContradictions(
			{ path: 'post-mortems/a.mdx', body, bodyLine: 5, value: { description } },
			response,
		);

	test('says by how much they differ', () => {
		expect(said('## Summary\n\nThe outage lasted 23 minutes.')).toMatchInlineSnapshot(`
			[
			  {
			    "cure": "Correct the text, or add to the incident the note that shows it.",
			    "file": "post-mortems/a.mdx",
			    "line": 7,
			    "message": "The text says that it lasted “23 minutes”; by its timeline the incident lasted 20 minutes.",
			    "severity": "warning",
			  },
			]
		`);
		expect(said('', 'Checkout was down for 23 minutes.')[0]).toMatchObject({
			field: 'description',
		});
	});

	test.each([
		'It lasted 20 minutes.',
		'It lasted 21 minutes, with the seconds.',
		'It lasted about 25 minutes.',
		'Customers felt it for 14 minutes; it was a 14-minute outage.',
		'The database was down for eighteen minutes, counted from when we saw it.',
		'A similar problem took 45 minutes to explain.',
		'We had waited for 90 minutes before.',
	])('agrees with: %s', (text) => {
		expect(said(text)).toEqual([]);
	});

	test.each(['A 45-minute outage.', 'Duration: 1 hour.', 'It was unavailable for 2 hours.'])(
		'contradicts: %s',
		(text) => {
			expect(said(text)).toHaveLength(1);
		},
	);

	test('waits while the incident goes on', () => {
		const page = { path: 'a.mdx', body: 'It lasted 3 hours.', bodyLine: 1, value: {} };
		expect(lengthContradictions(page, { ...response, resolvedAt: undefined })).toEqual([]);
	});

	test.each([
		'The incident lasted 20 minutes in total.',
		'The incident lasted 18 minutes.',
		'In total it took 20 minutes.',
		'The outage of the checkout took 14 minutes.',
		'The outage took 20 minutes (detected after 2, mitigated after 14, resolved after 20).',
		'It was detected after two minutes.',
		'The alert was acknowledged within 5 minutes.',
		'The incident was resolved within an hour.',
		'It lasted more than 10 minutes.',
		'Time to detect: 2 minutes.',
		'It took us 18 minutes to resolve the incident.',
		'The deploy lasted 4 minutes.',
		'The incident call lasted 45 minutes.',
		'The previous incident lasted 45 minutes.',
		'It should be detected after 1 minute.',
		'The ticket with the vendor was resolved after 40 minutes.',
		'The migration took 45 minutes in total.',
		'It took 45 minutes to notice that the flag was off.',
		'Customers waited 45 minutes in total.',
		'The meeting took 50 minutes, and the memory leak was detected after 30 minutes.',
	])('has nothing against: %s', (text) => {
		expect(said(text).map(({ message }) => message)).toEqual([]);
	});

	test.each([
		// A part of the incident is as long; the whole is not.
		['The incident lasted 14 minutes in total.', ['14 minutes']],
		['The incident took 14 minutes.', ['14 minutes']],
		['From start to end? It lasted 14 minutes from start to end.', ['14 minutes']],
		['The outage lasted 18 minutes.', ['18 minutes']],
		[
			'The outage took 33 minutes (detected after 5, resolved after 28).',
			['33 minutes', '5', '28'],
		],
		['It was detected after 14 minutes.', ['14 minutes']],
		['The incident was mitigated after 20 minutes.', ['20 minutes']],
		['The alert was acknowledged within 1 minute.', ['1 minute']],
		['The incident was resolved within 5 minutes.', ['5 minutes']],
		['It took us 40 minutes to resolve the incident.', ['40 minutes']],
		['Time to detect: 9 minutes.', ['9 minutes']],
		['It lasted over an hour.', ['an hour']],
	])('contradicts what is said of the whole or of a milestone: %s', (text, lengths) => {
		expect(said(text).map(({ message }) => /“(.*?)”/.exec(message)?.[1])).toEqual(lengths);
	});

	test('says of a milestone after how long it was reached', () => {
		expect(said('It was detected after 14 minutes.')[0]?.message).toBe(
			'The text says that it was detected after “14 minutes”; by its timeline that was after 2 minutes.',
		);
	});
});
