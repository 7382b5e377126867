/** Every command that README and docs/ show, run as it stands there by people who have Harbour's settings. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { CommandError } from '../../scripts/lib/exitCodes.ts';
import { defaultAction as alertDefault } from '../../scripts/commands/alertActions.ts';
import { defaultAction as gateDefault } from '../../scripts/commands/gate.ts';
import { defaultAction as messageDefault } from '../../scripts/commands/message.ts';
import { definitions } from '../../src/domain/metrics.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import { callAction, registries } from '../support/actions.ts';
import { pinnedNow, repository, runScript, temporaryFolder } from '../support/whole.ts';

const pages = [
	'README.md',
	'CONTRIBUTING.md',
	'examples/README.md',
	...readdirSync(join(repository, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`),
];
const textOf = (page: string) => readFileSync(join(repository, page), 'utf8');
const blocks = (page: string, language: string) =>
	[...textOf(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
		([, block = '']) => block,
	);

/** What is run elsewhere, and where. */
const elsewhere: Record<string, string> = {
	'npm ci': '.ci/run',
	'npm start': 'tests/whole/serving.test.ts',
	'npm test': '.ci/run',
	'npm run init': 'tests/whole/init.test.ts',
	'npm run publish': 'tests/whole/publish.test.ts',
};

/** Where the end is not “done”: what is asked for does not hold. */
const otherEnds: Record<string, number> = { 'npm run gate -- big-sale-day': 1 };

interface Called {
	words: string[];
	input: string;
}

/** What a shell makes of the commands of a block: each with its words, and what arrives at its input. */
function calledBy(block: string, folder: string): Called[] {
	const bin = join(folder, 'bin');
	mkdirSync(bin, { recursive: true });
	for (const program of ['npm', 'rsync']) {
		writeFileSync(
			join(bin, program),
			`#!/bin/sh\nn=$(ls "${bin}" | wc -l)\n{ printf '%s\\0' ${program} "$@"; } > "${bin}/call-$(printf %03d "$n").words"\n` +
				`cat > "${bin}/call-$(printf %03d "$n").input"\n`,
		);
		chmodSync(join(bin, program), 0o755);
	}
	const ran = spawnSync('sh', ['-e', '-c', block], {
		cwd: folder,
		env: { PATH: `${bin}:/usr/bin:/bin` },
		input: '',
		encoding: 'utf8',
	});
	expect(ran.stderr).toBe('');
	const calls = readdirSync(bin)
		.filter((name) => name.endsWith('.words'))
		.sort();
	const called = calls.map((name) => ({
		words: readFileSync(join(bin, name), 'utf8').split('\0').slice(0, -1),
		input: readFileSync(join(bin, name.replace('.words', '.input')), 'utf8'),
	}));
	execFileSync('rm', ['-r', bin]);
	return called;
}

