import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentWith } from '../../tests/support/content.ts';
import { temporaryFolder } from '../../tests/support/whole.ts';
import { runbookSchema } from '../schemas/page.ts';
import { namedFileProblems } from './namedFiles.ts';

const tick = '```';

/** What is said of the commands of a runbook in a repository with two files. */
function said(code: string, language = 'bash') {
	const top = temporaryFolder();
	const root = join(top, 'content');
	for (const folder of ['.git', 'deploy', 'content/queries']) {
		mkdirSync(join(top, folder), { recursive: true });
	}
	writeFileSync(join(top, 'deploy/rollback.sh'), '');
	writeFileSync(join(root, 'queries/locks.sql'), '');
	const { organisation } = contentWith();
	const page = {
		id: 'a',
		path: 'runbooks/a.mdx',
		body: `<Check id="a" title="A">\n\n${tick}${language}\n${code}\n${tick}\n\n</Check>\n`,
		bodyLine: 10,
		value: runbookSchema.parse({ title: 'A' }),
	};
	return namedFileProblems(root, { runbooks: [page], organisation });
}

test('a file that is not there is named with its line and the nearest that is', () => {
	expect(said('uptime\nbash deploy/rolback.sh')).toEqual([
		{
			severity: 'warning',
			file: 'runbooks/a.mdx',
			line: 14,
			message:
				'This command names `deploy/rolback.sh`, and there is no such file in the repository.',
			cure: 'Did you mean `deploy/rollback.sh`? If it lies elsewhere, let the command go there first, e.g. `cd ~/shop`.',
		},
	]);
	expect(said('bash scripts/does-not-exist.sh')[0]?.cure).toBe(
		'Correct the path. If it lies elsewhere, let the command go there first, e.g. `cd ~/shop`.',
	);
});

test.each(['./deploy/rollback.sh', 'psql -f queries/locks.sql', 'cd ~/shop\n./deploy/other.sh'])(
	'a file that is there, or elsewhere, is right: %s',
	(code) => {
		expect(said(code)).toEqual([]);
	},
);

test('what a terminal showed is no command', () => {
	expect(said('bash scripts/does-not-exist.sh', 'console')).toEqual([]);
});
