/** Does what a dispatched event asks for: a command from a chat, or an alert. Run by GitHub Actions. */
import { requestOfDispatch } from './commands/dispatchRequests.ts';
import { callOf, carryOut, readEvent, report } from './lib/automation.ts';
import { runAction } from './lib/command.ts';

const told = await carryOut(async () => {
	// Re-runs of a run have its id, so that they do the same once.
	const request = requestOfDispatch(readEvent(), process.env['GITHUB_RUN_ID'] ?? '');
	return runAction(request.action, callOf(request));
});
report(told);
