/** The last step of every writing command: review, then print or deliver. */
import type { IncidentRecord } from '../../src/domain/stored.ts';
import type { Call, Outcome } from './command.ts';
import type { Draft, Forge } from './forge.ts';
import { localClone } from './localClone.ts';
import { reviewDraft } from './review.ts';
import type { Workspace } from './workspace.ts';

/** Reviews a draft and delivers it, or prints it with `--dry-run`. */
export async function deliverDraft(
	workspace: Workspace,
	draft: Draft,
	call: Pick<Call, 'dryRun'>,
	record?: IncidentRecord,
	forge: Forge = localClone(workspace.top),
): Promise<Outcome> {
	const warnings = reviewDraft(workspace, draft, record).map(
		({ message, cure }) => `${message} ${cure}`,
	);
	const { files, title, op, record: id } = draft;
	if (call.dryRun) {
		return {
			lines: [
				`Nothing is written. This would be: ${title}`,
				...files.flatMap(({ path, text }) => [
					'',
					path,
					...text
						.trimEnd()
						.split('\n')
						.map((line) => `  ${line}`),
				]),
				...warnings.map((warning) => `\nNote: ${warning}`),
			],
			data: {
				status: 'dry-run',
				id,
				op,
				title,
				body: draft.body,
				branch: draft.branch,
				files,
				warnings,
			},
		};
	}
	const delivery = await forge.deliver(draft);
	return {
		lines: [
			delivery.status === 'done' ? `${title}.` : `${title}: done before.`,
			`Committed to ${delivery.branch} as ${delivery.commit.slice(0, 10)}. Publish it with git push.`,
			...warnings.map((warning) => `Note: ${warning}`),
		],
		data: { ...delivery, id, op, title, files: files.map(({ path }) => path), warnings },
	};
}
