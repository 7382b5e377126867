/** Payloads of senders that document theirs: Alertmanager, Grafana, PagerDuty, Sentry. */
import type { KnownSender } from '../schemas/alerts.ts';
import { fieldAt, fieldsOf, itemsOf } from './alertFields.ts';
import { worstFirst } from './alertSeverity.ts';
import type { Said, SaidAlert } from './alertPayload.ts';
import {
	alertLimits,
	plainCount,
	plainAddress,
	plainInstant,
	plainLabels,
	plainLine,
} from './alertText.ts';

/** A sender that is known: how its payloads look and what they say. */
interface Sender {
	name: string;
	sends: (payload: unknown) => boolean;
	read: (payload: unknown) => Said;
}

/** Every known sender. Grafana took Alertmanager's envelope and added fields, so it is asked first. */
export const senders: Record<KnownSender, Sender> = {
	grafana: {
		name: 'Grafana',
		sends: (payload) => isGroup(payload) && fieldAt(payload, 'orgId') !== undefined,
		read: readGroup,
	},
	alertmanager: {
		name: 'Alertmanager',
		sends: (payload) => isGroup(payload) && fieldAt(payload, 'version') === '4',
		read: readGroup,
	},
	pagerduty: {
		name: 'PagerDuty',
		sends: (payload) =>
			typeof fieldAt(payload, 'event.event_type') === 'string' &&
			fieldAt(payload, 'event.data') !== undefined,
		read: readPagerDuty,
	},
	sentry: {
		name: 'Sentry',
		sends: (payload) =>
			typeof fieldAt(payload, 'action') === 'string' &&
			(fieldAt(payload, 'data.event.issue_id') !== undefined ||
				fieldAt(payload, 'data.issue.id') !== undefined),
		read: readSentry,
	},
};

/** The sender whose payload this is; `undefined` if none is known to send it. */
export function senderOf(payload: unknown): KnownSender | undefined {
	const found = Object.entries(senders).find(([, sender]) => sender.sends(payload));
	return found?.[0] as KnownSender | undefined;
}

const isGroup = (payload: unknown) =>
	typeof fieldAt(payload, 'groupKey') === 'string' && Array.isArray(fieldAt(payload, 'alerts'));

/**
 * A group of alerts of Alertmanager or Grafana. Seen with a real one: common labels lose what the members
 * do not share, a member may be over while the group fires, and the last post forgets who was over before.
 */
function readGroup(payload: unknown): Said {
	const key = plainLine(fieldAt(payload, 'groupKey'), alertLimits.key);
	const status = fieldAt(payload, 'status');
	const members = itemsOf(fieldAt(payload, 'alerts')).map(fieldsOf);
	if (key === undefined || members.length === 0) return without('an alert');
	if (status !== 'firing' && status !== 'resolved') return without('a status');
	const firing = members.filter((member) => member['status'] === 'firing');
	const told = firing.length > 0 ? firing : members;
	const severities = worstFirst(told.flatMap((member) => label(member, 'severity') ?? []));
	const first = told.find((member) => label(member, 'severity') === severities[0]) ?? told[0];
	const labels = { ...fieldsOf(first?.['labels']), ...fieldsOf(fieldAt(payload, 'commonLabels')) };
	const annotation = (name: string) =>
		fieldAt(payload, `commonAnnotations.${name}`) ?? fieldAt(first, `annotations.${name}`);
	return {
		alert: {
			...base,
			key,
			name: plainLine(
				fieldAt(payload, 'groupLabels.alertname') ?? labels['alertname'],
				alertLimits.name,
			),
			title: plainLine(
				annotation('summary') ??
					annotation('description') ??
					annotation('message') ??
					fieldAt(payload, 'title'),
				alertLimits.title,
			),
			state: status,
			fired: earliest(told.map((member) => plainInstant(member['startsAt']))),
			ended:
				status === 'resolved' ? latest(members.map((m) => plainInstant(m['endsAt']))) : undefined,
			severities,
			service: plainLine(labels['service'], alertLimits.value),
			labels: plainLabels(labels),
			url:
				plainAddress(first?.['dashboardURL']) ??
				plainAddress(first?.['generatorURL']) ??
				plainAddress(fieldAt(payload, 'externalURL')),
			leftOut: plainCount(fieldAt(payload, 'truncatedAlerts')),
		},
	};
}

/** What each event of PagerDuty's webhooks, version 3, says of an incident there. */
const pagerDutyStates: Readonly<Record<string, SaidAlert['state']>> = {
	'incident.triggered': 'firing',
	'incident.reopened': 'firing',
	'incident.unacknowledged': 'firing',
	'incident.escalated': 'firing',
	'incident.delegated': 'firing',
	'incident.reassigned': 'firing',
	'incident.priority_updated': 'firing',
	'incident.acknowledged': 'acknowledged',
	'incident.resolved': 'resolved',
};

