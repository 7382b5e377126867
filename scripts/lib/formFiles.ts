/** Issue forms as GitHub reads them. */
import { stringify } from 'yaml';
import type { FormField, FormName, IssueForm } from '../../src/domain/issueForms.ts';
import { formNames, issueForms } from '../../src/domain/issueForms.ts';
import type { Services } from '../../src/schemas/services.ts';
import type { Severity } from '../../src/schemas/severity.ts';

/** Path below the top of the repository and text of each form. */
export function formFiles(
	content: { services: Services; severity: Severity },
	now: number,
): { path: string; text: string }[] {
	const forms = issueForms(content, now);
	return formNames.map((name) => ({
		path: `.github/ISSUE_TEMPLATE/${name}.yml`,
		text: formText(name, forms[name]),
	}));
}

function formText(name: FormName, form: IssueForm): string {
	const data = {
		name: form.name,
		description: form.about,
		title: `${form.name}: `,
		labels: [form.label],
		body: form.fields.map(fieldData),
	};
	return `# Written by npm run forms: services and levels are the organisation's. (${name})\n${stringify(data, { lineWidth: 0 })}`;
}

const kinds = {
	line: 'input',
	text: 'textarea',
	choice: 'dropdown',
	choices: 'dropdown',
} as const satisfies Record<FormField['kind'], string>;

function fieldData({ id, label, kind, description, placeholder, options, required }: FormField) {
	return {
		type: kinds[kind],
		id,
		attributes: {
			label,
			...(description !== undefined && { description }),
			...(placeholder !== undefined && { placeholder }),
			...(kind === 'choices' && { multiple: true }),
			...(options && { options: options.map(({ shown }) => shown) }),
		},
		validations: { required },
	};
}
