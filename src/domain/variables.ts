/** Variables of commands: which a text has, where they stand, and how a value is written there without harm. */

const variable = /\$(?:\{([A-Z][A-Z0-9_]*)[^}]*\}|([A-Z][A-Z0-9_]*))/g;
/** Variables that a shell has by itself. */
const ofTheShell = new Set([
	'HOME',
	'PATH',
	'PWD',
	'USER',
	'HOSTNAME',
	'RANDOM',
	'SECONDS',
	'PIPESTATUS',
	'BASH_SOURCE',
	'IFS',
	'EDITOR',
	'SHELL',
	'TMPDIR',
	'LANG',
	'UID',
]);

/** Names of the variables in a block of code, without those it sets itself. */
export function variablesIn(text: string): string[] {
	const own = new Set(
		[
			...text.matchAll(
				/(?:^|[\s;(])(?:export\s+|local\s+|read\s+(?:-\w+\s+)*|for\s+)?([A-Z][A-Z0-9_]*)(?==|\s+in\s|\s*$)/gm,
			),
		].map(([, name]) => name),
	);
	return [
		...new Set([...text.matchAll(variable)].map(([, braced, plain]) => braced ?? plain ?? '')),
	].filter((name) => !own.has(name) && !ofTheShell.has(name));
}

/** Elements of HTML that commands print or look for; they are no placeholders. */
const elements =
	/^(?:html|head|title|body|meta|link|script|style|h[1-6]|p|a|b|i|br|hr|ul|ol|li|div|span|pre|code|table|tr|td|th|form|input)$/i;

/** `<pod>`, `<job id>`: places that an author left for the reader to fill. */
export function placeholdersIn(text: string): string[] {
	const found = [...text.matchAll(/<([A-Za-z](?:[\w .:-]*\w)?)>/g)].map(([, name = '']) => name);
	return [...new Set(found)].filter((name) => !elements.test(name));
}

/** What the value of a variable has to look like. */
export interface ValueRule {
	name: string;
	/** Regular expression over the whole value. */
	pattern?: string | undefined;
}

/** Longest value that is taken, in characters; more is no name, host or number. */
const longestValue = 200;

/**
 * Why a value is refused; `undefined` if it is accepted. A value that begins with a hyphen would be an option of
 * the command, such as `--all` in place of a pod's name, whatever the pattern says.
 */
export function valueProblem({ name, pattern }: ValueRule, value: string): string | undefined {
	if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)) return `${name} has an invisible character in it.`;
	if (value.length > longestValue) return `${name} is longer than ${longestValue} characters.`;
	if (value.startsWith('-'))
		return `${name} begins with a hyphen; a command would read it as an option.`;
	if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value)) {
		return `${name} does not look as it should (${pattern}).`;
	}
	return undefined;
}

/** A place in a command where a value goes. */
export interface Hole {
	name: string;
	start: number;
	end: number;
	/** What surrounds it, for the writing of the value. */
	within: 'shell' | 'single' | 'double' | 'heredoc' | 'value' | 'name' | 'part' | 'text' | 'quoted';
}

const shells = new Set(['bash', 'sh', 'shell', 'zsh', 'console', 'shellsession', 'terminal']);
const queries = new Set(['sql', 'pgsql', 'postgres', 'postgresql', 'mysql', 'plpgsql']);

/** Whether a block of this language is read by a shell or by a database; by neither otherwise. */
export function readerOf(language: string): 'shell' | 'sql' | undefined {
	const name = language.toLowerCase();
	return shells.has(name) ? 'shell' : queries.has(name) ? 'sql' : undefined;
}

/** The places in a command that wait for a value, in their order. */
export function holesIn(text: string, language: string): Hole[] {
	// Most code of a page has none, and a phone reads all of it before a runbook can be used.
	if (!/[$<]/.test(text)) return [];
	const names = new Set(variablesIn(text));
	const placeholders = new Set(placeholdersIn(text));
	const reader = readerOf(language);
	const contexts =
		reader === 'shell' ? shellContexts(text) : reader === 'sql' ? sqlContexts(text) : undefined;
	const pattern =
		/\$(?:\{([A-Z][A-Z0-9_]*)[^}]*\}|([A-Z][A-Z0-9_]*))|<([A-Za-z](?:[\w .:-]*\w)?)>/g;
	return [...text.matchAll(pattern)].flatMap(([whole, braced, plain, placeholder], index, all) => {
		const start = all[index]?.index ?? 0;
		const name = braced ?? plain ?? placeholder ?? '';
		const known = placeholder === undefined ? names.has(name) : placeholders.has(name);
		const escaped = reader === 'shell' && /(?:^|[^\\])(?:\\\\)*\\$/.test(text.slice(0, start));
		if (!known || (escaped && placeholder === undefined)) return [];
		const end = start + whole.length;
		const context = contexts?.[start] ?? 'text';
		return [
			{ name, start, end, within: context === 'value' ? sqlPlace(text, start, end) : context },
		];
	});
}

