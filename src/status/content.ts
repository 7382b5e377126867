/** What every page of the status page is made of, computed once a build. */
import { getCollection } from 'astro:content';
import type { IncidentFiles, MaintenanceFiles } from '../domain/stored.ts';
import { modelIn } from '../domain/translation.ts';
import type { Model, View } from '../domain/view.ts';
import { barDays, modelOf, validUntil, view } from '../domain/view.ts';
import { readPublicBase } from '../read/publicContent.ts';
import { contentRoot, currentInstant } from '../read/root.ts';
import type { StoredRecord } from './loaders.ts';

/** The status page as of one instant. */
export interface StatusContent {
	now: number;
	model: Model;
	view: View;
	/** Until when this build is to be believed. */
	validUntil: number;
	/** Number of files that were left out. */
	left: number;
	/** Number of those without which something cannot be shown; a broken translation is none of them. */
	unshown: number;
	/** Ids of incidents and maintenance that are there in every language: those of the last ninety days. */
	translated: ReadonlySet<string>;
	/** Some of it shows the product. */
	showsExamples: boolean;
}

const now = currentInstant();

let built: Promise<StatusContent> | undefined;
/** By language, the content that was last asked for in it, and what it is a translation of. */
const spoken = new Map<string, { of: StatusContent; content: StatusContent }>();

/**
 * The content of this build; while an author writes, as it is at each request.
 *
 * @param language in which names and words are given where they are there in it; the first if not said
 */
export async function statusContent(language?: string): Promise<StatusContent> {
	const content = await (import.meta.hot ? gather() : (built ??= gather()));
	if (language === undefined || language === content.model.site.languages[0]) return content;
	const known = spoken.get(language);
	if (known?.of === content) return known.content;
	const translated = { ...content, model: modelIn(content.model, language) };
	spoken.set(language, { of: content, content: translated });
	return translated;
}

async function gather(): Promise<StatusContent> {
	const { site, services } = readPublicBase(contentRoot(), now);
	const incidents = await stored<IncidentFiles>('incidents');
	const maintenances = await stored<MaintenanceFiles>('maintenance');
	const sumOf = (count: (item: StoredRecord<unknown>) => number) =>
		[...incidents, ...maintenances].reduce((sum, item) => sum + count(item), 0);
	const model = modelOf({
		site,
		services,
		incidents: incidents.map(({ record }) => record),
		maintenances: maintenances.map(({ record }) => record),
	});
	return {
		now,
		model,
		view: view(model, now),
		validUntil: validUntil(model, now),
		left: sumOf((record) => record.left),
		unshown: sumOf((record) => record.unshown),
		translated: recentRecords(model, now),
		showsExamples: [...model.incidents, ...model.maintenances].some(({ id }) =>
			id.startsWith('example-'),
		),
	};
}

/** Records that are open, to come, or were touched in the time that the bars show. */
function recentRecords({ incidents, maintenances }: Model, now: number): Set<string> {
	const since = now - barDays * 24 * 60 * 60 * 1000;
	return new Set(
		[
			...incidents.filter(({ open, updatedAt }) => open || updatedAt >= since),
			...maintenances.filter(({ updatedAt, ends }) => Math.max(updatedAt, ends) >= since),
		].map(({ id }) => id),
	);
}

/** Astro generates types of collections for one site at a time, so the type of ours is said here. */
async function stored<T>(collection: string): Promise<StoredRecord<T>[]> {
	const get = getCollection as (name: string) => Promise<{ data: StoredRecord<T> }[]>;
	return (await get(collection)).map(({ data }) => data);
}
