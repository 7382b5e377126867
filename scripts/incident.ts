/** `npm run incident -- open | update | note | resolve`: what happens in an incident, written down. */
import { actions } from './commands/incidentActions.ts';
import { runCommand } from './lib/command.ts';

await runCommand('incident', 'What happens in an incident, written down.', actions);
