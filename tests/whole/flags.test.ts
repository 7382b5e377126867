/** What scripts say to a terminal before they do anything, and how they end. */
import { describe, expect, test } from 'vitest';
import { runScript } from '../support/whole.ts';

/** Actions have to be named there; `alert` reads what comes in, `init` begins. */
const commands = [
	...['action', 'gate', 'incident', 'maintenance', 'message', 'notify', 'on-call'],
	...['post-mortem', 'publish', 'runbook'],
];

describe.each(commands)('npm run %s', (name) => {
	test('without a word is not written right, and prints its help', async () => {
		const { code, output } = await runScript(`${name}.ts`, []);
		expect(output).toContain(`\`npm run ${name}\` needs to know what to do.`);
		expect(output).toContain(`npm run ${name} -- <action> --help tells more.`);
		expect(code).toBe(64);
	});
});

describe.each(['digest', 'schemas', 'build', 'start', 'rehearsePublish'])(
	'scripts/%s.ts',
	(name) => {
		test('prints its help, does nothing, and knows its flags', async () => {
			const help = await runScript(`${name}.ts`, ['--help']);
			expect(help).toMatchObject({ code: 0 });
			expect(help.output).toMatch(/^[A-Z][^\n]+\.\n/);
			expect(help.output.split('\n').length).toBeLessThan(12);
			const unknown = await runScript(`${name}.ts`, ['--nonsense']);
			expect(unknown).toMatchObject({ code: 64 });
			expect(unknown.output).toMatch(/^There is no flag `--nonsense`\.\n/);
		});
	},
);

test('a commit that nobody has is named, with what to give', async () => {
	const { code, output } = await runScript('check.ts', ['--since', 'nope']);
	expect(output).toBe(
		'This clone has no commit `nope`.\nGive --since a branch, a tag or a commit that is here, such as main or HEAD^; in a shallow clone, git fetch --unshallow brings older ones.\n',
	);
	expect(code).toBe(64);
});
