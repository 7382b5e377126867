/**
 * The commands of a shell text as words, for questions about what they name. It reads a command as people do: what a
 * shell would only know when it runs, such as `$(…)`, is a word that is not plain.
 */

/** One word of a command. */
export interface ShellWord {
	text: string;
	/** Nothing in it is put in by the shell: no variable, no pattern, no substitution. */
	plain: boolean;
}

/** One command: a program and its words, and the files that are read from and written to it. */
export interface ShellCommand {
	words: ShellWord[];
	inputs: ShellWord[];
	outputs: ShellWord[];
	/** Line within the text, from 1. */
	line: number;
}

/** All commands of a text, in order, without those within `$(…)` and here-documents. */
export function shellCommands(text: string): ShellCommand[] {
	const source = withoutHeredocs(text);
	const commands: ShellCommand[] = [];
	let command: ShellCommand | undefined;
	let word: ShellWord | undefined;
	let into: 'words' | 'inputs' | 'outputs' | 'nowhere' = 'words';
	let line = 1;

	const endWord = () => {
		if (!word) return;
		command ??= { words: [], inputs: [], outputs: [], line };
		if (into !== 'nowhere') command[into].push(word);
		word = undefined;
		into = 'words';
	};
	const endCommand = () => {
		endWord();
		if (command) commands.push(command);
		command = undefined;
		into = 'words';
	};
	const add = (piece: string, plain = true) => {
		command ??= { words: [], inputs: [], outputs: [], line };
		word = { text: (word?.text ?? '') + piece, plain: (word?.plain ?? true) && plain };
	};

	for (const { 0: token } of source.matchAll(tokens)) {
		const first = token.charAt(0);
		if (token === '\\\n' || /^[ \t]+$/.test(token)) endWord();
		else if (token.startsWith('#')) {
			if (word) add(token.charAt(0));
		} else if (/^[\n;|&()]+$/.test(token)) endCommand();
		else if (first === "'") add(token.slice(1, -1));
		else if (first === '"') add(token.slice(1, -1), !/[$`\\]/.test(token));
		else if (first === '<' || first === '>' || /^\d+[<>]/.test(token)) {
			endWord();
			into =
				token.endsWith('<<<') || token.endsWith('<<') || token.endsWith('&')
					? 'nowhere'
					: token.includes('<')
						? 'inputs'
						: 'outputs';
		} else if (first === '\\') add(token.slice(1), false);
		else if (/^[$`]|[*?[\]{}]/.test(token)) add(token, false);
		else add(token);
		line += token.split('\n').length - 1;
	}
	endCommand();
	return commands;
}

const substitution = String.raw`\$\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)`;
const tokens = new RegExp(
	[
		String.raw`\\[\s\S]`,
		String.raw`'[^']*'?`,
		String.raw`"(?:\\[\s\S]|${substitution}|[^"\\])*"?`,
		String.raw`[<>]\((?:[^()]|\([^()]*\))*\)`,
		substitution,
		'`[^`]*`?',
		String.raw`\$\{[^}]*\}|\$\w*`,
		String.raw`(?<![^\s;|&(])#[^\n]*`,
		String.raw`\d*(?:<<<|<<-?|<&|<>|>>|>&|>\||<|>)`,
		String.raw`[ \t]+`,
		String.raw`[\n;|&()]+`,
		String.raw`[^\s\\'"<>$\`;|&()]+`,
	].join('|'),
	'g',
);

/** The lines of here-documents emptied, so that lines keep their numbers. */
function withoutHeredocs(text: string): string {
	let end: RegExp | undefined;
	return text
		.split('\n')
		.map((row) => {
			if (end) {
				if (end.test(row)) end = undefined;
				return '';
			}
			const mark = /(?<!<)<<-?\s*(?:'([^']+)'|"([^"]+)"|\\?(\w+))/.exec(row);
			const name = mark?.[1] ?? mark?.[2] ?? mark?.[3];
			if (name !== undefined) end = new RegExp(`^\\t*${RegExp.escape(name)}$`);
			return row;
		})
		.join('\n');
}
