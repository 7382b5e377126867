/** Commands of runbooks, read by the parsers of the languages they are written in. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { loadModule, parseSync } from 'libpg-query';
import { getProcessor, ParseError } from 'sh-syntax';
import type { Content, Page } from '../domain/content.ts';
import type { Problem } from '../domain/problem.ts';
import type { Step, StepCode } from '../domain/steps.ts';
import { commandText, fillCommand, holesIn, readerOf } from '../domain/variables.ts';
import type { FileOf } from '../schemas/index.ts';
import { parsePage, stepsOf } from './mdx.ts';

/** What a parser says against a text. */
interface Fault {
	/** Line within the text, from 1. */
	line: number;
	says: string;
}

/** A block of code, and whether PostgreSQL reads it. */
interface Block {
	file: string;
	code: StepCode;
	postgres: boolean;
}

/** Commands that no shell and no database would read. Only what is certain is reported. */
export async function commandProblems({ runbooks }: Pick<Content, 'runbooks'>): Promise<Problem[]> {
	const blocks = runbooks.flatMap(blocksOf);
	if (blocks.some(({ postgres }) => postgres)) await loadModule();
	const known = new Map<string, Fault | undefined>();
	const keyOf = ({ code, postgres }: Block) =>
		`${code.language}\n${String(postgres)}\n${code.text}`;
	// One after another: each takes megabytes while it is read.
	for (const block of blocks) {
		const key = keyOf(block);
		if (!known.has(key)) known.set(key, await faultOf(block));
	}
	return blocks.flatMap((block) => {
		const fault = known.get(keyOf(block));
		return [
			...promptProblems(block.code, block.file),
			...(fault ? [unreadable(block, fault)] : []),
		];
	});
}

function unreadable({ file, code, postgres }: Block, { line, says }: Fault): Problem {
	const query = readerOf(code.language) === 'sql';
	return {
		severity: 'error',
		file,
		line: code.line + line - 1,
		message: `This ${query ? 'query' : 'command'} cannot be read${postgres ? ' by PostgreSQL' : ''}: ${says}.`,
		cure:
			postgres && code.language === 'sql'
				? 'Mend it. If another database reads it, name its client in `tools`, e.g. `mysql`, or its language behind the three backticks.'
				: 'Mend it, or name another language behind the three backticks if it is none of these.',
	};
}

function blocksOf(page: Page<FileOf<'runbook'>>): Block[] {
	const tree = parsePage(page);
	if ('problem' in tree) return [];
	const steps = stepsOf(tree);
	const postgres = readsPostgres(page, steps);
	return steps.flatMap(({ kind, code, allCode }) =>
		allCode.map((item): Block => {
			// What a step of SQL runs is SQL, also where nobody wrote so behind the backticks.
			const bare =
				kind === 'sql' && item.language === '' && code.some(({ line }) => line === item.line);
			const language = bare ? 'sql' : item.language;
			return {
				file: page.path,
				code: { ...item, language },
				postgres:
					/^(?:pgsql|postgres(?:ql)?|plpgsql)$/i.test(language) ||
					(postgres && language.toLowerCase() === 'sql'),
			};
		}),
	);
}

/** Clients of databases that are not PostgreSQL; their SQL is another. */
const otherClients =
	/(?<![\w./-])(?:mysql|mariadb|mycli|sqlite3?|clickhouse(?:-client)?|sqlcmd|sqlplus|mongosh?|duckdb|bq|snowsql|cqlsh|trino|presto|beeline|cockroach|usql)(?![\w./-])/i;

/** SQL is PostgreSQL's, unless the page lists or runs the client of another database and does not list `psql`. */
function readsPostgres({ value }: Page<FileOf<'runbook'>>, steps: readonly Step[]): boolean {
	if (value.tools.some((tool) => /^(?:psql|pgcli|postgres)/i.test(tool))) return true;
	const commands = steps.flatMap(({ allCode }) =>
		allCode.flatMap(({ language, text }) => (readerOf(language) === 'shell' ? text : [])),
	);
	return ![...value.tools, ...commands].some((text) => otherClients.test(text));
}

async function faultOf({ code, postgres }: Block): Promise<Fault | undefined> {
	switch (readerOf(code.language)) {
		case 'shell':
			return shellFault(code.text);
		case 'sql':
			return postgres ? postgresFault(code) : quoteFault(code.text);
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

/** Read with a word in place of each variable; what is for `psql` itself, such as `\d orders`, is no SQL. */
function postgresFault({ text, language }: StepCode): Fault | undefined {
	const names = holesIn(text, language).map(({ name }) => [name, 'x1']);
	const filled = commandText(
		fillCommand(text, language, Object.fromEntries(names) as Record<string, string>),
	)
		.replaceAll(/^\s*\\.*$/gm, '')
		.replaceAll(/\s\\(?:g|gx|gset|gexec|gdesc|watch|crosstabview)\b.*$/gm, ';');
	const fault = parserFault(filled);
	// `psql` puts its own variables in before the database sees them.
	const own = /(?<![\w:\]]):(?:'\w+'|"\w+"|[A-Za-z_]\w*)/g;
	return fault && own.test(filled) ? parserFault(filled.replaceAll(own, ' x1')) : fault;
}

function parserFault(filled: string): Fault | undefined {
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
