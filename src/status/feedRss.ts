/** Feeds as RSS 2.0, with the two things that RSS cannot say borrowed from Atom: its own address, and changes. */
import type { Feed, FeedEntry } from './feed.ts';
import type { Xml } from './xml.ts';
import { xml, xmlDocument } from './xml.ts';

// RFC 822 as RFC 1123 amends it; RSS asks for it.
const date = (instant: number) => new Date(instant).toUTCString();

/** @param self absolute address of the feed itself */
export function rssFeed(feed: Feed, self: string): string {
	return xmlDocument(xml`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${feed.title}</title>
<link>${feed.home}</link>
<description>${feed.description ?? feed.title}</description>
<language>${feed.language}</language>
<lastBuildDate>${date(feed.updated)}</lastBuildDate>
<generator>Allclear</generator>
<atom:link rel="self" type="application/rss+xml" href="${self}"/>
${feed.entries.map(rssItem)}</channel>
</rss>
`);
}

function rssItem(entry: FeedEntry): Xml {
	return xml`<item>
<title>${entry.title}</title>
<link>${entry.url}</link>
<guid isPermaLink="false">${entry.id}</guid>
<pubDate>${date(entry.published)}</pubDate>
<atom:updated>${new Date(entry.updated).toISOString()}</atom:updated>
${entry.services.map((name) => xml`<category>${name}</category>\n`)}<description>${entry.html}</description>
</item>
`;
}
