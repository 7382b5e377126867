/** The actions of `npm run init`. What they need is loaded when one runs. */
import type { Action } from '../lib/command.ts';

/** The action that runs when none is named. */
export const defaultAction = 'begin';

export const actions: Record<string, Action> = {
	begin: {
		about:
			'Write the content of your organisation. Asks what it needs at a terminal. Runs if no action is named.',
		flags: {
			from: { type: 'text', value: '<example>', about: 'Where to start: an example, or empty.' },
			name: { type: 'text', value: '<name>', about: 'What customers call you.' },
			url: { type: 'text', value: '<address>', about: 'Where the status page will live.' },
			zone: { type: 'text', value: '<zone>', about: 'In which zone your day begins.' },
			person: { type: 'text', value: '<name>', about: 'Who answers first when something breaks.' },
			contact: { type: 'text', value: '<text>', about: 'How that person is reached.' },
			'portal-url': {
				type: 'text',
				value: '<address>',
				about: 'Where responders will reach the portal.',
			},
			repository: { type: 'text', value: '<owner/name>', about: 'Your repository on GitHub.' },
			colour: { type: 'text', value: '<#rrggbb>', about: 'The colour of your brand.' },
			support: { type: 'text', value: '<e-mail>', about: 'Where customers find help.' },
			replace: {
				type: 'yes',
				about: 'Replace content that holds incidents of your own; git keeps what was there.',
			},
			'dry-run': { type: 'yes', about: 'Name what would be written, and write nothing.' },
		},
		example:
			'npm run init -- --from saas-24x7 --name Acme --url https://status.acme.com --zone UTC --person "Ana Lopes" --contact "+351 21 555 01 40"',
		reads: true,
		run: async (call) => (await import('./initRuns.ts')).begin(call),
	},
	list: {
		about: 'List the examples there are to start from.',
		flags: {},
		example: 'npm run init -- list',
		reads: true,
		run: async () => (await import('./initRuns.ts')).list(),
	},
};
