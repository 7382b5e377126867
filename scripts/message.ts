/** `npm run message -- <incident> <template>`: words about an incident, ready to be sent. */
import { startQuickly } from './lib/startQuickly.ts';

await startQuickly();
const [{ runCommand }, { actions, defaultAction }] = await Promise.all([
	import('./lib/command.ts'),
	import('./commands/message.ts'),
]);
const words = process.argv.slice(2);
const [first] = words;
// Without an action it prints, which is what it is for.
const named = first === undefined || [...Object.keys(actions), '--help', 'help'].includes(first);
await runCommand(
	'message',
	'Words about an incident, ready to be sent.',
	actions,
	named ? words : [defaultAction, ...words],
);
