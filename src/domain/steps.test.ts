import { describe, expect, test } from 'vitest';
import { contentSetting } from '../../tests/support/content.ts';
import { parsePage, stepsOf } from '../read/mdx.ts';
import { runbookSchema } from '../schemas/page.ts';
import type { RunbookInput } from '../schemas/page.ts';
import { contentProblems } from './references/index.ts';
import type { StepReferences } from './steps.ts';
import { stepProblems } from './steps.ts';

const tick = '```';

/** What is said of a runbook with this body. */
function said(
	body: string,
	fields: Partial<RunbookInput> = {},
	guards: StepReferences['guards'] = [],
): string[] {
	const page = {
		id: 'a',
		path: 'runbooks/a.mdx',
		body,
		bodyLine: 1,
		value: runbookSchema.parse({ title: 'A', ...fields }),
	};
	const tree = parsePage(page);
	if ('problem' in tree) throw new Error(tree.problem.message);
	const references = { runbooks: ['b'], templates: [], callable: [], guards };
	return stepProblems(page, stepsOf(tree), references).map(
		({ line, message, cure }) => `${line ?? '-'}: ${message} ${cure}`,
	);
}

const check = (id: string, code: string, ...then: string[]) =>
	[
		`<Check id="${id}" title="${id}">`,
		'',
		`${tick}bash`,
		code,
		tick,
		'',
		'<Expect>Fine.</Expect>',
		...then.map((target, place) => `<If says="So ${place}" then="${target}" />`),
		'</Check>',
		'',
	].join('\n');

test('a runbook whose steps lead out is right', () => {
	const body = check('one', 'uptime $POD', 'two', 'runbook:b') + check('two', 'date', 'one', 'end');
	const fields = { variables: [{ name: 'POD', prompt: 'Pod' }] };
	expect(said(body + check('end', 'true'), fields)).toEqual([]);
});

test('a branch to a step that is missing names the nearest', () => {
	expect(said(check('find-out', 'true', 'find-uot', 'runbook:c'))).toMatchInlineSnapshot(`
		[
		  "8: There is no step \`find-uot\`. Did you mean \`find-out\`?",
		  "9: There is no runbook \`c\`. Known are \`b\`; see runbooks/.",
		]
	`);
});

test('two answers with the same words are named at the second', () => {
	const answers = (...words: string[]) =>
		check('one', 'true').replace(
			'</Check>',
			`${words.map((says) => `<If says="${says}" then="runbook:b" />`).join('\n')}\n</Check>`,
		);
	expect(said(answers('Good', 'Bad', 'good '))).toEqual([
		'10: Two answers of this step say “good ”. Let each answer say what sets it apart, or make them one.',
	]);
	expect(said(answers('Good', 'Bad'))).toEqual([]);
	expect(said(answers('Good') + answers('Good').replaceAll('"one"', '"two"'))).toEqual([]);
});

test('a pattern over which a browser would sit for ever is named, and not tried on its default', () => {
	const variables = [{ name: 'POD', prompt: 'Pod', default: 'a'.repeat(60), pattern: '(a+)+b' }];
	expect(said(check('one', 'kubectl logs $POD'), { variables })).toEqual([
		'-: `(a+)+b` can be tried for ever on a value that does not fit. Let there be one way only to read a value: no repetition of what repeats itself, as `(a+)+` does.',
	]);
});

test('a loop that nobody gets out of is named', () => {
	expect(said(check('one', 'true', 'two') + check('two', 'true', 'one'))).toMatchInlineSnapshot(`
		[
		  "1: \`one\`, \`two\` lead only back to each other. Add an \`<If>\` that leads on: to another step, to another runbook or to whom to call.",
		]
	`);
});

test('a default that the page itself would refuse is named', () => {
	const variables = [
		{ name: 'POD', prompt: 'Pod', default: 'A B', pattern: '[a-z]+' },
		{ name: 'DB', prompt: 'Database', default: 'shop', pattern: '[a-z]+' },
	];
	expect(said(check('one', 'kubectl logs $POD $DB'), { variables })).toEqual([
		'-: POD does not look as it should ([a-z]+). Give it a default that it takes, or change its pattern.',
	]);
});

test('a variable that nothing declares, and one that nothing uses, are named', () => {
	const fields = { variables: [{ name: 'NAMESPACE', prompt: 'Namespace' }] };
	expect(said(check('one', 'kubectl --namespace $NAMSPACE'), fields)).toMatchInlineSnapshot(`
		[
		  "4: \`$NAMSPACE\` is not declared. Did you mean \`NAMESPACE\`?",
		  "-: No command uses \`$NAMESPACE\`. Remove it, or use it.",
		]
	`);
});

test('a place to fill by hand is named, for a copied command would carry it', () => {
	expect(said(check('one', 'kubectl logs <pod> </dev/null'))).toMatchInlineSnapshot(`
		[
		  "4: \`<pod>\` in this command has to be filled by hand. Declare it in \`variables\` and write it as \`$NAME\`.",
		]
	`);
});

describe('a signature', () => {
	const problems = (signature: string) =>
		contentProblems(
			contentSetting(['runbooks', 'runbooks/search-slow.mdx', 'signatures'], [signature]),
			Date.parse('2026-03-02T12:00:00Z'),
		).map(({ message }) => message);

	test.each(['<*>', '<host>: <rest>', '[<pid>] 2026-03-01T09:00:00Z', '.*'])(
		'that fits every line is refused: %s',
		(signature) => {
			expect(problems(signature)).toEqual([`\`${signature}\` fits every line.`]);
		},
	);

	test('with words of its own is right', () => {
		expect(problems('FATAL: sorry, too many clients already')).toEqual([]);
	});
});

describe('a guard that the organisation asks for', () => {
	const rule = {
		guard: 'backup-intact',
		kinds: ['sql' as const],
		risks: ['disruptive' as const, 'destructive' as const],
		text: 'No change of data without a backup.',
	};
	const change = (risk: string, guard: string) =>
		[
			`<Sql id="mend" title="Mend" risk="${risk}">`,
			'',
			`${tick}sql`,
			'delete from sessions;',
			tick,
			'',
			`<Guard id="${guard}">It is there.</Guard>`,
			'<Undo>Nothing: people sign in again.</Undo>',
			'</Sql>',
			'',
		].join('\n');

	test('is missed in a step of its kind and risk', () => {
		expect(said(change('destructive', 'asked-owner'), {}, [rule])).toEqual([
			'1: This step does not ask for `backup-intact`. Add `<Guard id="backup-intact">…</Guard>`. process.yaml says: No change of data without a backup.',
		]);
	});

	test.each([
		['has it', 'destructive', 'backup-intact'],
		['does no such harm', 'reversible', 'asked-owner'],
	])('is not missed in a step that %s', (_, risk, guard) => {
		expect(said(change(risk, guard), {}, [rule])).toEqual([]);
	});
});
