import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { alertClone, posts } from '../../tests/support/alerts.ts';
import { runScript } from '../../tests/support/whole.ts';
import { issueForms } from '../../src/domain/issueForms.ts';
import type { FormName } from '../../src/domain/issueForms.ts';
import { callOf, carryOut, tellInMarkdown } from '../lib/automation.ts';
import type { Request } from '../lib/automation.ts';
import { CommandError } from '../lib/exitCodes.ts';
import { openWorkspace } from '../lib/workspace.ts';
import { requestOfDispatch } from './dispatchRequests.ts';
import { requestOfIssue } from './issueRequests.ts';

/** Each copies the settings and asks git; a busy machine takes its time. */
const slow = { timeout: 60_000 };

afterEach(() => {
	vi.unstubAllEnvs();
});

const declared: Record<string, string> = {
	title: 'Checkout fails',
	severity: 'SEV2 High (sev2)',
	audience: 'Customers and responders',
	services: 'Checkout (checkout), Orders (orders)',
	condition: 'Partial outage',
	since: '20m',
	message: 'Some orders fail.',
};

async function setUp() {
	alertClone('2026-11-21T03:00:00Z');
	const workspace = await openWorkspace('Nia Bell');
	const forms = issueForms(workspace, workspace.now);
	const event = (name: FormName, answers: Record<string, string>, issue: object = {}) => ({
		action: 'opened',
		issue: {
			number: 12,
			state: 'open',
			body: forms[name].fields
				.map(({ id, label }) => `### ${label}\n\n${answers[id] ?? '_No response_'}`)
				.join('\n\n'),
			updated_at: '2026-11-21T02:59:00Z',
			author_association: 'MEMBER',
			user: { login: 'nia-bell' },
			labels: [{ name: `allclear: ${name}` }],
			...issue,
		},
		repository: { full_name: 'harbour/response' },
	});
	return { workspace, event, asked: (payload: unknown) => requestOfIssue(payload, workspace) };
}

const dry = (request: Request | undefined) => {
	if (!request) throw new Error('Nothing was asked for.');
	return request.action.run({ ...callOf(request), dryRun: true });
};

const refusal = (work: () => unknown): string => {
	try {
		work();
	} catch (error) {
		if (error instanceof CommandError) {
			return [error.exitCode, error.message, error.hint].join(' | ');
		}
		throw error;
	}
	return 'It was taken.';
};

describe('an issue that was filed with a form', slow, () => {
	test('declares what the command would have declared', async () => {
		const { event, asked } = await setUp();
		const request = asked(event('declare', declared));
		expect(request?.given).toEqual({
			title: 'Checkout fails',
			severity: 'sev2',
			since: '20m',
			message: 'Some orders fail.',
			service: ['checkout=partial-outage', 'orders=partial-outage'],
			at: '2026-11-21T02:59:00Z',
			by: 'nia-bell',
		});
		const { data } = await dry(request);
		expect(data).toMatchObject({ status: 'dry-run', op: request?.op });
		expect((await dry(asked(event('declare', declared)))).data).toEqual(data);
	});

	test('keeps to responders what is for them', async () => {
		const { event, asked } = await setUp();
		const inner = { ...declared, audience: 'Responders alone', services: '', condition: '' };
		const { data } = await dry(asked(event('declare', inner)));
		expect(JSON.stringify(data['files'])).not.toContain('/updates/');
	});

	test('schedules maintenance', async () => {
		const { event, asked } = await setUp();
		const { data } = await dry(
			asked(
				event('maintenance', {
					title: 'More room',
					services: 'Uploads (uploads)',
					starts: '2026-11-22T02:00:00Z',
					ends: '2h',
					message: 'Uploads may be slow.',
				}),
			),
		);
		expect(JSON.stringify(data['files'])).toContain('ends: 2026-11-22T04:00:00Z');
	});

	test('is one operation however often it runs, and another one when it says something else', async () => {
		const { event, asked } = await setUp();
		const op = (message: string, issue: object = {}) =>
			asked(event('update', { incident: 'k3f9', message }, issue))?.op;
		expect(op('It goes on.')).toBe(op('It goes on.', { updated_at: '2026-11-21T02:59:30Z' }));
		expect(op('It goes on.')).not.toBe(op('It is worse.'));
		expect(op('It goes on.')).not.toBe(op('It goes on.', { number: 13 }));
	});

	test('is left alone if it is closed, a pull request, or of no form', async () => {
		const { event, asked } = await setUp();
		expect(asked(event('declare', declared, { state: 'closed' }))).toBe(undefined);
		expect(asked(event('declare', declared, { pull_request: {} }))).toBe(undefined);
		expect(asked(event('declare', declared, { labels: [{ name: 'bug' }] }))).toBe(undefined);
	});

	test('is refused with all that is wrong', async () => {
		const { event, asked } = await setUp();
		const both = [{ name: 'allclear: declare' }, { name: 'allclear: resolve' }];
		expect(
			[
				event('declare', declared, { author_association: 'NONE' }),
				event('declare', declared, { author_association: 'CONTRIBUTOR' }),
				event('declare', declared, { labels: both }),
				event('declare', declared, { body: null }),
				event('declare', { ...declared, condition: '' }),
				event('declare', { ...declared, services: '' }),
				event('update', { incident: '--help', message: 'x' }),
				event('update', { incident: '../../x', message: 'x' }),
				{ action: 'opened' },
				null,
			].map((payload) => refusal(() => asked(payload))),
		).toMatchInlineSnapshot(`
			[
			  "77 | Only people of this organisation can do this by an issue. | Ask one of them to file it.",
			  "77 | Only people of this organisation can do this by an issue. | Ask one of them to file it.",
			  "65 | The issue has the labels of several forms. | Leave one of \`allclear: declare\`, \`allclear: resolve\`, and edit the issue.",
			  "65 | The field “What is wrong” is missing.
			The field “How bad it is” is missing.
			The field “Who is told” is missing.
			The field “Services” is missing.
			The field “What customers meet there” is missing.
			The field “Since when” is missing.
			The field “What is known” is missing. | Edit the issue; leave its headings as the form wrote them.",
			  "65 | Services are chosen, and not what customers meet there. | Edit the issue and choose both, or neither.",
			  "65 | It says what customers meet, and not at which services. | Edit the issue and choose both, or neither.",
			  "65 | “Incident” is not the id of an incident. | Write its id, e.g. \`2026-03-01-k3f9\`, or the four characters at its end.",
			  "65 | “Incident” is not the id of an incident. | Write its id, e.g. \`2026-03-01-k3f9\`, or the four characters at its end.",
			  "65 | This is no event of an issue that was opened or edited. | Start this from a workflow on \`issues\`.",
			  "65 | This is no event of an issue that was opened or edited. | Start this from a workflow on \`issues\`.",
			]
		`);
	});

	test('never becomes a flag, standard input or a control character', async () => {
		const { event, asked } = await setUp();
		const texts = ['--internal', '$(id)', '${{ github.token }}', '-', '\u001b[31m', '\u202e'];
		const handled = [];
		for (const title of texts) {
			const told = await carryOut(() => dry(asked(event('declare', { ...declared, title }))));
			handled.push(told.handled);
		}
		expect(handled).toEqual([true, true, true, false, false, false]);
	});
});

