/** How fresh this build is. Small, and the only file that a reader's browser asks for again. */
import { nextTransition } from '../../domain/view.ts';
import { statusContent } from '../content.ts';
import { jsonResponse } from '../responses.ts';

export async function GET(): Promise<Response> {
	const { now, validUntil, view, left } = await statusContent();
	const iso = (instant: number) => new Date(instant).toISOString();
	return jsonResponse({
		generated_at: iso(now),
		valid_until: iso(validUntil),
		next_transition: iso(nextTransition(view.foresight, now)),
		left_out: left,
	});
}