type Context = Hole['within'];

/** What surrounds each character of a shell command. */
function shellContexts(text: string): Context[] {
	const contexts: Context[] = [];
	// Each `$(` opens a command of its own, even between double quotes.
	const open: ('shell' | 'double')[] = ['shell'];
	let heredocs: { end: string; raw: boolean }[] = [];
	let index = 0;
	const fill = (to: number, context: Context) => {
		for (; index < to; index += 1) contexts[index] = context;
	};
	// Most characters mean nothing but themselves.
	const plain = /[^\\<\n'"$()#]+/y;
	while (index < text.length) {
		const context = open.at(-1) ?? 'shell';
		plain.lastIndex = index;
		if (plain.test(text)) {
			fill(plain.lastIndex, context);
			continue;
		}
		const rest = text.slice(index);
		const heredoc = context === 'shell' && /^<<-?\s*(?:'([^']+)'|"([^"]+)"|(\w+))/.exec(rest);
		if (rest.startsWith('\\')) fill(index + 2, context);
		else if (heredoc) {
			const [whole, single, double, plain = ''] = heredoc;
			heredocs.push({ end: single ?? double ?? plain, raw: plain === '' });
			fill(index + whole.length, 'shell');
		} else if (rest.startsWith('\n') && heredocs.length > 0) {
			fill(index + 1, context);
			for (const { end, raw } of heredocs) {
				const close = new RegExp(`^\\t*${escapeForRegExp(end)}$`, 'm').exec(text.slice(index));
				fill(close ? index + close.index : text.length, raw ? 'text' : 'heredoc');
				fill(Math.min(text.length, index + (close?.[0].length ?? 0)), 'shell');
			}
			heredocs = [];
		} else if (context === 'shell' && rest.startsWith("'")) {
			const close = text.indexOf("'", index + 1);
			fill(close < 0 ? text.length : close + 1, 'single');
		} else if (rest.startsWith('"')) {
			if (context === 'double') open.pop();
			else open.push('double');
			fill(index + 1, 'double');
		} else if (rest.startsWith('$(')) {
			open.push('shell');
			fill(index + 2, context);
		} else if (context === 'shell' && rest.startsWith('(')) {
			open.push('shell');
			fill(index + 1, context);
		} else if (context === 'shell' && rest.startsWith(')') && open.length > 1) {
			open.pop();
			fill(index + 1, 'shell');
		} else if (context === 'shell' && /^#/.test(rest) && /(?:^|\s)$/.test(text.slice(0, index))) {
			const close = text.indexOf('\n', index);
			fill(close < 0 ? text.length : close, 'shell');
		} else fill(index + 1, context);
	}
	return contexts;
}

/** What surrounds each character of a query. */
function sqlContexts(text: string): Context[] {
	const contexts: Context[] = [];
	const tokens = /'(?:[^']|'')*'?|"(?:[^"]|"")*"?|--[^\n]*|\/\*[\s\S]*?\*\//g;
	for (const { 0: token, index } of text.matchAll(tokens)) {
		const context = token.startsWith("'") ? 'single' : token.startsWith('"') ? 'quoted' : 'text';
		for (let at = index; at < index + token.length; at += 1) contexts[at] = context;
	}
	return Array.from({ length: text.length }, (_, index) => contexts[index] ?? 'value');
}

/** Words of SQL that a name follows, not a value. */
const beforeNames =
	/(?:\b(?:from|join|into|update|table|only|truncate|role|user|database|schema|index|view|sequence|column|by|set|owner|to|on|constraint|function|extension|publication|subscription|add|drop|rename|grant|using|analyze|vacuum|reindex|exists|concurrently)\s+|\.)$/i;

/** Whether a name or a value is meant at a place of a query, or a part of a name. */
function sqlPlace(text: string, start: number, end: number): Context {
	if (/\w$/.test(text.slice(0, start)) || /^\w/.test(text.slice(end))) return 'part';
	return beforeNames.test(text.slice(0, start)) || /^\./.test(text.slice(end)) ? 'name' : 'value';
}

