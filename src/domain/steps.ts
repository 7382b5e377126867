/** The steps of a runbook as data, and what has to be true of them. */
import { durationSchema } from '../schemas/values.ts';
import type { StepKind, StepRisk } from '../schemas/vocabulary.ts';
import { stepRisks } from '../schemas/vocabulary.ts';
import type { FileOf } from '../schemas/index.ts';
import type { Process } from '../schemas/process.ts';
import type { Page } from './content.ts';
import { safePattern } from './backtracking.ts';
import type { Problem } from './problem.ts';
import { loopsWithoutExit } from './stepGraph.ts';
import { didYouMean } from './suggest.ts';
import { placeholdersIn, readerOf, valueProblem, variablesIn } from './variables.ts';

export { variablesIn };

/** A block of code in a step. */
export interface StepCode {
	language: string;
	text: string;
	line: number;
}

/** One step as its page has it. */
export interface Step {
	kind: StepKind;
	id: string | undefined;
	title: string | undefined;
	risk: string | undefined;
	timebox: string | undefined;
	template: string | undefined;
	to: string | undefined;
	line: number;
	/** Code to run, without that of what is expected or undone. */
	code: StepCode[];
	/** Code anywhere in the step. */
	allCode: StepCode[];
	hasList: boolean;
	expects: number;
	undos: number;
	guards: string[];
	branches: { says: string | undefined; then: string | undefined; line: number }[];
}

/** Steps that change something. */
const changing: readonly StepKind[] = ['command', 'sql', 'ui-path'];

/** Risk of a step that does not say. */
export function riskOf({ kind, risk }: Pick<Step, 'kind' | 'risk'>): StepRisk {
	const known = stepRisks.find((name) => name === risk);
	return known ?? (kind === 'command' || kind === 'sql' ? 'reversible' : 'read');
}

/** What a runbook refers to. */
export interface StepReferences {
	runbooks: readonly string[];
	templates: readonly string[];
	/** Rotations, contacts and people. */
	callable: readonly string[];
	/** What `process.yaml` asks steps to make sure of. */
	guards: Process['stepGuards'];
}

/** Problems of the steps of one runbook. */
export function stepProblems(
	{ path: file, value }: Page<FileOf<'runbook'>>,
	steps: readonly Step[],
	references: StepReferences,
): Problem[] {
	const ids = steps.flatMap(({ id }) => id ?? []);
	return [
		...steps.flatMap((step) => [
			...attributeProblems(step, file),
			...partProblems(step, file),
			...branchProblems(step, ids, references.runbooks, file),
			...namedProblems(step, references, file),
			...guardProblems(step, references.guards, file),
		]),
		...steps.flatMap(({ id, line }, index) =>
			id !== undefined && steps.findIndex((other) => other.id === id) < index
				? [error(file, line, `Two steps are called \`${id}\`.`, 'Give one of them another id.')]
				: [],
		),
		...variableProblems(steps, value.variables, file),
		...steps.flatMap((step) => placeholderProblems(step, file)),
		...loopProblems(steps, file),
	];
}

function error(file: string, line: number, message: string, cure: string, field?: string): Problem {
	return { severity: 'error', file, line, message, cure, ...(field !== undefined && { field }) };
}

function attributeProblems(
	{ id, title, risk, timebox, line, kind }: Step,
	file: string,
): Problem[] {
	const missing = [...(id === undefined ? ['id'] : []), ...(title === undefined ? ['title'] : [])];
	return [
		...missing.map((name) =>
			error(file, line, `This step has no \`${name}\`.`, `Write it as \`${name}="…"\`.`),
		),
		...(id !== undefined && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)
			? [
					error(
						file,
						line,
						`\`${id}\` cannot be the id of a step.`,
						'Use lower case letters, digits and single hyphens.',
					),
				]
			: []),
		...(risk !== undefined && !stepRisks.includes(risk as StepRisk)
			? [
					error(
						file,
						line,
						`There is no risk \`${risk}\`.`,
						didYouMean(risk, stepRisks, 'the guide'),
					),
				]
			: []),
		...(timebox !== undefined && !durationSchema.safeParse(timebox).success
			? [error(file, line, `\`${timebox}\` is not a duration.`, 'Write `PT5M` for five minutes.')]
			: []),
		...(kind === 'wait' && timebox === undefined
			? [error(file, line, 'This step does not say how long to wait.', 'Write `for="PT5M"`.')]
			: []),
	];
}

/** What a reader at three in the morning would miss. */
function partProblems(step: Step, file: string): Problem[] {
	const { kind, line, code, hasList, expects, undos, guards, branches } = step;
	const risk = riskOf(step);
	const problems: Problem[] = [];
	if (['check', 'command', 'sql'].includes(kind) && code.length === 0 && !hasList) {
		problems.push(
			error(
				file,
				line,
				'There is nothing to do in this step.',
				'Add a block of code, or a numbered list of clicks.',
			),
		);
	}
	if (kind === 'check' && expects === 0) {
		problems.push(
			error(
				file,
				line,
				'This check does not say what to expect.',
				'Add `<Expect>…</Expect>` with what is seen when all is well.',
			),
		);
	}
	if (changing.includes(kind) && risk !== 'read' && undos === 0) {
		problems.push(
			error(
				file,
				line,
				'This change does not say how it is undone.',
				'Add `<Undo>…</Undo>`, or say there that nothing has to be undone, and why.',
			),
		);
	}
	if (risk === 'destructive' && guards.length === 0) {
		problems.push(
			error(
				file,
				line,
				'This step destroys something and has no guard.',
				'Add `<Guard id="…">…</Guard>` with what has to be true first.',
			),
		);
	}
	if (kind === 'decide' && branches.length < 2) {
		problems.push(
			error(
				file,
				line,
				'There is nothing to decide here.',
				'Add two or more `<If says="…" then="…">`.',
			),
		);
	}
	return problems;
}

