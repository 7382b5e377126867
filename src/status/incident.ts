/** An incident as its page and its card show it. */
import type { Incident, ShownUpdate } from '../domain/incident.ts';
import { messageToHtml } from '../domain/message.ts';
import type { Model } from '../domain/view.ts';
import { allServices, serviceIds } from '../domain/serviceHistory.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import type { Shell } from './shell.ts';

/** One update, ready to be printed. */
export interface UpdateText {
	id: string;
	href: string;
	at: number;
	heading: string;
	html: string | undefined;
	redaction: { at: number; reason: string } | undefined;
	corrections: { at: number; reason: string; html: string | undefined }[];
}

/** The services an incident named, with today's names; `worst` shows what it was at its worst. */
export function affectedServices(
	{ services, retraction }: Pick<Incident, 'services' | 'retraction'>,
	model: Model,
	which: 'now' | 'worst',
): { name: string; condition: Condition }[] {
	// Opened by mistake: nothing was affected.
	if (retraction) return [];
	const ids = serviceIds(model.services);
	const names = new Map(allServices(model.services).map(({ id, name }) => [id, name]));
	return services.map(({ id, condition, worst }) => ({
		name: names.get(ids.get(id) ?? id) ?? id,
		condition: which === 'now' ? condition : worst,
	}));
}

/** The updates of an incident, newest first. */
export function updateTexts(
	{ id, updates }: Pick<Incident, 'id' | 'updates'>,
	{ strings, links }: Shell,
): UpdateText[] {
	return updates.toReversed().map((update) => ({
		id: update.id,
		href: links.update(id, update.id),
		at: update.at,
		heading: headingOf(update, strings),
		html: htmlOf(update, strings),
		redaction: update.redaction,
		corrections: update.corrections.map(({ at, reason, replaced }) => ({
			at,
			reason,
			html: replaced === undefined ? undefined : messageToHtml(replaced),
		})),
	}));
}

function headingOf(update: ShownUpdate, { statuses, incident }: Shell['strings']): string {
	if (update.retracts) return incident.retracted;
	return statuses[update.status];
}

function htmlOf(update: ShownUpdate, { incident }: Shell['strings']): string | undefined {
	if (update.body !== undefined) return messageToHtml(update.body);
	if (update.redaction) return undefined;
	if (update.duplicateOf !== undefined) return messageToHtml(incident.duplicate);
	if (update.retracts) return messageToHtml(update.reason ?? incident.retractedText);
	return undefined;
}