function readPagerDuty(payload: unknown): Said {
	const event = plainLine(fieldAt(payload, 'event.event_type'), alertLimits.value) ?? '';
	const state = Object.hasOwn(pagerDutyStates, event) ? pagerDutyStates[event] : undefined;
	if (state === undefined)
		return { nothing: 'It says neither that something fires nor that it is over.' };
	const data = fieldAt(payload, 'event.data');
	const key = plainLine(fieldAt(data, 'id'), alertLimits.key);
	if (key === undefined) return without('an incident’s id');
	const occurred = plainInstant(fieldAt(payload, 'event.occurred_at'));
	const word = fieldAt(data, 'priority.summary') ?? fieldAt(data, 'urgency');
	const severity = plainLine(word, alertLimits.value);
	const title = plainLine(fieldAt(data, 'title'), alertLimits.title);
	return {
		alert: {
			...base,
			key,
			name: plainLine(title, alertLimits.name),
			title,
			state,
			reopened: event === 'incident.reopened' ? occurred : undefined,
			fired:
				plainInstant(fieldAt(data, 'created_at')) ?? (state === 'firing' ? occurred : undefined),
			ended: state === 'resolved' ? occurred : undefined,
			severities: severity === undefined ? [] : [severity],
			service: plainLine(fieldAt(data, 'service.summary'), alertLimits.value),
			labels: plainLabels({ number: fieldAt(data, 'number'), urgency: fieldAt(data, 'urgency') }),
			url: plainAddress(fieldAt(data, 'html_url')),
			by:
				state === 'acknowledged'
					? plainLine(fieldAt(payload, 'event.agent.summary'), alertLimits.value)
					: undefined,
			acknowledged: state === 'acknowledged' ? occurred : undefined,
		},
	};
}

/** An issue alert (`event_alert`) of Sentry, or the end of an issue (`issue`, which a team may subscribe to). */
function readSentry(payload: unknown): Said {
	const action = fieldAt(payload, 'action');
	const event = fieldAt(payload, 'data.event');
	const subject = event ?? fieldAt(payload, 'data.issue');
	const key = plainLine(fieldAt(subject, event === undefined ? 'id' : 'issue_id'), alertLimits.key);
	const resolved = event === undefined && action === 'resolved';
	if (key === undefined) return without('an issue’s id');
	if (!resolved && (event === undefined || action !== 'triggered')) {
		return { nothing: 'It says neither that something fires nor that it is over.' };
	}
	const severity = plainLine(fieldAt(subject, 'level'), alertLimits.value);
	const title = plainLine(
		fieldAt(subject, 'title') ?? fieldAt(subject, 'message'),
		alertLimits.title,
	);
	const pairs = itemsOf(fieldAt(subject, 'tags')).flatMap((pair): [string, unknown][] => {
		const [name, value] = itemsOf(pair);
		return typeof name === 'string' ? [[name, value]] : [];
	});
	return {
		alert: {
			...base,
			key: `issue/${key}`,
			name: plainLine(fieldAt(payload, 'data.triggered_rule'), alertLimits.name) ?? title,
			title,
			state: resolved ? 'resolved' : 'firing',
			fired: resolved ? undefined : plainInstant(fieldAt(subject, 'datetime')),
			ended: undefined,
			severities: severity === undefined ? [] : [severity],
			service: plainLine(
				fieldAt(subject, 'project.slug') ?? fieldAt(subject, 'project'),
				alertLimits.value,
			),
			labels: plainLabels({
				...Object.fromEntries(pairs),
				environment: fieldAt(subject, 'environment'),
				release: fieldAt(subject, 'release'),
				culprit: fieldAt(subject, 'culprit'),
			}),
			url: plainAddress(fieldAt(subject, 'web_url') ?? fieldAt(subject, 'permalink')),
			tellsEnd: false,
		},
	};
}

const base = {
	reopened: undefined,
	acknowledged: undefined,
	by: undefined,
	leftOut: 0,
	tellsEnd: true,
} satisfies Partial<SaidAlert>;

const label = (member: unknown, name: string) =>
	plainLine(fieldAt(member, `labels.${name}`), alertLimits.value);

const without = (what: string): Said => ({
	refusal: `The payload is without ${what}.`,
	cure: 'Post what the sender’s webhook posts, whole.',
});

const earliest = (instants: readonly (number | undefined)[]) =>
	known(instants).reduce<number | undefined>((a, b) => Math.min(a ?? b, b), undefined);
const latest = (instants: readonly (number | undefined)[]) =>
	known(instants).reduce<number | undefined>((a, b) => Math.max(a ?? b, b), undefined);
const known = (instants: readonly (number | undefined)[]) =>
	instants.filter((instant) => instant !== undefined);
