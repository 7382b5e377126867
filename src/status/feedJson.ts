/** Feeds as JSON Feed 1.1. */
import type { Feed } from './feed.ts';

const iso = (instant: number) => new Date(instant).toISOString();

/** @param self absolute address of the feed itself */
export function jsonFeed(feed: Feed, self: string) {
	return {
		version: 'https://jsonfeed.org/version/1.1',
		title: feed.title,
		home_page_url: feed.home,
		feed_url: self,
		...(feed.description !== undefined && { description: feed.description }),
		language: feed.language,
		authors: [{ name: feed.author }],
		items: feed.entries.map((entry) => ({
			id: entry.id,
			url: entry.url,
			title: entry.title,
			content_html: entry.html,
			date_published: iso(entry.published),
			date_modified: iso(entry.updated),
			...(entry.services.length > 0 && { tags: entry.services }),
		})),
	};
}
