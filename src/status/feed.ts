/** What feeds say: one entry per public update, newest first. The formats are in files beside this one. */
import type { Incident, ShownUpdate } from '../domain/incident.ts';
import type { Maintenance, MaintenanceWord } from '../domain/maintenance.ts';
import { messageToHtml } from '../domain/message.ts';
import { allServices, serviceIds } from '../domain/serviceHistory.ts';
import type { Model } from '../domain/view.ts';
import type { Service } from '../schemas/services.ts';
import { signCharacters } from '../ui/signs.ts';
import type { StatusContent } from './content.ts';
import { entryId, feedId } from './identity.ts';
import { retractionText } from './incident.ts';
import { recordIndex, serviceName } from './recordIndex.ts';
import type { Shell } from './shell.ts';
import { because, isolateText } from './text.ts';
import { escapeXml } from './xml.ts';

/** Entries in a feed. Readers that come once a day still see everything of a bad week. */
export const feedLength = 50;

/** A feed, whatever its format. Nothing in it depends on when it was built. */
export interface Feed {
	/** The same for ever, as are those of the entries. */
	id: string;
	title: string;
	description: string | undefined;
	/** Absolute address of the page that it is about. */
	home: string;
	language: string;
	/** Name of who speaks. */
	author: string;
	/** When anything in it last changed. */
	updated: number;
	entries: FeedEntry[];
}

/** One entry. */
export interface FeedEntry {
	id: string;
	title: string;
	url: string;
	html: string;
	published: number;
	/** Last change to how it reads. Nothing else of an entry tells that it was changed. */
	updated: number;
	/** Names of the services that it speaks of. */
	services: string[];
}

/** The feed of the whole site, or of one service. */
export function feedOf(content: StatusContent, shell: Shell, service?: Service): Feed {
	const { model } = content;
	const { site } = model;
	const { strings, links } = shell;
	const entries = told(model)
		.filter(({ services }) => service === undefined || services.has(service.id))
		.slice(0, feedLength)
		.map(({ entry }) => entry(shell, model));
	const began = (service ? [service] : allServices(model.services)).map(({ since }) => since);
	// A feed without entries has a date, too: that of the first service.
	const changed =
		entries.length > 0 ? Math.max(...entries.map(({ updated }) => updated)) : Math.min(...began);
	return {
		id: feedId(site.was[0] ?? site.url, service?.id),
		title: service
			? strings.feed.service(isolateText(service.name), isolateText(site.name))
			: strings.page.status(isolateText(site.name)),
		description: service ? service.description : site.description,
		home: links.absolute(service ? links.service(service.id) : links.home),
		language: shell.language,
		author: site.name,
		updated: Number.isFinite(changed) ? changed : 0,
		entries,
	};
}

/** Something that was said, not yet rendered: thousands are sorted, and only those that are shown are rendered. */
interface Told {
	at: number;
	/** Today's ids of all services that its record ever named. */
	services: ReadonlySet<string>;
	entry: (shell: Shell, model: Model) => FeedEntry;
}

// A model never changes, and each feed of a build asks for the same one.
const gathered = new WeakMap<Model, Told[]>();

/** Everything that was ever said, newest first. */
function told(model: Model): Told[] {
	const known = gathered.get(model);
	if (known) return known;
	const ids = serviceIds(model.services);
	const today = (services: readonly string[]) => new Set(services.map((id) => ids.get(id) ?? id));
	const all = [
		...model.incidents.flatMap((incident) => {
			const services = today(incident.services.map(({ id }) => id));
			return incident.updates.map((update): Told & { record: string } => ({
				record: incident.id,
				at: update.at,
				services,
				entry: (shell, model) => incidentEntry(incident, update, shell, model),
			}));
		}),
		...model.maintenances.flatMap((maintenance) => {
			const services = today(maintenance.services);
			return maintenance.updates.map((word): Told & { record: string } => ({
				record: maintenance.id,
				at: word.at,
				services,
				entry: (shell, model) => maintenanceEntry(maintenance, word, shell, model),
			}));
		}),
	]
		// Of two said at the same instant the record's own order holds, which is there before: sorting is stable.
		.reverse()
		.sort((a, b) => b.at - a.at || (a.record < b.record ? 1 : a.record > b.record ? -1 : 0));
	gathered.set(model, all);
	return all;
}

