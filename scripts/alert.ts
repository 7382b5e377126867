/** `npm run alert < payload.json`: alerts that came in, kept, and what became of them. */
import { actions, defaultAction } from './commands/alertActions.ts';
import { runCommand } from './lib/command.ts';

const words = process.argv.slice(2);
const [first = '--'] = words;
// Without an action it reads a payload, so that a webhook's receiver has nothing to know.
const named = !first.startsWith('--') || first === '--help';
await runCommand(
	'alert',
	'Alerts that came in, and what became of them.',
	actions,
	named ? words : [defaultAction, ...words],
);
