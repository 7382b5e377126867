/** Regular looks at how response works: when each was last held, and when it is due again. */
import type { Check } from '../schemas/evidence.ts';
import type { CalendarDate, Instant, Period } from '../schemas/values.ts';
import { addPeriod, dateAt } from './calendar.ts';
import type { Content } from './content.ts';

/** One regular review. */
export interface RegularReview {
	id: string;
	what: string;
	every: Period;
	/** The last time it was held; `undefined` if nothing is on file. */
	held: Pick<Check, 'at' | 'by' | 'evidence'> | undefined;
	/** The day by which it has to be held again; `undefined` if it never was. */
	due: CalendarDate | undefined;
	/** That day is over. */
	late: boolean;
}

/** What reviews are found from. */
export type ReviewSources = Pick<Content, 'checks' | 'organisation' | 'site'>;

/** All reviews of the organisation, in its order. Evidence is a check of kind `review-held` of its id. */
export function regularReviews(
	{ organisation, checks, site }: ReviewSources,
	now: Instant,
): RegularReview[] {
	return organisation.review.reviews.map(({ id, what, every }) => {
		const held = checks
			.map(({ value }) => value)
			.filter(({ kind, subject, at }) => kind === 'review-held' && subject === id && at <= now)
			.toSorted((a, b) => a.at - b.at)
			.at(-1);
		const due = held && addPeriod(dateAt(held.at, site.zone), every);
		return { id, what, every, held, due, late: due !== undefined && due < dateAt(now, site.zone) };
	});
}
