import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { temporaryFolder } from '../../tests/support/whole.ts';
import { callCommand } from '../lib/command.ts';
import { actions } from './incidentActions.ts';

/** A receiver that answers in turn with these, then with 202, and keeps what it got. */
async function receiver(...answers: number[]) {
	const got: unknown[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			got.push(JSON.parse(Buffer.concat(chunks).toString()));
			response.statusCode = answers.shift() ?? 202;
			response.end();
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	onTestFinished(() => {
		server.close();
	});
	return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

function receiversFile(text: string): void {
	const path = join(temporaryFolder(), 'receivers.yaml');
	writeFileSync(path, text);
	vi.stubEnv('ALLCLEAR_RECEIVERS', path);
}

/** An incident, and an escalation of it that is really written: as a patch into a folder of its own. */
async function incident() {
	const there = commandFolder('incident', actions);
	vi.stubEnv('ALLCLEAR_RECEIVERS', undefined);
	const state = temporaryFolder();
	vi.stubEnv('XDG_STATE_HOME', state);
	const { data } = await there.does(
		...['open', '--title', 'Nobody can pay', '--severity', 'sev1', '--message', 'x'],
		...['--service', 'checkout=major-outage'],
	);
	there.at('2026-03-02T12:10:00Z');
	const place = join(state, 'patches');
	mkdirSync(place);
	vi.spyOn(process, 'cwd').mockReturnValue(place);
	onTestFinished(() => {
		vi.restoreAllMocks();
	});
	const id = String(data['id']);
	const words = ['escalate', id, '--reason', 'No progress.', '--via', 'patch'];
	return {
		id,
		asks: there.asks,
		escalates: async () => {
			const { lines, exitCode = 0, data: told } = await callCommand('incident', '', actions, words);
			return { text: lines.join('\n'), exitCode, handedOver: told['handedOver'] };
		},
	};
}

describe('escalate', () => {
	test('says that nobody was paged where no receiver is named', async () => {
		const { escalates } = await incident();
		const { text, handedOver } = await escalates();
		expect(text).toContain('Nobody was paged: ALLCLEAR_RECEIVERS names no file with receivers.');
		expect(handedOver).toBeUndefined();
	});

	test('hands it over once, to those that take escalations', async () => {
		const { escalates, id } = await incident();
		const [pager, chat, customers] = [await receiver(), await receiver(), await receiver()];
		receiversFile(`receivers:
  - { id: pager, kind: pagerduty, url: "${pager.url}", routing-key: key }
  - { id: chat-bot, kind: webhook, url: "${chat.url}", takes: [escalations] }
  - { id: customers, kind: webhook, url: "${customers.url}" }
`);
		const first = await escalates();
		expect(first.text).toContain('pager has it.\nchat-bot has it.');
		expect(first.exitCode).toBe(0);
		expect((await escalates()).text).toContain('pager had it before.\nchat-bot had it before.');
		expect(pager.got).toMatchObject([
			{ payload: { summary: 'Nobody can pay: No progress.', custom_details: { level: 'SEV1' } } },
		]);
		expect(chat.got).toMatchObject([{ escalation: { incident: id, to: 'primary' } }]);
		expect(customers.got).toEqual([]);
	});

	test('keeps the note where a receiver refuses, and tries again with the same command', async () => {
		const { escalates } = await incident();
		const pager = await receiver(400);
		receiversFile(
			`receivers:\n  - { id: pager, kind: pagerduty, url: "${pager.url}", routing-key: key }\n`,
		);
		const first = await escalates();
		expect(first.text).toContain('pager did not take it: it answered 400.');
		expect(first.exitCode).toBe(75);
		expect((await escalates()).text).toContain('pager has it.');
		expect(pager.got).toHaveLength(2);
	});

	test('hands nothing over in a dry run', async () => {
		const { asks, id } = await incident();
		const pager = await receiver();
		receiversFile(
			`receivers:\n  - { id: pager, kind: pagerduty, url: "${pager.url}", routing-key: key }\n`,
		);
		await asks('escalate', id, '--reason', 'No progress.');
		expect(pager.got).toEqual([]);
	});

	test('says that the file of receivers is broken, after the note is written', async () => {
		const { escalates } = await incident();
		receiversFile('receivers: nobody');
		const { text, exitCode } = await escalates();
		expect(text).toMatch(/Nobody was paged: .*receivers\.yaml: receivers:/);
		expect(exitCode).toBe(75);
	});
});
