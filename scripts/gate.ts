/** `npm run gate -- <gate>`: whether something may happen; exit 0 if it may, 1 if not. */
import { startQuickly } from './lib/startQuickly.ts';

await startQuickly();
const [{ runCommand }, { actions, defaultAction }] = await Promise.all([
	import('./lib/command.ts'),
	import('./commands/gate.ts'),
]);
const words = process.argv.slice(2);
const [first] = words;
// Without an action it judges, which is what it is for.
const named = first === undefined || [...Object.keys(actions), '--help', 'help'].includes(first);
await runCommand(
	'gate',
	'Whether something may happen, and what is missing if not.',
	actions,
	named ? words : [defaultAction, ...words],
);
