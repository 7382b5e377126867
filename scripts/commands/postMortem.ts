/** The actions of `npm run post-mortem`. What they need is loaded when one runs. */
import type { Action } from '../lib/command.ts';

export const actions: Record<string, Action> = {
	new: {
		about: 'Begin the post-mortem of an incident, with its timeline, times and people filled in.',
		arguments: ['incident'],
		flags: {
			title: { type: 'text', about: 'A title, if not that of the incident.' },
			by: { type: 'text', value: '<person>', about: 'Who writes it, if not you as git knows you.' },
		},
		example: 'npm run post-mortem -- new k3f9',
		run: async (call) => (await import('./postMortemRuns.ts')).create(call),
	},
	publish: {
		about: 'Publish the report for customers: a text of its own, or the part marked public.',
		arguments: ['incident'],
		flags: {
			file: { type: 'text', value: '<path>', about: 'A Markdown file with the report.' },
			message: { type: 'text', about: 'The report itself; `-` reads standard input.' },
			title: { type: 'text', about: 'A heading, if not the title of the incident.' },
			summary: { type: 'text', about: 'The report in one sentence.' },
			replace: { type: 'yes', about: 'Replace the report that is already published.' },
			by: { type: 'text', value: '<person>', about: 'Who publishes, if not you as git knows you.' },
		},
		example: 'npm run post-mortem -- publish k3f9 --file report.md',
		// A file, or the part of the document that is marked public.
		takesMore: ({ file, message }) => file !== undefined || message === undefined,
		run: async (call) => (await import('./postMortemRuns.ts')).publish(call),
	},
};
