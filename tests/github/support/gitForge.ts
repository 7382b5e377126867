/**
 * A GitHub on loopback whose state is a real repository. Git itself decides what a branch may become, what is a
 * conflict and what a merge holds; the same repository is served to git. The frames of answers come from GitHub's own
 * description, texts of errors are those that GitHub is known to give.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { TreeEntry } from './gitObjects.ts';
import { gitObjects } from './gitObjects.ts';
import { sampleOf } from './judge.ts';

export const owner = 'acme';
export const repo = 'status';

interface Settings {
	allow_squash_merge: boolean;
	allow_merge_commit: boolean;
	allow_rebase_merge: boolean;
	allow_auto_merge: boolean;
	delete_branch_on_merge: boolean;
	archived: boolean;
	/** Whether people may write. Of an app GitHub always says that it may not, and decides when it writes. */
	push: boolean;
	/** The published branch wants an approval. */
	needsApproval: boolean;
	/** Branches may not be made, as a rule set says. */
	refusesBranches: boolean;
	/** Checks run that the published branch does not require. */
	checksRun: boolean;
	/** Pull requests may be drafts; not every plan has them. */
	hasDrafts: boolean;
	/** Milliseconds from the look at the published branch to the commit on it. */
	mergeTakes: number;
}

interface PullState {
	number: number;
	title: string;
	body: string;
	head: string;
	base: string;
	draft: boolean;
	state: 'open' | 'closed';
	author: string;
	labels: string[];
	reviewers: string[];
	teams: string[];
	headSha: string;
	merged: { sha: string; at: string } | undefined;
	/** GitHub was asked to merge it by itself. */
	auto: boolean;
}

export interface GitForge {
	url: string;
	/** Address of the repository for git. */
	gitUrl: string;
	pulls: PullState[];
	settings: Settings;
	/** Runs git in the bare repository. */
	git: (...words: string[]) => string;
	/** Text of a file on a branch, if it is there. */
	textOn: (branch: string, path: string) => string | undefined;
	/** Writes a file on a branch, as somebody else would. */
	write: (branch: string, path: string, text: string) => Promise<void>;
	close: () => Promise<void>;
}

interface Options {
	/** Files of the first commit. */
	files?: Readonly<Record<string, string>>;
	/** A clone whose branch `main` is what there is in the beginning, in place of files. */
	from?: string;
	settings?: Partial<Settings>;
	/** Token to name. */
	people?: Readonly<Record<string, string>>;
}

