import { describe, expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { actions } from './incidentActions.ts';

const folder = () => commandFolder('incident', actions);
const opening = [
	...['open', '--title', 'Nobody can pay', '--severity', 'SEV1', '--by', 'ana', '--op', 'aaaaaa'],
	...['--service', 'checkout=major-outage', '--message', 'We are looking into it.'],
];

describe('--at', () => {
	test('cannot be before the incident was opened; that is what --since is for', async () => {
		const there = folder();
		const { data } = await there.does(...opening);
		const id = String(data['id']);
		there.at('2026-03-02T12:10:00Z');
		for (const words of [
			['update', id, '--message', 'x'],
			['note', id, '--message', 'x'],
			['ack', id],
		]) {
			const said = await there.asks(...words, '--at', '2020-01-01T00:00:00Z');
			expect([said.code, said.text]).toEqual([
				64,
				`--at is 2020-01-01T00:00:00Z, before ${id} was opened: 2026-03-02T12:00:00Z.\n--at says when it was said; when it became true is --since. What was over before is written down with npm run incident -- backfill.`,
			]);
		}
		expect((await there.asks('ack', id, '--at', '2026-03-02T12:00:00Z')).code).toBe(0);
	});

	test('may be, in an incident that was written down afterwards', async () => {
		const there = folder();
		const { data } = await there.does(...opening);
		const id = String(data['id']);
		const index = `incidents/2026/${id}/index.md`;
		there.writes(index, '---\nopened: 2026-03-02T12:00:00Z\nby: ana\nbackfilled: true\n---\n');
		there.at('2026-03-02T12:10:00Z');
		expect((await there.asks('note', id, '--message', 'x', '--at', '11:00')).code).toBe(0);
	});
});

describe('open', () => {
	test('writes what never changes, and the first word to customers', async () => {
		const { files, data } = await folder().asks(...opening, '--since', '12m');
		expect(files).toMatchInlineSnapshot(`
			{
			  "incidents/2026/2026-03-02-2pin/index.md": "---
			opened: 2026-03-02T12:00:00Z
			by: ana
			level: sev1
			---
			",
			  "incidents/2026/2026-03-02-2pin/updates/20260302T120000Z-aaaaaa.md": "---
			at: 2026-03-02T12:00:00Z
			title: Nobody can pay
			status: investigating
			since: 2026-03-02T11:48:00Z
			services:
			  checkout: major-outage
			next-update: 2026-03-02T12:30:00Z
			---

			We are looking into it.
			",
			}
		`);
		expect(data).toMatchObject({
			op: 'aaaaaa',
			title: `Open incident ${String(data['id'])}: Nobody can pay`,
		});
	});

	test('promises the next word by the cadence of the level, unless told otherwise', async () => {
		const next = async (...words: string[]) =>
			/next-update: (.*)/.exec(
				Object.values((await folder().asks(...opening, ...words)).files)[1] ?? '',
			)?.[1];
		expect(await next()).toBe('2026-03-02T12:30:00Z');
		expect(await next('--next-update', '10m')).toBe('2026-03-02T12:10:00Z');
		expect(await next('--next-update', 'none')).toBeUndefined();
	});

	test('tells customers nothing with --internal', async () => {
		const { files } = await folder().asks(...opening, '--internal', '--since', '11:50');
		expect(Object.keys(files).map((path) => path.split('/')[3])).toEqual(['index.md', 'notes']);
		expect(Object.values(files).join('')).toContain('title: Nobody can pay');
		expect(Object.values(files).join('')).toContain('since: 2026-03-02T11:50:00Z');
	});

	test('names the same incident when the same operation is run again', async () => {
		const there = folder();
		const first = await there.does(...opening);
		there.at('2026-03-02T12:00:05Z');
		expect((await there.asks(...opening)).data['id']).toBe(first.data['id']);
	});

	test('names all that is missing at once', async () => {
		expect((await folder().asks('open')).text).toMatchInlineSnapshot(`
			"--title, --severity, --message are missing.
			Add them, or run this at a terminal to be asked."
		`);
	});

	test.each([
		[['--severity', 'sev3'], 64],
		[['--service', 'chekout=major-outage'], 65],
		[['--service', 'checkout=broken'], 64],
		[['--service', 'checkout'], 64],
		[['--at', '2026-03-02T12:30:00Z'], 64],
		[['--next-update', '2026-03-02T11:00:00Z'], 64],
		[['--message', 'See <b>here</b>.'], 65],
	])('refuses %j', async (words, code) => {
		const refused = await folder().asks(...opening, ...words);
		expect(refused.code).toBe(code);
		expect(refused.text).toMatchSnapshot();
	});

	describe('with an alert', () => {
		const alert = [
			'source: probe',
			'name: CheckoutDown',
			'fired: 2026-03-02T11:48:00Z',
			'acknowledged: 2026-03-02T11:50:00Z',
			'by: bo',
			'# Looked like the gateway.',
			'',
		].join('\n');
		const words = [
			'open',
			'--alert',
			'abc-1',
			'--title',
			'Nobody can pay',
			'--message',
			'Soon more.',
		];

		test('takes over its level, its time and who acknowledged it', async () => {
			const there = folder();
			there.writes('alerts/2026/abc-1.yaml', alert);
			const { files, data } = await there.does(...words);
			const id = String(data['id']);
			const folderOfIt = `incidents/2026/${id}`;
			expect(files[`${folderOfIt}/index.md`]).toContain('level: sev1\nalert: abc-1');
			expect(Object.values(files)[1]).toContain('since: 2026-03-02T11:48:00Z');
			expect(files['alerts/2026/abc-1.yaml']).toContain(`
incident: ${id}
`);
			expect(files['alerts/2026/abc-1.yaml']).toContain('# Looked like the gateway.');
			expect((await there.reads('show', id)).data).toMatchObject({ level: 'sev1' });
			expect((await there.asks('open', ...words.slice(1))).text).toBe(
				`Alert abc-1 belongs to incident ${id} already.\nGo on there: npm run incident -- update ${id} --message "…"`,
			);
		});

		test('takes over when it was detected and who has it, as `alert open` does', async () => {
			const there = folder();
			there.writes('alerts/2026/abc-1.yaml', alert);
			const { data, files } = await there.does(...words);
			const id = String(data['id']);
			const notes = Object.entries(files).filter(([path]) => path.includes('/notes/'));
			expect(notes.map(([, text]) => text)).toEqual([
				expect.stringMatching(
					/kind: milestone\nsince: \S+\nmilestone: detected\ndetected-by: synthetic\n/,
				),
				expect.stringMatching(/by: bo\nkind: acknowledged\nsince: 2026-03-02T11:50:00Z\n/),
			]);
			const shown = await there.reads('show', id);
			expect(shown.text).toMatch(/Alert abc-1: CheckoutDown, since .*; bo has it since/);
			expect(shown.data).toMatchObject({ alerts: ['abc-1'] });
			expect((await there.asks('ack', id, '--by', 'ana')).text).toBe(
				`bo has ${id} since 2026-03-02T11:50:00Z.`,
			);
		});

		test('is taken where the alert is taken, also after it was opened', async () => {
			const there = folder();
			there.writes('alerts/2026/abc-1.yaml', alert.replace(/acknowledged: .*\nby: bo\n/, ''));
			const { data } = await there.does(...words);
			there.at('2026-03-02T12:10:00Z');
			await there.does('ack', 'abc-1', '--by', 'bo');
			const again = await there.asks('ack', String(data['id']), '--by', 'ana');
			expect(again.data).toMatchObject({ status: 'already-done' });
		});

		test('opens the same incident for two people', async () => {
			const there = folder();
			there.writes('alerts/2026/abc-1.yaml', alert);
			const [one, two] = [await there.asks(...words), await there.asks(...words)];
			expect(one.data['id']).toBe(two.data['id']);
			expect(one.data['op']).toBe(two.data['op']);
		});

		test('offers the nearest where there is no such alert', async () => {
			const there = folder();
			there.writes('alerts/2026/abc-1.yaml', alert);
			expect((await there.asks('open', '--alert', 'abc-2')).text).toBe(
				'There is no alert `abc-2` of your own.\nDid you mean `abc-1`?',
			);
		});
	});
});

/** An incident that customers know of. */
async function opened() {
	const there = folder();
	const { data } = await there.does(...opening);
	there.at('2026-03-02T12:10:00Z');
	return { ...there, id: String(data['id']) };
}

describe('update', () => {
	test('writes one file more', async () => {
		const { asks, id } = await opened();
		const { files, data } = await asks(
			...['update', id.slice(-4), '--status', 'identified', '--message', 'We know the cause.'],
			...['--workaround', 'Pay by transfer.', '--op', 'bbbbbb'],
		);
		expect(files).toEqual({
			[`incidents/2026/${id}/updates/20260302T121000Z-bbbbbb.md`]: [
				'---\nat: 2026-03-02T12:10:00Z\nstatus: identified\nnext-update: 2026-03-02T12:40:00Z',
				'workaround: Pay by transfer.\n---\n\nWe know the cause.\n',
			].join('\n'),
		});
		expect(data['branch']).toBe(`status/incident/${id}--bbbbbb`);
	});

	test('is said a second after the last word, so that their order is never in doubt', async () => {
		const there = folder();
		const { data } = await there.does(...opening);
		const next = await there.does('update', String(data['id']), '--message', 'More.');
		expect(Object.keys(next.files)[0]).toContain('/20260302T120001Z-');
		expect(next.data['warnings']).toEqual([]);
		const third = await there.asks('update', String(data['id']), '--message', 'More.');
		expect(Object.keys(third.files)[0]).toContain('/20260302T120002Z-');
	});

	test('needs a title where customers were told nothing before', async () => {
		const there = folder();
		const { data } = await there.does(...opening, '--internal');
		const words = ['update', String(data['id']), '--message', 'Some cannot pay.'];
		expect((await there.asks(...words)).text).toMatchInlineSnapshot(`
			"Customers have not been told of this incident yet, so this update needs a title.
			Add --title "…", or write it down for responders: npm run incident -- note."
		`);
		const { files } = await there.asks(...words, '--title', 'Some cannot pay');
		expect(Object.values(files)[0]).toContain('status: investigating');
	});

	test('does not go on with what is over, and names the command that does', async () => {
		const { does, asks, id } = await opened();
		await does('resolve', id, '--message', 'It works again.', '--waive', 'A test.');
		const { code, text } = await asks('update', id, '--message', 'Still.');
		expect(code).toBe(65);
		expect(text.replaceAll(id, '<id>')).toMatchInlineSnapshot(`
			"<id> is resolved since 2026-03-02T12:10:00Z.
			If it goes on: npm run incident -- reopen <id> --message "…"
			To mend a text: npm run incident -- correct <id>"
		`);
	});

	test('refuses a `since` later than what is said', async () => {
		const { asks, id } = await opened();
		const { text } = await asks('update', id, '--message', 'x', '--at', '5m', '--since', '2m');
		expect(text).toMatchInlineSnapshot(`
			"--since is 2026-03-02T12:08:00Z, later than it is said: 2026-03-02T12:05:00Z.
			Mend --since, or --at."
		`);
	});

	test.each([
		['an id that is not there', '9999', /There is no incident `9999`\.\nThe latest is `2026-/],
		['no id at all', '', /Which incident\?/],
	])('refuses %s', async (_, id, message) => {
		const { asks } = await opened();
		const { code, text } = await asks('update', id, '--message', 'x');
		expect(code).toBe(64);
		expect(text).toMatch(message);
	});

	test('offers the nearest id by its end', async () => {
		const { asks, id } = await opened();
		const near = `${id.slice(-4, -1)}0`;
		expect((await asks('update', near, '--message', 'x')).text).toBe(
			`There is no incident \`${near}\`.\nDid you mean \`${id}\`?`,
		);
	});
});

describe('reopen', () => {
	test('says that it goes on', async () => {
		const { does, reads, id } = await opened();
		await does('resolve', id, '--message', 'It works again.', '--waive', 'A test.');
		const again = await does('reopen', id, '--message', 'It is back.');
		expect(Object.values(again.files)[0]).toContain('status: investigating');
		expect(again.data['title']).toBe(`Reopen incident ${id}`);
		expect(again.text).toContain('Every service still reads operational.');
		expect((await reads('show', id)).data).toMatchObject({ open: true, status: 'investigating' });
	});

	test('of an incident that customers do not know is a note', async () => {
		const there = folder();
		const { data } = await there.does(...opening, '--internal');
		const id = String(data['id']);
		await there.does('resolve', id, '--message', 'Nothing.', '--waive', 'A test.');
		expect((await there.reads('show', id)).data).toMatchObject({ open: false });
		const again = await there.does('reopen', id, '--message', 'It is back.');
		expect(Object.values(again.files)[0]).toContain('kind: reopened');
		expect((await there.reads('show', id)).data).toMatchObject({ open: true });
	});

	test('is refused while it is open', async () => {
		const { asks, id } = await opened();
		const { code, text } = await asks('reopen', id, '--message', 'x');
		expect(code).toBe(65);
		expect(text).toContain('is not over, so there is nothing to reopen');
	});
});
