import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
	build,
	bytesBelow,
	cloneHere,
	pinnedNow,
	runScript,
	temporaryFolder,
} from '../support/whole.ts';

/** GitHub on a bad day: whatever is asked, it answers 503. */
async function startAwayGitHub(): Promise<{ url: string; asked: () => number }> {
	let count = 0;
	const server = createServer((_, response) => {
		count += 1;
		response.writeHead(503, { 'content-type': 'text/html' });
		response.end('<html>Unicorn!</html>');
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		asked: () => count,
	};
}

const git = (folder: string, ...words: string[]) =>
	execFileSync('git', words, { cwd: folder, encoding: 'utf8' });

/** A clone without example records, and the repository that it was cloned from. */
function cloneWithRemote(): { clone: string; remote: string } {
	const clone = cloneHere();
	const remote = join(temporaryFolder(), 'remote.git');
	rmSync(join(clone, 'content/incidents'), { recursive: true });
	rmSync(join(clone, 'content/maintenance'), { recursive: true });
	git(clone, 'init', '--quiet', '--initial-branch', 'main');
	git(clone, 'config', 'user.name', 'Nia Bell');
	git(clone, 'config', 'user.email', 'nia@harbour.example');
	git(clone, 'add', '--all', '--', 'content');
	git(clone, 'commit', '--quiet', '-m', 'Begin');
	execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch', 'main', remote]);
	git(clone, 'remote', 'add', 'origin', remote);
	git(clone, 'push', '--quiet', '--set-upstream', 'origin', 'main');
	return { clone, remote };
}

describe('npm run publish', () => {
	test('tells customers while GitHub is away, and later builds elsewhere make the same bytes', async () => {
		const { clone, remote } = cloneWithRemote();
		const away = await startAwayGitHub();
		const env = {
			BUILD_NOW: pinnedNow,
			DIST_DIR: join(clone, 'dist'),
			GITHUB_API_URL: away.url,
			GITHUB_REPOSITORY: 'harbour/response',
			GH_TOKEN: 'a-token-nobody-prints',
			ALLCLEAR_PAUSES: '1',
		};
		const run = async (script: string, ...words: string[]) => {
			const { code, output } = await runScript(script, [...words, '--json'], env, clone);
			expect(output).not.toContain('a-token-nobody-prints');
			// Builds talk before and after the object.
			const [object = ''] = /^\{\n[\s\S]*?\n\}$/m.exec(output) ?? [];
			const data = JSON.parse(object) as Record<string, unknown>;
			return { code, data };
		};
		const opened = await run(
			'incident.ts',
			...['open', '--title', 'Uploads fail', '--severity', 'sev2', '--via', 'clone'],
			...['--service', 'uploads=major-outage', '--message', 'Uploads end with an error.'],
		);
		expect(opened.code).toBe(0);
		const id = String(opened.data['id']);
		// Without --via it would go to GitHub, and is kept.
		const update = ['update', id, '--status', 'identified', '--message', 'The storage is full.'];
		expect((await run('incident.ts', ...update)).code).toBe(75);
		expect(away.asked()).toBeGreaterThan(0);
		expect(git(clone, 'status', '--porcelain', 'content')).toBe('');

		const live = join(temporaryFolder(), 'status');
		const published = await run('publish.ts', live, 'rsync://127.0.0.1:9/mirror');
		const page = () => readFileSync(join(live, 'incidents', id, 'index.html'), 'utf8');
		expect(page()).toContain('Uploads end with an error.');
		expect(page()).toContain('The storage is full.');
		expect(published.code).toBe(75);
		expect(published.data).toMatchObject({
			status: 'failed',
			leftOut: false,
			ahead: 1,
			uncommitted: 0,
			included: [`Update incident ${id}`],
			targets: [
				{ target: live, state: 'done' },
				{ target: 'rsync://127.0.0.1:9/mirror', state: 'failed' },
			],
		});

		// The same command again, then git push: what is on main is what was read.
		expect((await run('incident.ts', ...update, '--via', 'clone')).code).toBe(0);
		git(clone, 'push', '--quiet');
		const elsewhere = join(temporaryFolder(), 'elsewhere');
		execFileSync('git', ['clone', '--quiet', remote, elsewhere]);
		const { code, dist } = await build(['status'], join(elsewhere, 'content'));
		expect(code).toBe(0);
		const [here, there] = [bytesBelow(live), bytesBelow(join(dist, 'status'))];
		expect([...here.keys()].sort()).toEqual([...there.keys()].sort());
		for (const [path, bytes] of here) expect(there.get(path)?.equals(bytes), path).toBe(true);

		// A file that is broken is left out, and everything else goes out.
		const folder = join(clone, 'content/incidents', id.slice(0, 4), id, 'updates');
		writeFileSync(join(folder, '20261120T094000Z-brk123.md'), '---\nat: soon\n---\n\nx\n');
		const partly = await run('publish.ts', live);
		expect(partly).toMatchObject({
			code: 3,
			data: { status: 'done', leftOut: true, uncommitted: 1 },
		});
		expect(page()).toContain('The storage is full.');

		// Settings that are broken change nothing that is live.
		writeFileSync(join(clone, 'content/services.yaml'), 'groups: [');
		const before = bytesBelow(live);
		expect((await run('publish.ts', live)).code).toBe(65);
		expect(bytesBelow(live)).toEqual(before);
	});

	test.each([
		[[], 64, 'Where to?'],
		[['--site', 'blog', 'out'], 64, 'There is no site `blog`.'],
		[['out', 'ftp://host/x'], 64, 'Nothing can be published to `ftp://`.'],
		[['out', '--bilt'], 64, 'Did you mean `built`?'],
	])('refuses %j before it builds anything', async (words, code, message) => {
		const ran = await runScript('publish.ts', ['to', ...words], { DIST_DIR: temporaryFolder() });
		expect(ran.code).toBe(code);
		expect(ran.output).toContain(message);
	});
});
