/** `npm run incident -- <action>`: what happens in an incident, written down. */
import { startQuickly } from './lib/startQuickly.ts';

await startQuickly();
const [{ runCommand }, { actions }] = await Promise.all([
	import('./lib/command.ts'),
	import('./commands/incidentActions.ts'),
]);
await runCommand('incident', 'What happens in an incident, written down.', actions);
