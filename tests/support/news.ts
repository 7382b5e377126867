/** A page with one incident, and what is new on it, for tests of telling. */
import type { News, PublicState } from '../../scripts/notify/news.ts';
import { newsBetween } from '../../scripts/notify/news.ts';

/** Three attempts, and nobody waits. */
export const soon = { attempts: 3, pause: 1 };
export const now = Date.parse('2026-03-01T10:00:00Z');

/** A state of the page with one incident and its updates, the newest first as the API has them. */
export function state(ids: readonly string[], body = 'Some cards are declined.'): PublicState {
	return {
		page: { id: 'harbour', name: 'Harbour', url: 'https://status.example.com' },
		status: { indicator: 'major', description: 'Partial System Outage' },
		records: [
			{
				id: '2026-03-01-k3f9',
				name: 'Cards fail',
				status: 'identified',
				impact: 'major',
				shortlink: 'https://status.example.com/incidents/2026-03-01-k3f9/',
				components: [{ id: 'checkout', name: 'Checkout', status: 'partial_outage' }],
				incident_updates: ids.map((id, index) => ({
					id,
					status: 'identified',
					body,
					created_at: new Date(now - index * 60_000).toISOString(),
					updated_at: new Date(now).toISOString(),
					display_at: new Date(now - index * 60_000).toISOString(),
					affected_components: null,
				})),
			},
		],
	};
}

export const oneNews = (body?: string): News[] => newsBetween(state([]), state(['upd111'], body));
