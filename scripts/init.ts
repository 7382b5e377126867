/** `npm run init`: writes `content/` for your organisation, from the example that is nearest to it. */
import { actions, defaultAction } from './commands/init.ts';
import { runCommand } from './lib/command.ts';

const words = process.argv.slice(2);
const [first = '--'] = words;
// Without an action it begins, which is what it is for.
const named = !first.startsWith('--') || first === '--help';
await runCommand(
	'init',
	'Your own content, from the example that is nearest to you.',
	actions,
	named ? words : [defaultAction, ...words],
);
