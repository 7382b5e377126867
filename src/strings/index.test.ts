import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import type { Template } from './index.ts';
import { languages, sentences, sentencesBelow, stringsOf } from './index.ts';
import { formsOf, placeholdersOf } from './template.ts';

const all = Object.entries(languages).map(
	([tag, { locale, sentences: own }]) =>
		[tag, { locale, said: new Map(sentencesBelow(own, '')) }] as const,
);

/** The sources of the status page. */
const sources = readdirSync(join(import.meta.dirname, '../status'), {
	recursive: true,
	withFileTypes: true,
})
	.filter((entry) => entry.isFile() && /(?<!\.test)\.(?:ts|astro)$/.test(entry.name))
	.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

/** Sentences that a value of the domain chooses; elsewhere the key stands in quotes nearby. */
const chosen: Record<string, readonly string[]> = {
	conditions: Object.keys(en.conditions),
	statuses: Object.keys(en.statuses),
	phases: Object.keys(en.phases),
	how: ['all', 'any'],
};

/** Names of the sentences that a source says: in full, by a section it took out, or by a value that chooses. */
function saidIn(source: string): string[] {
	return Object.keys(en).flatMap((section) => {
		const names = [`strings.${section}`, ...namesOf(section, source)];
		return names.flatMap((name) => {
			const dotted = [...source.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(
				([, key = '']) => key,
			);
			const quoted = [...source.matchAll(/'([\w-]+)'/g)].map(([, key = '']) => key);
			const indexed = source.includes(`${name}[`) ? [...(chosen[section] ?? []), ...quoted] : [];
			return [...dotted, ...indexed].map((key) => `${section}.${key}`);
		});
	});
}

/** What a source calls a section: `words` after `const words = strings.report`, itself where it was taken out. */
function namesOf(section: string, source: string): string[] {
	const renamed = new RegExp(`(\\w+)(?:: [\\w.<>]+)? = (?:\\w+\\.)*strings\\.${section};`, 'g');
	const takenOut = new RegExp(
		`\\{[^{}]*\\b${section}\\b[^{}]*\\}(?:: Shell\\['strings'\\]|: Strings| = (?:shell\\.)?strings)`,
	);
	return [
		...[...source.matchAll(renamed)].map(([, name = '']) => name),
		...(takenOut.test(source) ? [section] : []),
	];
}

describe.each(all)('the sentences in %s', (_, { locale, said }) => {
	test('are the same as in English, by name', () => {
		expect([...said.keys()].sort()).toEqual([...sentences.keys()].sort());
	});

	test('put the same values into each sentence', () => {
		const valuesOf = (template: Template) => placeholdersOf(template).sort();
		const differing = [...said].filter(
			([name, template]) =>
				valuesOf(template).join() !== valuesOf(sentences.get(name) ?? '').join(),
		);
		expect(differing).toEqual([]);
	});

	test('name no value in a form that the sentence does not have', () => {
		const foreign = [...said].filter(([name, template]) =>
			formsOf(template)
				.flatMap(placeholdersOf)
				.some((value) => !placeholdersOf(sentences.get(name) ?? '').includes(value)),
		);
		expect(foreign).toEqual([]);
	});

	test('have the forms by number that the language tells apart', () => {
		const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
		const missing = [...said].filter(
			([, template]) => typeof template !== 'string' && wanted.some((form) => !template[form]),
		);
		expect(missing).toEqual([]);
	});

	test('are without blanks at their ends, straight quotes and exclamation marks', () => {
		const odd = [...said].filter(([, template]) =>
			formsOf(template).some((text) => text.trim() !== text || /["'!]|\.\.\./.test(text)),
		);
		expect(odd).toEqual([]);
	});
});

test('every file of sentences has its line in the list of languages', () => {
	const files = readdirSync(import.meta.dirname).flatMap(
		(name) => /^([a-z]{2,3}(?:-[A-Z]{2})?)\.ts$/.exec(name)?.[1] ?? [],
	);
	expect(files.sort()).toEqual(Object.keys(languages).sort());
});

test('every sentence is used', () => {
	const said = new Set(sources.flatMap(saidIn));
	const unused = [...sentences.keys()].filter((name) => !said.has(name));
	expect(unused).toEqual([]);
});

describe('a sentence', () => {
	const en = stringsOf('en');
	const de = stringsOf('de');

	test('takes its values in the order of the English one, wherever they stand', () => {
		expect(en.services.bar('Search', '99.42 %', 90)).toBe('Search: 99.42 % in the last 90 days');
		expect(en.page.status('Harbour')).toBe('Harbour status');
		expect(de.page.status('Harbour')).toBe('Status von Harbour');
	});

	test('takes a value as it is, braces and all', () => {
		expect(en.page.status('{name} $& {count}')).toBe('{name} $& {count} status');
	});

	test('has the form that its number asks for', () => {
		expect([0, 1, 2].map(en.services.trouble)).toEqual([
			'no day with trouble',
			'1 day with trouble',
			'2 days with trouble',
		]);
		expect([1, 2].map(de.services.daysAgo)).toEqual(['vor 1 Tag', 'vor 2 Tagen']);
	});

	test('prints numbers as the language does', () => {
		expect([en, de].map(({ history }) => history.incidents(1234))).toEqual([
			'1,234 incidents',
			'1.234 Störungen',
		]);
		expect([en, de].map(({ services }) => services.percent('99.40'))).toEqual([
			'99.40 %',
			'99,40\u00a0%',
		]);
	});

	test('joins words as the language does', () => {
		expect([en, de].map(({ list }) => list(['a', 'b', 'c']))).toEqual(['a, b and c', 'a, b und c']);
	});
});

describe('a sentence in an organisation’s own words', () => {
	test('takes the place of ours, with the same values in any order', () => {
		const strings = stringsOf('en', {
			'headline.clear': 'All quiet on the pier.',
			'services.bar': 'In {days} days {name} was there {uptime}',
			'headline.problems': { one: 'One leak.', other: '{count} leaks.' },
		});
		expect(strings.headline.clear).toBe('All quiet on the pier.');
		expect(strings.services.bar('Search', '99 %', 90)).toBe('In 90 days Search was there 99 %');
		expect([1, 3].map(strings.headline.problems)).toEqual(['One leak.', '3 leaks.']);
		expect(strings.headline.maintenance).toBe('Maintenance is under way.');
	});

	test('is not heard by who asks without them, nor in another language', () => {
		stringsOf('en', { 'headline.clear': 'All quiet on the pier.' });
		expect(stringsOf('en').headline.clear).toBe('All clear.');
		expect(stringsOf('de').headline.clear).toBe('Alles in Ordnung.');
	});
});
