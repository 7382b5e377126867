/** Every action that writes, and a world in which each of them makes sense. */
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callAction, registries } from '../../support/actions.ts';
import { repository } from '../../support/whole.ts';

/** `incident open`, `incident update`, …: all that write. */
export const writingActions: string[] = Object.entries(registries).flatMap(([command, actions]) =>
	Object.entries(actions)
		.filter(([, { reads }]) => reads !== true)
		.map(([name]) => `${command} ${name}`),
);

/** The moment in which the world is made; examples are where they say. */
export const begun = '2026-11-20T09:41:00Z';
/** When each action is called: what is planned for the time between has begun. */
export const moment = '2026-11-20T09:46:00Z';
/** When it is called again. */
export const later = '2026-11-20T09:47:30Z';

/** What Harbour wants to have been seen before an incident is over. */
const seen = ['error-rate', 'no-new-alert', 'watched'].flatMap((item) => ['--verified', item]);

/** What a post-mortem asks for. */
const asked = `actions:
  - id: bigger-disk
    title: The disk has room for a month
    kind: prevent
    owner: kwame-asante
    due: 2026-12-18
    priority: high
    status: open
  - id: disk-alert
    title: A disk that fills raises an alert
    kind: detect
    owner: kwame-asante
    due: 2026-12-18
    priority: high
    status: open
`;

/** Ids in the world. */
export interface World {
	folder: string;
	open: string;
	/** Six characters of its first update. */
	firstUpdate: string;
	other: string;
	resolved: string;
	/** Resolved, and its post-mortem is begun. */
	learned: string;
	planned: string;
	begun: string;
	alert: string;
}

/** How each action is called. A new action has to be added here. */
export const callsOf = (world: World): Record<string, { words: string[]; input?: string }> => ({
	'action done': {
		words: ['bigger-disk', '--verified-by', 'priya-raman', '--verification', 'Looked.'],
	},
	'action wont-do': { words: ['disk-alert', '--reason', 'The provider does it.'] },
	'alert receive': { words: [], input: payload('DiskFull', 'b') },
	'alert open': { words: [world.alert, '--severity', 'sev2'] },
	'alert disposition': { words: [world.alert, 'false', '--reason', 'The probe was broken.'] },
	'incident open': {
		words: [
			...['--title', 'Search is slow', '--severity', 'sev3', '--message', 'We are looking.'],
			...['--service', 'catalogue-search=degraded-performance'],
		],
	},
	'incident update': { words: [world.open, '--status', 'identified', '--message', 'It is known.'] },
	'incident note': { words: [world.open, '--message', 'The console shows errors.'] },
	'incident ack': { words: [world.open] },
	'incident escalate': { words: [world.open, '--reason', 'No progress.'] },
	'incident role': { words: [world.open, 'ic', '--person', 'ines-duarte'] },
	'incident severity': { words: [world.open, 'sev1', '--reason', 'All shops are affected.'] },
	'incident milestone': { words: [world.open, 'mitigated', '--since', '2m'] },
	'incident resolve': { words: [world.open, '--message', 'Uploads work again.', ...seen] },
	'incident reopen': { words: [world.resolved, '--message', 'They fail again.'] },
	'incident correct': {
		words: [
			world.open,
			'--update',
			world.firstUpdate,
			'--since',
			'40m',
			'--reason',
			'It began earlier.',
		],
	},
	'incident redact': {
		words: [world.open, '--update', world.firstUpdate, '--reason', 'It named a customer.'],
	},
	'incident retract': { words: [world.open, '--reason', 'The probe was broken.'] },
	'incident duplicate': { words: [world.other, '--of', world.open] },
	'incident backfill': {
		words: [
			...['--title', 'Uploads failed', '--severity', 'sev3', '--message', 'Uploads failed.'],
			...['--service', 'uploads=partial-outage', '--since', '2026-11-10T09:15:00Z'],
			...['--resolved', '2026-11-10T09:40:00Z', '--resolved-message', 'They work again.'],
		],
	},
	'incident reference': { words: [world.open] },
	'maintenance schedule': {
		words: [
			...['--title', 'More room', '--service', 'uploads', '--message', 'Uploads may be slow.'],
			...['--starts', '2026-12-01T02:00:00Z', '--ends', '2h'],
		],
	},
	'maintenance start': { words: [world.planned, '--message', 'We have begun.'] },
	'maintenance update': { words: [world.begun, '--message', 'We are at it.'] },
	'maintenance extend': { words: [world.begun, '--by', '1h', '--message', 'An hour longer.'] },
	'maintenance complete': { words: [world.begun, '--message', 'There is more room now.'] },
	'maintenance cancel': { words: [world.planned, '--message', 'Another day.'] },
	'post-mortem new': { words: [world.resolved] },
	'post-mortem publish': {
		words: [world.learned, '--message', 'A full disk stopped uploads. Nothing was lost.'],
	},
	'runbook new': { words: ['search-slow', '--title', 'Search is slow', '--folder', 'platform'] },
	'runbook rehearsed': {
		words: ['uploads-slow', '--result', 'passed', '--evidence', 'Filled a test volume.'],
	},
});

