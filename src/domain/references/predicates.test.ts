import { describe, expect, test } from 'vitest';
import { contentSetting, contentWith } from '../../../tests/support/content.ts';
import type { Predicate } from '../../schemas/predicate.ts';
import { predicateSchema } from '../../schemas/predicate.ts';
import { knownNames } from './known.ts';
import { predicateProblems } from './predicates.ts';

const content = contentWith();

/** Problems of one condition, in short. */
function problems(input: Predicate, { severity } = content) {
	return predicateProblems(
		predicateSchema.parse(input),
		severity,
		knownNames({ ...content, severity }),
		{
			file: 'severity.yaml',
			field: 'when',
		},
	).map(({ severity: how, field, message, cure }) => `${how} ${field}: ${message} ${cure}`);
}

describe('a condition', () => {
	test.each<Predicate>([
		{ fact: 'level', is: 'sev1' },
		{ fact: 'level', includes: ['sev1', 'sev2'] },
		{ fact: 'rank', 'at-most': 2 },
		{ fact: 'services', includes: 'cart' },
		{ fact: 'handles', includes: 'anything' },
		{ fact: 'critical-service', is: true },
		{ fact: 'duration', 'longer-than': 'PT1H' },
		{ fact: 'detected-by', is: 'user-report' },
		{ fact: 'users-affected', over: 10, 'at-most': 90 },
		{ fact: 'data-lost', is: false },
	])('may say %j', (input) => {
		expect(problems(input)).toEqual([]);
	});

	test('asks only for facts that there are', () => {
		expect(problems({ fact: 'users-afected', over: 10 })).toMatchInlineSnapshot(`
			[
			  "error when.fact: There is no fact \`users-afected\`. Did you mean \`users-affected\`?",
			]
		`);
	});

	test('says which part of it is meant, however deep', () => {
		expect(
			problems({
				all: [{ fact: 'open', is: true }, { any: [{ not: { fact: 'nothing', is: 1 } }] }],
			}),
		).toMatchInlineSnapshot(`
			[
			  "error when.all.1.any.0.not.fact: There is no fact \`nothing\`. Known are \`level\`, \`rank\`, \`services\`, \`critical-service\`, \`handles\`, \`alert-sources\`, \`alerts\`, \`duration\` and others; see severity.yaml.",
			]
		`);
	});

	test('cannot compare a fact with what it cannot be', () => {
		const misfits: Predicate[] = [
			{ fact: 'open', over: 1 },
			{ fact: 'duration', over: 60 },
			{ fact: 'services', is: 'checkout' },
			{ fact: 'users-affected', 'longer-than': 'PT1H' },
			{ fact: 'level', over: 1 },
		];
		expect(misfits.flatMap((input) => problems(input))).toMatchInlineSnapshot(`
			[
			  "error when.over: \`open\` cannot be compared with \`over\`. It is true or false; use \`is\`.",
			  "error when.over: \`duration\` cannot be compared with \`over\`. It is a length of time; use \`longer-than\`.",
			  "error when.is: \`services\` cannot be compared with \`is\`. It is a list of names; use \`includes\`.",
			  "error when.longer-than: \`users-affected\` cannot be compared with \`longer-than\`. It is a number; use \`is\`, \`over\`, \`at-least\`, \`under\`, \`at-most\`.",
			  "error when.over: \`level\` cannot be compared with \`over\`. It is a name; use \`is\`, \`includes\`.",
			]
		`);
	});

	test('answers yes or no with true or false', () => {
		expect(problems({ fact: 'open', is: 'yes' })).toMatchInlineSnapshot(`
			[
			  "error when.is: \`open\` is true or false. Write \`is: true\` or \`is: false\`.",
			]
		`);
	});

	test('names only levels, services and ways of detection that there are', () => {
		expect(problems({ fact: 'level', is: 'sev9' })).toMatchInlineSnapshot(`
			[
			  "error when: There is no level \`sev9\`. Did you mean \`sev1\`?",
			]
		`);
		expect(problems({ fact: 'services', includes: ['chekout', 'search'] })).toMatchInlineSnapshot(`
			[
			  "error when: There is no service \`chekout\`. Did you mean \`checkout\`?",
			]
		`);
		expect(problems({ fact: 'detected-by', is: 'luck' })).toMatchInlineSnapshot(`
			[
			  "error when: There is no way of detection \`luck\`. Known are \`monitoring\`, \`synthetic\`, \`uptime\`, \`error-tracking\`, \`dashboard\`, \`user-report\`, \`internal\`, \`manual\`; see the description of the file.",
			]
		`);
	});

	test('may ask for a fact whose name is a word of the language', () => {
		const odd = contentSetting(['severity', 'facts', 2], {
			id: 'constructor',
			question: 'Who built it?',
			type: 'yes-no',
		});
		expect(problems({ fact: 'constructor', is: true }, odd)).toEqual([]);
	});
});
