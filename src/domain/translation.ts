/** What records say in other languages than the one they were written in first. */
import type { Incident, ShownUpdate } from './incident.ts';
import type { Maintenance, MaintenanceWord } from './maintenance.ts';
import type { Services } from '../schemas/services.ts';
import type { Site } from '../schemas/site.ts';
import type { Model } from './view.ts';

/** Texts by the names of their fields. */
export interface Words {
	title?: string | undefined;
	workaround?: string | undefined;
	body?: string | undefined;
	reason?: string | undefined;
	summary?: string | undefined;
}

/** The same in other languages, by their tags. A text that is not there was not translated. */
export type Translations = Readonly<Record<string, Words>>;

/**
 * The language of texts that are not in the language of the page, by their fields: what a page says with
 * `lang`, so that it is read out right.
 */
export type Foreign = Readonly<Partial<Record<keyof Words, string>>>;

/** A text in several languages: in its own, and by tag in others. */
export type Translated = Readonly<Record<string, string | undefined>> | undefined;

/** One field of some translations. */
export const fieldOf = (translations: Translations | undefined, field: keyof Words): Translated =>
	translations &&
	Object.fromEntries(
		Object.entries(translations).map(([language, said]) => [language, said[field]]),
	);

/** The other way round: translations of fields as one object a language; `undefined` where there are none. */
export function translationsOf(
	fields: Readonly<Partial<Record<keyof Words, Translated>>>,
): Translations | undefined {
	const found: Record<string, Words> = {};
	for (const [field, said] of Object.entries(fields)) {
		for (const [language, text] of Object.entries(said ?? {})) {
			if (text !== undefined) found[language] = { ...found[language], [field]: text };
		}
	}
	return Object.keys(found).length > 0 ? found : undefined;
}

/**
 * A model as readers of one language are shown it: every text in their language where there is one, and
 * marked with its own where there is none.
 */
export function modelIn(model: Model, language: string): Model {
	const [first = language] = model.site.languages;
	if (language === first) return model;
	return {
		...model,
		site: siteIn(model.site, language),
		services: servicesIn(model.services, language),
		incidents: model.incidents.map((incident) => incidentIn(incident, language, first)),
		maintenances: model.maintenances.map((item) => maintenanceIn(item, language, first)),
	};
}

const siteIn = (site: Site, language: string): Site => ({
	...site,
	description: site.descriptions[language] ?? site.description,
	support: site.support && {
		...site.support,
		text: site.support.texts[language] ?? site.support.text,
	},
});

/** Names are names in every language, so they are not marked. */
function servicesIn({ groups }: Services, language: string): Services {
	const named = <
		T extends Pick<Services['groups'][number], 'name' | 'description' | 'names' | 'descriptions'>,
	>(
		item: T,
	): T => ({
		...item,
		name: item.names[language] ?? item.name,
		description: item.descriptions[language] ?? item.description,
	});
	return {
		groups: groups.map((group) => ({ ...named(group), services: group.services.map(named) })),
	};
}

function incidentIn(incident: Incident, language: string, first: string): Incident {
	const { report } = incident;
	const reportWords = incident.reportTranslations?.[language];
	return {
		...spoken(incident, ['title', 'workaround'], language, first),
		updates: incident.updates.map((update) => updateIn(update, language, first)),
		...(report && {
			report: {
				...report,
				...(reportWords && {
					...reportWords,
					title: reportWords.title,
					summary: reportWords.summary,
				}),
			},
			reportLanguage: reportWords ? undefined : first,
		}),
	};
}

const maintenanceIn = (item: Maintenance, language: string, first: string): Maintenance => ({
	...spoken(item, ['title'], language, first),
	updates: item.updates.map((update) => updateIn(update, language, first)),
});

function updateIn<T extends ShownUpdate | MaintenanceWord>(
	update: T,
	language: string,
	first: string,
): T {
	const { redaction } = update;
	const redacted = redaction?.translations?.[language];
	return {
		...spoken(update, ['title', 'body', 'reason'], language, first),
		corrections: update.corrections.map((correction) => {
			const said = correction.translations?.[language];
			return {
				...correction,
				reason: said?.reason ?? correction.reason,
				replaced: said?.replaced ?? correction.replaced,
				foreign: {
					reason: said?.reason === undefined ? first : undefined,
					body:
						correction.replaced !== undefined && said?.replaced === undefined ? first : undefined,
				},
			};
		}),
		redaction: redaction && {
			...redaction,
			reason: redacted ?? redaction.reason,
			foreign: { reason: redacted === undefined ? first : undefined },
		},
	};
}

interface Spoken {
	translations?: Translations | undefined;
	foreign?: Foreign | undefined;
}

/** The same with some of its texts in `language`; those that are not there keep theirs, and are marked. */
function spoken<T extends Spoken & Words>(
	item: T,
	fields: readonly (keyof Words)[],
	language: string,
	first: string,
): T {
	const said = item.translations?.[language];
	const there = fields.filter((field) => item[field] !== undefined);
	return {
		...item,
		...Object.fromEntries(there.map((field) => [field, said?.[field] ?? item[field]])),
		foreign: Object.fromEntries(
			there.filter((field) => said?.[field] === undefined).map((field) => [field, first]),
		),
	};
}

/** The language of what is shown of a record in another language than the page's; `undefined` if nothing is. */
export function foreignLanguage({
	foreign,
	updates,
}: Pick<Incident | Maintenance, 'foreign' | 'updates'>): string | undefined {
	const told = updates.flatMap((update) => [update, ...update.corrections, update.redaction]);
	return [foreign, ...told.map((item) => item?.foreign)]
		.flatMap((fields): (string | undefined)[] => Object.values(fields ?? {}))
		.find((tag) => tag !== undefined);
}
