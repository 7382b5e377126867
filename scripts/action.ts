/** `npm run action -- list | done | wont-do`: what post-mortems asked for, and what became of it. */
import { startQuickly } from './lib/startQuickly.ts';

await startQuickly();
const [{ runCommand }, { actions }] = await Promise.all([
	import('./lib/command.ts'),
	import('./commands/action.ts'),
]);
await runCommand('action', 'What post-mortems asked for, and what became of it.', actions);
