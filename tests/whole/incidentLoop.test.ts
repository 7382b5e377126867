import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Ran } from '../support/whole.ts';
import { cloneHere, repository, runScript, temporaryFolder } from '../support/whole.ts';

/** A clone with a history of its own, without the example incidents. */
function ownClone(): string {
	const folder = cloneHere();
	rmSync(join(folder, 'content/incidents'), { recursive: true });
	rmSync(join(folder, 'content/maintenance'), { recursive: true });
	return begin(folder);
}

/** The content alone with a history of its own; commands are run there from this repository. */
function contentClone(): string {
	const folder = temporaryFolder();
	cpSync(join(repository, 'content'), join(folder, 'content'), { recursive: true });
	return begin(folder);
}

/** Runs `npm run incident` in a clone of the content. */
const incidentIn = (clone: string, words: readonly string[]) =>
	runScript('incident.ts', words, {}, repository, clone);

/** Makes a repository of a folder. */
function begin(folder: string): string {
	const git = (...words: string[]) => execFileSync('git', words, { cwd: folder, encoding: 'utf8' });
	git('init', '--quiet', '--initial-branch', 'main');
	git('config', 'user.name', 'Nia Bell');
	git('config', 'user.email', 'nia@harbour.example');
	git('add', '--all', '--', 'content');
	git('commit', '--quiet', '-m', 'Begin');
	return folder;
}

describe('an incident, from its opening to its end', () => {
	test('is told by commands and shown by both sites, an internal one by the portal alone', async () => {
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

		const internal = await incident(
			'open',
			...['--internal', '--title', 'Odd logins', '--severity', 'sev3', '--message', 'Watching.'],
		);
		const hidden = internal.data['id'] ?? '';

		expect((await buildBoth()).code).toBe(0);
		expect(existsSync(join(dist, 'portal/incidents', hidden))).toBe(true);
		expect(page('portal/index.html')).toContain('Odd logins');
		expect(existsSync(join(dist, 'status/incidents', hidden))).toBe(false);
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

		for (const one of [id, hidden]) {
			expect(
				(await incident('resolve', one, '--message', 'Uploads work again.', '--waive', 'A test.'))
					.code,
			).toBe(0);
		}
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
});

describe('npm run incident', () => {
	test('writes nothing with --dry-run and prints every file', async () => {
		const clone = contentClone();
		const { code, output } = await incidentIn(clone, [
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
		]);
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
		const ran = await incidentIn(contentClone(), words);
		expect(ran.output).toMatch(message);
		expect(ran.code).toBe(code);
	});

	test('does not write into example data, and shows how to open an own one', async () => {
		const words = ['update', 'example-k3f9', '--message', 'x'];
		const { code, output } = await incidentIn(contentClone(), words);
		expect(code).toBe(65);
		expect(output).toContain('npm run incident -- open --title');
	});
});
