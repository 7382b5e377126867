/** `npm run on-call -- now | next | handoff`: who answers, and what one turn hands over to the next. */
import { startQuickly } from './lib/startQuickly.ts';

await startQuickly();
const [{ runCommand }, { actions }] = await Promise.all([
	import('./lib/command.ts'),
	import('./commands/onCall.ts'),
]);
await runCommand('on-call', 'Who answers, and what one turn hands over to the next.', actions);