function incidentEntry(
	incident: Incident,
	update: ShownUpdate,
	{ strings, links, print }: Shell,
	model: Model,
): FeedEntry {
	const said = strings.incident;
	const url = links.absolute(links.update(incident.id, update.id));
	const title = isolateText(update.title ?? said.untitled);
	const status = update.retracts ? said.retracted : strings.statuses[update.status];
	// Opened by mistake: nothing was affected.
	const statements = update.retracts ? [] : update.statements;
	const original = recordIndex(model).incidents.get(incident.duplicateOf ?? '');
	const parts = [
		...bodyParts(update, url, said.redacted),
		...(update.duplicateOf === undefined
			? []
			: [
					paragraph(
						said.duplicate,
						original && link(links.absolute(links.incident(original.id)), said.seeOther),
					),
				]),
		...(update.retracts ? [paragraph(retractionText(update, said))] : []),
		...(statements.length === 0
			? []
			: [
					paragraph(`${said.affected}:`),
					`<ul>${statements
						.map(({ service, condition }) => {
							const name = isolateText(serviceName(model.services, service));
							return `<li>${escapeXml(`${name}: ${strings.conditions[condition]}`)}</li>`;
						})
						.join('')}</ul>`,
				]),
		...(update.nextUpdate === undefined
			? []
			: [paragraph(`${said.nextUpdate} ${print.time(update.nextUpdate).text}`)]),
		...correctionParts(update, url, said),
	];
	return {
		id: entryId(incident.id, update.id),
		title: `${signCharacters[update.condition]} ${title}: ${status}`,
		url,
		html: parts.join('\n'),
		published: update.at,
		updated: update.updatedAt,
		services: statements.map(({ service }) => serviceName(model.services, service)),
	};
}

function maintenanceEntry(
	maintenance: Maintenance,
	word: MaintenanceWord,
	{ strings, links, print }: Shell,
	model: Model,
): FeedEntry {
	const said = strings.maintenance;
	const url = links.absolute(`${links.maintenance(maintenance.id)}#${word.id}`);
	const services = word.services.map((id) => serviceName(model.services, id));
	const title = isolateText(word.title ?? said.planned);
	const over = word.status === 'completed' || word.status === 'cancelled';
	const { planned, moved } = word;
	const parts = [
		...bodyParts(word, url, strings.incident.redacted),
		...(over || planned === undefined
			? []
			: [
					paragraph(
						`${moved ? said.moved : said.from} ${print.time(planned.start).text} ${said.until} ${print.time(planned.end).text}`,
					),
				]),
		...(services.length === 0
			? []
			: [paragraph(`${said.services}: ${strings.list(services.map(isolateText))}`)]),
		...correctionParts(word, url, strings.incident),
	];
	return {
		id: entryId(maintenance.id, word.id),
		title: `${signCharacters[over ? 'operational' : 'under-maintenance']} ${title}: ${strings.phases[word.status]}`,
		url,
		html: parts.join('\n'),
		published: word.at,
		updated: word.updatedAt,
		services,
	};
}

/** The message, and that one was taken away; a redaction may bring another. */
function bodyParts(
	{ body, redaction }: Pick<ShownUpdate, 'body' | 'redaction'>,
	url: string,
	redacted: string,
): string[] {
	return [
		...(body === undefined ? [] : [wholeAddresses(messageToHtml(body), url)]),
		...(redaction ? [paragraph(because(redacted, redaction.reason))] : []),
	];
}

/** That it was corrected, why, and what it read until then. Of a text that was taken away there are none. */
const correctionParts = (
	{ corrections }: Pick<ShownUpdate, 'corrections'>,
	url: string,
	{ corrected, reads }: Shell['strings']['incident'],
) =>
	corrections.flatMap(({ reason, replaced }) => [
		paragraph(because(corrected, reason)),
		...(replaced === undefined
			? []
			: [
					paragraph(reads),
					`<blockquote>${wholeAddresses(messageToHtml(replaced), url)}</blockquote>`,
				]),
	]);

/** Text, and behind it HTML. */
const paragraph = (text: string, html = '') =>
	`<p>${escapeXml(text)}${html === '' ? '' : ` ${html}`}</p>`;

const link = (href: string, text: string) => `<a href="${escapeXml(href)}">${escapeXml(text)}</a>`;

/** Who reads a feed is not at our address, so links within the site name it. */
function wholeAddresses(html: string, url: string): string {
	return html.replaceAll(/ href="([/#][^"]*)"/g, (_, address: string) => {
		const whole = URL.parse(address.replaceAll('&amp;', '&'), url) ?? new URL(url);
		return ` href="${escapeXml(whole.href)}"`;
	});
}
