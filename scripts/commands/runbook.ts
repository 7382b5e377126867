/** The actions of `npm run runbook`. What they need is loaded when one runs. */
import type { Action } from '../lib/command.ts';

const by = {
	type: 'text',
	value: '<person>',
	about: 'Who says it, if not you as git knows you.',
} as const;

export const actions: Record<string, Action> = {
	new: {
		about: 'Begin a runbook: a valid draft with what is known, and places for the rest.',
		arguments: ['name'],
		flags: {
			title: { type: 'text', about: 'Its heading, if not its name.' },
			folder: { type: 'text', value: '<folder>', about: 'Folder below runbooks/, e.g. platform.' },
			'from-alert': { type: 'text', value: '<name>', about: 'The alert that leads here.' },
			'from-incident': {
				type: 'text',
				value: '<id>',
				about: 'The incident that had no runbook: its commands and what helped are taken over.',
			},
			owner: { type: 'text', value: '<team>', about: 'Who answers for it.' },
			by,
		},
		example: 'npm run runbook -- new search-slow --title "Search is slow" --from-alert SearchSlow',
		run: async (call) => (await import('./runbookRuns.ts')).create(call),
	},
	validate: {
		about: 'Check one runbook and print what is wrong with it.',
		arguments: ['runbook'],
		flags: {},
		example: 'npm run runbook -- validate disk-full',
		reads: true,
		run: async (call) => (await import('./runbookRuns.ts')).validate(call),
	},
	rehearsed: {
		about: 'Write down that a runbook was tried out, and what came of it.',
		arguments: ['runbook'],
		flags: {
			result: {
				type: 'text',
				value: '<result>',
				about: 'What came of it: passed, partly, failed.',
			},
			evidence: { type: 'text', about: 'What was seen, or an address that shows it.' },
			how: {
				type: 'text',
				value: '<how>',
				about: 'In which way: rehearsal (if not said), incident, review, automated.',
			},
			notes: { type: 'text', about: 'Anything else worth knowing.' },
			at: { type: 'text', value: '<time>', about: 'When, if not now.' },
			by,
		},
		example:
			'npm run runbook -- rehearsed disk-full --result passed --evidence "Filled a test volume; room after nine minutes."',
		run: async (call) => (await import('./runbookRuns.ts')).rehearsed(call),
	},
};
