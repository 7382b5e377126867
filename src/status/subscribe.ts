/** Every way to follow the page, with its address and what it is for. */
import { allServices } from '../domain/serviceHistory.ts';
import type { StatusContent } from './content.ts';
import type { Shell } from './shell.ts';

/** One way to follow. */
export interface Way {
	/** Unique on the page. */
	id: string;
	name: string;
	/** What it is for. */
	text: string;
	/** What one needs: an address, a command, or HTML. */
	value: string;
	/** Where the name leads, if there is something to see. */
	href: string | undefined;
}

/** Ways of one kind. */
export interface WayGroup {
	id: string;
	heading: string;
	ways: Way[];
}

/** The ways to follow one service. */
export interface ServiceWays {
	id: string;
	name: string;
	href: string;
	files: { name: string; path: string; address: string }[];
}

/** Everything that can be subscribed to for the whole page. */
export function waysToFollow(
	{ model }: StatusContent,
	{ strings, links, siteTitle }: Shell,
): WayGroup[] {
	const { subscribe: own } = model.site;
	const words = strings.subscribe;
	const file = (id: string, label: string, text: string, path: string): Way => ({
		id,
		name: label,
		text,
		value: links.absolute(path),
		href: path,
	});
	const page = (id: string, label: string, text: string, address: string | undefined): Way[] =>
		address === undefined ? [] : [{ id, name: label, text, value: address, href: address }];
	const code = (id: string, label: string, text: string, value: string): Way => ({
		id,
		name: label,
		text,
		value,
		href: undefined,
	});
	return [
		{
			id: 'people',
			heading: words.people,
			ways: [
				...page('email', words.email, words.emailFor, own.email),
				...page('chat', words.chat, words.chatFor, own.chat),
				code('slack', words.slack, words.slackFor, `/feed subscribe ${links.absolute(links.rss)}`),
			],
		},
		{
			id: 'feeds',
			heading: words.feeds,
			ways: [
				file('atom', words.atom, words.atomFor, links.atom),
				file('rss', words.rss, words.rssFor, links.rss),
				file('json-feed', words.jsonFeed, words.jsonFeedFor, links.jsonFeed),
			],
		},
		{
			id: 'calendars',
			heading: words.calendars,
			ways: [file('calendar', words.calendar, words.calendarFor, links.calendar)],
		},
		{
			id: 'tools',
			heading: words.tools,
			ways: [
				file('summary', words.summary, words.summaryFor, links.api('summary.json')),
				file('status', words.status, words.statusFor, links.api('status.json')),
				file('heartbeat', words.heartbeat, words.heartbeatFor, links.heartbeat),
				file('webhook', words.webhook, words.webhookFor, links.jsonFeed),
			],
		},
		{
			id: 'show',
			heading: words.show,
			ways: [
				code(
					'badge',
					words.badge,
					words.badgeFor,
					badgeHtml(links.absolute(links.home), links.absolute(links.badge), siteTitle),
				),
				code('embed', words.embed, words.embedFor, embedHtml(links.absolute(links.embed))),
			],
		},
	];
}

/** The feeds and badges of every service that is offered or still in the history. */
export function waysByService(
	{ model, now }: StatusContent,
	{ strings, links }: Shell,
): ServiceWays[] {
	const words = strings.subscribe;
	return allServices(model.services)
		.filter(({ until }) => now < (until ?? Infinity))
		.map(({ id, name }) => ({
			id,
			name,
			href: links.service(id),
			files: serviceFiles(id, words, links),
		}));
}

/** The feeds and badges of one service. */
export function serviceFiles(
	id: string,
	words: Shell['strings']['subscribe'],
	links: Shell['links'],
): ServiceWays['files'] {
	return [
		{ name: words.atom, file: 'history.atom' },
		{ name: words.rss, file: 'history.rss' },
		{ name: words.jsonFeed, file: 'feed.json' },
		{ name: words.statusBadge, file: 'badge.svg' },
		{ name: words.uptimeBadge, file: 'uptime.svg' },
	].map(({ name, file }) => {
		const path = links.ofService(id, file);
		return { name, path, address: links.absolute(path) };
	});
}

/** A badge that leads to the page, as a reader would paste it. */
function badgeHtml(home: string, badge: string, text: string): string {
	return `<a href="${attribute(home)}"><img src="${attribute(badge)}" alt="${attribute(text)}"></a>`;
}

/** The element and the script that makes it one. */
function embedHtml(script: string): string {
	return `<script async src="${attribute(script)}"></script>\n<allclear-status></allclear-status>`;
}

/** Text between the quotes of an attribute. */
const attribute = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
