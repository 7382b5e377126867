/** Which pages there are in which languages. */
import { statusContent } from './content.ts';

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

/** One route per record and language. Older records are there in the first language only. */
export async function everyRecord<T extends { id: string }>(records: readonly T[]) {
	const { translated } = await statusContent();
	const languages = await everyLanguage();
	return records.flatMap((record) =>
		(translated.has(record.id) ? languages : languages.slice(0, 1)).map(({ params, props }) => ({
			params: { ...params, id: record.id },
			props: { ...props, record },
		})),
	);
}
