import { describe, expect, test } from 'vitest';
import { parseFile } from '../read/readFile.ts';
import { fileKinds } from './index.ts';

/** What is said of a `site.yaml` with these lines under `sentences`. */
function problemsOf(sentences: string, languages = '[en, de]'): string[] {
	const read = parseFile(
		fileKinds.site,
		'site.yaml',
		`name: H\nurl: https://a.example\nzone: UTC\nlanguages: ${languages}\nsentences:\n${sentences}\n`,
	);
	return 'problems' in read
		? read.problems.map(
				({ line, field, message, cure }) => `${line ?? '–'} ${field ?? ''}: ${message} ${cure}`,
			)
		: [];
}

describe('sentences in an organisation’s own words', () => {
	test('may replace any sentence of any language, in any order of their values', () => {
		expect(
			problemsOf(
				[
					'  en:',
					'    headline.clear: All quiet on the pier.',
					'    conditions.major-outage: Down',
					'    services.bar: "{days} days of {name}: {uptime}"',
					'    headline.problems: { one: One leak., other: "{count} leaks." }',
					'  de:',
					'    headline.problems: "{count} Lecks."',
				].join('\n'),
			),
		).toEqual([]);
	});

	test('are refused with their line where the name has a slip in it', () => {
		expect(problemsOf('  en:\n    headline.cler: Quiet.')).toMatchInlineSnapshot(`
			[
			  "7 sentences.en.headline.cler: There is no field \`headline.cler\` here. Did you mean \`headline.clear\`?",
			]
		`);
	});

	test('are refused in a language that there is not', () => {
		expect(problemsOf('  dee:\n    headline.clear: Ruhig.')).toMatchInlineSnapshot(`
			[
			  "6 sentences.dee: There is no field \`dee\` here. Did you mean \`de\`?",
			]
		`);
	});

	test('are refused where a value is missing, unknown, or has no number to go by', () => {
		expect(
			problemsOf(
				[
					'  en:',
					'    headline.problems: Some problems.',
					'    page.status: "{nam} status"',
					'    headline.clear: "{count} clear"',
					'    headline.maintenance: { one: a, other: b }',
					'    services.trouble: { one: one day, other: days }',
					'    services.daysAgo: { one: "{days} day", other: "{count} days" }',
				].join('\n'),
			),
		).toMatchInlineSnapshot(`
			[
			  "7 sentences.en.headline.problems: \`Some problems.\` cannot be the value of \`sentences.en.headline.problems\`. Write \`{count}\` where the value belongs.",
			  "8 sentences.en.page.status: \`{nam} status\` cannot be the value of \`sentences.en.page.status\`. There is no value \`{nam}\` here. Known are \`{name}\`.",
			  "9 sentences.en.headline.clear: \`{count} clear\` cannot be the value of \`sentences.en.headline.clear\`. Write it without braces: there are no values in this sentence.",
			  "10 sentences.en.headline.maintenance: \`{"one":"a","other":"b"}\` cannot be the value of \`sentences.en.headline.maintenance\`. Write one sentence: there is no number in it that could decide between forms.",
			  "11 sentences.en.services.trouble: \`{"one":"one day","other":"days"}\` cannot be the value of \`sentences.en.services.trouble\`. Write \`{count}\` where the value belongs.",
			  "12 sentences.en.services.daysAgo: \`{"one":"{days} day","other":"{count} days"}\` cannot be the value of \`sentences.en.services.daysAgo\`. There is no value \`{days}\` here. Known are \`{count}\`.",
			]
		`);
	});
});

describe('a language', () => {
	test('is refused where there are no sentences in it, with the list of those that there are', () => {
		expect(problemsOf('  {}', '[en, fr]')).toMatchInlineSnapshot(`
			[
			  "4 languages.1: \`fr\` is not one of the values that \`languages\` can have. Known are \`en\`, \`de\`; see the description of the file.",
			]
		`);
	});
});
