import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentWith, now } from '../../tests/support/content.ts';
import type { FormName, IssueForm } from './issueForms.ts';
import { formNames, issueForms, readIssueForm } from './issueForms.ts';

const forms = issueForms(contentWith(), now);

/** The body as GitHub writes it. */
function bodyOf(form: IssueForm, answers: Record<string, string>): string {
	return form.fields
		.map(({ id, label }) => `### ${label}\n\n${answers[id] ?? '_No response_'}`)
		.join('\n\n');
}

const declared = {
	title: 'Checkout fails',
	severity: 'SEV1 Critical (sev1)',
	audience: 'Customers and responders',
	services: 'Checkout (checkout), Search (search)',
	condition: 'Partial outage',
	message: 'Some orders fail.\n\nWe are looking into it.',
};

const refusals = (body: string, name: FormName = 'declare') => {
	const read = readIssueForm(forms[name], body);
	return 'refusals' in read ? read.refusals : read.answers;
};

describe('the answers of a form', () => {
	test('are read by its headings, and choices by what they mean', () => {
		expect(readIssueForm(forms.declare, bodyOf(forms.declare, declared))).toEqual({
			answers: {
				title: ['Checkout fails'],
				severity: ['sev1'],
				audience: ['customers'],
				services: ['checkout', 'search'],
				condition: ['partial-outage'],
				message: ['Some orders fail.\n\nWe are looking into it.'],
			},
		});
	});

	test('are the same with the line ends of a browser', () => {
		const body = bodyOf(forms.declare, declared);
		expect(refusals(body.replaceAll('\n', '\r\n'))).toEqual(refusals(body));
	});

	test('may hold anything in a text, but no heading of the form', () => {
		const innocent = bodyOf(forms.declare, { ...declared, message: '### Steps\n\n1. Look.' });
		expect(refusals(innocent)).toMatchObject({ message: ['### Steps\n\n1. Look.'] });
		const forged = { ...declared, message: 'x\n\n### How bad it is\n\nSEV2 Major (sev2)' };
		expect(refusals(bodyOf(forms.declare, forged))).toEqual([
			'The heading “How bad it is” is there 2 times.',
		]);
	});

	test('hold only what can be chosen', () => {
		expect(
			[
				{ ...declared, severity: 'SEV9' },
				{ ...declared, services: 'Checkout (checkout), Everything' },
				{ ...declared, severity: 'SEV1 Critical (sev1)\n\n### Evil\n\nx' },
				{ ...declared, title: 'Two\nlines' },
				{ ...declared, title: '', message: '_No response_' },
			].map((answers) => refusals(bodyOf(forms.declare, answers))),
		).toMatchInlineSnapshot(`
			[
			  [
			    "“How bad it is” holds something that cannot be chosen there.",
			  ],
			  [
			    "“Services” holds something that cannot be chosen there.",
			  ],
			  [
			    "“How bad it is” holds something that cannot be chosen there.",
			  ],
			  [
			    "“What is wrong” has more than one line.",
			  ],
			  [
			    "“What is wrong” is not answered.",
			    "“What is known” is not answered.",
			  ],
			]
		`);
	});

	test('are refused where the headings are not as the form wrote them', () => {
		const [first, second, ...others] = bodyOf(forms.declare, declared).split(/\n\n(?=### )/);
		expect([
			refusals(''),
			refusals([second, first, ...others].join('\n\n')),
			refusals(`Hello.\n\n${bodyOf(forms.declare, declared)}`),
			refusals([first, ...others].join('\n\n')),
		]).toMatchInlineSnapshot(`
			[
			  [
			    "The field “What is wrong” is missing.",
			    "The field “How bad it is” is missing.",
			    "The field “Who is told” is missing.",
			    "The field “Services” is missing.",
			    "The field “What customers meet there” is missing.",
			    "The field “Since when” is missing.",
			    "The field “What is known” is missing.",
			  ],
			  [
			    "The fields are not in the order of the form.",
			  ],
			  [
			    "There is text before the first field.",
			  ],
			  [
			    "The field “How bad it is” is missing.",
			  ],
			]
		`);
	});

	test('can be chosen of every service and level in force, each by words of its own', () => {
		for (const name of formNames) {
			const labels = forms[name].fields.map(({ label }) => label);
			expect(new Set(labels).size).toBe(labels.length);
			for (const { options = [] } of forms[name].fields) {
				const shown = options.map((known) => known.shown);
				expect(new Set(shown).size).toBe(shown.length);
				expect(shown.filter((text) => /,|^None$/.test(text))).toEqual([]);
			}
		}
	});

	test('come back whatever is written, or are refused', () => {
		const line = fc.string({ unit: 'grapheme' });
		fc.assert(
			fc.property(
				line,
				fc.array(line).map((lines) => lines.join('\n')),
				(title, message) => {
					const read = readIssueForm(
						forms.declare,
						bodyOf(forms.declare, { ...declared, title, message }),
					);
					if ('refusals' in read) return;
					expect(read.answers['title']).toEqual([title.trim()]);
					expect(read.answers['message']).toEqual([message.trim()]);
					expect(read.answers['severity']).toEqual(['sev1']);
				},
			),
		);
	});
});