interface Answer {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

const zero = '0'.repeat(40);
const everyone = {
	'token-of-nia': 'nia',
	'token-of-ravi': 'ravi',
	'token-of-app': 'allclear[bot]',
};
const isApp = (login: string) => login.endsWith('[bot]');
const templates = new Map<string, string>();

/** A bare repository with these files, made once and copied from then on. */
function template(files: Readonly<Record<string, string>>, from: string | undefined): string {
	const key = from ?? JSON.stringify(files);
	const made = templates.get(key);
	if (made !== undefined) return made;
	const folder = mkdtempSync(join(tmpdir(), 'allclear-forge-'));
	process.once('exit', () => {
		rmSync(folder, { recursive: true, force: true });
	});
	const bare = join(folder, 'bare');
	const run = (words: string[], input?: string) =>
		execFileSync('git', ['-C', bare, ...words], { input, encoding: 'utf8' }).trim();
	if (from === undefined) {
		execFileSync('git', ['init', '-q', '--bare', '--template=', '-b', 'main', bare]);
	} else {
		execFileSync('git', ['clone', '-q', '--bare', '--template=', '--no-hardlinks', from, bare]);
		// Refs are read as files here.
		const main = run(['rev-parse', 'main']);
		rmSync(join(bare, 'packed-refs'), { force: true });
		run(['update-ref', 'refs/heads/main', main]);
		// One file is copied faster than thousands.
		run(['repack', '-a', '-d', '-q']);
	}
	run(['config', 'http.receivepack', 'true']);
	run(['config', 'user.name', 'forge']);
	run(['config', 'user.email', 'forge@localhost']);
	run(['config', 'gc.auto', '0']);
	// Nothing here has to survive a power cut.
	run(['config', 'core.fsync', 'none']);
	if (from === undefined) {
		for (const [path, text] of Object.entries(files)) {
			const blob = run(['hash-object', '-w', '--stdin'], text);
			run(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`]);
		}
		run([
			'update-ref',
			'refs/heads/main',
			run(['commit-tree', run(['write-tree']), '-m', 'Begin']),
		]);
	}
	templates.set(key, bare);
	return bare;
}

/** Starts a forge. */
export async function startGitForge({
	files = { 'README.md': '# Status\n' },
	from,
	settings: given = {},
	people = everyone,
}: Options = {}): Promise<GitForge> {
	const folder = mkdtempSync(join(tmpdir(), 'allclear-forge-'));
	const bare = join(folder, `${repo}.git`);
	cpSync(template(files, from), bare, { recursive: true });
	const pulls: PullState[] = [];
	const settings: Settings = {
		allow_squash_merge: true,
		allow_merge_commit: true,
		allow_rebase_merge: true,
		allow_auto_merge: false,
		delete_branch_on_merge: false,
		archived: false,
		push: true,
		needsApproval: false,
		refusesBranches: false,
		checksRun: false,
		hasDrafts: true,
		mergeTakes: 0,
		...given,
	};

	const repository = bareRepository(bare);
	const { head, swap, writeTree, writeCommit } = repository;
	const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const routes = forgeRoutes({ ...repository, pulls, settings, address, people });

	const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const body = await bytesOf(incoming);
		const url = new URL(incoming.url ?? '/', 'http://forge');
		const login = people[tokenOf(incoming.headers.authorization)];
		if (url.pathname.startsWith(`/${owner}/${repo}.git`)) {
			serveGit(folder, incoming, outgoing, body, login);
			return;
		}
		const {
			status,
			body: answer,
			headers = {},
		} = await routes(incoming.method ?? 'GET', url, parsed(body), login);
		outgoing.writeHead(status, {
			'content-type': 'application/json; charset=utf-8',
			'x-ratelimit-remaining': '4990',
			...headers,
		});
		outgoing.end(answer === undefined ? undefined : JSON.stringify(answer));
	};
	const server = createServer((incoming, outgoing) => {
		serve(incoming, outgoing).catch((error: unknown) => {
			outgoing.writeHead(500, { 'content-type': 'application/json' });
			outgoing.end(JSON.stringify({ message: `The peer failed: ${String(error)}` }));
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

	return {
		url: address(),
		gitUrl: `${address()}/${owner}/${repo}.git`,
		pulls,
		settings,
		git: (...words) => execFileSync('git', ['-C', bare, ...words], { encoding: 'utf8' }).trim(),
		textOn(branch, path) {
			try {
				return execFileSync('git', ['-C', bare, 'cat-file', 'blob', `${branch}:${path}`], {
					encoding: 'utf8',
					stdio: ['ignore', 'pipe', 'ignore'],
				});
			} catch {
				return undefined;
			}
		},
		async write(branch, path, text) {
			const before = head(branch) ?? zero;
			const tree = await writeTree(before, [{ path, content: text }]);
			const commit = writeCommit({
				tree,
				parents: [before],
				message: `Write ${path}`,
				author: 'somebody',
			});
			if (!(await swap(branch, commit, before))) throw new Error('Somebody was faster.');
		},
		close: () =>
			new Promise((done) => {
				repository.close();
				server.closeAllConnections();
				server.close(() => {
					rmSync(folder, { recursive: true, force: true });
					done();
				});
			}),
	};
}

/** The few things of git that a forge needs; all that can be refused is refused by git. */
function bareRepository(bare: string) {
	const objects = gitObjects(bare);
	const worked = (words: readonly string[]) =>
		new Promise<{ ok: boolean; text: string }>((done, fail) => {
			const child = spawn('git', ['-C', bare, ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
			const out: Buffer[] = [];
			child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
			child.on('error', fail);
			child.on('close', (code) => {
				done({ ok: code === 0, text: Buffer.concat(out).toString().trimEnd() });
			});
		});
	/** What git said of two commits does not change. */
	const merges = new Map<string, Promise<{ clean: boolean; tree: string }>>();
	return {
		...objects,
		worked,
		/** The commit at the end of a branch. Nothing here packs refs, so they are files. */
		head: (branch: string): string | undefined => {
			try {
				return readFileSync(join(bare, 'refs/heads', branch), 'utf8').trim();
			} catch {
				return undefined;
			}
		},
		/** Git's own compare and swap. */
		swap: async (branch: string, next: string, before: string) =>
			(await worked(['update-ref', `refs/heads/${branch}`, next, before])).ok,
		isAncestor: async (a: string, b: string) =>
			(await worked(['merge-base', '--is-ancestor', a, b])).ok,
		merge: (base: string, head: string) => {
			const key = `${base} ${head}`;
			const made =
				merges.get(key) ??
				worked(['merge-tree', '--write-tree', base, head]).then(({ ok, text }) => ({
					clean: ok,
					tree: text.split('\n')[0] ?? '',
				}));
			merges.set(key, made);
			return made;
		},
	};
}

type ForgeState = ReturnType<typeof bareRepository> & {
	pulls: PullState[];
	settings: Settings;
	address: () => string;
	people: Readonly<Record<string, string>>;
};

const error = (status: number, message: string, more: object = {}): Answer => ({
	status,
	body: {
		message,
		...more,
		documentation_url: 'https://docs.github.com/rest',
		status: `${status}`,
	},
});
const invalid = (field: object) => error(422, 'Validation Failed', { errors: [field] });

/** What GitHub answers to whom. */
function forgeRoutes(forge: ForgeState) {
	const here = `/repos/${owner}/${repo}`;
	return async (
		method: string,
		url: URL,
		body: unknown,
		login: string | undefined,
	): Promise<Answer> => {
		if (login === undefined) return error(401, 'Bad credentials');
		if (url.pathname === '/graphql') return autoMerge(forge, body as GraphqlRequest);
		// Whoever may only read finds nothing to write to.
		if (method !== 'GET' && !forge.settings.push && !isApp(login)) return error(404, 'Not Found');
		const path = url.pathname.split('/').map(decodeURIComponent).join('/');
		if (path !== here && !path.startsWith(`${here}/`)) return error(404, 'Not Found');
		const rest = path.slice(here.length);
		for (const [verb, pattern, answer] of routes) {
			const match = verb === method ? pattern.exec(rest) : null;
			if (match) {
				const call = { body: (body ?? {}) as never, query: url.searchParams, login };
				return answer(forge, call, match[1] ?? '');
			}
		}
		return error(404, 'Not Found');
	};
}

interface RouteCall {
	body: never;
	query: URLSearchParams;
	login: string;
}
type Route = (forge: ForgeState, call: RouteCall, name: string) => Answer | Promise<Answer>;

const routes: [string, RegExp, Route][] = [
	['GET', /^$/, getRepository],
	['GET', /^\/git\/ref\/heads\/(.+)$/, getRef],
	['POST', /^\/git\/refs$/, createRef],
	['DELETE', /^\/git\/refs\/heads\/(.+)$/, deleteRef],
	['POST', /^\/git\/trees$/, createTree],
	['POST', /^\/git\/commits$/, createCommit],
	['GET', /^\/git\/commits\/([0-9a-f]{40})$/, getCommit],
	['GET', /^\/contents\/(.+)$/, getContents],
	['PUT', /^\/contents\/(.+)$/, putContents],
	['GET', /^\/pulls$/, listPulls],
	['POST', /^\/pulls$/, openPull],
	['GET', /^\/pulls\/(\d+)$/, getPull],
	['PUT', /^\/pulls\/(\d+)\/merge$/, mergePull],
	['POST', /^\/pulls\/(\d+)\/requested_reviewers$/, askForReview],
	['POST', /^\/issues\/(\d+)\/labels$/, addLabels],
];

function getRepository({ settings }: ForgeState, { login }: RouteCall): Answer {
	const push = settings.push && !isApp(login);
	return {
		status: 200,
		body: {
			...sampleOf('GET /repos/{owner}/{repo}', 200),
			name: repo,
			full_name: `${owner}/${repo}`,
			default_branch: 'main',
			permissions: { admin: false, maintain: false, push, triage: push, pull: !isApp(login) },
			archived: settings.archived,
			delete_branch_on_merge: settings.delete_branch_on_merge,
			allow_squash_merge: settings.allow_squash_merge,
			allow_merge_commit: settings.allow_merge_commit,
			allow_rebase_merge: settings.allow_rebase_merge,
			allow_auto_merge: settings.allow_auto_merge,
		},
	};
}

const refBody = (branch: string, sha: string) => ({
	...sampleOf('GET /repos/{owner}/{repo}/git/ref/{ref}', 200),
	ref: `refs/heads/${branch}`,
	object: { type: 'commit', sha, url: '' },
});

function getRef({ head }: ForgeState, _: RouteCall, branch: string): Answer {
	const sha = head(branch);
	return sha === undefined ? error(404, 'Not Found') : { status: 200, body: refBody(branch, sha) };
}

async function createRef(
	{ head, swap, settings }: ForgeState,
	{ body }: RouteCall,
): Promise<Answer> {
	const { ref, sha } = body as { ref: string; sha: string };
	const branch = ref.replace('refs/heads/', '');
	if (settings.refusesBranches) {
		return error(
			422,
			'Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n',
		);
	}
	if (head(branch) !== undefined) return error(422, 'Reference already exists');
	// Git itself refuses a commit that it does not have.
	return (await swap(branch, sha, zero))
		? { status: 201, body: refBody(branch, sha) }
		: error(
				422,
				head(branch) === undefined ? 'Reference update failed' : 'Reference already exists',
			);
}

async function deleteRef(
	{ worked, head }: ForgeState,
	_: RouteCall,
	branch: string,
): Promise<Answer> {
	if (head(branch) === undefined) return error(422, 'Reference does not exist');
	const { ok } = await worked(['update-ref', '-d', `refs/heads/${branch}`]);
	return ok ? { status: 204 } : error(422, 'Reference does not exist');
}

async function createTree({ writeTree }: ForgeState, { body }: RouteCall): Promise<Answer> {
	const { base_tree, tree } = body as { base_tree?: string; tree: TreeEntry[] };
	const sha = await writeTree(base_tree, tree);
	return {
		status: 201,
		body: { ...sampleOf('POST /repos/{owner}/{repo}/git/trees', 201), sha, tree: [] },
	};
}

function createCommit(forge: ForgeState, { body, login }: RouteCall): Answer {
	const {
		message,
		tree,
		parents = [],
	} = body as {
		message: string;
		tree: string;
		parents?: string[];
	};
	const sha = forge.writeCommit({ tree, parents, message, author: login });
	const header = [`tree ${tree}`, ...parents.map((parent) => `parent ${parent}`)].join('\n');
	return { status: 201, body: commitBody(sha, `${header}\n\n${message}`) };
}

async function getCommit(forge: ForgeState, _: RouteCall, sha: string): Promise<Answer> {
	const found = await forge.read(sha);
	return found?.kind === 'commit'
		? { status: 200, body: commitBody(sha, found.bytes.toString()) }
		: error(404, 'Not Found');
}

/** A commit as git prints it, in GitHub's frame. */
function commitBody(sha: string, text: string) {
	const [header = '', ...message] = text.split('\n\n');
	const lines = (name: string) =>
		header
			.split('\n')
			.filter((line) => line.startsWith(`${name} `))
			.map((line) => line.slice(name.length + 1));
	return {
		...sampleOf('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', 200),
		sha,
		message: message.join('\n\n').trim(),
		tree: { sha: lines('tree')[0] ?? '', url: '' },
		parents: lines('parent').map((parent) => ({ sha: parent, url: '', html_url: '' })),
	};
}

async function getContents(
	{ read, head }: ForgeState,
	{ query }: RouteCall,
	path: string,
): Promise<Answer> {
	const ref = query.get('ref') ?? 'main';
	const commit = head(ref) ?? ref;
	const found = await read(`${commit}:${path}`);
	if (!found) return error(404, 'Not Found');
	return {
		status: 200,
		body: {
			type: 'file',
			encoding: 'base64',
			size: 0,
			name: path.split('/').at(-1),
			path,
			// Our code reads the name of the bytes and never the bytes.
			content: '',
			sha: found.sha,
			url: '',
			git_url: null,
			html_url: null,
			download_url: null,
			_links: { git: null, self: '', html: null },
		},
	};
}

/** Only the control writes this way. */
async function putContents(
	forge: ForgeState,
	{ body, login }: RouteCall,
	path: string,
): Promise<Answer> {
	const { message, content, branch } = body as { message: string; content: string; branch: string };
	const before = forge.head(branch);
	if (before === undefined) return error(404, `Branch ${branch} not found`);
	const there = await forge.read(`${before}:${path}`);
	if (there && !('sha' in (body as object))) {
		return error(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
	}
	const text = Buffer.from(content, 'base64').toString();
	const tree = await forge.writeTree(before, [{ path, content: text }]);
	const commit = forge.writeCommit({ tree, parents: [before], message, author: login });
	if (!(await forge.swap(branch, commit, before))) return error(409, `is at ${forge.head(branch)}`);
	return {
		status: 201,
		body: {
			...sampleOf('PUT /repos/{owner}/{repo}/contents/{path}', 201),
			commit: commitBody(commit, `tree ${tree}\nparent ${before}\n\n${message}`),
		},
	};
}

/** Lists and single answers describe people differently; this one fits both. */
const { user: person } = sampleOf('GET /repos/{owner}/{repo}/pulls/{pull_number}', 200);

async function pullBody(forge: ForgeState, pull: PullState, how: 'list' | 'new' | 'full') {
	const list = how === 'list';
	const { head, address, merge, settings } = forge;
	const headSha = pull.merged ? pull.headSha : (head(pull.head) ?? pull.headSha);
	pull.headSha = headSha;
	const base = head(pull.base) ?? zero;
	const name = list
		? 'GET /repos/{owner}/{repo}/pulls'
		: 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
	const frame = list
		? (sampleOf(name, 200) as unknown as Record<string, unknown>[])[0]
		: sampleOf(name, 200);
	const user = { ...(person as object), login: pull.author };
	const side = (key: 'head' | 'base') => frame?.[key] as object;
	const body = {
		...frame,
		number: pull.number,
		node_id: `PR_${pull.number}`,
		title: pull.title,
		body: pull.body,
		state: pull.state,
		draft: pull.draft,
		html_url: `${address()}/${owner}/${repo}/pull/${pull.number}`,
		merged_at: pull.merged?.at ?? null,
		merge_commit_sha: pull.merged?.sha ?? null,
		labels: [],
		user,
		head: { ...side('head'), ref: pull.head, sha: headSha, label: `${owner}:${pull.head}` },
		base: { ...side('base'), ref: pull.base, sha: base, label: `${owner}:${pull.base}` },
	};
	if (list) return body;
	// GitHub works out later whether a new one can be merged.
	const clean = pull.merged || how === 'new' ? undefined : (await merge(base, headSha)).clean;
	const blocked = settings.needsApproval ? 'blocked' : settings.checksRun ? 'unstable' : 'clean';
	return {
		...body,
		merged: pull.merged !== undefined,
		mergeable: clean ?? null,
		mergeable_state: pull.merged ? 'unknown' : clean ? (pull.draft ? 'draft' : blocked) : 'dirty',
	};
}

async function listPulls(forge: ForgeState, { query }: RouteCall): Promise<Answer> {
	const [state, head, base] = ['state', 'head', 'base'].map((key) => query.get(key));
	const found = forge.pulls
		.filter((pull) => state === 'all' || pull.state === (state ?? 'open'))
		.filter((pull) => !head || head === `${owner}:${pull.head}`)
		.filter((pull) => !base || base === pull.base);
	return {
		status: 200,
		body: await Promise.all(found.toReversed().map((pull) => pullBody(forge, pull, 'list'))),
	};
}

async function openPull(forge: ForgeState, { body, login }: RouteCall): Promise<Answer> {
	const wanted = body as {
		title: string;
		body?: string;
		head: string;
		base: string;
		draft?: boolean;
	};
	const branch = wanted.head.replace(`${owner}:`, '');
	const [head, base] = [forge.head(branch), forge.head(wanted.base)];
	if (head === undefined)
		return invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
	if (base === undefined) {
		return invalid({
			resource: 'PullRequest',
			field: 'base',
			code: 'invalid',
			message: `Proposed base branch '${wanted.base}' was not found`,
		});
	}
	const taken = () =>
		forge.pulls.some(
			(pull) => pull.state === 'open' && pull.head === branch && pull.base === wanted.base,
		);
	const exists = () =>
		invalid({
			resource: 'PullRequest',
			code: 'custom',
			message: `A pull request already exists for ${owner}:${branch}.`,
		});
	if (taken()) return exists();
	if (await forge.isAncestor(head, base)) {
		return invalid({
			resource: 'PullRequest',
			code: 'custom',
			message: `No commits between ${wanted.base} and ${branch}`,
		});
	}
	if (taken()) return exists();
	if (wanted.draft === true && !forge.settings.hasDrafts) {
		return invalid({
			resource: 'PullRequest',
			code: 'custom',
			message: 'Draft pull requests are not supported in this repository.',
		});
	}
	const pull: PullState = {
		number: forge.pulls.length + 1,
		title: wanted.title,
		body: wanted.body ?? '',
		head: branch,
		base: wanted.base,
		draft: wanted.draft ?? false,
		state: 'open',
		author: login,
		labels: [],
		reviewers: [],
		teams: [],
		headSha: head,
		merged: undefined,
		auto: false,
	};
	forge.pulls.push(pull);
	return { status: 201, body: await pullBody(forge, pull, 'new') };
}

const find = ({ pulls }: ForgeState, number: string) =>
	pulls.find((pull) => pull.number === Number(number));

async function getPull(forge: ForgeState, _: RouteCall, number: string): Promise<Answer> {
	const pull = find(forge, number);
	return pull
		? { status: 200, body: await pullBody(forge, pull, 'full') }
		: error(404, 'Not Found');
}

const methodNames = { squash: 'Squash merges', merge: 'Merge commits', rebase: 'Rebase merges' };

async function mergePull(
	forge: ForgeState,
	{ body, login }: RouteCall,
	number: string,
): Promise<Answer> {
	const { pulls, settings, head, swap, merge, worked } = forge;
	const pull = find(forge, number);
	if (!pull) return error(404, 'Not Found');
	const {
		sha,
		merge_method: method = 'merge',
		commit_title = `${pull.title} (#${number})`,
		commit_message = '',
	} = body as {
		sha?: string;
		merge_method?: 'squash' | 'merge' | 'rebase';
		commit_title?: string;
		commit_message?: string;
	};
	if (pull.state !== 'open' || pull.draft) return error(405, 'Pull Request is not mergeable');
	const [tip, base] = [head(pull.head) ?? zero, head(pull.base) ?? zero];
	if (sha !== undefined && sha !== tip) {
		return error(409, 'Head branch was modified. Review and try the merge again.');
	}
	const allowed = {
		squash: settings.allow_squash_merge,
		merge: settings.allow_merge_commit,
		rebase: settings.allow_rebase_merge,
	};
	if (!allowed[method]) {
		return error(405, `${methodNames[method]} are not allowed on this repository.`);
	}
	if (settings.needsApproval) {
		return error(405, 'At least 1 approving review is required by reviewers with write access.');
	}
	const { clean, tree } = await merge(base, tip);
	if (!clean) return error(405, 'Pull Request is not mergeable');
	if (settings.mergeTakes > 0) await delay(settings.mergeTakes);
	const parents = method === 'merge' ? [base, tip] : [base];
	const message = `${commit_title}\n\n${commit_message}`;
	const commit = forge.writeCommit({ tree, parents, message, author: login });
	if (!(await swap(pull.base, commit, base))) {
		return error(405, 'Base branch was modified. Review and try the merge again.');
	}
	const merged = pulls[pulls.indexOf(pull)] ?? pull;
	merged.headSha = tip;
	merged.state = 'closed';
	merged.merged = { sha: commit, at: new Date().toISOString() };
	if (settings.delete_branch_on_merge)
		await worked(['update-ref', '-d', `refs/heads/${pull.head}`]);
	return {
		status: 200,
		body: { sha: commit, merged: true, message: 'Pull Request successfully merged' },
	};
}

function askForReview(forge: ForgeState, { body }: RouteCall, number: string): Answer {
	const pull = find(forge, number);
	if (!pull) return error(404, 'Not Found');
	const { reviewers = [], team_reviewers: teams = [] } = body as {
		reviewers?: string[];
		team_reviewers?: string[];
	};
	if (reviewers.includes(pull.author)) {
		return error(422, 'Review cannot be requested from pull request author.');
	}
	if (reviewers.some((name) => !Object.values(forge.people).includes(name))) {
		return error(
			422,
			`Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${owner}/${repo} repository.`,
		);
	}
	pull.reviewers = [...new Set([...pull.reviewers, ...reviewers])];
	pull.teams = [...new Set([...pull.teams, ...teams])];
	const frame = sampleOf('POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', 201);
	return { status: 201, body: { ...frame, number: pull.number } };
}

function addLabels(forge: ForgeState, { body }: RouteCall, number: string): Answer {
	const pull = find(forge, number);
	if (!pull) return error(404, 'Not Found');
	const { labels } = body as { labels: string[] };
	pull.labels = [...new Set([...pull.labels, ...labels])];
	const [frame] = sampleOf(
		'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
		200,
	) as unknown as object[];
	return { status: 200, body: pull.labels.map((name) => ({ ...frame, name })) };
}

interface GraphqlRequest {
	query: string;
	variables: { input: { pullRequestId: string; mergeMethod: string } };
}

/** The one mutation we use, with the refusals that are known of it. */
function autoMerge({ pulls, settings }: ForgeState, { query, variables }: GraphqlRequest): Answer {
	const refuse = (type: string, message: string): Answer => ({
		status: 200,
		body: {
			data: { enablePullRequestAutoMerge: null },
			errors: [{ type, path: ['enablePullRequestAutoMerge'], message }],
		},
	});
	if (!query.includes('enablePullRequestAutoMerge')) return error(400, 'Problems parsing JSON');
	const pull = pulls.find(({ number }) => `PR_${number}` === variables.input.pullRequestId);
	if (!pull) return refuse('NOT_FOUND', 'Could not resolve to a node with the global id.');
	if (!settings.allow_auto_merge) {
		return refuse('UNPROCESSABLE', 'Auto merge is not allowed for this repository');
	}
	if (!settings.needsApproval) {
		const status = settings.checksRun ? 'unstable' : 'clean';
		return refuse('UNPROCESSABLE', `Pull request Pull request is in ${status} status`);
	}
	pull.auto = true;
	return {
		status: 200,
		body: { data: { enablePullRequestAutoMerge: { pullRequest: { number: pull.number } } } },
	};
}

/** `Bearer …`, `token …`, or a password as git sends it. */
function tokenOf(authorization = ''): string {
	const [scheme = '', value = ''] = authorization.split(' ');
	if (scheme.toLowerCase() !== 'basic') return value;
	return Buffer.from(value, 'base64').toString().split(':')[1] ?? '';
}

/** Git's own server for the same repository. */
function serveGit(
	folder: string,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
	body: Buffer,
	login: string | undefined,
): void {
	if (login === undefined) {
		outgoing.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' });
		outgoing.end('Invalid username or token.\n');
		return;
	}
	const url = new URL(incoming.url ?? '/', 'http://forge');
	const input = incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
	const child = spawn('git', ['http-backend'], {
		env: {
			PATH: process.env['PATH'],
			GIT_PROJECT_ROOT: folder,
			GIT_HTTP_EXPORT_ALL: '1',
			PATH_INFO: url.pathname.replace(`/${owner}`, ''),
			QUERY_STRING: url.search.slice(1),
			REQUEST_METHOD: incoming.method,
			CONTENT_TYPE: incoming.headers['content-type'] ?? '',
			CONTENT_LENGTH: String(input.length),
			REMOTE_USER: login,
			GIT_PROTOCOL: String(incoming.headers['git-protocol'] ?? ''),
			REMOTE_ADDR: '127.0.0.1',
		},
	});
	const out: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
	// Git may answer before it has read everything.
	child.stdin.on('error', () => undefined);
	child.stdin.end(input);
	child.on('close', () => {
		const bytes = Buffer.concat(out);
		const end = bytes.indexOf('\r\n\r\n');
		const headers = new Map(
			bytes
				.subarray(0, end)
				.toString()
				.split('\r\n')
				.map((line): [string, string] => {
					const colon = line.indexOf(':');
					return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
				}),
		);
		const status = Number.parseInt(headers.get('status') ?? '200', 10);
		headers.delete('status');
		outgoing.writeHead(status, Object.fromEntries(headers));
		outgoing.end(bytes.subarray(end + 4));
	});
}

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

function parsed(body: Buffer): unknown {
	return body.length === 0 ? undefined : JSON.parse(body.toString());
}
