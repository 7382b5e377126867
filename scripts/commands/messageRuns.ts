/** What the actions of `npm run message` do. They only read. */
import type { Page } from '../../src/domain/content.ts';
import type { KnownIncident } from '../../src/domain/knownIncidents.ts';
import { knownIncidents } from '../../src/domain/knownIncidents.ts';
import type { MessageFields } from '../../src/domain/messageFields.ts';
import {
	fieldNames,
	messageFields,
	misfits,
	missingFields,
} from '../../src/domain/messageFields.ts';
import { placeholdersIn } from '../../src/domain/placeholders.ts';
import { didYouMean } from '../../src/domain/suggest.ts';
import { renderMessage } from '../../src/read/template.ts';
import type { Template, TemplateField } from '../../src/schemas/template.ts';
import { textSchema } from '../../src/schemas/values.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { argumentOf, textsOf, wordOf } from '../lib/command.ts';
import type { Everything } from '../lib/everything.ts';
import { choose, leftOut, readEverything } from '../lib/everything.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { askText } from '../lib/questions.ts';
import { parseFuture } from '../lib/when.ts';

/** `print`: one message. What surrounds it goes to standard error, so that it can be piped as it is. */
export async function print(call: Call): Promise<Outcome> {
	const { given } = call;
	const wantedIncident = argumentOf(
		call,
		0,
		'Which incident?',
		'Write its id, or the four characters at its end.',
	);
	const wantedTemplate = argumentOf(
		call,
		1,
		'Which message?',
		'npm run message -- list shows them.',
	);
	const content = readEverything();
	const set = assignments(textsOf(given, 'set'), fieldNames(content));
	const known = incidentOf(wantedIncident, content);
	const { id, value } = templateOf(wantedTemplate, content);
	const { refused, odd } = misfits(value, known, known.facts);
	if (refused.length > 0 && given['anyway'] !== true) {
		throw new CommandError(
			exitCodes.invalid,
			refused.join('\n'),
			`Add --anyway to print it all the same. ${value.purpose}`,
		);
	}
	const promise = wordOf(given, 'next-update');
	const fields = {
		...messageFields(
			known,
			value.audience,
			content,
			content.now,
			promise === undefined
				? undefined
				: parseFuture(promise, content.now, content.site.zone, 'next-update'),
		),
		...set,
		...(call.interactive && (await askMissing(value, known, content, set))),
	};
	refuseMissing(missingFields(value, fields), value);
	const { subject, text, unfilled, gaps } = renderMessage(value, fields);
	if (gaps && value.audience === 'customers') refuseMissing(unfilled, value);
	const channel = content.organisation.channels.find((item) => item.id === value.channel);
	const notes = [
		...refused,
		...odd,
		...(unfilled.length > 0
			? [`Left out, because it is not known: ${unfilled.map(flagFor).join(', ')}`]
			: []),
		...leftOut(content.problems),
	];
	const undecided = channel && placeholdersIn(channel.name)[0]?.text;
	if (undecided !== undefined) {
		notes.push(
			`Where it goes is not decided: organisation.yaml calls the channel \`${value.channel ?? ''}\` “${undecided}”.`,
		);
	}
	const where =
		channel && undecided === undefined
			? `For ${channel.name}${channel.url ? `, ${channel.url}` : ''}.`
			: '';
	if (given['json'] !== true) for (const line of [where, ...notes]) if (line) console.error(line);
	return {
		lines: [...(subject === undefined ? [] : [`Subject: ${subject}`, '']), text],
		data: {
			status: 'done',
			incident: known.response.id,
			template: id,
			audience: value.audience,
			channel: value.channel ?? null,
			subject: subject ?? null,
			text,
			unfilled,
			notes,
		},
	};
}

/** `list`: what there is to send. */
export function list({ positionals }: Call): Promise<Outcome> {
	const content = readEverything();
	const [wanted] = positionals;
	const known = wanted === undefined ? undefined : incidentOf(wanted, content);
	const listed = content.templates.filter(({ value }) => {
		if (!known) return true;
		const { refused, odd } = misfits(value, known, known.facts);
		return refused.length === 0 && odd.length === 0 && !value.statuses.includes('handoff');
	});
	return Promise.resolve({
		lines: [
			...listed.flatMap(({ id, value }) => [`${id} · ${value.name}`, `  ${value.purpose}`]),
			...(listed.length === 0
				? [known ? 'No message is for this incident as it stands.' : 'There are no templates yet.']
				: []),
			...leftOut(content.problems),
		],
		data: {
			templates: listed.map(({ id, value }) => ({
				id,
				name: value.name,
				purpose: value.purpose,
				audience: value.audience,
				channel: value.channel ?? null,
				required: value.required,
			})),
		},
	});
}

function incidentOf(wanted: string, content: Everything): KnownIncident {
	const known = knownIncidents(content, content.now).map((item) => ({
		...item,
		id: item.response.id,
	}));
	return choose(known, wanted, 'incident', 'None has been opened yet: npm run incident -- open.');
}

const templateOf = (wanted: string, { templates }: Everything): Page<Template> =>
	choose(templates, wanted, 'message', 'Write one into templates/.');

/** What is required and not known, asked for one by one. */
async function askMissing(
	template: Template,
	known: KnownIncident,
	content: Everything,
	set: MessageFields,
): Promise<MessageFields> {
	const fields = { ...messageFields(known, template.audience, content, content.now), ...set };
	const answers: MessageFields = {};
	for (const name of missingFields(template, fields)) {
		answers[name] = await askText(`${name.replaceAll('-', ' ')}?`);
	}
	return answers;
}

/** Every missing field with the flag that gives it; with one of them missing, nothing is printed. */
function refuseMissing(missing: readonly TemplateField[], { name }: Template): void {
	if (missing.length === 0) return;
	throw new CommandError(
		exitCodes.usage,
		`“${name}” needs ${missing.map((field) => `\`${field}\``).join(', ')}, and nothing says ${missing.length === 1 ? 'it' : 'them'}.`,
		`Add ${missing.map(flagFor).join(' ')}`,
	);
}

const flagFor = (field: TemplateField) =>
	field === 'next-update' || field === 'next-update-minutes'
		? '--next-update 30m'
		: `--set ${field}="…"`;

/** `--set field=text`, each. */
function assignments(list: readonly string[], fields: readonly TemplateField[]): MessageFields {
	return Object.fromEntries(
		list.map((item) => {
			const split = item.indexOf('=');
			const name = split < 0 ? item : item.slice(0, split);
			const field = fields.find((known) => known === name);
			if (field === undefined) {
				throw new CommandError(
					exitCodes.usage,
					`There is no field \`${name}\`.`,
					didYouMean(name, fields, 'docs/content.md'),
				);
			}
			const text = textSchema.safeParse(split < 0 ? '' : item.slice(split + 1));
			if (text.success) return [field, text.data];
			throw new CommandError(
				exitCodes.usage,
				`\`--set ${name}\` sets nothing.`,
				`Write --set ${name}="…".`,
			);
		}),
	);
}
