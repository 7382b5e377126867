/** Pages as trees: what a page is made of, read by the parser that also renders it. */
import type { MdastNode, MdxJsxFlowElement, MdxJsxTextElement } from 'satteri';
import { mdxToMdast } from 'satteri';
import type { Page } from '../domain/content.ts';
import type { Problem } from '../domain/problem.ts';
import type { Step, StepCode } from '../domain/steps.ts';
import { didYouMean } from '../domain/suggest.ts';
import { allowedElements, componentNames, stepComponents } from '../schemas/components.ts';

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** A page's tree with the line its body begins on. */
export interface PageTree {
	tree: MdastNode;
	/** Line in the file of a node. */
	lineOf: (node: MdastNode) => number;
}

/** Parses the body of a page; a problem if MDX cannot read it. */
export function parsePage({
	path,
	body,
	bodyLine,
}: Pick<Page<unknown>, 'path' | 'body' | 'bodyLine'>): PageTree | { problem: Problem } {
	try {
		const tree = mdxToMdast(body);
		return { tree, lineOf: (node) => bodyLine - 1 + (node.position?.start.line ?? 1) };
	} catch (error) {
		const text = error instanceof Error ? error.message : String(error);
		const line = /(?:^|\D)(\d+):\d+/.exec(text)?.[1];
		return {
			problem: {
				severity: 'error',
				file: path,
				line: line === undefined ? bodyLine : bodyLine - 1 + Number(line),
				message: `MDX cannot read this page: ${text.split('\n')[0]?.replace(/\.$/, '')}.`,
				cure: 'Close every component, and put `<` and `{` of ordinary text between backticks.',
			},
		};
	}
}

/** Components that a page uses and that do not exist: with one of them, it cannot be built. */
export function componentProblems({ tree, lineOf }: PageTree, file: string): Problem[] {
	const imported = [...nodes(tree)].flatMap((node) =>
		node.type === 'mdxjsEsm' ? [...node.value.matchAll(/[A-Z]\w*/g)].map(([name]) => name) : [],
	);
	return elements(tree)
		.filter(
			({ name }) =>
				/^[A-Z]/.test(name) && !componentNames.includes(name) && !imported.includes(name),
		)
		.map(({ name, node }) => ({
			severity: 'error',
			file,
			line: lineOf(node),
			message: `There is no component \`<${name}>\`.`,
			cure: didYouMean(name, componentNames, 'the guide'),
		}));
}

/** HTML that a page should not hold. */
export function elementProblems({ tree, lineOf }: PageTree, file: string): Problem[] {
	return elements(tree)
		.filter(({ name }) => /^[a-z]/.test(name) && !allowedElements.includes(name))
		.map(({ name, node }) => ({
			severity: 'error',
			file,
			line: lineOf(node),
			message: `The page has the HTML element \`<${name}>\` in it.`,
			cure: 'Write it in Markdown, or use a component.',
		}));
}

function elements(tree: MdastNode): { name: string; node: Element }[] {
	return [...nodes(tree)].flatMap((node) =>
		isElement(node) && node.name ? [{ name: node.name, node }] : [],
	);
}

/** The steps of a runbook, in the order of the page. */
export function stepsOf({ tree, lineOf }: PageTree): Step[] {
	return [...nodes(tree)].flatMap((node): Step[] => {
		if (!isElement(node) || !node.name || !Object.hasOwn(stepComponents, node.name)) return [];
		const within = [...nodes(node)].slice(1);
		const named = (name: string) =>
			within.filter((item): item is Element => isElement(item) && item.name === name);
		const aside = new Set(
			[...named('Expect'), ...named('Undo')].flatMap((item) => [...nodes(item)]),
		);
		const code = (list: MdastNode[]): StepCode[] =>
			list.flatMap((item) =>
				item.type === 'code'
					? [{ language: item.lang ?? '', text: item.value, line: lineOf(item) + 1 }]
					: [],
			);
		return [
			{
				kind: stepComponents[node.name as keyof typeof stepComponents],
				id: attribute(node, 'id'),
				title: attribute(node, 'title'),
				risk: attribute(node, 'risk'),
				timebox: attribute(node, 'timebox') ?? attribute(node, 'for'),
				template: attribute(node, 'template'),
				to: attribute(node, 'to'),
				line: lineOf(node),
				code: code(within.filter((item) => !aside.has(item))),
				allCode: code(within),
				hasList: within.some((item) => item.type === 'list' && !aside.has(item)),
				expects: named('Expect').length,
				undos: named('Undo').length,
				guards: named('Guard').flatMap((item) => attribute(item, 'id') ?? []),
				branches: named('If').map((item) => ({
					says: attribute(item, 'says'),
					then: attribute(item, 'then'),
					line: lineOf(item),
				})),
			},
		];
	});
}

