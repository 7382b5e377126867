/** Updates that were there already and are not as they were. */
import type { Problem } from '../../src/domain/problem.ts';
import { redactionLabel } from './deliveryPolicy.ts';
import { git, gitOr } from './git.ts';

/**
 * One error for each update that was changed or deleted since a branch began. What was said is corrected or taken back
 * by a new file, so that customers see both; only a redaction reaches into old ones.
 *
 * @param root absolute path of the content root
 * @param ref the branch, or a commit of it, that this one will be merged into
 * @throws {GitError} if there is no such commit
 */
export async function changedUpdates(root: string, ref: string): Promise<Problem[]> {
	await git(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
	// What others have published since is not missing here. A shallow clone does not know where the branch began.
	const base = (await gitOr(root, ['merge-base', ref, 'HEAD'])) ?? ref;
	const listed = await git(root, [
		...['diff', '--relative', '--no-renames', '--diff-filter=MDT', '--name-status', '-z', base],
		...['--', 'incidents', 'maintenance'],
	]);
	const words = listed.split('\0');
	return words.flatMap((status, index): Problem[] => {
		const file = words[index + 1] ?? '';
		if (index % 2 > 0 || !isUpdate.test(file)) return [];
		return [
			{
				severity: 'error',
				file,
				message: `Customers were told this, and the file is ${status === 'D' ? 'deleted' : 'changed'}.`,
				cure: `Bring it back as it was, and write a new update that corrects or redacts it. If the text has to go from the file, too, label the pull request \`${redactionLabel}\`.`,
			},
		];
	});
}

/** Example data came with the product and was said to nobody. */
const isUpdate = /^(?:incidents|maintenance)\/[^/]+\/(?!example-)[^/]+\/updates\/[^/]+$/;
