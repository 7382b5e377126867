/** The actions of `npm run gate`. What they need is loaded when one runs. */
import type { Action } from '../lib/command.ts';

/** The action that runs when none is named: `npm run gate -- launch`. */
export const defaultAction = 'judge';

export const actions: Record<string, Action> = {
	judge: {
		about: 'Judge a gate: exit 0 if it is open, 1 if not. Runs if no action is named.',
		arguments: ['gate'],
		flags: {},
		example: 'npm run gate -- launch',
		reads: true,
		run: async (call) => (await import('./gateRuns.ts')).judge(call),
	},
	list: {
		about: 'List all gates and whether they are open. Always exit 0.',
		flags: {},
		example: 'npm run gate -- list',
		reads: true,
		run: async (call) => (await import('./gateRuns.ts')).list(call),
	},
};
