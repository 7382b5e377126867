/** `npm run runbook -- new | validate | rehearsed`: what to do when something happens. */
import { startQuickly } from './lib/startQuickly.ts';

await startQuickly();
const [{ runCommand }, { actions }] = await Promise.all([
	import('./lib/command.ts'),
	import('./commands/runbook.ts'),
]);
await runCommand('runbook', 'What to do when something happens, written and tried out.', actions);
