/** GitHub's issue forms: what they ask, made from the organisation's own names, and how an answer is read. */
import type { Services } from '../schemas/services.ts';
import type { Severity } from '../schemas/severity.ts';
import type { Instant } from '../schemas/values.ts';
import { conditions, incidentStatuses } from '../schemas/vocabulary.ts';
import { levelsAt } from './level.ts';
import { servicesAt } from './serviceHistory.ts';

/** One question of a form. */
export interface FormField {
	id: string;
	/** Heading above the answer; no two fields of a form have the same. */
	label: string;
	kind: 'line' | 'text' | 'choice' | 'choices';
	description?: string;
	placeholder?: string;
	/** What can be chosen, and what each choice means to a command. */
	options?: readonly FormOption[];
	required: boolean;
}

/** One choice. */
export interface FormOption {
	shown: string;
	value: string;
}

/** A form. */
export interface IssueForm {
	name: string;
	about: string;
	/** Label that GitHub puts on the issue; it tells which form it was. */
	label: string;
	fields: FormField[];
}

/** The forms there are. */
export const formNames = ['declare', 'update', 'resolve', 'maintenance'] as const;
export type FormName = (typeof formNames)[number];

/** What is read of an answered form: values by the ids of fields, without those that were left out. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** The label by which an issue names its form. */
export const formLabel = (name: FormName) => `allclear: ${name}`;

/** All forms with what can be chosen at `now`. */
export function issueForms(
	content: { services: Services; severity: Severity },
	now: Instant,
): Record<FormName, IssueForm> {
	const levels = levelsAt(content.severity, now).map(({ id, label, name }) =>
		option(`${label} ${name}`, id),
	);
	const services: FormField = {
		id: 'services',
		label: 'Services',
		kind: 'choices',
		description: 'Which services are affected?',
		options: servicesAt(content.services, now).map(({ id, name }) => option(name, id)),
		required: false,
	};
	const condition: FormField = {
		id: 'condition',
		label: 'What customers meet there',
		kind: 'choice',
		description: 'For all services chosen above.',
		options: conditions
			.filter((name) => name !== 'under-maintenance')
			.map((name) => ({ shown: words(name), value: name })),
		required: false,
	};
	const incident: FormField = {
		id: 'incident',
		label: 'Incident',
		kind: 'line',
		description: 'Its id, or the four characters at its end.',
		placeholder: 'k3f9',
		required: true,
	};
	const message: FormField = {
		id: 'message',
		label: 'What customers should know',
		kind: 'text',
		description: 'Markdown without HTML. It is shown as you write it.',
		required: true,
	};
	const since: FormField = {
		id: 'since',
		label: 'Since when',
		kind: 'line',
		description: 'If earlier than now: `20m` ago, `09:15`, or a whole instant.',
		required: false,
	};
	const title: FormField = {
		id: 'title',
		label: 'What is wrong',
		kind: 'line',
		description: 'One line in customers’ words.',
		required: true,
	};
	return {
		declare: {
			name: 'Declare an incident',
			about: 'Something is wrong. When unsure, declare it.',
			label: formLabel('declare'),
			fields: [
				title,
				{
					id: 'severity',
					label: 'How bad it is',
					kind: 'choice',
					description: 'When unsure, take the worse.',
					options: levels,
					required: true,
				},
				{
					id: 'audience',
					label: 'Who is told',
					kind: 'choice',
					options: [
						{ shown: 'Customers and responders', value: 'customers' },
						{ shown: 'Responders alone', value: 'responders' },
					],
					required: true,
				},
				services,
				condition,
				since,
				{ ...message, label: 'What is known' },
			],
		},
		update: {
			name: 'Update an incident',
			about: 'Tell customers something new.',
			label: formLabel('update'),
			fields: [
				incident,
				{
					id: 'status',
					label: 'Where it stands',
					kind: 'choice',
					description: 'If that changed.',
					options: incidentStatuses
						.filter((name) => name !== 'resolved')
						.map((name) => ({ shown: words(name), value: name })),
					required: false,
				},
				services,
				condition,
				since,
				{
					id: 'next-update',
					label: 'News by',
					kind: 'line',
					description: 'By when there will be news: `30m` from now, or `09:55`.',
					required: false,
				},
				message,
			],
		},
		resolve: {
			name: 'Resolve an incident',
			about: 'It is over.',
			label: formLabel('resolve'),
			fields: [
				incident,
				since,
				{
					id: 'waive',
					label: 'What was not verified',
					kind: 'line',
					description: 'Why it is over although the list of verification was not gone through.',
					required: false,
				},
				message,
			],
		},
		maintenance: {
			name: 'Schedule maintenance',
			about: 'Announce planned work.',
			label: formLabel('maintenance'),
			fields: [
				{ ...title, label: 'What is done' },
				{ ...services, description: 'Which services are worked on?', required: true },
				{
					id: 'starts',
					label: 'Starts',
					kind: 'line',
					description: 'A whole instant with its offset.',
					placeholder: '2026-03-01T02:00:00Z',
					required: true,
				},
				{
					id: 'ends',
					label: 'Ends',
					kind: 'line',
					description: 'A whole instant, or how long it takes: `2h`.',
					placeholder: '2h',
					required: true,
				},
				message,
			],
		},
	};
}

