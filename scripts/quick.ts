/**
 * `node scripts/quick.ts <command> …`: what package.json calls for commands that somebody waits for. It runs the same
 * sources, from the few files they were put together in where those are still true of them, and puts them together
 * after a run in which they were not.
 */
import { keptCommand } from './lib/keptCommands.ts';

const [name = ''] = process.argv.splice(2, 1);
const kept = keptCommand(name);
await import(kept ?? `./${name}.ts`);
if (kept === undefined) {
	const { keepCommands } = await import('./lib/keepCommands.ts');
	await keepCommands();
}
