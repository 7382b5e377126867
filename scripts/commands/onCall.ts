/** The actions of `npm run on-call`. What they need is loaded when one runs. */
import type { Action } from '../lib/command.ts';

const flags = {
	rotation: { type: 'text', value: '<id>', about: 'Only this rotation.' },
	at: {
		type: 'text',
		value: '<time>',
		about: 'At another moment: 2026-03-01T09:15:00Z, 18:00, or 8h (from now).',
	},
} as const satisfies Action['flags'];

export const actions: Record<string, Action> = {
	now: {
		about: 'Who is on call, until when, and how to reach them.',
		flags,
		example: 'npm run on-call -- now',
		reads: true,
		run: async (call) => (await import('./onCallRuns.ts')).showNow(call),
	},
	next: {
		about: 'Who comes next, when, and how to reach them.',
		flags,
		example: 'npm run on-call -- next --rotation primary',
		reads: true,
		run: async (call) => (await import('./onCallRuns.ts')).showNext(call),
	},
	handoff: {
		about:
			'Print the message from one turn to the next: what happened, what is open, what to watch.',
		flags: {
			...flags,
			rotation: {
				type: 'text',
				value: '<id>',
				about: 'The rotation, if not that of `handoff` in on-call.yaml.',
			},
			'built-in': { type: 'yes', about: 'Print the built-in message, with every list in full.' },
		},
		example: 'npm run on-call -- handoff',
		reads: true,
		run: async (call) => (await import('./onCallRuns.ts')).handoff(call),
	},
};
