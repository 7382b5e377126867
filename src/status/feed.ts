/** What feeds hold: one entry per public update, newest first, with an id that never changes. */
import { messageToHtml } from '../domain/message.ts';
import { signCharacters } from '../ui/signs.ts';
import type { StatusContent } from './content.ts';
import { affectedServices } from './incident.ts';
import type { Shell } from './shell.ts';
import type { Xml } from './xml.ts';
import { xml } from './xml.ts';

/** Entries in a feed. Readers that come once a day still see everything of a bad week. */
export const feedLength = 50;

/** One entry. */
export interface FeedEntry {
	/** `tag:` URI (RFC 4151): the same for ever, wherever the site moves. */
	id: string;
	title: string;
	url: string;
	html: string;
	published: number;
	updated: number;
}

/** The newest entries of the whole site. */
export function feedEntries({ model }: StatusContent, shell: Shell): FeedEntry[] {
	const { strings } = shell;
	const { origin, hostname } = new URL(model.site.url);
	// Thousands of updates are sorted, and only those that are shown are rendered.
	return model.incidents
		.flatMap((incident) =>
			incident.updates.map((update) => ({
				incident,
				update,
				id: `tag:${hostname},2026:${incident.id}/${update.id}`,
			})),
		)
		.sort((a, b) => b.update.at - a.update.at || (a.id < b.id ? 1 : -1))
		.slice(0, feedLength)
		.map(({ incident, update, id }): FeedEntry => {
			const title = incident.title ?? strings.incident.untitled;
			const services = affectedServices(incident, model, 'worst')
				.map(({ name }) => name)
				.join(', ');
			return {
				id,
				title: `${signCharacters[incident.impact]} ${title}: ${strings.statuses[update.status]}`,
				url: origin + shell.links.update(incident.id, update.id),
				html:
					(update.body === undefined
						? `<p>${strings.incident.redacted}</p>`
						: messageToHtml(update.body)) +
					(services === '' ? '' : messageToHtml(`${strings.incident.affected}: ${services}`)),
				published: update.at,
				updated: update.updatedAt,
			};
		});
}

/** Atom, by RFC 4287. Its bytes change only when what it says changes. */
export function atomFeed(content: StatusContent, shell: Shell): string {
	const { site } = content.model;
	const { origin, hostname } = new URL(site.url);
	const entries = feedEntries(content, shell);
	const updated = Math.max(0, ...entries.map((entry) => entry.updated));
	const document = xml`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${shell.language}">
<id>tag:${hostname},2026:history</id>
<title>${shell.strings.page.status(site.name)}</title>
<link rel="self" type="application/atom+xml" href="${origin + shell.links.atom}"/>
<link rel="alternate" type="text/html" href="${origin + shell.links.home}"/>
<updated>${new Date(updated).toISOString()}</updated>
<author><name>${site.name}</name></author>
${entries.map(atomEntry)}</feed>
`;
	return `<?xml version="1.0" encoding="utf-8"?>\n${document.xml}`;
}

function atomEntry(entry: FeedEntry): Xml {
	return xml`<entry>
<id>${entry.id}</id>
<title>${entry.title}</title>
<link rel="alternate" type="text/html" href="${entry.url}"/>
<published>${new Date(entry.published).toISOString()}</published>
<updated>${new Date(entry.updated).toISOString()}</updated>
<content type="html">${entry.html}</content>
</entry>
`;
}
