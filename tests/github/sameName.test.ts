/** One name of an operation, given to two texts. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { callOf } from '../../scripts/lib/automation.ts';
import { runAction } from '../../scripts/lib/command.ts';
import { actions as incident } from '../../scripts/commands/incidentActions.ts';
import { callAction } from '../support/actions.ts';
import { harbourClone, harbourFiles, openIncident } from './support/harbour.ts';

let clone: string;
beforeEach(() => {
	clone = harbourClone(harbourFiles());
	vi.stubEnv('CONTENT_DIR', join(clone, 'content'));
	for (const name of ['GH_TOKEN', 'GITHUB_TOKEN', 'GITHUB_REPOSITORY', 'GITHUB_API_URL']) {
		vi.stubEnv(name, undefined);
	}
});
afterEach(() => {
	vi.unstubAllEnvs();
});

const commits = () =>
	Number(execFileSync('git', ['rev-list', '--count', 'HEAD'], { cwd: clone, encoding: 'utf8' }));
const forget = () => {
	rmSync(join(clone, '.git/allclear'), { recursive: true, force: true });
};
const call = (name: string, message: string, ...more: string[]) =>
	callAction(`incident ${name}`, {
		words: [openIncident, '--message', message, '--op', 'abc123', ...more],
	});
const refusal = {
	exitCode: 64,
	message: expect.stringMatching(
		/^The name abc123 belongs to another operation: Note on incident \S+: observation \(“The disk is full”\), asked for at \S+Z\.$/,
	) as string,
	hint: 'Nothing was written now. Give this one a name of its own with --op, or leave it out.',
};

describe('another text under the name of an operation', () => {
	test('is refused, and nothing of it is lost without a word', async () => {
		await call('note', 'The disk is full.');
		const before = commits();
		await expect(call('note', 'It was the network.')).rejects.toMatchObject(refusal);
		expect(commits()).toBe(before);
		expect((await call('note', 'The disk is full.')).data['status']).toBe('already-done');
	});

	test('is refused where the same words read it from standard input', async () => {
		const spoken = (input: string) =>
			callAction('incident note', {
				words: [openIncident, '--message', '-', '--op', 'abc123'],
				input,
			});
		await spoken('The disk is full.');
		await expect(spoken('It was the network.')).rejects.toMatchObject(refusal);
		expect((await spoken('The disk is full.')).data['status']).toBe('already-done');
	});

	test('is refused as well where only the files remember', async () => {
		await call('note', 'The disk is full.');
		forget();
		await expect(call('note', 'It was the network.')).rejects.toMatchObject({ exitCode: 64 });
		forget();
		expect((await call('note', 'The disk is full.')).data['status']).toBe('already-done');
	});

	test('is refused where the first text makes the second impossible', async () => {
		const over = ['--waive', 'Everybody sees it.'];
		await call('resolve', 'The disk is full.', ...over);
		await expect(call('resolve', 'It was the network.', ...over)).rejects.toMatchObject({
			exitCode: 64,
		});
		forget();
		await expect(call('resolve', 'It was the network.', ...over)).rejects.toMatchObject({
			exitCode: 64,
		});
		expect((await call('resolve', 'The disk is full.', ...over)).data['status']).toBe(
			'already-done',
		);
	});

	test('is not what a request is that comes again at another time', async () => {
		const request = (at: string, message = 'The disk\n\nis full.') => {
			const action = incident['note'];
			if (!action) throw new Error('There is no such action.');
			const given = { message, at, by: 'nia' };
			return runAction(action, callOf({ given, positionals: [openIncident], op: 'k3f9xa' }));
		};
		await request('2026-11-18T09:10:00Z');
		expect((await request('2026-11-18T09:12:00Z')).data['status']).toBe('already-done');
		forget();
		expect((await request('2026-11-18T09:13:00Z')).data['status']).toBe('already-done');
		await expect(request('2026-11-18T09:13:00Z', 'Another.')).rejects.toMatchObject({
			exitCode: 64,
		});
	});
});

describe('another thing under the name of an operation', () => {
	const named = (action: string, ...words: string[]) =>
		callAction(`incident ${action}`, { words: [openIncident, ...words, '--op', 'abc123'] });
	const refused = { exitCode: 64, message: expect.stringContaining('The name abc123') as string };

	test.each([
		[
			'another level',
			'severity',
			['sev3', '--reason', 'It is known now.'],
			['sev1', '--reason', 'It is known now.'],
		],
		['a level that may not be lowered so', 'severity', ['sev1'], ['sev3']],
		[
			'another person',
			'role',
			['ic', '--person', 'ines-duarte'],
			['ic', '--person', 'kwame-asante'],
		],
		['nobody', 'role', ['ic', '--person', 'ines-duarte'], ['ic', '--nobody']],
		[
			'somebody else who is called',
			'escalate',
			['--reason', 'No progress.', '--to', 'ines-duarte'],
			['--reason', 'No progress.', '--to', 'kwame-asante'],
		],
		[
			'another field of a note',
			'note',
			['--kind', 'role', '--set', 'role=ic', '--set', 'person=ines-duarte'],
			['--kind', 'role', '--set', 'role=ic', '--set', 'person=kwame-asante'],
		],
		[
			'another line of a text',
			'note',
			['--message', 'We call\n\nto: the vendor\n\nnow.'],
			['--message', 'We call\n\nto: the bank\n\nnow.'],
		],
	])('is refused: %s', async (_, action, first, second) => {
		await named(action, ...first);
		const before = commits();
		await expect(named(action, ...second)).rejects.toMatchObject(refused);
		forget();
		await expect(named(action, ...second)).rejects.toMatchObject(refused);
		expect(commits()).toBe(before);
	});

	test('is not what follows from what was before', async () => {
		const words = ['--reason', 'No progress.', '--message', '-'];
		const escalate = (input: string) =>
			callAction('incident escalate', {
				words: [openIncident, ...words, '--op', 'abc123'],
				input,
			});
		await escalate('Nobody answers.');
		forget();
		expect((await escalate('Nobody answers.')).data['status']).toBe('already-done');
	});
});
