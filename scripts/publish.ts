/** `npm run publish -- <target>…`: the status page from this clone to wherever it is read, without GitHub. */
import { runCommand } from './lib/command.ts';
import { actions, defaultAction } from './commands/publish.ts';

const words = process.argv.slice(2);
const [first] = words;
const named = first === undefined || [...Object.keys(actions), '--help', 'help'].includes(first);
await runCommand(
	'publish',
	'Builds a site from this clone and brings it to folders, hosts and buckets.',
	actions,
	named ? words : [defaultAction, ...words],
);
