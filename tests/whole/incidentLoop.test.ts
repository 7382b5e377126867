import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Ran } from '../support/whole.ts';
import { cloneHere, runScript } from '../support/whole.ts';

/** A clone with a history of its own, without the example incidents. */
function ownClone(): string {
	const folder = cloneHere();
	rmSync(join(folder, 'content/incidents'), { recursive: true });
	rmSync(join(folder, 'content/maintenance'), { recursive: true });
	const git = (...words: string[]) => execFileSync('git', words, { cwd: folder, encoding: 'utf8' });
	git('init', '--quiet', '--initial-branch', 'main');
	git('config', 'user.name', 'Nia Bell');
	git('config', 'user.email', 'nia@harbour.example');
	git('add', '--all', '--', 'content');
	git('commit', '--quiet', '-m', 'Begin');
	return folder;
}

describe('an incident, from its opening to its end', () => {
	test('is told by commands and shown by both sites', async () => {
		const clone = ownClone();
		const dist = join(clone, 'dist');
		const incident = async (...words: string[]) => {
			const ran = await runScript('incident.ts', [...words, '--json'], {}, clone);
			return { ...ran, data: JSON.parse(ran.output) as Record<string, string> };
		};
		const log = () => execFileSync('git', ['log', '--format=%s'], { cwd: clone, encoding: 'utf8' });
		const page = (path: string) => readFileSync(join(dist, path), 'utf8');
		const buildBoth = async (): Promise<Ran> => runScript('build.ts', [], {}, clone);

		const opened = await incident(
			'open',
			...[
				'--title',
				'Uploads fail',
				'--severity',
				'SEV2',
				'--service',
				'uploads=major-outage',
				'--since',
				'12m',
			],
			...['--message', 'Uploads end with an error. We are looking into it.'],
		);
		expect(opened.code).toBe(0);
		expect(opened.data['status']).toBe('done');
		const id = opened.data['id'] ?? '';
		expect(
			(await incident('note', id, '--message', 'The storage console shows errors.')).code,
		).toBe(0);
		expect(
			(
				await incident(
					'update',
					id.slice(-4),
					'--status',
					'identified',
					'--message',
					'The storage is full.',
				)
			).code,
		).toBe(0);

		expect((await buildBoth()).code).toBe(0);
		expect(page('status/index.html')).toContain('Uploads fail.');
		expect(page('status/index.html')).toContain('Uploads: Major outage');
		expect(page(`status/incidents/${id}/index.html`)).toContain('The storage is full.');
		expect(page(`status/incidents/${id}/index.html`)).not.toContain('storage console');
		expect(page('portal/index.html')).toContain('Uploads fail');
		expect(page(`portal/incidents/${id}/index.html`)).toContain(
			'The storage console shows errors.',
		);
		const summary = JSON.parse(page('status/api/v2/summary.json')) as {
			status: { indicator: string };
			incidents: unknown[];
		};
		expect(summary.status.indicator).toBe('major');
		expect(summary.incidents).toHaveLength(1);

		expect(
			(await incident('resolve', id, '--message', 'Uploads work again.', '--waive', 'A test.'))
				.code,
		).toBe(0);
		expect((await buildBoth()).code).toBe(0);
		expect(page('status/index.html')).toContain('All clear.');
		expect(page('status/index.html')).toContain('resolved after');
		expect(page('status/history.atom')).toContain('Uploads work again.');
		expect(page('portal/index.html')).toContain('Nothing is open.');
		expect(log()).toContain(`Resolve incident ${id}`);
		expect(
			execFileSync('git', ['status', '--short', 'content'], { cwd: clone, encoding: 'utf8' }),
		).toBe('');
	});

	test('stays unknown to customers when it is internal', async () => {
		const clone = ownClone();
		const ran = await runScript(
			'incident.ts',
			[
				'open',
				'--internal',
				'--title',
				'Odd logins',
				'--severity',
				'sev3',
				'--message',
				'Watching.',
				'--json',
			],
			{},
			clone,
		);
		const { id } = JSON.parse(ran.output) as { id: string };
		expect((await runScript('build.ts', [], {}, clone)).code).toBe(0);
		expect(readFileSync(join(clone, 'dist/status/index.html'), 'utf8')).toContain('All clear.');
		expect(existsSync(join(clone, 'dist/status/incidents', id))).toBe(false);
		expect(readFileSync(join(clone, 'dist/portal/index.html'), 'utf8')).toContain('Odd logins');
	});
});

describe('npm run incident', () => {
	test('writes nothing with --dry-run and prints every file', async () => {
		const clone = ownClone();
		const { code, output } = await runScript(
			'incident.ts',
			[
				'open',
				'--title',
				'Uploads fail',
				'--severity',
				'sev2',
				'--service',
				'uploads=major-outage',
				'--message',
				'Soon more.',
				'--dry-run',
			],
			{},
			clone,
		);
		expect(code).toBe(0);
		expect(output).toMatch(/content\/incidents\/\d{4}\/[\d-]+-[a-z0-9]{4}\/index\.md/);
		expect(output).toContain('uploads: major-outage');
		expect(
			execFileSync('git', ['status', '--short'], { cwd: clone, encoding: 'utf8' }),
		).not.toContain('content/');
	});

	test.each([
		[['open'], 64, /--title, --severity, --message are missing/],
		[['open', '--titel', 'x'], 64, /There is no flag `--titel`\.\nDid you mean `title`\?/],
		[['opne'], 64, /There is no `incident opne`\.\nDid you mean `open`\?/],
		[
			['open', '--title', 'x', '--severity', 'sev9', '--message', 'y'],
			64,
			/There is no level `sev9`/,
		],
		[
			[
				'open',
				'--title',
				'x',
				'--severity',
				'sev2',
				'--message',
				'y',
				'--service',
				'upload=major-outage',
			],
			65,
			/There is no service `upload`\.\nDid you mean `uploads`\?/,
		],
		[
			['open', '--title', 'x', '--severity', 'sev2', '--message', 'Look <b>here</b>'],
			65,
			/The text has HTML in it/,
		],
		[['update', 'none', '--message', 'x'], 64, /There is no incident `none`/],
		[['resolve'], 64, /Which incident\?/],
	])('refuses %j and says what to do', async (words, code, message) => {
		const clone = ownClone();
		const ran = await runScript('incident.ts', words, {}, clone);
		expect(ran.output).toMatch(message);
		expect(ran.code).toBe(code);
	});

	test('does not write into example data, and shows how to open an own one', async () => {
		const clone = cloneHere();
		execFileSync('git', ['init', '--quiet'], { cwd: clone });
		const { code, output } = await runScript(
			'incident.ts',
			['update', 'example-k3f9', '--message', 'x'],
			{},
			clone,
		);
		expect(code).toBe(65);
		expect(output).toContain('npm run incident -- open --title');
	});
});
