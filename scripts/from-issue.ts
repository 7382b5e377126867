/** Does what an issue asks for that was filed with one of our forms. Run by GitHub Actions. */
import { requestOfIssue } from './commands/issueRequests.ts';
import { callOf, carryOut, readEvent, report } from './lib/automation.ts';
import { runAction } from './lib/command.ts';
import { openWorkspace } from './lib/workspace.ts';

const told = await carryOut(async () => {
	const workspace = await openWorkspace();
	const request = requestOfIssue(readEvent(), workspace);
	if (!request) return { lines: ['This issue asks for nothing.'], data: {}, exitCode: -1 };
	return runAction(request.action, callOf(request));
});
if (told.exitCode === -1) console.log('This issue asks for nothing, or was dealt with.');
else report(told);
