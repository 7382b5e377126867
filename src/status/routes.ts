/** Which pages there are in which languages. */
import type { Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import { allServices } from '../domain/serviceHistory.ts';
import { statusContent } from './content.ts';
import { formerIds } from './service.ts';

/** What a page in several languages is given. */
export interface LanguageProps {
	language: string;
}

/** One route per language; the first language has no prefix. */
export async function everyLanguage() {
	const { languages } = (await statusContent()).model.site;
	return languages.map((language, index) => ({
		params: { language: index === 0 ? undefined : language },
		props: { language },
	}));
}

/**
 * One route per record and language, with the record in that language. Older records are there in the first
 * language only.
 */
export async function everyRecord<T extends Incident | Maintenance>(records: readonly T[]) {
	const { translated } = await statusContent();
	const [first, ...others] = await everyLanguage();
	const later = await Promise.all(
		others.map(async (route) => ({ ...route, spoken: await recordsIn(route.props.language) })),
	);
	return records.flatMap((record) => [
		...(first ? [recordRoute(first, record)] : []),
		...(translated.has(record.id) ? later : []).map((route) =>
			// A record keeps its kind in every language.
			recordRoute(route, (route.spoken.get(record.id) ?? record) as T),
		),
	]);
}

const recordRoute = <T extends Incident | Maintenance>(
	{ params, props }: Awaited<ReturnType<typeof everyLanguage>>[number],
	record: T,
) => ({ params: { ...params, id: record.id }, props: { ...props, record } });

async function recordsIn(language: string): Promise<Map<string, Incident | Maintenance>> {
	const { incidents, maintenances } = (await statusContent(language)).model;
	return new Map([...incidents, ...maintenances].map((record) => [record.id, record]));
}

/** One route per service and language; addresses under an id that a service had before are kept. */
export async function everyService() {
	const { model } = await statusContent();
	const languages = await everyLanguage();
	const services = [
		...allServices(model.services).map(({ id }) => ({ id, today: id })),
		...formerIds(model.services),
	];
	return services.flatMap(({ id, today }) =>
		languages.map(({ params, props }) => ({
			params: { ...params, id },
			props: { ...props, today },
		})),
	);
}