/** Harbour's settings without its examples, and the records that the guide speaks of. */
function clone(): string {
	const folder = temporaryFolder();
	cpSync(join(repository, 'content'), join(folder, 'content'), {
		recursive: true,
		filter: (path) => !/\/(?:[a-z]+\/example|post-mortems)$/.test(path),
	});
	for (const [path, text] of Object.entries(records)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	const git = (...words: string[]) => execFileSync('git', words, { cwd: folder });
	git('init', '--quiet', '--initial-branch', 'main');
	git('config', 'user.name', 'Ines Duarte');
	git('config', 'user.email', 'ines@harbour.example');
	git('config', 'core.fsync', 'none');
	git('add', '--all');
	git('commit', '--quiet', '-m', 'Begin');
	return folder;
}

const records: Record<string, string> = {
	'content/incidents/2026/2026-11-20-k3f9/index.md':
		'---\nopened: 2026-11-20T09:10:00Z\nby: ines-duarte\nlevel: sev2\n---\n',
	'content/incidents/2026/2026-11-20-k3f9/updates/20261120T091000Z-upd111.md':
		'---\nat: 2026-11-20T09:10:00Z\ntitle: Uploads fail\nstatus: investigating\nservices: { uploads: major-outage }\n---\n\nWe are looking into it.\n',
	'content/incidents/2026/2026-11-18-z9w8/index.md':
		'---\nopened: 2026-11-18T09:10:00Z\nby: ines-duarte\nlevel: sev2\n---\n',
	'content/incidents/2026/2026-11-18-z9w8/updates/20261118T091000Z-upd222.md':
		'---\nat: 2026-11-18T09:10:00Z\ntitle: Webhooks were late\nstatus: investigating\nservices: { webhooks: degraded-performance }\n---\n\nWe are looking into it.\n',
	'content/incidents/2026/2026-11-18-z9w8/updates/20261118T101000Z-upd333.md':
		'---\nat: 2026-11-18T10:10:00Z\nstatus: resolved\n---\n\nWebhooks arrive in time again.\n',
	'content/maintenance/2026/2026-11-20-m4nt/index.md':
		'---\nopened: 2026-11-19T09:00:00Z\nby: tomas-reil\n---\n',
	'content/maintenance/2026/2026-11-20-m4nt/updates/20261119T090000Z-upd444.md':
		'---\nat: 2026-11-19T09:00:00Z\ntitle: More room for uploads\nstatus: scheduled\nservices: [uploads]\nstarts: 2026-11-20T09:00:00Z\nends: 2026-11-20T11:00:00Z\n---\n\nUploads may be slow.\n',
	'content/alerts/2026/h7k2m9xq-1.yaml':
		'source: prometheus\nname: DiskFull\nkey: disk-full/up-1\ntitle: The disk is nearly full\nfired: 2026-11-20T09:39:00Z\nservice: uploads\nlabels: {}\n',
	'content/post-mortems/2026-11-18-z9w8.mdx': `---
title: Webhooks were late
description: A retry without a limit.
incident: 2026-11-18-z9w8
status: draft
owner: maya-okafor
authors: [maya-okafor]
actions:
  - id: retry-limit
    title: Retries have a limit
    kind: prevent
    owner: maya-okafor
    due: 2026-11-27
    priority: high
    status: open
---

## Summary

A retry without a limit kept a queue full.
`,
	'report.md': 'Uploads failed because a disk was full. Nothing was lost.\n',
	'payload.json': JSON.stringify({
		version: '4',
		groupKey: '{}:{alertname="DiskFull"}',
		status: 'firing',
		receiver: 'allclear',
		groupLabels: { alertname: 'DiskFull' },
		commonLabels: { alertname: 'DiskFull', severity: 'critical' },
		commonAnnotations: { summary: 'The disk is nearly full' },
		externalURL: 'https://alertmanager.harbour.example',
		alerts: [
			{
				status: 'firing',
				labels: { alertname: 'DiskFull', severity: 'critical', instance: 'up-1:9100' },
				annotations: { summary: 'The disk is nearly full' },
				startsAt: '2026-11-20T09:40:00Z',
				endsAt: '0001-01-01T00:00:00Z',
				generatorURL: 'https://prometheus.harbour.example/graph',
				fingerprint: 'c0ffee',
			},
		],
	}),
	'rules.yml':
		'groups:\n  - name: search\n    rules:\n      - alert: SearchSlow\n        expr: slow > 1\n        annotations: { runbook_url: https://portal.harbour.example/r/SearchSlow/ }\n',
};

const scripts = (
	JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
		scripts: Record<string, string>;
	}
).scripts;
const defaults: Record<string, string> = {
	alert: alertDefault,
	gate: gateDefault,
	message: messageDefault,
};

