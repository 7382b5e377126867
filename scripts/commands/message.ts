/** The actions of `npm run message`. What they need is loaded when one runs. */
import type { Action } from '../lib/command.ts';

/** The action that runs when none is named: `npm run message -- k3f9 chat-update`. */
export const defaultAction = 'print';

export const actions: Record<string, Action> = {
	print: {
		about: 'Print a message about an incident. Runs if no action is named.',
		arguments: ['incident', 'template'],
		flags: {
			set: {
				type: 'text',
				value: '<field>=<text>',
				many: true,
				about: 'A field that is not known, or is to be said otherwise.',
			},
			'next-update': {
				type: 'text',
				value: '<time>',
				about: 'By when there will be news: 30m (from now), 09:55.',
			},
			anyway: { type: 'yes', about: 'Print it although its condition does not hold.' },
		},
		example: 'npm run message -- k3f9 chat-update --set next-steps="Take back the release."',
		reads: true,
		run: async (call) => (await import('./messageRuns.ts')).print(call),
	},
	list: {
		about: 'List the messages that fit an incident as it stands; without one, all of them.',
		arguments: ['incident?'],
		flags: {},
		example: 'npm run message -- list k3f9',
		reads: true,
		run: async (call) => (await import('./messageRuns.ts')).list(call),
	},
};
