import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parts } from '../support/content.ts';
import type { Ran } from '../support/whole.ts';
import { runScript, temporaryFolder } from '../support/whole.ts';

const now = '2026-03-02T12:00:00Z';
const folder = 'incidents/2026/2026-03-01-k3f9';

/** A clone with the small organisation and one incident that is over. */
function clone() {
	const top = temporaryFolder();
	const git = (...words: string[]) => execFileSync('git', words, { cwd: top, encoding: 'utf8' });
	const write = (path: string, text: string) => {
		const full = join(top, 'content', path);
		mkdirSync(dirname(full), { recursive: true });
		writeFileSync(full, text);
	};
	const yaml = { site: parts.site, services: parts.services, organisation: parts.organisation };
	const inner = { severity: parts.severity, process: parts.process, alerts: parts.alerts };
	for (const [name, value] of Object.entries({ ...yaml, ...inner, 'on-call': parts.onCall })) {
		write(`${name}.yaml`, stringify(value));
	}
	for (const [path, value] of Object.entries({ ...parts.checks, ...parts.alertLog })) {
		write(path, stringify(value));
	}
	for (const [path, value] of Object.entries(parts.runbooks)) {
		write(path, `---\n${stringify(value)}---\n\nLook first.\n`);
	}
	write(
		'templates/handoff.md',
		'---\nname: Hand-off\npurpose: Weekly.\naudience: responders\nstatuses: [handoff]\nrequired: [primary]\n---\n\n{{ primary }} has it. {{ counts }}\n',
	);
	write(
		'templates/chat.md',
		'---\nname: Chat\npurpose: Often.\naudience: responders\nrequired: [title, eta]\n---\n\n{{ title }}, {{ eta }}, {{ started-utc }}\n',
	);
	write(`${folder}/index.md`, '---\nopened: 2026-03-01T09:00:00Z\nby: ana\nlevel: sev1\n---\n');
	write(
		`${folder}/updates/20260301T091000Z-upd111.md`,
		'---\nat: 2026-03-01T09:10:00Z\ntitle: Nobody can pay\nstatus: investigating\nservices: { checkout: major-outage }\n---\n\nWe look into it.\n',
	);
	write(
		`${folder}/updates/20260301T110000Z-upd222.md`,
		'---\nat: 2026-03-01T11:00:00Z\nstatus: resolved\n---\n\nIt works again.\n',
	);
	git('init', '--quiet', '--initial-branch', 'main');
	git('config', 'user.name', 'Ana');
	git('config', 'user.email', 'ana@harbour.example');
	git('add', '--all');
	git('commit', '--quiet', '-m', 'Begin');
	return {
		git,
		write,
		read: (path: string) => readFileSync(join(top, 'content', path), 'utf8'),
		run: (script: string, ...words: string[]): Promise<Ran> =>
			runScript(`${script}.ts`, words, {
				BUILD_NOW: now,
				CONTENT_DIR: join(top, 'content'),
			}),
	};
}

