/** Sending news of the status page. */
import type { Action, Outcome } from '../lib/command.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { Plan, Sent } from '../notify/send.ts';

/** `npm run notify -- …`. */
export const actions: Record<string, Action> = {
	keep: {
		about:
			'Keep what customers see now, so that news can be told after something else is published.',
		flags: {
			live: {
				type: 'text',
				value: '<address>',
				about: 'The page that customers see now. Default: the one of site.yaml.',
			},
			into: {
				type: 'text',
				value: '<folder>',
				about: 'Where to. News takes it with --live.',
			},
		},
		example: 'npm run notify -- keep --into .cache/live',
		reads: true,
		run: async ({ given }): Promise<Outcome> => {
			const [{ keepPublicState }, { readSettingsNow }] = await Promise.all([
				import('../notify/news.ts'),
				import('../lib/everything.ts'),
			]);
			const { into, live } = given;
			if (typeof into !== 'string') {
				throw new CommandError(exitCodes.usage, '--into is missing.', 'Name a folder.');
			}
			const place = typeof live === 'string' ? live : readSettingsNow().site.url;
			const kept = await keepPublicState(place, into);
			return {
				lines: [kept ? `Kept ${place} in ${into}.` : `${place} has no page that can be read.`],
				data: { status: 'done', kept },
			};
		},
	},
	news: {
		about: 'Send every update that the new page has and the live one has not.',
		flags: {
			live: {
				type: 'text',
				value: '<address or folder>',
				about: 'The page that customers see now.',
			},
			next: {
				type: 'text',
				value: '<folder>',
				about: 'The page that is about to be published. Default: dist/status.',
			},
			receivers: {
				type: 'text',
				value: '<file>',
				about: 'Who is told. Default: the file that ALLCLEAR_RECEIVERS names.',
			},
			ledger: {
				type: 'text',
				value: '<file>',
				about: 'What was sent before. Default: .cache/notified.txt.',
			},
			'dry-run': { type: 'yes', about: 'Print what would be sent to whom, and send nothing.' },
		},
		example: 'npm run notify -- news --live https://status.example.com',
		reads: true,
		run: async ({ given, dryRun }): Promise<Outcome> => {
			const [
				{ readReceivers },
				{ newsBetween, newsKey, readPublicState },
				{ openLedger },
				{ planNews, sendNews },
			] = await Promise.all([
				import('../notify/receivers.ts'),
				import('../notify/news.ts'),
				import('../notify/ledger.ts'),
				import('../notify/send.ts'),
			]);
			const place = given['live'];
			if (typeof place !== 'string') {
				throw new CommandError(
					exitCodes.usage,
					'--live is missing.',
					'Name the address of the page that customers see now.',
				);
			}
			const receivers = readReceivers(receiversFile(given['receivers']));
			const live = await readPublicState(place);
			const next = await readPublicState(textOr(given['next'], 'dist/status'));
			if (!next) {
				throw new CommandError(
					exitCodes.usage,
					'There is no new page.',
					'Run npm run build:status.',
				);
			}
			if (!live) {
				return {
					lines: ['There is no page yet, so nothing on it is news.'],
					data: { status: 'done', news: [], sent: [] },
				};
			}
			const news = newsBetween(live, next);
			const ledger = openLedger(textOr(given['ledger'], '.cache/notified.txt'));
			if (dryRun) {
				return reportPlan(news.map(newsKey), planNews(receivers, news, ledger, Date.now()));
			}
			const sent = await sendNews(receivers, news, ledger, Date.now());
			return report(news.map(newsKey), sent);
		},
	},
};

/** The file with receivers; `undefined` is an error here, because this command is nothing without one. */
function receiversFile(given: unknown): string {
	const path = typeof given === 'string' ? given : process.env['ALLCLEAR_RECEIVERS'];
	if (path === undefined || path === '') {
		throw new CommandError(
			exitCodes.usage,
			'Nobody is named who could be told.',
			'Name a file with --receivers, or in ALLCLEAR_RECEIVERS.',
		);
	}
	return path;
}

const textOr = (given: unknown, otherwise: string) =>
	typeof given === 'string' ? given : otherwise;

/** What would be sent, for people and programs. */
function reportPlan(news: readonly string[], plans: readonly Plan[]): Outcome {
	const open = plans.filter(({ state }) => state === 'to-send');
	const before = plans.length - open.length;
	return {
		lines: [
			...(news.length === 0
				? ['Nothing is new.']
				: [
						`${newAre(news)}. ${open.length} ${open.length === 1 ? 'message' : 'messages'} would be sent, and ${before} ${before === 1 ? 'was' : 'were'} sent before${open.length > 0 ? ':' : '.'}`,
					]),
			...open.map(({ receiver, to, heading }) => `${receiver}, ${to}: ${heading}`),
			'Nothing was sent.',
		],
		data: { status: 'dry-run', news, plans },
	};
}

const newAre = (news: readonly string[]) =>
	`${news.length} ${news.length === 1 ? 'update is' : 'updates are'} new`;

/** What was sent, for people and programs. A failure does not undo what others were told. */
export function report(news: readonly string[], sent: readonly Sent[]): Outcome {
	const failed = sent.filter(({ state }) => state === 'failed');
	const count = (state: Sent['state']) => sent.filter((item) => item.state === state).length;
	return {
		lines: [
			news.length === 0
				? 'Nothing is new.'
				: `${newAre(news)}: ${count('sent')} sent, ${count('sent-before')} sent before, ${failed.length} failed.`,
			...failed.map(
				({ receiver, key, reason }) =>
					`${receiver} did not take ${key.split(' ')[0] ?? key}: ${reason ?? 'it failed'}. Run this again to try again.`,
			),
		],
		data: { status: failed.length === 0 ? 'done' : 'failed', news, sent },
		exitCode: failed.length === 0 ? exitCodes.done : exitCodes.saved,
	};
}
