/** Commands of runbooks, read by the parsers of the languages they are written in. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { loadModule, parseSync } from 'libpg-query';
import { getProcessor, ParseError } from 'sh-syntax';
import type { Content, Page } from '../domain/content.ts';
import type { Problem } from '../domain/problem.ts';
import type { StepCode } from '../domain/steps.ts';
import { commandText, fillCommand, holesIn, readerOf } from '../domain/variables.ts';
import type { FileOf } from '../schemas/index.ts';
import { parsePage, stepsOf } from './mdx.ts';

/** What a parser says against a text. */
interface Fault {
	/** Line within the text, from 1. */
	line: number;
	says: string;
}

/** Commands that no shell and no database would read. Only what is certain is reported. */
export async function commandProblems({ runbooks }: Pick<Content, 'runbooks'>): Promise<Problem[]> {
	const blocks = runbooks.flatMap((page) => blocksOf(page).map((block) => ({ page, block })));
	if (blocks.some(({ block, page }) => isPostgres(block, page))) await loadModule();
	const known = new Map<string, Fault | undefined>();
	const keyOf = (page: Page<FileOf<'runbook'>>, block: StepCode) =>
		`${block.language}\n${String(isPostgres(block, page))}\n${block.text}`;
	// One after another: each takes megabytes while it is read.
	for (const { page, block } of blocks) {
		const key = keyOf(page, block);
		if (!known.has(key)) known.set(key, await faultOf(block, isPostgres(block, page)));
	}
	const faults = blocks.map(({ page, block }) => ({
		page,
		block,
		fault: known.get(keyOf(page, block)),
	}));
	return faults.flatMap(({ page, block, fault }) => [
		...promptProblems(block, page.path),
		...(fault
			? [
					{
						severity: 'error' as const,
						file: page.path,
						line: block.line + fault.line - 1,
						message: `This ${readerOf(block.language) === 'sql' ? 'query' : 'command'} cannot be read: ${fault.says}.`,
						cure: 'Mend it, or name another language behind the three backticks if it is none of these.',
					},
				]
			: []),
	]);
}

function blocksOf(page: Page<FileOf<'runbook'>>): StepCode[] {
	const tree = parsePage(page);
	return 'problem' in tree ? [] : stepsOf(tree).flatMap(({ allCode }) => allCode);
}

/** A block is PostgreSQL's where its language says so, or the page asks for `psql`. */
function isPostgres({ language }: StepCode, { value }: Page<FileOf<'runbook'>>): boolean {
	return (
		/^(?:pgsql|postgres(?:ql)?|plpgsql)$/i.test(language) ||
		(language.toLowerCase() === 'sql' &&
			value.tools.some((tool) => /^(?:psql|postgres)/i.test(tool)))
	);
}

async function faultOf(block: StepCode, postgres: boolean): Promise<Fault | undefined> {
	switch (readerOf(block.language)) {
		case 'shell':
			return shellFault(block.text);
		case 'sql':
			return postgres ? postgresFault(block) : quoteFault(block.text);
		default:
			return undefined;
	}
}

let shellParser: Promise<ReturnType<typeof getProcessor>> | undefined;

/** The parser of shells, compiled once; its own way compiles it for every text. */
async function loadShellParser() {
	const path = createRequire(import.meta.url).resolve('sh-syntax/main.wasm');
	const compiled = await WebAssembly.compile(await readFile(path));
	return getProcessor((imports) => WebAssembly.instantiate(compiled, imports));
}

async function shellFault(text: string): Promise<Fault | undefined> {
	const parseShell = await (shellParser ??= loadShellParser());
	try {
		await parseShell(text);
		return undefined;
	} catch (error) {
		if (!(error instanceof ParseError)) throw error;
		return { line: error.Pos?.Line ?? 1, says: error.Text };
	}
}

/** Read with a word in place of each variable; lines for `psql` itself, such as `\d orders`, are no SQL. */
function postgresFault({ text, language }: StepCode): Fault | undefined {
	const names = holesIn(text, language).map(({ name }) => [name, 'x1']);
	const filled = commandText(
		fillCommand(text, language, Object.fromEntries(names) as Record<string, string>),
	).replaceAll(/^\s*\\.*$/gm, '');
	try {
		parseSync(filled);
		return undefined;
	} catch (error) {
		const { message, sqlDetails } = error as Error & { sqlDetails?: { cursorPosition?: number } };
		const at = sqlDetails?.cursorPosition ?? 0;
		return { line: filled.slice(0, at).split('\n').length, says: message };
	}
}

/** Of a database that nobody named: quotes and brackets that are never closed. */
function quoteFault(text: string): Fault | undefined {
	const bare = text
		.replaceAll(/'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"]|"")*"|`[^`]*`/g, ' ')
		.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
	const quote = /['"`]/.exec(bare)?.[0];
	const last = text.split('\n').length;
	if (quote !== undefined) return { line: last, says: `${quote} is never closed` };
	const open = bare.split('(').length - bare.split(')').length;
	if (open === 0) return undefined;
	return { line: last, says: open > 0 ? '( is never closed' : ') closes nothing' };
}

/** What is copied is run: the sign of a prompt would be part of it. */
function promptProblems({ text, language, line }: StepCode, file: string): Problem[] {
	if (readerOf(language) !== 'shell') return [];
	return text.split('\n').flatMap((row, index) =>
		/^[$%>] /.test(row)
			? [
					{
						severity: 'error' as const,
						file,
						line: line + index,
						message: 'The sign of the prompt would be copied with the command.',
						cure: `Write the line without \`${row.slice(0, 2)}\`, and what comes back in \`<Expect>\`.`,
					},
				]
			: [],
	);
}
