/** The answer below an issue: the workflow's own step, with a `gh` that only keeps what it is told. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { formLabel, formNames } from '../src/domain/issueForms.ts';
import { repository, temporaryFolder } from './support/whole.ts';

interface Step {
	name?: string;
	if?: string;
	run?: string;
	env?: Record<string, string>;
}
const file = join(repository, '.github/workflows/incident-from-issue.yml');
const { jobs } = parse(readFileSync(file, 'utf8')) as { jobs: { write: { steps: Step[] } } };
const step = jobs.write.steps.find(({ name }) => name === 'Answer below the issue');

/** What is written below issue 7, `undefined` if nothing is; and how `gh` was called. */
function answer({ status, form, said }: { status: string; form: boolean; said?: string }) {
	const folder = temporaryFolder();
	const [gh, calls, comment] = ['gh', 'calls', 'comment.md'].map((name) => join(folder, name)) as [
		string,
		string,
		string,
	];
	const kept = join(folder, 'kept.md');
	writeFileSync(
		gh,
		`#!/bin/bash\necho "$*" >>'${calls}'\nfor word in "$@"; do if [ -f "$word" ]; then cp "$word" '${kept}'; fi; done\n`,
	);
	chmodSync(gh, 0o755);
	if (said !== undefined) writeFileSync(comment, said);
	execFileSync('bash', ['-e', '-o', 'pipefail', '-c', step?.run ?? 'exit 1'], {
		env: {
			PATH: `${folder}:${process.env['PATH'] ?? ''}`,
			COMMENT_FILE: comment,
			ISSUE: '7',
			HANDLED: said === 'Done.' ? 'true' : '',
			STATUS: status,
			OURS: String(form),
			GITHUB_SERVER_URL: 'https://github.example',
			GITHUB_REPOSITORY: 'acme/status',
			GITHUB_RUN_ID: '42',
		},
	});
	return {
		text: existsSync(kept) ? readFileSync(kept, 'utf8') : undefined,
		calls: existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [],
	};
}

test('is what the command says, and closes what is dealt with', () => {
	expect(answer({ status: 'success', form: true, said: 'Done.' })).toEqual({
		text: 'Done.',
		calls: [
			expect.stringMatching(/^issue comment 7 --repo acme\/status --body-file /) as string,
			'issue close 7 --repo acme/status',
		],
	});
	const refused = answer({ status: 'failure', form: true, said: 'Nothing was written.' });
	expect(refused.text).toBe('Nothing was written.');
	expect(refused.calls).toHaveLength(1);
});

test.each(['failure', 'cancelled'])(
	'says that nothing could be written, and what to do, where a run ends without a word: %s',
	(status) => {
		const { text, calls } = answer({ status, form: true });
		expect(calls).toHaveLength(1);
		expect(text).toMatch(/^It could not be written: /);
		expect(text).toContain('https://github.example/acme/status/actions/runs/42');
		expect(text).toContain('The text is still in this issue.');
		expect(text).toContain('npm run incident -- --help');
	},
);

test('is none where nothing was asked for', () => {
	expect(answer({ status: 'success', form: true }).calls).toEqual([]);
	expect(answer({ status: 'failure', form: false }).calls).toEqual([]);
});

test('comes whatever happened before, for every form', () => {
	expect(step?.if).toBe('${{ always() }}');
	expect(step?.env).toMatchObject({ STATUS: '${{ job.status }}' });
	const [, prefix = 'none'] =
		/contains\(join\([^)]+\), '([^']+)'\)/.exec(step?.env?.['OURS'] ?? '') ?? [];
	for (const name of formNames) expect(formLabel(name)).toContain(prefix);
});
