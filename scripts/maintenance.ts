/** `npm run maintenance -- <action>`: planned work, announced and told. */
import { startQuickly } from './lib/startQuickly.ts';

await startQuickly();
const [{ runCommand }, { actions }] = await Promise.all([
	import('./lib/command.ts'),
	import('./commands/maintenanceActions.ts'),
]);
await runCommand('maintenance', 'Planned work, announced and told.', actions);
