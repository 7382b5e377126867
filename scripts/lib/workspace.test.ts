import { describe, expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { actions } from '../commands/incidentActions.ts';
import { CommandError } from './exitCodes.ts';
import { findIncident, lookUpIncident, openWorkspace } from './workspace.ts';

const opening = [
	...['open', '--title', 'Nobody can pay', '--severity', 'sev1', '--message', 'x'],
	...['--service', 'checkout=major-outage'],
];

const refusal = (work: () => unknown) => {
	try {
		work();
	} catch (error) {
		if (error instanceof CommandError) return `${error.message}\n${error.hint ?? ''}`;
	}
	throw new Error('It was not refused.');
};

describe('a workspace', () => {
	test('reads only what a command looks at: an incident is opened although on-call.yaml is broken', async () => {
		const there = commandFolder('incident', actions);
		there.writes('on-call.yaml', 'people: nobody\n');
		there.writes('process.yaml', 'roles: [\n');
		expect((await there.asks(...opening)).code).toBe(0);
	});

	test('names the file that keeps it from going on', async () => {
		const there = commandFolder('incident', actions);
		there.writes('severity.yaml', 'levels: none\n');
		const { code, text } = await there.asks(...opening);
		expect(code).toBe(65);
		expect(text).toMatch(/^severity\.yaml:1 /);
		expect(text).toContain('Mend these files first; npm run check lists them.');
	});

	test('says where content is looked for', async () => {
		const there = commandFolder('incident', actions);
		process.env['CONTENT_DIR'] = '/nowhere';
		expect((await there.asks(...opening)).text).toMatch(/^There is no content in \/nowhere\./);
	});
});

describe('findIncident', () => {
	const index = '---\nopened: 2026-03-01T09:00:00Z\nby: ana\n---\n';

	test('takes a whole id, or an end that only one has', async () => {
		const { writes } = commandFolder('incident', actions);
		for (const id of ['2026-03-01-k3f9', '2026-03-02-k3f9', '2026-03-02-m2w7']) {
			writes(`incidents/2026/${id}/index.md`, index);
		}
		const workspace = await openWorkspace('ana');
		expect(findIncident(workspace, 'm2w7').id).toBe('2026-03-02-m2w7');
		expect(findIncident(workspace, '2026-03-01-k3f9').id).toBe('2026-03-01-k3f9');
		expect(refusal(() => findIncident(workspace, 'k3f9'))).toMatchInlineSnapshot(`
			"\`k3f9\` ends the id of 2 of them.
			Write the whole id: \`2026-03-01-k3f9\`, \`2026-03-02-k3f9\`."
		`);
		expect(refusal(() => findIncident(workspace, 'm2w8'))).toMatchInlineSnapshot(`
			"There is no incident \`m2w8\`.
			Did you mean \`2026-03-02-m2w7\`?"
		`);
		expect(refusal(() => findIncident(workspace, 'zzzz'))).toMatchInlineSnapshot(`
			"There is no incident \`zzzz\`.
			The latest is \`2026-03-02-m2w7\`."
		`);
	});

	test('changes no example, which can still be read', async () => {
		const { writes } = commandFolder('incident', actions);
		writes('incidents/example/example-k3f9/index.md', index);
		const workspace = await openWorkspace('ana');
		expect(refusal(() => findIncident(workspace, 'k3f9'))).toMatch(
			/^example-k3f9 came with the product.*\nOpen one of your own: npm run incident -- open /,
		);
		expect(lookUpIncident(workspace, 'k3f9').id).toBe('example-k3f9');
	});
});
