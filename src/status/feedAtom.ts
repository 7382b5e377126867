/** Feeds as Atom (RFC 4287). */
import type { Feed, FeedEntry } from './feed.ts';
import type { Xml } from './xml.ts';
import { xml, xmlDocument } from './xml.ts';

const iso = (instant: number) => new Date(instant).toISOString();

/** @param self absolute address of the feed itself */
export function atomFeed(feed: Feed, self: string): string {
	return xmlDocument(xml`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">
<id>${feed.id}</id>
<title>${feed.title}</title>
${feed.description === undefined ? [] : xml`<subtitle>${feed.description}</subtitle>\n`}<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${feed.home}"/>
<updated>${iso(feed.updated)}</updated>
<author><name>${feed.author}</name></author>
<generator>Allclear</generator>
${feed.entries.map(atomEntry)}</feed>
`);
}

function atomEntry(entry: FeedEntry): Xml {
	return xml`<entry>
<id>${entry.id}</id>
<title>${entry.title}</title>
<link rel="alternate" type="text/html" href="${entry.url}"/>
<published>${iso(entry.published)}</published>
<updated>${iso(entry.updated)}</updated>
${entry.services.map((name) => xml`<category term="${name}"/>\n`)}<content type="html">${entry.html}</content>
</entry>
`;
}
