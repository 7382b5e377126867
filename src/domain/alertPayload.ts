/** What a payload says, whoever sent it. All of it was chosen by somebody else. */
import type { Alerts, AlertSource, KnownSender } from '../schemas/alerts.ts';
import type { Instant } from '../schemas/values.ts';
import { fieldAt } from './alertFields.ts';
import { readMapped, recognises } from './alertMapping.ts';
import { senderOf, senders } from './alertSenders.ts';
import { didYouMean } from './suggest.ts';

/** An alert as its sender tells it, cleaned. */
export interface SaidAlert {
	/** The same for all posts of one alert, as the sender spells it. */
	key: string;
	name: string | undefined;
	title: string | undefined;
	state: 'firing' | 'acknowledged' | 'resolved';
	/** When the sender opened it again under the same key and start, if it did. */
	reopened: Instant | undefined;
	fired: Instant | undefined;
	ended: Instant | undefined;
	/** In the words of the sender, the worst first; of a group, those of all that fire. */
	severities: string[];
	service: string | undefined;
	labels: Record<string, string>;
	url: string | undefined;
	acknowledged: Instant | undefined;
	/** Who acknowledged it, as the sender knows them. */
	by: string | undefined;
	/** Alerts that the sender left out of the payload. */
	leftOut: number;
	/** The sender tells when it is over. */
	tellsEnd: boolean;
}

/** An alert with the source that is known to send it. */
export interface IncomingAlert extends SaidAlert {
	source: AlertSource;
}

/** What a reader makes of a payload: an alert, a word on why there is none, or a refusal. */
export type Said = { alert: SaidAlert } | Nothing | Refusal;

/** A payload that is right and says nothing of an alert. */
export interface Nothing {
	nothing: string;
}

/** A payload that cannot be read. */
export interface Refusal {
	refusal: string;
	cure: string;
}

/**
 * Reads a payload: by a mapping in `alerts.yaml`, or by the documented fields of the senders that are known.
 *
 * @param wanted id of the source, if the caller knows it
 */
export function readPayload(
	payload: unknown,
	{ sources }: Pick<Alerts, 'sources'>,
	wanted?: string,
): { alert: IncomingAlert } | Nothing | Refusal {
	if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
		return {
			refusal: 'The payload is not a JSON object.',
			cure: 'Post one alert or one group of alerts, as the sender’s webhook does.',
		};
	}
	if (wanted !== undefined && !sources.some(({ id }) => id === wanted)) {
		const ids = sources.map(({ id }) => id);
		return {
			refusal: `There is no alert source \`${wanted}\`.`,
			cure: didYouMean(wanted, ids, 'alerts.yaml'),
		};
	}
	const candidates = sources.filter(({ id }) => wanted === undefined || id === wanted);
	for (const source of candidates) {
		if (source.mapping && recognises(source.mapping, payload)) {
			return from(source, readMapped(source.mapping, payload));
		}
	}
	const sender = senderOf(payload);
	if (sender === undefined) return unknownPayload(payload, wanted);
	const source =
		candidates.find((candidate) => candidate.sender === sender) ??
		(wanted === undefined ? undefined : candidates.find(saysNothing));
	return source ? from(source, senders[sender].read(payload)) : unknownSource(sender, wanted);
}

function from(source: AlertSource, said: Said): { alert: IncomingAlert } | Nothing | Refusal {
	return 'alert' in said ? { alert: { ...said.alert, source } } : said;
}

/** The caller’s word is enough for a source of which nobody said what it sends. */
const saysNothing = ({ sender, mapping }: AlertSource) => !sender && !mapping;

function unknownPayload(payload: unknown, wanted: string | undefined): Refusal {
	const event = fieldAt(payload, 'event.event_type') ?? fieldAt(payload, 'action');
	return {
		refusal:
			wanted === undefined
				? 'No alert source is known to send a payload like this.'
				: `This is not a payload as \`${wanted}\` sends them.`,
		cure:
			event === undefined
				? 'Add a mapping for it to a source in alerts.yaml; docs/alerts.md shows how.'
				: 'Only webhooks about alerts are read; docs/alerts.md lists them.',
	};
}

function unknownSource(sender: KnownSender, wanted: string | undefined): Refusal {
	const name = senders[sender].name;
	return {
		refusal:
			wanted === undefined
				? `This is a payload of ${name}, and no source in alerts.yaml says that it sends those.`
				: `This is a payload of ${name}, and \`${wanted}\` sends others.`,
		cure: `Add \`sender: ${sender}\` to its source in alerts.yaml.`,
	};
}
