/** The feeds of the site and of every service, as files at their addresses. */
import type { Service } from '../schemas/services.ts';
import { atomFeed } from './feedAtom.ts';
import type { StatusContent } from './content.ts';
import { feedOf } from './feed.ts';
import { jsonFeed } from './feedJson.ts';
import { rssFeed } from './feedRss.ts';
import { jsonResponse, xmlResponse } from './responses.ts';
import { shellOf } from './shell.ts';

/** Formats of feeds, by the name of their file. */
export const feedFiles = ['history.atom', 'history.rss', 'feed.json'] as const;
export type FeedFile = (typeof feedFiles)[number];

/** A feed in one format: of the whole site, or of a service. */
export function feedResponse(content: StatusContent, file: FeedFile, service?: Service): Response {
	const shell = shellOf(content);
	const { links } = shell;
	const feed = feedOf(content, shell, service);
	const own: Record<FeedFile, string> = {
		'history.atom': links.atom,
		'history.rss': links.rss,
		'feed.json': links.jsonFeed,
	};
	const self = links.absolute(service ? links.ofService(service.id, file) : own[file]);
	switch (file) {
		case 'history.atom':
			return xmlResponse(atomFeed(feed, self), 'application/atom+xml');
		case 'history.rss':
			return xmlResponse(rssFeed(feed, self), 'application/rss+xml');
		case 'feed.json':
			return jsonResponse(jsonFeed(feed, self));
	}
}
