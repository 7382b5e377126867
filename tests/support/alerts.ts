/** Alerts coming in at a clone that has settings and no history. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import { parse } from 'yaml';
import { actions, receive } from '../../scripts/commands/alertActions.ts';
import type { Outcome } from '../../scripts/lib/command.ts';
import { checkContent } from '../../src/read/checkContent.ts';
import { repository, temporaryFolder } from './whole.ts';

type Flags = Record<string, string | boolean | string[]>;

/** The payloads of one sample. */
export const posts = (name: string): Record<string, unknown>[] =>
	[
		JSON.parse(readFileSync(join(repository, `tests/fixtures/alerts/${name}.json`), 'utf8')) as
			Record<string, unknown> | Record<string, unknown>[],
	].flat();

/**
 * A clone with the default settings and nothing that happened, at an instant. Commands draft there; a draft is
 * merged by hand. The test has to call `vi.unstubAllEnvs` when it is over.
 */
export function alertClone(now: string) {
	const folder = temporaryFolder();
	const past = /\/content\/(?:alerts|incidents|maintenance|post-mortems|checks)(?:\/|$)/;
	cpSync(join(repository, 'content'), join(folder, 'content'), {
		recursive: true,
		filter: (path) => !past.test(path),
	});
	execFileSync('git', ['init', '--quiet', folder]);
	vi.stubEnv('CONTENT_DIR', join(folder, 'content'));
	vi.stubEnv('BUILD_NOW', now);
	const call = (given: Flags, positionals: string[] = []) => ({
		given: { by: 'Nia Bell', ...given },
		positionals,
		dryRun: true,
		interactive: false,
	});
	return {
		root: join(folder, 'content'),
		/** Writes the files of a draft, as if it had been merged. */
		merge: (outcome: Outcome): Outcome => {
			for (const { path, text } of filesOf(outcome)) {
				mkdirSync(dirname(join(folder, path)), { recursive: true });
				writeFileSync(join(folder, path), text);
			}
			return outcome;
		},
		receive: (payload: unknown, given: Flags = {}) => receive(payload, call(given)),
		act: async (action: string, positionals: string[], given: Flags = {}) => {
			const found = actions[action];
			if (!found) throw new Error(`There is no action ${action}.`);
			return found.run(call(given, positionals));
		},
		/** What the check says of alerts and incidents. */
		problems: () =>
			checkContent(join(folder, 'content'), Date.parse(now)).problems.filter(({ file }) =>
				/^(?:alerts|incidents)\//.test(file),
			),
	};
}

/** The files of a draft. */
export const filesOf = ({ data }: Outcome) =>
	(data['files'] ?? []) as { path: string; text: string }[];

/** Their paths. */
export const pathsOf = (outcome: Outcome) => filesOf(outcome).map(({ path }) => path);

/** The fields of one of them, if it is data. */
export const fieldsOf = (outcome: Outcome, index = 0) =>
	parse(filesOf(outcome)[index]?.text ?? '') as Record<string, unknown>;
