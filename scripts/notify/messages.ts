/** What each kind of receiver is sent. Everything that people wrote is text, never markup. */
import { createHmac } from 'node:crypto';
import type { News } from './news.ts';

/** One request. */
export interface Request {
	url: string;
	headers: Record<string, string>;
	body: string;
}

const words: Record<string, string> = {
	investigating: 'Investigating',
	identified: 'Identified',
	monitoring: 'Watching',
	resolved: 'Resolved',
	scheduled: 'Maintenance planned',
	in_progress: 'Maintenance in progress',
	verifying: 'Maintenance being checked',
	completed: 'Maintenance completed',
};

/** The sign of a state, told apart by its shape. */
function signOf({ record, update }: News): string {
	if (update.status === 'resolved' || update.status === 'completed') return '●';
	const signs: Record<string, string> = { critical: '■', major: '◐', minor: '▲', maintenance: '◆' };
	return signs[record.impact] ?? '●';
}

/** One line: what, and where it stands. */
export const headingOf = (news: News) =>
	`${signOf(news)} ${news.record.name}: ${words[news.update.status] ?? news.update.status}`;

const addressOf = ({ record, update }: News) => `${record.shortlink}#${update.id}`;

const json = (url: string, value: unknown, headers: Record<string, string> = {}): Request => ({
	url,
	headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
	body: JSON.stringify(value),
});

/** A Slack incoming webhook. `&`, `<` and `>` are escaped as Slack asks, so that nothing pings anybody. */
export function slackRequest(url: string, news: News): Request {
	const escape = (text: string) =>
		text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	return json(url, {
		text: escape(headingOf(news)),
		blocks: [
			{
				type: 'header',
				text: { type: 'plain_text', text: cut(headingOf(news), 150), emoji: false },
			},
			{
				type: 'section',
				text: { type: 'plain_text', text: cut(news.update.body, 2900), emoji: false },
			},
			{
				type: 'context',
				elements: [
					{ type: 'mrkdwn', text: `<${encodeURI(addressOf(news))}|${escape(news.page.name)}>` },
				],
			},
		],
	});
}

/** A Teams incoming webhook: an adaptive card. Text runs take no Markdown. */
export function teamsRequest(url: string, news: News): Request {
	const run = (text: string, rest: object = {}) => ({
		type: 'RichTextBlock',
		inlines: [{ type: 'TextRun', text, ...rest }],
	});
	return json(url, {
		type: 'message',
		attachments: [
			{
				contentType: 'application/vnd.microsoft.card.adaptive',
				content: {
					$schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
					type: 'AdaptiveCard',
					version: '1.4',
					body: [run(headingOf(news), { weight: 'Bolder', size: 'Medium' }), run(news.update.body)],
					actions: [{ type: 'Action.OpenUrl', title: news.page.name, url: addressOf(news) }],
				},
			},
		],
	});
}

/**
 * A webhook in the format of Statuspage: one request for the incident. With a secret it is signed over the time
 * and the body, so that an old request cannot be sent again.
 */
export function webhookRequest(
	url: string,
	secret: string | undefined,
	{ page, status, record, update }: News,
	now: number,
): Request {
	const seconds = String(Math.floor(now / 1000));
	const request = json(url, {
		meta: { unsubscribe: page.url, documentation: `${page.url}/subscribe/` },
		page: {
			id: page.id,
			status_indicator: status.indicator,
			status_description: status.description,
		},
		incident: { ...record, incident_updates: [update] },
	});
	if (secret === undefined) return request;
	const signature = createHmac('sha256', secret).update(`${seconds}.${request.body}`).digest('hex');
	return {
		...request,
		headers: {
			...request.headers,
			'x-allclear-timestamp': seconds,
			'x-allclear-signature': `sha256=${signature}`,
		},
	};
}

/** A mail to one address. */
export function mailOf(news: News): { subject: string; text: string } {
	const affected = (news.update.affected_components ?? []).map(
		({ name, new_status }) => `${name}: ${new_status.replaceAll('_', ' ')}`,
	);
	return {
		subject: `${news.page.name}: ${headingOf(news).slice(2)}`.replaceAll(/[\r\n]+/g, ' '),
		text: [
			headingOf(news),
			'',
			news.update.body,
			...(affected.length > 0 ? ['', ...affected] : []),
			'',
			addressOf(news),
		].join('\n'),
	};
}

/** An incident that went to someone else. */
export interface Escalation {
	/** The incident, and the six characters of the note: together they are told once. */
	incident: string;
	op: string;
	title: string;
	to: string;
	reason: string;
	level: string | undefined;
	url: string | undefined;
}

/** PagerDuty Events v2: one event per escalation; the same again is the same event there. */
export function pagerDutyRequest(url: string, routingKey: string, escalation: Escalation): Request {
	return json(url, {
		routing_key: routingKey,
		event_action: 'trigger',
		dedup_key: `allclear-${escalation.incident}-${escalation.op}`,
		payload: {
			summary: cut(`${escalation.title}: ${escalation.reason}`, 1024),
			source: 'allclear',
			severity: 'critical',
			custom_details: { to: escalation.to, level: escalation.level ?? '' },
		},
		...(escalation.url !== undefined && { links: [{ href: escalation.url, text: 'Incident' }] }),
	});
}

/** An escalation for any other receiver, signed like news. */
export function escalationRequest(
	url: string,
	secret: string | undefined,
	escalation: Escalation,
	now: number,
): Request {
	const seconds = String(Math.floor(now / 1000));
	const request = json(url, { escalation });
	if (secret === undefined) return request;
	const signature = createHmac('sha256', secret).update(`${seconds}.${request.body}`).digest('hex');
	return {
		...request,
		headers: {
			...request.headers,
			'x-allclear-timestamp': seconds,
			'x-allclear-signature': `sha256=${signature}`,
		},
	};
}

const cut = (text: string, length: number) =>
	text.length <= length ? text : `${text.slice(0, length - 1)}…`;
