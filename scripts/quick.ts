/**
 * `node scripts/quick.ts <command> …`: what package.json calls for commands that somebody waits for. It runs the same
 * sources, from the few files they were put together in where those are still true of them, and puts them together
 * after a run in which they were not. package.json begins it with all the room for new objects that it may have
 * (`--min-semi-space-size`, in MB): collecting them while that grows takes a tenth of a short run.
 */
import { keptCommand } from './lib/keptCommands.ts';

const [name = ''] = process.argv.splice(2, 1);
const kept = keptCommand(name);
await import(kept ?? `./${name}.ts`);
if (kept === undefined) {
	try {
		const { keepCommands } = await import('./lib/keepCommands.ts');
		await keepCommands();
	} catch (error) {
		// The command has done its work, and how that ended is for it to say.
		console.error(
			`Commands could not be put together, so the next one starts no quicker: ${(error as Error).message}`,
		);
	}
}
