/** An incident as its page and its card show it. */
import type { Incident, ShownUpdate } from '../domain/incident.ts';
import { messageToHtml } from '../domain/message.ts';
import type { Model } from '../domain/view.ts';
import { allServices, serviceIds } from '../domain/serviceHistory.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import type { Shell } from './shell.ts';
import { because } from './text.ts';
import type { Spoken, UpdateText } from './updateText.ts';
import { updateText } from './updateText.ts';
import { escapeXml } from './xml.ts';

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
	{ strings, links }: Pick<Shell, 'strings' | 'links'>,
): UpdateText[] {
	return updates.toReversed().map((update) =>
		updateText(update, {
			href: links.update(id, update.id),
			heading: update.retracts ? strings.incident.retracted : strings.statuses[update.status],
			otherwise: wordlessly(update, strings),
			why:
				update.retracts && update.body !== undefined && update.reason !== undefined
					? { text: update.reason, lang: update.foreign?.reason }
					: undefined,
		}),
	);
}

/** That an incident was opened by mistake, where no heading says so: with the reason, if there still is one. */
export const retractionText = (
	{ reason }: Pick<ShownUpdate, 'reason'>,
	{ retracted, retractedText }: Pick<Shell['strings']['incident'], 'retracted' | 'retractedText'>,
): string => (reason === undefined ? retractedText : because(retracted, reason));

/** What an update says that has no text of its own. */
function wordlessly(
	{ duplicateOf, retracts, reason, foreign }: ShownUpdate,
	{ incident }: Shell['strings'],
): Spoken | undefined {
	if (duplicateOf !== undefined) {
		return { text: messageToHtml(incident.duplicate), lang: undefined };
	}
	if (!retracts) return undefined;
	return reason === undefined
		? { text: messageToHtml(incident.retractedText), lang: undefined }
		: { text: `<p>${escapeXml(reason)}</p>`, lang: foreign?.reason };
}
