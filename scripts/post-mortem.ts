/** `npm run post-mortem -- new | publish`: what was learned, and what customers are told of it. */
import { startQuickly } from './lib/startQuickly.ts';

await startQuickly();
const [{ runCommand }, { actions }] = await Promise.all([
	import('./lib/command.ts'),
	import('./commands/postMortem.ts'),
]);
await runCommand('post-mortem', 'What was learned, and what customers are told of it.', actions);