describe('a dispatched request', slow, () => {
	const command = (fields: object) => ({
		client_payload: { kind: 'command', command: 'incident', ...fields },
	});

	test('is a command with its flags', async () => {
		await setUp();
		const request = requestOfDispatch(
			command({
				action: 'open',
				flags: {
					title: 'Checkout fails',
					severity: 'sev2',
					message: 'Some orders fail.',
					service: ['checkout=major-outage'],
					by: 'maya',
				},
				id: 'chat-1',
			}),
			'run-1',
		);
		expect((await dry(request)).data).toMatchObject({ status: 'dry-run' });
	});

	test('is the same operation when it is sent again with its id, or its run is run again', () => {
		const op = (fields: object, run: string) =>
			requestOfDispatch(command({ action: 'ack', arguments: ['k3f9'], ...fields }), run).op;
		expect(op({ id: 'a' }, 'run-1')).toBe(op({ id: 'a' }, 'run-2'));
		expect(op({}, 'run-1')).toBe(op({}, 'run-1'));
		expect(op({}, 'run-1')).not.toBe(op({}, 'run-2'));
		expect(op({ id: 'a' }, 'run-1')).not.toBe(op({ id: 'b' }, 'run-1'));
	});

	test('is an alert in its sender’s own shape, by either way', async () => {
		await setUp();
		const alert = { kind: 'alert', open: true, payload: posts('alertmanager')[0] };
		const sent = await dry(requestOfDispatch({ client_payload: alert }, 'run-1'));
		expect(sent.data).toMatchObject({ alert: '47im2haj-1', proposal: { level: 'sev2' } });
		const typed = { inputs: { request: JSON.stringify(alert) } };
		expect((await dry(requestOfDispatch(typed, 'run-2'))).data).toEqual(sent.data);
	});

	test('is refused if nothing of ours is asked for', () => {
		expect(
			[
				{},
				null,
				{ inputs: { request: '{' } },
				{ client_payload: { kind: 'shell', command: 'id' } },
				command({ command: 'publish', action: 'all' }),
				command({ action: 'opne' }),
				command({ action: 'redact', arguments: ['k3f9'] }),
				command({ action: '__proto__' }),
				command({ action: 'open', flags: { titel: 'x' } }),
				command({ action: 'open', flags: { internal: 'yes' } }),
				command({ action: 'open', flags: { service: 'checkout=major-outage' } }),
				command({ action: 'ack', arguments: ['k3f9', 'now'] }),
			].map((payload) => refusal(() => requestOfDispatch(payload, 'run-1'))),
		).toMatchInlineSnapshot(`
			[
			  "65 | This is no request: ✖ Invalid input: expected object, received undefined | docs/commands.md shows what a request looks like.",
			  "65 | This is no request: ✖ Invalid input: expected object, received undefined | docs/commands.md shows what a request looks like.",
			  "65 | The input \`request\` is not JSON. | docs/commands.md shows what a request looks like.",
			  "65 | This is no request: ✖ Invalid discriminator value. Expected 'alert' | 'command'
			  → at kind | docs/commands.md shows what a request looks like.",
			  "65 | There is no command \`publish\` for requests. | Known are \`incident\`, \`maintenance\`; see docs/commands.md.",
			  "65 | There is no action \`opne\` for requests. | Requests to incident are \`open\`, \`update\`, \`note\`, \`ack\`, \`escalate\`, \`role\`, \`severity\`, \`milestone\`, \`resolve\`, \`reopen\`, \`correct\`, \`retract\`, \`duplicate\`, \`reference\`; see docs/commands.md.",
			  "65 | \`incident redact\` cannot be asked for by a request, only at a terminal. | Requests to incident are \`open\`, \`update\`, \`note\`, \`ack\`, \`escalate\`, \`role\`, \`severity\`, \`milestone\`, \`resolve\`, \`reopen\`, \`correct\`, \`retract\`, \`duplicate\`, \`reference\`; see docs/commands.md.",
			  "65 | There is no action \`__proto__\` for requests. | Requests to incident are \`open\`, \`update\`, \`note\`, \`ack\`, \`escalate\`, \`role\`, \`severity\`, \`milestone\`, \`resolve\`, \`reopen\`, \`correct\`, \`retract\`, \`duplicate\`, \`reference\`; see docs/commands.md.",
			  "65 | There is no flag \`titel\` for requests. | Did you mean \`title\`?",
			  "65 | The flag \`internal\` is not true or false. | Customers are not told; there will be no page.",
			  "65 | The flag \`service\` is not a list of texts. | Condition of a service: operational, degraded-performance, partial-outage, major-outage.",
			  "65 | incident ack takes fewer arguments. | docs/commands.md shows what a request looks like.",
			]
		`);
	});
});

