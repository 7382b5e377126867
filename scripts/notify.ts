/** `npm run notify`: tells receivers, once each, what the new status page says and the live one does not. */
import { runCommand } from './lib/command.ts';
import { actions } from './commands/notify.ts';

await runCommand('notify', 'Tells receivers what is new on the status page, once each.', actions);
