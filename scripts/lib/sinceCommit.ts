/** The commit that the content is compared with. */
import { exitCodes } from './exitCodes.ts';
import { gitOr } from './git.ts';

/** Ends with a sentence where git knows no such commit. */
export async function commitOrEnd(root: string, ref: string): Promise<void> {
	const found = await gitOr(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
	if (found !== undefined) return;
	const cloned = (await gitOr(root, ['rev-parse', '--show-toplevel'])) !== undefined;
	console.error(
		cloned
			? `This clone has no commit \`${ref}\`.\nGive --since a branch, a tag or a commit that is here, such as main or HEAD^; in a shallow clone, git fetch --unshallow brings older ones.`
			: `${root} is in no git repository, so that there is no commit to compare it with.\nLeave --since out, or run this in a clone.`,
	);
	process.exit(exitCodes.usage);
}