function branchProblems(
	{ branches, line: stepLine }: Step,
	ids: readonly string[],
	runbooks: readonly string[],
	file: string,
): Problem[] {
	const words = branches.map(({ says }) => says?.trim().toLowerCase());
	return branches.flatMap(({ says, then, line }, index) => {
		if (says === undefined || then === undefined) {
			return [
				error(
					file,
					line || stepLine,
					'`<If>` needs `says` and `then`.',
					'Write `<If says="what was seen" then="step-id" />`.',
				),
			];
		}
		if (words.indexOf(says.trim().toLowerCase()) < index) {
			return [
				error(
					file,
					line,
					`Two answers of this step say “${says}”.`,
					'Let each answer say what sets it apart, or make them one.',
				),
			];
		}
		if (then.startsWith('runbook:')) {
			const name = then.slice('runbook:'.length);
			return runbooks.includes(name)
				? []
				: [
						error(
							file,
							line,
							`There is no runbook \`${name}\`.`,
							didYouMean(name, runbooks, 'runbooks/'),
						),
					];
		}
		return ids.includes(then)
			? []
			: [
					error(
						file,
						line,
						`There is no step \`${then}\`.`,
						didYouMean(then, ids, 'the steps of this page'),
					),
				];
	});
}

function namedProblems(
	{ kind, to, template, line }: Step,
	references: StepReferences,
	file: string,
): Problem[] {
	return [
		...(kind === 'escalate' && (to === undefined || !references.callable.includes(to))
			? [
					error(
						file,
						line,
						to === undefined
							? 'This step does not say whom to call.'
							: `There is no rotation, contact or person \`${to}\`.`,
						to === undefined
							? 'Write `to="…"`.'
							: didYouMean(to, references.callable, 'on-call.yaml'),
					),
				]
			: []),
		...(template !== undefined && !references.templates.includes(template)
			? [
					error(
						file,
						line,
						`There is no template \`${template}\`.`,
						didYouMean(template, references.templates, 'templates/'),
					),
				]
			: []),
	];
}

/** Guards that the organisation asks for, whatever the runbook. */
function guardProblems(step: Step, rules: Process['stepGuards'], file: string): Problem[] {
	return rules
		.filter(({ kinds, risks }) => kinds.includes(step.kind) && risks.includes(riskOf(step)))
		.filter(({ guard }) => !step.guards.includes(guard))
		.map(({ guard, text }) =>
			error(
				file,
				step.line,
				`This step does not ask for \`${guard}\`.`,
				`Add \`<Guard id="${guard}">…</Guard>\`. process.yaml says: ${text}`,
			),
		);
}

function variableProblems(
	steps: readonly Step[],
	declared: FileOf<'runbook'>['variables'],
	file: string,
): Problem[] {
	const names = declared.map(({ name }) => name);
	const used = new Set(
		steps.flatMap(({ allCode }) => allCode.flatMap(({ text }) => variablesIn(text))),
	);
	return [
		...steps.flatMap(({ allCode }) =>
			allCode.flatMap(({ text, line }) =>
				variablesIn(text)
					.filter((name) => !names.includes(name))
					.map((name) =>
						error(
							file,
							line,
							`\`$${name}\` is not declared.`,
							didYouMean(name, names, '`variables` of this page'),
						),
					),
			),
		),
		...declared.flatMap(({ name }, index) =>
			used.has(name)
				? []
				: [
						{
							severity: 'error' as const,
							file,
							field: `variables.${index}.name`,
							message: `No command uses \`$${name}\`.`,
							cure: 'Remove it, or use it.',
						},
					],
		),
		...declared.flatMap(({ pattern }, index) =>
			pattern !== safePattern(pattern)
				? [
						{
							severity: 'error' as const,
							file,
							field: `variables.${index}.pattern`,
							message: `\`${pattern ?? ''}\` can be tried for ever on a value that does not fit.`,
							cure: 'Let there be one way only to read a value: no repetition of what repeats itself, as `(a+)+` does.',
						},
					]
				: [],
		),
		...declared.flatMap((variable, index) => {
			const message =
				variable.default === undefined
					? undefined
					: valueProblem({ ...variable, pattern: safePattern(variable.pattern) }, variable.default);
			return message === undefined
				? []
				: [
						{
							severity: 'error' as const,
							file,
							field: `variables.${index}.default`,
							message,
							cure: 'Give it a default that it takes, or change its pattern.',
						},
					];
		}),
	];
}

/** A place that nobody can fill before the command is copied. */
function placeholderProblems({ allCode }: Step, file: string): Problem[] {
	return allCode.flatMap(({ text, language, line }) =>
		readerOf(language) === undefined
			? []
			: placeholdersIn(text).map((name) =>
					error(
						file,
						line,
						`\`<${name}>\` in this command has to be filled by hand.`,
						'Declare it in `variables` and write it as `$NAME`.',
					),
				),
	);
}

/** Who follows these steps never arrives anywhere. */
function loopProblems(steps: readonly Step[], file: string): Problem[] {
	return loopsWithoutExit(steps).map((places) => {
		const names = places.map((place) => `\`${steps[place]?.id ?? 'a step without an id'}\``);
		return error(
			file,
			steps[places[0] ?? 0]?.line ?? 1,
			`${names.join(', ')} ${names.length === 1 ? 'leads' : 'lead'} only back to ${names.length === 1 ? 'itself' : 'each other'}.`,
			'Add an `<If>` that leads on: to another step, to another runbook or to whom to call.',
		);
	});
}
