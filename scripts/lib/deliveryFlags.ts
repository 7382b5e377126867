/** Flags of every command that writes: how it is delivered, not what. */
import type { Flag } from './command.ts';

export const deliveryFlags: Readonly<Record<string, Flag>> = {
	via: {
		type: 'text',
		value: '<way>',
		about:
			'github (a pull request), clone (a commit here) or patch (a file). Otherwise GitHub if there is a token for it.',
	},
	repo: { type: 'text', value: '<owner/name>', about: 'The repository on GitHub, if not origin.' },
	wait: {
		type: 'yes',
		about: 'Wait until it is live on the status page, and say how long each stage took.',
	},
	again: {
		type: 'yes',
		about:
			'Mean it once more: the same command within a quarter of an hour happens once otherwise.',
	},
};