describe('documents of an incident', () => {
	test('are begun, published and followed up by commands, and the check takes all of them', async () => {
		const { run, read, write, git } = clone();
		const dry = await run('post-mortem', 'new', 'k3f9', '--via', 'clone', '--dry-run');
		expect(dry.output).toContain('content/post-mortems/2026-03-01-k3f9.mdx');
		expect(git('status', '--short')).toBe('');

		const begun = await run('post-mortem', 'new', 'k3f9', '--via', 'clone');
		expect(begun).toMatchObject({ code: 0 });
		expect(begun.output).toContain('It is due on 6 March 2026, 11:00 UTC.');
		expect(await run('post-mortem', 'new', 'k3f9', '--via', 'clone', '--again')).toMatchObject({
			code: 65,
		});

		const path = 'post-mortems/2026-03-01-k3f9.mdx';
		write(
			path,
			read(path)
				.replace(
					'actions: []',
					'actions: # two of them\n  - id: retry\n    title: Retries\n    kind: prevent\n    owner: bo\n    due: 2026-03-01\n  - { id: alarm, title: An alarm, kind: detect, owner: ana, due: 2026-04-01 }',
				)
				.replace(
					'## Summary',
					'## For customers\n\n{/* public */}\n\nA key ran out.\n\n## Summary',
				),
		);
		git('commit', '--quiet', '--all', '-m', 'Write');
		const published = await run('post-mortem', 'publish', 'k3f9', '--via', 'clone');
		expect(published).toMatchObject({ code: 0 });
		expect(read(`${folder}/report.md`)).toBe(
			'---\npublished: 2026-03-02T12:00:00Z\n---\n\nA key ran out.\n',
		);

		const listed = await run('action', 'list', '--json');
		const { actions } = JSON.parse(listed.output) as { actions: { id: string; state: string }[] };
		expect(actions.map(({ id, state }) => `${id} ${state}`)).toEqual([
			'retry overdue',
			'alarm open',
		]);
		const before = read(path);
		const done = [
			'action',
			'done',
			'retry',
			'--verified-by',
			'Ana',
			'--verification',
			'Pulled the plug.',
		] as const;
		expect(await run(...done, '--via', 'clone')).toMatchObject({ code: 0 });
		expect(read(path)).toBe(
			before.replace(
				'due: 2026-03-01\n',
				'due: 2026-03-01\n    status: verified\n    closed: 2026-03-02\n    verified-by: Ana\n    verification: Pulled the plug.\n',
			),
		);
		expect((await run(...done, '--via', 'clone')).code).toBe(0);
		expect(git('log', '--format=%s').match(/retry/g)).toHaveLength(1);

		const made = await run(
			'runbook',
			'new',
			'key-expired',
			'--from-incident',
			'k3f9',
			'--via',
			'clone',
		);
		expect(made).toMatchObject({ code: 0 });
		expect(await run('runbook', 'validate', 'key-expired')).toMatchObject({ code: 0 });
		const rehearsed = await run(
			'runbook',
			'rehearsed',
			'checkout-down',
			'--result',
			'passed',
			'--evidence',
			'Drill.',
			'--via',
			'clone',
		);
		expect(rehearsed).toMatchObject({ code: 0 });
		expect(read('runbooks/checkout-down.mdx')).toContain(
			'last-validated:\n  on: 2026-03-02\n  by: Ana',
		);

		const checked = await run('check');
		expect(checked.output).toMatch(/ 0 errors/);
		expect(git('status', '--short')).toBe('');
	});

	test('are refused where they would be wrong, with what to do instead', async () => {
		const { run, write } = clone();
		const all = await Promise.all([
			run('post-mortem', 'publish', 'k3f9'),
			run('post-mortem', 'publish', 'k3f9', '--message', 'Sorry <b>so</b> much.'),
			run('post-mortem', 'new', 'none'),
			run('runbook', 'new', 'Search Slow'),
			run('runbook', 'new', 'search-slow'),
			run('runbook', 'rehearsed', 'search-slow', '--result', 'fine', '--evidence', 'x'),
			run('action', 'done', 'none', '--not-verified'),
		]);
		expect(all.map(({ code }) => code)).toEqual([64, 65, 64, 64, 65, 64, 64]);
		expect(all.map(({ output }) => output.trim()).join('\n\n')).toMatchInlineSnapshot(`
			"There is no text to publish.
			Add --file or --message, or write {/* public */} below a heading of the post-mortem: that section is then the report.

			body: The text has HTML in it: \`<b>\`.
			body: The text has HTML in it: \`</b>\`.
			Write it in Markdown. To show a \`<\`, put the word between backticks.

			There is no incident \`none\`.
			The latest is \`2026-03-01-k3f9\`.

			\`Search Slow\` cannot be the name of a runbook.
			Use lower case letters, digits and single hyphens, e.g. search-slow.

			There is a runbook \`search-slow\` already: runbooks/search-slow.mdx.
			Change that one, or take another name; runbooks are referred to by their name.

			There is no result \`fine\`.
			Known are \`passed\`, \`partly\`, \`failed\`; see npm run runbook -- rehearsed --help.

			There is no action \`none\`.
			No post-mortem asks for anything yet."
		`);
		write('runbooks/broken.mdx', '---\ntitel: x\n---\n\n<Chek />\n');
		const broken = await run('runbook', 'validate', 'broken');
		expect(broken.code).toBe(65);
		expect(broken.output).toContain('runbooks/broken.mdx:2 error titel');
	});
});

describe('commands that only read', () => {
	test('tell who is on call, hand over, write messages and judge gates', async () => {
		const { run } = clone();
		const [duty, handoff, refused, message, gate, list] = await Promise.all([
			run('on-call', 'now'),
			run('on-call', 'handoff'),
			run('message', 'k3f9', 'chat'),
			run('message', 'k3f9', 'chat', '--set', 'eta=Noon'),
			run('gate', 'launch'),
			run('gate', 'list'),
		]);
		expect(duty.output).toContain('Primary: Ana, from 2 March 2026, 09:00 UTC');
		expect(handoff.output).toContain('Ana has it. 1 incident (SEV1: 1); 1 alert');
		expect(refused).toEqual({
			code: 64,
			output: '“Chat” needs `eta`, and nothing says it.\nAdd --set eta="…"\n',
		});
		expect(message).toEqual({ code: 0, output: 'Nobody can pay, Noon, 1 March 2026, 09:10 UTC\n' });
		expect(gate.code).toBe(1);
		expect(gate.output).toContain(
			'Probe: last seen on 1 March 2026 by Ana; that counted until 2 March 2026.',
		);
		expect(list).toMatchObject({ code: 0 });
	});

	test('keep a gate closed while a file cannot be read', async () => {
		const { run, write } = clone();
		write(
			'checks/2026/probe.yaml',
			stringify({ ...parts.checks['checks/2026/probe.yaml'], at: '2026-03-02T08:00:00Z' }),
		);
		expect((await run('gate', 'launch')).code).toBe(0);
		write('checks/2026/other.yaml', 'kind: nothing\n');
		const closed = await run('gate', 'launch');
		expect(closed.code).toBe(1);
		expect(closed.output).toContain('1 file could not be read');
	});
});
