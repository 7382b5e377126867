/** Where GitHub is away and git has nothing to build on. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { callAction } from '../support/actions.ts';
import { temporaryFolder } from '../support/whole.ts';
import { harbourClone, harbourFiles, openIncident } from './support/harbour.ts';

let clone: string;
let here: string;
beforeEach(() => {
	clone = harbourClone(harbourFiles());
	here = temporaryFolder();
	vi.spyOn(process, 'cwd').mockReturnValue(here);
	vi.stubEnv('CONTENT_DIR', join(clone, 'content'));
	vi.stubEnv('ALLCLEAR_PAUSES', '1,1');
	vi.stubEnv('GH_TOKEN', 'token-of-nia');
	vi.stubEnv('GITHUB_TOKEN', undefined);
	vi.stubEnv('GITHUB_REPOSITORY', 'acme/status');
	// Nobody listens there.
	vi.stubEnv('GITHUB_API_URL', 'http://127.0.0.1:1');
	vi.stubEnv('GITHUB_SERVER_URL', 'http://127.0.0.1:1');
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllEnvs();
});
const git = (...words: string[]) => execFileSync('git', words, { cwd: clone, encoding: 'utf8' });
const update = () =>
	callAction('incident update', { words: [openIncident, '--message', 'The disk is full.'] });

describe('where neither GitHub nor git can be reached', () => {
	test('a clone without a commit gets a patch', async () => {
		rmSync(join(clone, '.git'), { recursive: true });
		git('init', '--quiet', '--initial-branch', 'main');
		const { data, lines } = await update();
		expect(data).toMatchObject({ status: 'saved', by: 'patch-file' });
		const [name = ''] = readdirSync(here);
		expect(name).toMatch(/^allclear-\w{6}\.patch$/);
		expect(readFileSync(join(here, name), 'utf8')).toContain('The disk is full.');
		expect(lines.join('\n')).toContain(`git am ${join(here, name)}`);
	});

	test('a clone in which git cannot keep it gets a patch', async () => {
		// Where its branches for later would be, something else is.
		writeFileSync(join(clone, '.git/refs/heads/status-pending'), git('rev-parse', 'HEAD'));
		expect((await update()).data).toMatchObject({ status: 'saved', by: 'patch-file' });
	});

	test('and where no patch can be written either, it is said where the draft is', async () => {
		rmSync(join(clone, '.git'), { recursive: true });
		git('init', '--quiet', '--initial-branch', 'main');
		rmSync(here, { recursive: true });
		await expect(update()).rejects.toMatchObject({
			exitCode: 69,
			message: expect.stringContaining(here) as string,
			hint: expect.stringContaining('What you wrote is kept in') as string,
			draft: expect.stringMatching(/drafts\/\w+\.json$/) as string,
		});
	});
});
