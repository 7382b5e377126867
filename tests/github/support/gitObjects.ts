/**
 * Objects of a bare repository, read through one long-lived `git cat-file` and written as git stores them. Refs and
 * merges stay with git itself; starting a process for every object would take most of the time of the tests.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

type Kind = 'blob' | 'tree' | 'commit';

/** One line of a tree. */
interface Line {
	mode: string;
	name: string;
	sha: string;
}

/** A file as a tree is asked to have it; `sha: null` takes it away. */
export interface TreeEntry {
	path: string;
	content?: string;
	sha?: string | null;
	mode?: string;
}

export interface GitObjects {
	/** An object by any name that git understands; `undefined` where there is none. */
	read: (name: string) => Promise<{ sha: string; kind: string; bytes: Buffer } | undefined>;
	/** Writes an object and gives its name. */
	write: (kind: Kind, bytes: Buffer | string) => string;
	/** Writes the tree of `base` with these entries in it. */
	writeTree: (base: string | undefined, entries: readonly TreeEntry[]) => Promise<string>;
	writeCommit: (commit: {
		tree: string;
		parents: readonly string[];
		message: string;
		author: string;
	}) => string;
	close: () => void;
}

const folderMode = '40000';

/** The objects of a bare repository. */
export function gitObjects(bare: string): GitObjects {
	let reader: ReturnType<typeof startReader> | undefined;
	const read: GitObjects['read'] = (name) => (reader ??= startReader(bare)).read(name);

	const write: GitObjects['write'] = (kind, content) => {
		const bytes = Buffer.from(content);
		const whole = Buffer.concat([Buffer.from(`${kind} ${bytes.length}\0`), bytes]);
		const sha = createHash('sha1').update(whole).digest('hex');
		const folder = join(bare, 'objects', sha.slice(0, 2));
		const path = join(folder, sha.slice(2));
		if (!existsSync(path)) {
			mkdirSync(folder, { recursive: true });
			writeFileSync(path, deflateSync(whole, { level: 1 }));
		}
		return sha;
	};

	const linesOf = async (tree: string | undefined): Promise<Map<string, Line>> => {
		const found = tree === undefined ? undefined : await read(`${tree}^{tree}`);
		return new Map(parseTree(found?.bytes ?? Buffer.alloc(0)).map((line) => [line.name, line]));
	};
	const writeTree = async (base: string | undefined, entries: readonly TreeEntry[]) =>
		(await writtenTree(base, entries)) ?? write('tree', '');
	/** The tree, or `undefined` if nothing is in it: git keeps no empty folders. */
	const writtenTree = async (
		base: string | undefined,
		entries: readonly TreeEntry[],
	): Promise<string | undefined> => {
		const lines = await linesOf(base);
		const below = new Map<string, TreeEntry[]>();
		for (const entry of entries) {
			const [name = '', ...rest] = entry.path.split('/');
			if (rest.length > 0) {
				below.set(name, [...(below.get(name) ?? []), { ...entry, path: rest.join('/') }]);
			} else if (entry.sha === null) {
				lines.delete(name);
			} else {
				const sha = entry.sha ?? write('blob', entry.content ?? '');
				lines.set(name, { mode: entry.mode ?? '100644', name, sha });
			}
		}
		for (const [name, inside] of below) {
			const there = lines.get(name);
			const sha = await writtenTree(there?.mode === folderMode ? there.sha : undefined, inside);
			if (sha === undefined) lines.delete(name);
			else lines.set(name, { mode: folderMode, name, sha });
		}
		return lines.size === 0 ? undefined : write('tree', formatTree([...lines.values()]));
	};

	return {
		read,
		write,
		writeTree,
		writeCommit: ({ tree, parents, message, author }) => {
			const who = `${author} <${author}@users.noreply.github.com>`;
			const at = `${Math.floor(Date.now() / 1000)} +0000`;
			const header = [
				`tree ${tree}`,
				...parents.map((parent) => `parent ${parent}`),
				`author ${who} ${at}`,
				`committer GitHub <noreply@github.com> ${at}`,
			];
			return write('commit', `${header.join('\n')}\n\n${message.trimEnd()}\n`);
		},
		close: () => {
			reader?.close();
		},
	};
}

/** `git cat-file --batch`, which answers in the order of the questions. */
function startReader(bare: string) {
	const child = spawn('git', ['-C', bare, 'cat-file', '--batch'], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const asked: ((found: { sha: string; kind: string; bytes: Buffer } | undefined) => void)[] = [];
	let buffer = Buffer.alloc(0);
	child.stdout.on('data', (chunk: Buffer) => {
		buffer = Buffer.concat([buffer, chunk]);
		for (;;) {
			const end = buffer.indexOf('\n');
			if (end < 0) return;
			const [sha = '', kind = '', size = ''] = buffer.subarray(0, end).toString().split(' ');
			if (!/^\d+$/.test(size)) {
				buffer = buffer.subarray(end + 1);
				asked.shift()?.(undefined);
				continue;
			}
			const last = end + 1 + Number(size);
			if (buffer.length <= last) return;
			const bytes = Buffer.from(buffer.subarray(end + 1, last));
			buffer = buffer.subarray(last + 1);
			asked.shift()?.({ sha, kind, bytes });
		}
	});
	return {
		read: (name: string) =>
			new Promise<{ sha: string; kind: string; bytes: Buffer } | undefined>((done) => {
				asked.push(done);
				child.stdin.write(`${name}\n`);
			}),
		close: () => {
			child.kill();
		},
	};
}

function parseTree(bytes: Buffer): Line[] {
	const lines: Line[] = [];
	for (let at = 0; at < bytes.length;) {
		const zero = bytes.indexOf(0, at);
		const [mode = '', ...name] = bytes.subarray(at, zero).toString().split(' ');
		lines.push({
			mode,
			name: name.join(' '),
			sha: bytes.subarray(zero + 1, zero + 21).toString('hex'),
		});
		at = zero + 21;
	}
	return lines;
}

/** Lines in git's order: a folder stands where its name with a slash would. */
function formatTree(lines: readonly Line[]): Buffer {
	const key = ({ mode, name }: Line) => Buffer.from(mode === folderMode ? `${name}/` : name);
	return Buffer.concat(
		lines
			.toSorted((a, b) => Buffer.compare(key(a), key(b)))
			.map(({ mode, name, sha }) =>
				Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(sha, 'hex')]),
			),
	);
}
