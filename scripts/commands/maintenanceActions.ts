/** The actions of `npm run maintenance`: what each is called with. What they do is loaded when it is needed. */
import type { Action } from '../lib/command.ts';

const message = { type: 'text', about: 'The message; `-` reads standard input.' } as const;
const at = { type: 'text', value: '<time>', about: 'When it was said, if not now.' } as const;
const by = {
	type: 'text',
	value: '<name>',
	about: 'Who says it, if not you as git knows you.',
} as const;
const since = (what: string) =>
	({
		type: 'text',
		value: '<time>',
		about: `When it ${what}, if earlier: 02:00, 20m (ago), or a whole instant.`,
	}) as const;
const service = {
	type: 'text',
	value: '<id>',
	many: true,
	about: 'A service that is worked on.',
} as const;
const starts = {
	type: 'text',
	value: '<time>',
	about: 'When it starts: 02:00, 30m (from now), or a whole instant.',
} as const;
const ends = {
	type: 'text',
	value: '<time>',
	about: 'When it should be over: 04:00, 2h (after it starts), or a whole instant.',
} as const;

export const actions: Record<string, Action> = {
	schedule: {
		about: 'Announce planned work.',
		flags: {
			title: { type: 'text', about: 'What is done, in customers’ words.' },
			service,
			starts,
			ends,
			message,
			'ends-by-itself': {
				type: 'yes',
				about: 'It is over at its end without anybody saying so; otherwise it runs late.',
			},
			runbook: {
				type: 'text',
				value: '<id>',
				about: 'The runbook it follows; customers never see it.',
			},
			at,
			by,
		},
		example:
			'npm run maintenance -- schedule --title "More room for uploads" --service uploads --starts 2026-03-01T02:00:00Z --ends 2h --message "Uploads may be slow."',
		run: async (call) => (await import('./maintenanceTelling.ts')).schedule(call),
	},
	start: {
		about: 'Say that it has begun; it also begins by itself at its time.',
		arguments: ['maintenance'],
		flags: { message, since: since('began'), at },
		example: 'npm run maintenance -- start m4nt --message "We have begun."',
		run: async (call) => (await import('./maintenanceTelling.ts')).start(call),
	},
	update: {
		about: 'Tell customers something new, or move it.',
		arguments: ['maintenance'],
		flags: {
			message,
			status: {
				type: 'text',
				value: '<status>',
				about: 'Where it stands: scheduled, in-progress, verifying.',
			},
			title: { type: 'text', about: 'A better title.' },
			service,
			starts,
			ends,
			since: since('became so'),
			at,
		},
		example: 'npm run maintenance -- update m4nt --status verifying --message "We are checking."',
		run: async (call) => (await import('./maintenanceTelling.ts')).update(call),
	},
	extend: {
		about: 'Say that it takes longer.',
		arguments: ['maintenance'],
		flags: {
			ends,
			by: { type: 'text', value: '<length>', about: 'How much longer: 1h, 1h30m, PT1H.' },
			message,
			at,
		},
		example: 'npm run maintenance -- extend m4nt --by 1h --message "It takes an hour longer."',
		run: async (call) => (await import('./maintenanceTelling.ts')).extend(call),
	},
	complete: {
		about: 'Say that it is over.',
		arguments: ['maintenance'],
		flags: { message, since: since('was over'), at },
		example: 'npm run maintenance -- complete m4nt --message "There is more room now."',
		run: async (call) => (await import('./maintenanceTelling.ts')).complete(call),
	},
	cancel: {
		about: 'Say that it does not take place, or was broken off.',
		arguments: ['maintenance'],
		flags: { message, since: since('was called off'), at },
		example: 'npm run maintenance -- cancel m4nt --message "It will take place another day."',
		run: async (call) => (await import('./maintenanceTelling.ts')).cancel(call),
	},
};