/** Copies as rsync does, from a site that is built here to a folder of ours in place of `/srv`. */
function rsynced(words: readonly string[], folder: string): [number, string] {
	mkdirSync(join(folder, 'dist/status'), { recursive: true });
	writeFileSync(join(folder, 'dist/status/index.html'), 'All clear.');
	mkdirSync(join(folder, 'srv'));
	const ran = spawnSync(
		'rsync',
		words.map((word) => word.replace(/^\/srv\//, `${folder}/srv/`)),
		{ cwd: folder, encoding: 'utf8' },
	);
	expect(readFileSync(join(folder, 'srv/status/index.html'), 'utf8')).toBe('All clear.');
	return [ran.status ?? 1, ran.stderr];
}

/** Runs what somebody typed, and says how it ended. */
async function ended({ words, input }: Called, folder: string): Promise<[number, string]> {
	const [program, , name = '', ...flags] = words;
	if (program === 'rsync') return rsynced(words.slice(1), folder);
	const given = flags[0] === '--' ? flags.slice(1) : flags;
	const registry = registries[name];
	if (!registry) {
		const [, file] = /scripts\/([\w/]+\.ts)/.exec(scripts[name] ?? '') ?? [];
		if (file === undefined) return [127, `There is no npm run ${name}.`];
		const { code, output } = await runScript(
			file,
			given,
			{ BUILD_NOW: pinnedNow },
			repository,
			folder,
		);
		return [code, output];
	}
	const [first = '--help'] = given;
	const action = Object.hasOwn(registry, first) ? first : defaults[name];
	vi.stubEnv('CONTENT_DIR', join(folder, 'content'));
	vi.stubEnv('BUILD_NOW', pinnedNow);
	const back = process.cwd();
	for (const token of ['GH_TOKEN', 'GITHUB_TOKEN', 'GITHUB_REPOSITORY', 'GITHUB_API_URL']) {
		vi.stubEnv(token, undefined);
	}
	try {
		process.chdir(folder);
		const outcome = await callAction(`${name} ${action ?? first}`, {
			words: Object.hasOwn(registry, first) ? given.slice(1) : given,
			input,
		});
		return [outcome.exitCode ?? 0, outcome.lines.join('\n')];
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		return [error.exitCode, `${error.message}\n${error.hint ?? ''}`];
	} finally {
		process.chdir(back);
		vi.unstubAllEnvs();
	}
}

/** Commands that change nothing here, and were run for another page. */
const seen = new Set<string>();
const onlyReads = /^npm run (?:check|digest|schemas|init -- list)/;

describe.each(pages.filter((page) => blocks(page, 'sh').length > 0))('%s', (page) => {
	test('shows commands that do what they say', async () => {
		const folder = clone();
		for (const called of blocks(page, 'sh').flatMap((block) => calledBy(block, folder))) {
			const command = called.words.join(' ');
			const other = Object.entries(elsewhere).find(
				([name]) => command === name || command.startsWith(`${name} `),
			);
			if (other && !/^npm run init -- (?:list|--from)/.test(command)) {
				expect(existsSync(join(repository, other[1])), command).toBe(true);
				continue;
			}
			if (onlyReads.test(command)) {
				if (seen.has(command)) continue;
				seen.add(command);
			}
			const [code, output] = await ended(
				called,
				command.includes('run init') ? temporaryFolder() : folder,
			);
			expect(`${command}\n${code}\n${output}`).toBe(
				`${command}\n${otherEnds[command] ?? 0}\n${output}`,
			);
		}
	});
});

test('names of commands in sentences are commands', () => {
	for (const page of pages) {
		for (const [, name = ''] of textOf(page).matchAll(/`npm run ([\w:-]+)/g)) {
			expect(Object.keys(scripts), page).toContain(name);
		}
	}
});

test('every link to another page leads to one, and to a heading that it has', () => {
	const slug = (heading: string) =>
		heading
			.toLowerCase()
			.replace(/[^\w\- ]/g, '')
			.replaceAll(' ', '-');
	const broken: string[] = [];
	for (const page of pages) {
		for (const [, target = ''] of textOf(page).matchAll(/\]\(([^)\s]+)\)/g)) {
			if (/^(?:https?:|#$)/.test(target)) continue;
			const [path = '', anchor] = target.split('#');
			const file = path === '' ? page : join(dirname(page), path);
			const headings = () =>
				[...textOf(file).matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => slug(text));
			if (!existsSync(join(repository, file))) broken.push(`${page}: ${target}`);
			else if (anchor !== undefined && !headings().includes(anchor))
				broken.push(`${page}: ${target}`);
		}
	}
	expect(broken).toEqual([]);
});

test('what a page shows of a file is something that this file may say', () => {
	let judged = 0;
	for (const page of pages) {
		for (const block of blocks(page, 'yaml')) {
			const [, name = ''] = /^# (\w[\w-]*)\.yaml/.exec(block) ?? [];
			const kind = Object.values(fileKinds).find(({ path }) => path === `${name}.yaml`);
			if (!kind) continue;
			const whole = parse(
				readFileSync(join(repository, 'content', `${name}.yaml`), 'utf8'),
			) as object;
			const result = kind.schema.safeParse({ ...whole, ...(parse(block) as object) });
			expect(result.error?.issues ?? [], `${page}\n${block}`).toEqual([]);
			judged++;
		}
	}
	expect(judged).toBeGreaterThanOrEqual(4);
});

test('the page on figures has every definition that the portal prints', () => {
	const page = textOf('docs/figures.md').replaceAll(/ +/g, ' ');
	for (const [id, { name, text }] of Object.entries(definitions)) {
		expect(page).toContain(`| \`${id}\` | ${name} | `);
		expect(page).toContain(`| ${text} |`);
	}
});