/** Why an answered form cannot be read; all reasons at once. */
export interface FormRefusal {
	refusals: string[];
}

/**
 * Reads the body of an issue as its form wrote it. The labels have to stand there once each and in their order: a
 * text field may hold anything, also a heading that looks like another field.
 */
export function readIssueForm(form: IssueForm, body: string): { answers: Answers } | FormRefusal {
	const lines = body.replaceAll('\r\n', '\n').split('\n');
	const places = form.fields.map(({ label }) => placesOf(lines, label));
	const refusals = form.fields.flatMap(({ label }, index) => {
		const found = places[index] ?? [];
		if (found.length === 0) return [`The field “${label}” is missing.`];
		return found.length === 1 ? [] : [`The heading “${label}” is there ${found.length} times.`];
	});
	const starts = places.map(([first = 0]) => first);
	if (refusals.length === 0 && starts.some((start, index) => start < (starts[index - 1] ?? 0))) {
		refusals.push('The fields are not in the order of the form.');
	}
	if (refusals.length === 0 && lines.slice(0, starts[0]).some((line) => line.trim() !== '')) {
		refusals.push('There is text before the first field.');
	}
	if (refusals.length > 0) return { refusals };

	const answers: Record<string, readonly string[]> = {};
	for (const [index, field] of form.fields.entries()) {
		const text = lines
			.slice((starts[index] ?? 0) + 1, starts[index + 1])
			.join('\n')
			.trim();
		const read = readField(field, text);
		if ('refusal' in read) refusals.push(read.refusal);
		else if (read.values.length > 0) answers[field.id] = read.values;
	}
	return refusals.length > 0 ? { refusals } : { answers };
}

/** The value of a field that takes one; `undefined` if it was left out. */
export const answerOf = (answers: Answers, id: string): string | undefined => answers[id]?.[0];

const placesOf = (lines: readonly string[], label: string) =>
	lines.flatMap((line, index) => (line.trimEnd() === `### ${label}` ? [index] : []));

/** What GitHub writes for an answer that was not given. */
const nothing = ['', '_No response_', 'None'];

function readField(field: FormField, text: string): { values: string[] } | { refusal: string } {
	const { label, kind, options = [], required } = field;
	if (nothing.includes(text)) {
		return required ? { refusal: `“${label}” is not answered.` } : { values: [] };
	}
	if (kind === 'text') return { values: [text] };
	if (kind === 'line') {
		return text.includes('\n')
			? { refusal: `“${label}” has more than one line.` }
			: { values: [text] };
	}
	const chosen = kind === 'choices' ? text.split(', ') : [text];
	const values = chosen.map((shown) => options.find((known) => known.shown === shown)?.value);
	return values.every((value) => value !== undefined)
		? { values: [...new Set(values)] }
		: { refusal: `“${label}” holds something that cannot be chosen there.` };
}

/** A choice that names its id, so that two with the same name differ; GitHub puts commas between choices. */
const option = (shown: string, value: string): FormOption => ({
	shown: `${shown.replaceAll(/\s*,\s*/g, ' ')} (${value})`,
	value,
});

const words = (name: string) =>
	`${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;