/** Headings of a page with their depth and text. */
export function headingsOf({
	tree,
	lineOf,
}: PageTree): { depth: number; text: string; line: number }[] {
	return [...nodes(tree)].flatMap((node) =>
		node.type === 'heading' ? [{ depth: node.depth, text: textOf(node), line: lineOf(node) }] : [],
	);
}

/** Names of the components of a page, as often as they are used. */
export const elementNames = ({ tree }: Pick<PageTree, 'tree'>): string[] =>
	[...nodes(tree)].flatMap((node) => (isElement(node) ? (node.name ?? []) : []));

/** The words of a node. */
export function textOf(node: MdastNode): string {
	return [...nodes(node)]
		.map((item) => (item.type === 'text' || item.type === 'inlineCode' ? item.value : ''))
		.join('');
}

/** A node and everything below it, from the top. */
export function* nodes(node: MdastNode): Generator<MdastNode> {
	yield node;
	if ('children' in node) for (const child of node.children) yield* nodes(child);
}

const isElement = (node: MdastNode): node is Element =>
	node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

function attribute(element: Element, name: string): string | undefined {
	const found = element.attributes.find(
		(item) => item.type === 'mdxJsxAttribute' && item.name === name,
	);
	const value = found && 'value' in found ? found.value : undefined;
	return typeof value === 'string' ? value : undefined;
}

/** A part of a page that may be shown to customers, or what keeps it from that. */
export type PublicPart =
	{ text: string } | { missing: true } | { refused: { line: number; why: string } };

const publicMark = /^\{\/\*\s*public\s*\*\/\}$/;

/**
 * The section that its author marked with `{/* public *\/}` on a line of its own below the heading. It reaches to
 * the next heading of the same depth or higher. Comments in it are left out; anything else that is not plain
 * Markdown is refused, because customers' texts are not pages.
 */
export function publicPart(page: Pick<Page<unknown>, 'path' | 'body' | 'bodyLine'>): PublicPart {
	const parsed = parsePage(page);
	if ('problem' in parsed) {
		const { line = page.bodyLine, message } = parsed.problem;
		return { refused: { line, why: message } };
	}
	const lines = page.body.split('\n');
	const headings = headingsOf(parsed).map((heading) => ({
		...heading,
		index: heading.line - page.bodyLine,
	}));
	const marked = headings.findLastIndex(({ index }, place) => {
		const end = headings[place + 1]?.index ?? lines.length;
		return lines.slice(index + 1, end).some((line) => publicMark.test(line.trim()));
	});
	const heading = headings[marked];
	if (!heading) return { missing: true };
	const end = headings.slice(marked + 1).find(({ depth }) => depth <= heading.depth)?.index;
	for (const node of nodes(parsed.tree)) {
		const line = parsed.lineOf(node);
		const within = line - page.bodyLine > heading.index && line - page.bodyLine < (end ?? Infinity);
		if (!within) continue;
		if (isElement(node)) {
			return { refused: { line, why: `It has \`<${node.name ?? ''}>\` in it.` } };
		}
		const expression = node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression';
		if (node.type === 'mdxjsEsm' || (expression && !/^\s*\/\*[\s\S]*\*\/\s*$/.test(node.value))) {
			return { refused: { line, why: 'It has a program in it.' } };
		}
	}
	const text = lines
		.slice(heading.index + 1, end)
		.join('\n')
		.replaceAll(/\{\/\*[\s\S]*?\*\/\}/g, '')
		.replaceAll(/\n{3,}/g, '\n\n')
		.trim();
	return text === '' ? { missing: true } : { text };
}
