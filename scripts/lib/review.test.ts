import { describe, expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { CommandError } from './exitCodes.ts';
import type { Draft, DraftFile } from './forge.ts';
import { reviewDraft } from './review.ts';
import { openWorkspace } from './workspace.ts';

const draft = (...files: DraftFile[]): Draft => ({
	op: 'aaaaaa',
	kind: 'incident',
	record: '2026-03-02-k3f9',
	files,
	branch: 'status/incident/2026-03-02-k3f9--aaaaaa',
	title: 'Open it',
	body: '',
});
const update = (text: string, name = '20260302T115500Z-aaaaaa.md') => ({
	path: `content/incidents/2026/2026-03-02-k3f9/updates/${name}`,
	text,
});

/** What the review says of files in a small organisation. */
async function review(...files: DraftFile[]) {
	const { writes } = commandFolder('incident', {});
	writes('templates/handoff.md', '---\nname: Handoff\nuse: Mondays\n---\nHello.\n');
	const workspace = await openWorkspace('ana');
	try {
		const problems = await reviewDraft(workspace, draft(...files));
		return problems.map(({ message }) => message);
	} catch (error) {
		if (error instanceof CommandError) return `${error.message}\n${error.hint ?? ''}`;
		throw error;
	}
}

describe('reviewDraft', () => {
	test('finds nothing in an incident that is as it should be', async () => {
		expect(
			await review(
				{
					path: 'content/incidents/2026/2026-03-02-k3f9/index.md',
					text: '---\nopened: 2026-03-02T11:55:00Z\nby: ana\nlevel: sev1\n---\n',
				},
				update(
					'---\nat: 2026-03-02T11:55:00Z\ntitle: x\nservices: { checkout: major-outage }\n---\nx\n',
				),
			),
		).toEqual([]);
	});

	test('refuses what a site would leave out, with every cure once', async () => {
		expect(
			await review(
				update('---\nat: soon\nservices: { chekout: down }\n---\n<b>x</b>\n'),
				update(
					'---\nat: 2026-03-02T11:55:00Z\nservices: { chekout: major-outage }\n---\nx\n',
					'20260302T115500Z-bbbbbb.md',
				),
			),
		).toMatchInlineSnapshot(`
			"at: \`soon\` cannot be the value of \`at\`.
			services.chekout: \`down\` cannot be the value of \`services.chekout\`.
			body: The text has HTML in it: \`<b>\`.
			body: The text has HTML in it: \`</b>\`.
			services.chekout: There is no service \`chekout\`.
			at: Write a time with its offset, e.g. \`2026-03-01T09:15:00Z\` or \`2026-03-01T10:15:00+01:00\`.
			services.chekout: Write a condition (\`operational\`, \`degraded-performance\`, \`partial-outage\`, \`major-outage\`), or \`{ condition: …, since: … }\`.
			body: Write it in Markdown. To show a \`<\`, put the word between backticks.
			services.chekout: Did you mean \`checkout\`?"
		`);
	});

	test('warns of what looks odd, and only of the files of the draft', async () => {
		expect(
			await review(update('---\nat: 2026-03-02T11:55:00Z\ncorrects: zzzzzz\nreason: x\n---\nx\n')),
		).toEqual([
			'There is no other update `zzzzzz` in this folder.',
			'The first update has no title.',
		]);
	});

	test.each([
		[
			'incidents/2026/2026-03-02-k3f9/index.md',
			'---\nopened: 2026-03-02T11:55:00Z\nby: ana\nlevel: sev9\n---\n',
			'level: There is no level `sev9`.',
		],
		[
			'maintenance/2026/2026-03-02-k3f9/index.md',
			'---\nopened: 2026-03-02T11:55:00Z\nby: ana\nrunbook: x\n---\n',
			'runbook: There is no runbook `x`.',
		],
		[
			'alerts/2026/abc.yaml',
			'source: nope\nname: x\nfired: 2026-03-02T11:55:00Z\n',
			'source: There is no alert source `nope`.',
		],
		[
			'checks/2026/abc.yaml',
			'kind: source-green\nsubject: nope\nat: 2026-03-02T11:55:00Z\nby: ana\nresult: passed\nevidence: x\n',
			'subject: There is no alert source `nope`.',
		],
	])('checks what %s refers to', async (path, text, message) => {
		expect(await review({ path: `content/${path}`, text })).toContain(message);
	});

	test('looks at a page beside all other files', async () => {
		const page = (runbook: string) => ({
			path: 'content/handbook/start.mdx',
			text: `---\ntitle: Start\n---\n\n${runbook}\n`,
		});
		expect(await review(page('Read this.'))).toEqual([]);
		expect(await review(page('<Nonsense />'))).toContain('Nonsense');
	});
});
