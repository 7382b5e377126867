/** Messages in Liquid: whether they can be read, and whether they ask for fields that exist. */
import { Liquid, LiquidError } from 'liquidjs';
import type { Page } from '../domain/content.ts';
import type { Problem } from '../domain/problem.ts';
import { didYouMean } from '../domain/suggest.ts';
import type { FileOf } from '../schemas/index.ts';
import type { Template, TemplateField } from '../schemas/template.ts';
import { templateFields } from '../schemas/template.ts';

const engine = new Liquid({ strictFilters: true });

/**
 * Problems of one template.
 *
 * @param known names of all fields that the organisation's templates can ask for
 */
export function templateProblems(
	{ path: file, value, bodyLine }: Page<FileOf<'template'>>,
	known: readonly string[],
): Problem[] {
	const parts = [
		{ text: value.body, field: 'body', first: bodyLine },
		...(value.subject === undefined
			? []
			: [{ text: value.subject, field: 'subject', first: undefined }]),
	];
	const unknown = (name: string, field: string) => ({
		severity: 'error' as const,
		file,
		field,
		message: `There is no field \`${name}\`.`,
		cure: didYouMean(name, known, 'the guide'),
	});
	const required = value.required.flatMap((name, index) =>
		known.includes(name) ? [] : [unknown(name, `required.${index}`)],
	);
	const used = parts.flatMap(({ text, field, first }) => {
		try {
			return fieldsIn(text)
				.filter(({ name }) => !known.includes(name))
				.map(({ name, line }) => ({
					...unknown(name, field),
					...(first !== undefined && { line: first - 1 + line }),
				}));
		} catch (error) {
			if (!LiquidError.is(error)) throw error;
			const [message = ''] = error.message.split('\n');
			const [line] = error.token.getPosition();
			return [
				{
					severity: 'error' as const,
					file,
					field,
					...(first !== undefined && { line: first - 1 + (line ?? 1) }),
					message: `Liquid cannot read this message: ${message.replace(/, line:.*$/, '').replace(/\.$/, '')}.`,
					cure: 'Write fields as `{{ title }}` and close every `{% if %}` with `{% endif %}`.',
				},
			];
		}
	});
	return [...required, ...used];
}

function fieldsIn(text: string): { name: string; line: number }[] {
	const { globals } = engine.analyzeSync(engine.parse(text));
	return Object.entries(globals).flatMap(([name, uses]) =>
		uses.map(({ location }) => ({ name, line: location.row })),
	);
}

/** A message as it is sent. */
export interface RenderedMessage {
	subject: string | undefined;
	text: string;
	/** Fields it asks for and that were not known; a line that held nothing else is gone. */
	unfilled: TemplateField[];
	/** Somewhere in a line that stays, a dash stands for an unknown field. */
	gaps: boolean;
}

// Marks what a field printed, so that a line whose fields are all empty can be told from one without fields.
const [filledMark, emptyMark] = ['\u0001', '\u0002'];
const printing = new Liquid({
	strictFilters: true,
	outputEscape: (value: unknown) => {
		const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
		return text === '' ? emptyMark : filledMark + text;
	},
});

/**
 * Fills a template. Values are text: what looks like Liquid in them stays as it is. A line whose fields are all
 * unknown is left out; in a line where others are known, an unknown field is printed as a dash.
 *
 * @throws {LiquidError} if the template cannot be read, which the check finds before
 */
export function renderMessage(
	{ body, subject }: Pick<Template, 'body' | 'subject'>,
	fields: Readonly<Partial<Record<TemplateField, string>>>,
): RenderedMessage {
	const asked = new Set(
		[body, subject ?? ''].flatMap((text) => fieldsIn(text).map(({ name }) => name)),
	);
	const own = [...asked].filter((name) => !(templateFields as readonly string[]).includes(name));
	const filled = [fill(subject ?? '', fields), fill(body, fields)].map(withoutEmptyLines);
	const [line = '', text = ''] = filled.map(withoutMarks);
	return {
		subject: subject === undefined ? undefined : line.replaceAll(/\s+/g, ' '),
		text,
		gaps: filled.some((part) => part.includes(emptyMark)),
		unfilled: [
			...templateFields.filter((name) => asked.has(name)),
			// The check lets no other names pass.
			...(own as TemplateField[]),
		].filter((name) => fields[name] === undefined),
	};
}

const fill = (text: string, fields: Readonly<Record<string, string | undefined>>) =>
	String(printing.parseAndRenderSync(text, fields));

/** Lines that hold unknown fields and no other are not said at all. */
const withoutEmptyLines = (text: string) =>
	text
		.split('\n')
		.filter((line) => !line.includes(emptyMark) || line.includes(filledMark))
		.join('\n');

const withoutMarks = (text: string) =>
	text
		.replaceAll(filledMark, '')
		.replaceAll(emptyMark, '—')
		.replaceAll(/\n{3,}/g, '\n\n')
		.trim();
