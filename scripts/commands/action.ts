/** The actions of `npm run action`. What they need is loaded when one runs. */
import type { Action } from '../lib/command.ts';

const closing = {
	closed: { type: 'text', value: '<day>', about: 'On which day, if not today: 2026-03-01.' },
	by: { type: 'text', value: '<person>', about: 'Who says it, if not you as git knows you.' },
} as const satisfies Action['flags'];

export const actions: Record<string, Action> = {
	list: {
		about: 'List what is not done yet, the longest overdue first.',
		flags: {
			owner: { type: 'text', value: '<person>', about: 'Only what this person or team does.' },
			overdue: { type: 'yes', about: 'Only what is overdue.' },
			all: { type: 'yes', about: 'Also what is done or given up.' },
		},
		example: 'npm run action -- list --owner kwame-asante',
		reads: true,
		run: async (call) => (await import('./actionRuns.ts')).list(call),
	},
	done: {
		about: 'Say that an action is done, who made sure, and how.',
		arguments: ['action'],
		flags: {
			'verified-by': { type: 'text', value: '<person>', about: 'Who made sure that it works.' },
			verification: { type: 'text', about: 'How they made sure.' },
			'not-verified': { type: 'yes', about: 'Done, and nobody has made sure yet.' },
			...closing,
		},
		example:
			'npm run action -- done certificate-inventory --verified-by priya-raman --verification "Compared with what is served."',
		run: async (call) => (await import('./actionRuns.ts')).done(call),
	},
	'wont-do': {
		about: 'Say that an action will not be done, and why.',
		arguments: ['action'],
		flags: { reason: { type: 'text', about: 'Why not.' }, ...closing },
		example: 'npm run action -- wont-do certificate-inventory --reason "The provider renews all."',
		run: async (call) => (await import('./actionRuns.ts')).wontDo(call),
	},
};
