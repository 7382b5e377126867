/**
 * Files that the commands of a runbook name by a path of the repository. Only what is certain is taken: a script that is
 * run or handed to its interpreter, and a file behind `-f` or `<`. Once a command goes elsewhere, to another folder or
 * another machine, nothing more is known of what its paths mean.
 */
import type { ShellCommand, ShellWord } from './shellWords.ts';
import { shellCommands } from './shellWords.ts';

/** A file that a command names. */
export interface NamedFile {
	/** As it is written, without `./` in front. */
	path: string;
	line: number;
}

/** All of the blocks of one page, in its order. */
export function namedFiles(blocks: readonly { text: string; line: number }[]): NamedFile[] {
	const found: NamedFile[] = [];
	/** What commands before have mentioned: they may have made it. */
	const mentioned: string[] = [];
	for (const { text, line } of blocks) {
		for (const command of shellCommands(text)) {
			const words = withoutPrefixes(command.words);
			if (leaves(words)) return found;
			const named = [...namedBy(words), ...command.inputs.filter(isFile)].filter(isOfRepository);
			for (const { text: written } of named) {
				const path = written.replace(/^(?:\.\/)+/, '');
				const name = path.slice(path.lastIndexOf('/') + 1);
				const made = mentioned.some((other) => other === path || other.endsWith(`/${name}`));
				if (!made) found.push({ path, line: line + command.line - 1 });
			}
			if (!onlyLooks.test(words[0]?.text ?? '')) mentioned.push(...mentions(command, named));
		}
	}
	return found;
}

/** Words before the program itself. */
const prefix =
	/^(?:\w+=.*|if|then|else|elif|while|until|do|!|\{|time|sudo|nohup|exec|command|env|nice|timeout|-u|-E|\d+[smh]?)$/;

function withoutPrefixes(words: readonly ShellWord[]): readonly ShellWord[] {
	let from = 0;
	for (; from < words.length && prefix.test(words[from]?.text ?? ''); from += 1) {
		// `sudo -u postgres`
		if (words[from]?.text === '-u') from += 1;
	}
	return words.slice(from);
}

/** From such a command on, paths are those of another folder or another machine. */
function leaves(words: readonly ShellWord[]): boolean {
	const all = words.map(({ text }) => text).join(' ');
	return (
		/^(?:cd|pushd|popd|chroot|su|ssh|mosh|tar|unzip|nsenter)(?:\s|$)/.test(all) ||
		/^(?:git (?:-\S+ )*(?:clone|checkout|switch|worktree)|vagrant ssh|gcloud compute ssh|aws ssm)\b/.test(
			all,
		) ||
		/^(?:kubectl|oc|docker|podman|nerdctl)\b.* (?:exec|run|debug|attach|rsh)\b.* (?:-[a-z]*t[a-z]*|--tty)\b/.test(
			all,
		)
	);
}

const interpreters =
	/^(?:(?:ba|da|k|z)?sh|source|\.|python[\d.]*|node|ruby|perl|php|Rscript|lua|tsx|deno|bun)$/;
/** Options by which an interpreter reads no file, or one by another name. */
const withoutFile = /^(?:-[a-z]*[cmesp]|--eval|--print|--command|-|test|run|install)$/;
const extensions =
	/\.(?:(?:ba|z|k)?sh|py|m?[jt]s|cjs|rb|pl|php|lua|awk|jq|r|sql|ya?ml|json|toml|tf|tfvars|ini|conf|cfg|env|tmpl|tpl)$/i;
/** Programs that read a file behind an option. */
const readers =
	/^(?:kubectl|oc|helm|psql|mysql|docker|docker-compose|podman|ansible-playbook|terraform|envsubst|jq|awk|make)$/;
const fileOption = /^(?:-f|--?(?:file|filename|values|from-file|patch-file|var-file|env-file))$/;
/** Programs that make no file that they name. */
const onlyLooks = /^(?:chmod|ls|cat|test|\[+|stat|less|head|tail|file|shellcheck|wc|grep|diff)$/;

/** The words of a command that have to be files. */
function namedBy(words: readonly ShellWord[]): ShellWord[] {
	const [head, ...rest] = words;
	if (!head) return [];
	if (interpreters.test(head.text)) {
		const script = rest.find(({ text }) => !/^-./.test(text) || withoutFile.test(text));
		return script && !withoutFile.test(script.text) && /\/|\.\w+$/.test(script.text)
			? [script].filter(({ text }) => extensions.test(text) || text.includes('/'))
			: [];
	}
	if (head.text.includes('/')) {
		return head.text.startsWith('./') || extensions.test(head.text) ? [head] : [];
	}
	if (!readers.test(head.text) || rest.some(({ text }) => text === 'logs')) return [];
	// What comes after `--` is read by another program, or elsewhere.
	const end = rest.findIndex(({ text }) => text === '--');
	return rest.slice(0, end < 0 ? undefined : end).flatMap((word, index, all) => {
		const [option = '', ...value] = word.text.split('=');
		if (value.length > 0 && fileOption.test(option)) {
			return [{ ...word, text: value.join('=') }].filter(isFile);
		}
		return fileOption.test(all[index - 1]?.text ?? '') ? [word].filter(isFile) : [];
	});
}

/** A word that can hardly be anything else. */
const isFile = ({ text }: ShellWord) => text.includes('/') && extensions.test(text);

/** Neither from the root, the home or above, nor an address, nor what a build makes. */
const isOfRepository = ({ text, plain }: ShellWord) =>
	plain &&
	/^[\w.@+-][\w.@+/-]*$/.test(text) &&
	!/(?:^|\/)\.\.(?:\/|$)/.test(text) &&
	!/^(?:\.\/)?(?:node_modules|\.?venv|dist|build|target|out|tmp|vendor)\//.test(text) &&
	!text.endsWith('/');

function mentions({ words, outputs }: ShellCommand, named: readonly ShellWord[]): string[] {
	return [...words, ...outputs]
		.filter((word) => !named.includes(word))
		.map(({ text }) => text.replace(/^(?:\.\/)+/, ''));
}