/** Nothing in such a word means anything to a shell, wherever it stands. */
const safeWord = /^[\w.,:@%+/-]+$/;

/** Programs that read their arguments as another language: what is quoted once is open there. */
const readsTwice =
	/\b(?:(?:ba|da|k|z)?sh|ssh|su|sudo|eval|exec|xargs|psql|mysql|mongosh?|redis-cli|python3?|perl|ruby|node|awk|jq|sed|find|watch)\b/;

const escapeForRegExp = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** One word of a shell, whatever is in it. */
export const shellQuoted = (value: string) =>
	safeWord.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;

/** How a value is written at a place, or why it cannot be. */
export function writtenAt(
	{ name, within }: Pick<Hole, 'name' | 'within'>,
	value: string,
	command: string,
): { text: string } | { problem: string } {
	switch (within) {
		case 'text':
			return { text: value };
		case 'value':
			if (/^\d{1,18}(?:\.\d+)?$/.test(value)) return { text: value };
			return value.includes('\\')
				? { problem: `${name} has a backslash in it, which a query would not keep.` }
				: { text: `'${value.replaceAll("'", "''")}'` };
		case 'part':
			return /^\w+$/.test(value)
				? { text: value }
				: { problem: `${name} is a part of a name here: only letters, digits and _ fit.` };
		case 'name':
			return /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(value)
				? { text: value }
				: { text: `"${value.replaceAll('"', '""')}"` };
		case 'quoted':
			return { text: value.replaceAll('"', '""') };
		default:
			if (safeWord.test(value)) return { text: value };
			if (readsTwice.test(command)) {
				return {
					problem: `This command reads ${name} a second time: only letters, digits and . , : @ % + / _ - are safe.`,
				};
			}
			if (within === 'heredoc') return { text: value.replaceAll(/[\\$`]/g, '\\$&') };
			if (within === 'double') return { text: `"${shellQuoted(value)}"` };
			return { text: within === 'single' ? `'${shellQuoted(value)}'` : shellQuoted(value) };
	}
}

/** A command on its way to the clipboard. */
export interface FilledCommand {
	/** Pieces in their order; `name` where a value goes. */
	parts: { text: string; name?: string; filled?: boolean }[];
	/** Variables without a value, in the order of the command. */
	missing: string[];
	/** Why values cannot be written where they are needed. */
	problems: string[];
}

/**
 * Writes values into a command. A value that was given but may not stand there is left out and said.
 *
 * @param values by the name of the variable; each has been accepted by {@link valueProblem}
 * @param holes of this text in this language, if they are known
 */
export function fillCommand(
	text: string,
	language: string,
	values: Readonly<Record<string, string>>,
	holes: readonly Hole[] = holesIn(text, language),
): FilledCommand {
	const filled: FilledCommand = { parts: [], missing: [], problems: [] };
	let last = 0;
	for (const hole of holes) {
		const { name, start, end } = hole;
		if (start > last) filled.parts.push({ text: text.slice(last, start) });
		last = end;
		const value = Object.hasOwn(values, name) ? values[name] : undefined;
		const written =
			value === undefined || value === '' ? undefined : sqlInString(hole, value, text, language);
		if (written && 'text' in written) filled.parts.push({ text: written.text, name, filled: true });
		else {
			filled.parts.push({ text: text.slice(start, end), name, filled: false });
			if (!written) filled.missing.push(name);
			else filled.problems.push(written.problem);
		}
	}
	if (last < text.length) filled.parts.push({ text: text.slice(last) });
	filled.missing = [...new Set(filled.missing)];
	filled.problems = [...new Set(filled.problems)];
	return filled;
}

/** Between single quotes a shell and a database have different rules. */
function sqlInString(hole: Hole, value: string, text: string, language: string) {
	if (hole.within !== 'single' || readerOf(language) !== 'sql') return writtenAt(hole, value, text);
	const written = writtenAt({ ...hole, within: 'value' }, value, text);
	return 'problem' in written ? written : { text: value.replaceAll("'", "''") };
}

/** The text that is copied: exactly the command, without a line break at its end, which would run it at once. */
export const commandText = ({ parts }: Pick<FilledCommand, 'parts'>) =>
	parts
		.map(({ text }) => text)
		.join('')
		.replace(/^\n+/, '')
		.trimEnd();