test('an issue is done as a commit, answered in a file, and done once', slow, async () => {
	const { event } = await setUp();
	const content = process.env['CONTENT_DIR'] ?? '';
	const folder = dirname(content);
	for (const [name, value] of [
		['user.name', 'Nia Bell'],
		['user.email', 'nia@harbour.example'],
	] as const) {
		execFileSync('git', ['config', name, value], { cwd: folder });
	}
	execFileSync('git', ['add', '--all'], { cwd: folder });
	execFileSync('git', ['commit', '--quiet', '-m', 'Begin'], { cwd: folder });
	const [eventPath, comment, output] = ['event.json', 'comment.md', 'output'].map((name) =>
		join(folder, '.git', name),
	) as [string, string, string];
	writeFileSync(eventPath, JSON.stringify(event('declare', declared)));
	const run = () =>
		runScript('from-issue.ts', [], {
			CONTENT_DIR: content,
			BUILD_NOW: '2026-11-21T03:00:00Z',
			GITHUB_EVENT_PATH: eventPath,
			COMMENT_FILE: comment,
			GITHUB_OUTPUT: output,
			GITHUB_ACTIONS: 'true',
			GITHUB_TOKEN: '',
			GH_TOKEN: '',
		});
	const first = await run();
	expect(first.code).toBe(0);
	expect(first.output).toMatch(/^::stop-commands::(\S+)\n[\s\S]*\n::\1::\n$/);
	expect(readFileSync(comment, 'utf8')).toMatch(/^Done\.\n\n```text\nOpen incident 2026-11-21-/);
	expect(readFileSync(output, 'utf8')).toBe('handled=true\n');
	expect((await run()).code).toBe(0);
	const log = execFileSync('git', ['log', '--format=%s'], { cwd: folder, encoding: 'utf8' });
	expect(log.trim().split('\n')).toHaveLength(2);

	writeFileSync(eventPath, JSON.stringify(event('resolve', { incident: 'none', message: 'x' })));
	expect((await run()).code).toBe(64);
	expect(readFileSync(comment, 'utf8')).toContain('Nothing was written.');
});

test('what became of a request is told as code, with its pull request', () => {
	expect(
		tellInMarkdown({
			lines: ['Opened.', '```', '@everyone ::stop-commands::x'],
			exitCode: 0,
			handled: true,
			pullRequest: 'https://github.com/harbour/response/pull/1',
		}),
	).toMatchInlineSnapshot(`
		"Done.

		Pull request: https://github.com/harbour/response/pull/1

		\`\`\`\`text
		Opened.
		\`\`\`
		@everyone ::stop-commands::x
		\`\`\`\`"
	`);
});
