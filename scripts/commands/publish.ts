/** The actions of `npm run publish`. What they need is loaded when one runs. */
import type { Action } from '../lib/command.ts';

/** The action that runs when none is named: `npm run publish -- /srv/status`. */
export const defaultAction = 'to';

export const actions: Record<string, Action> = {
	to: {
		about:
			'Build a site from this clone and bring it to every target. Runs if no action is named; needs no GitHub.',
		arguments: ['target…'],
		flags: {
			site: {
				type: 'text',
				value: '<status or portal>',
				about: 'Which site. Default: status.',
			},
			built: { type: 'yes', about: 'Bring what was built last, and build nothing.' },
			'with-unreviewed': {
				type: 'yes',
				about: 'Include changes that could not be sent and that your policy wants reviewed first.',
			},
			anyway: { type: 'yes', about: 'Publish although the live page says more than this clone.' },
			'dry-run': {
				type: 'yes',
				about: 'Build, say what would be brought where, and bring nothing.',
			},
		},
		example: 'npm run publish -- deploy@host.example:/srv/status s3://status-mirror',
		reads: true,
		run: async (call) => (await import('./publishRuns.ts')).publish(call),
	},
};