/** Makes the world by its own commands, as commits in a clone. */
export async function makeWorld(folder: string): Promise<World> {
	// The settings, templates, runbooks and handbook of Harbour, as somebody has them who has deleted the examples.
	cpSync(join(repository, 'content'), join(folder, 'content'), {
		recursive: true,
		filter: (path) => !/\/(?:[a-z]+\/example|post-mortems)$/.test(path),
	});
	const git = (...words: string[]) => execFileSync('git', words, { cwd: folder });
	git('init', '--quiet', '--initial-branch', 'main');
	git('config', 'user.name', 'Ines Duarte');
	git('config', 'user.email', 'ines@harbour.example');
	git('config', 'core.fsync', 'none');
	git('add', '--all');
	git('commit', '--quiet', '-m', 'Begin');
	const call = async (name: string, ...words: string[]) =>
		(await callAction(name, { words }, '--again')).data;
	const open = async (title: string) =>
		call(
			'incident open',
			...['--title', title, '--severity', 'sev3', '--message', 'We are looking.', '--since', '30m'],
			...['--service', 'uploads=partial-outage'],
		);
	const id = (data: Readonly<Record<string, unknown>>) => String(data['id']);
	const first = await open('Uploads fail');
	const other = await open('Uploads fail, too');
	const resolved = await open('Uploads were slow');
	const learned = await open('Uploads stopped');
	for (const data of [resolved, learned]) {
		await call('incident resolve', id(data), '--message', 'They work again.', ...seen);
	}
	const document = await call('post-mortem new', id(learned));
	const [path = ''] = document['files'] as string[];
	const text = readFileSync(join(folder, path), 'utf8');
	writeFileSync(join(folder, path), text.replace(/^(actions:.*\n)?---\n\n/m, `${asked}---\n\n`));
	git('commit', '--quiet', '--all', '-m', 'Ask for more');
	await call('runbook new', 'uploads-slow', '--title', 'Uploads are slow', '--folder', 'platform');
	const maintenance = (title: string, starts: string) =>
		call(
			'maintenance schedule',
			...['--title', title, '--service', 'uploads', '--message', 'Uploads may be slow.'],
			...['--starts', starts, '--ends', '2h'],
		);
	const planned = await maintenance('More room', '2026-12-02T02:00:00Z');
	const started = await maintenance('New disks', '2026-11-20T09:45:00Z');
	await call('maintenance start', id(started), '--message', 'We have begun.');
	const received = await callAction('alert receive', {
		words: [],
		input: payload('UploadsFail', 'a'),
	});
	return {
		folder,
		open: id(first),
		firstUpdate: String(first['op']),
		other: id(other),
		resolved: id(resolved),
		learned: id(learned),
		planned: id(planned),
		begun: id(started),
		alert: id(received.data),
	};
}

/** A payload of Alertmanager's. */
const payload = (name: string, key: string) =>
	JSON.stringify({
		version: '4',
		groupKey: `{}:{alertname="${name}-${key}"}`,
		truncatedAlerts: 0,
		status: 'firing',
		receiver: 'hook',
		groupLabels: { alertname: name },
		commonLabels: { alertname: name, service: 'uploads', severity: 'critical' },
		commonAnnotations: { summary: 'Uploads fail' },
		externalURL: 'http://alertmanager.example',
		alerts: [
			{
				status: 'firing',
				labels: { alertname: name, service: 'uploads', severity: 'critical' },
				annotations: { summary: 'Uploads fail' },
				startsAt: '2026-11-20T09:30:00Z',
				endsAt: '0001-01-01T00:00:00Z',
				generatorURL: 'http://prometheus.example',
				fingerprint: `f00${key}`,
			},
		],
	});
