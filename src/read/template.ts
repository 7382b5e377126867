/** Messages in Liquid: whether they can be read, and whether they ask for fields that exist. */
import { Liquid, LiquidError } from 'liquidjs';
import type { Page } from '../domain/content.ts';
import type { Problem } from '../domain/problem.ts';
import { didYouMean } from '../domain/suggest.ts';
import type { FileOf } from '../schemas/index.ts';
import { templateFields } from '../schemas/template.ts';

const engine = new Liquid({ strictFilters: true });

/** Problems of one template. */
export function templateProblems({
	path: file,
	value,
	bodyLine,
}: Page<FileOf<'template'>>): Problem[] {
	const parts = [
		{ text: value.body, field: 'body', first: bodyLine },
		...(value.subject === undefined
			? []
			: [{ text: value.subject, field: 'subject', first: undefined }]),
	];
	return parts.flatMap(({ text, field, first }) => {
		try {
			return unknownFields(text).map(({ name, line }) => ({
				severity: 'error' as const,
				file,
				field,
				...(first !== undefined && { line: first - 1 + line }),
				message: `There is no field \`${name}\`.`,
				cure: didYouMean(name, templateFields, 'the guide'),
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
}

function unknownFields(text: string): { name: string; line: number }[] {
	const { globals } = engine.analyzeSync(engine.parse(text));
	return Object.entries(globals)
		.filter(([name]) => !(templateFields as readonly string[]).includes(name))
		.flatMap(([name, uses]) => uses.map(({ location }) => ({ name, line: location.row })));
}
