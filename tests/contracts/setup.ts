/** Builds the default content once for all contracts: at the root of a host, and at a path of one. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { pinnedNow, repository, runScript } from '../support/whole.ts';

/** Paths of their hosts at which the contracts look at the page. */
const bases = ['/', '/company/status/'] as const;

declare module 'vitest' {
	interface ProvidedContext {
		/** Folders of builds by the path at which they live. */
		builds: Record<string, string>;
	}
}

export default async function setup(project: TestProject) {
	const around = mkdtempSync(join(tmpdir(), 'allclear-'));
	const builds = await Promise.all(
		bases.map(async (base, index): Promise<[string, string]> => {
			const folder = join(around, String(index));
			await buildAt(base, folder);
			return [base, join(folder, 'dist/status')];
		}),
	);
	project.provide('builds', Object.fromEntries(builds));
	return () => {
		rmSync(around, { recursive: true, force: true });
	};
}

async function buildAt(base: string, folder: string): Promise<void> {
	const content = join(folder, 'content');
	cpSync(join(repository, 'content'), content, { recursive: true });
	const site = join(content, 'site.yaml');
	writeFileSync(
		site,
		readFileSync(site, 'utf8').replace(
			/^url: .*$/m,
			`url: https://status.harbour.example${base.replace(/\/$/, '')}`,
		),
	);
	const { code, output } = await runScript('build.ts', ['status'], {
		BUILD_NOW: pinnedNow,
		CONTENT_DIR: content,
		DIST_DIR: join(folder, 'dist'),
	});
	if (code !== 0) throw new Error(output);
}
