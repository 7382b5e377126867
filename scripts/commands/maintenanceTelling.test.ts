import { describe, expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { actions } from './maintenanceActions.ts';

const planning = [
	...['schedule', '--title', 'More room', '--service', 'search', '--op', 'aaaaaa', '--by', 'ana'],
	...['--message', 'Search may be slow.'],
];

/** A maintenance from 14:00 to 16:00. */
async function planned() {
	const there = commandFolder('maintenance', actions);
	const { data } = await there.does(...planning, '--starts', '14:00', '--ends', '2h');
	return { ...there, id: String(data['id']) };
}

/** The front matter of the one file that a command would write. */
const only = ({ files, text }: { files: Readonly<Record<string, string>>; text: string }) => {
	expect(Object.keys(files), text).toHaveLength(1);
	return Object.values(files)[0] ?? '';
};

describe('schedule', () => {
	test('writes what never changes, and the announcement; lengths count from its start', async () => {
		const there = commandFolder('maintenance', actions);
		const { files, data } = await there.asks(
			...[...planning, '--starts', '14:00', '--ends', '2h', '--ends-by-itself'],
		);
		expect(files).toMatchInlineSnapshot(`
			{
			  "maintenance/2026/2026-03-02-3jug/index.md": "---
			opened: 2026-03-02T12:00:00Z
			by: ana
			---
			",
			  "maintenance/2026/2026-03-02-3jug/updates/20260302T120000Z-aaaaaa.md": "---
			at: 2026-03-02T12:00:00Z
			title: More room
			status: scheduled
			services:
			  - search
			starts: 2026-03-02T14:00:00Z
			ends: 2026-03-02T16:00:00Z
			ends-by-itself: true
			---

			Search may be slow.
			",
			}
		`);
		expect(data['branch']).toBe(`status/maintenance/${String(data['id'])}--aaaaaa`);
	});

	test.each([
		[['--starts', '14:00'], 64],
		[['--starts', '2026-03-01T14:00:00Z', '--ends', '2h'], 64],
		[['--starts', '2026-03-03T14:00:00Z', '--ends', '2026-03-03T13:00:00Z'], 64],
		[['--starts', '14:00', '--ends', '2h', '--service', 'serch'], 65],
		[['--starts', '14:00', '--ends', '2h', '--runbook', 'nope'], 65],
	])('refuses %j', async (words, code) => {
		const refused = await commandFolder('maintenance', actions).asks(...planning, ...words);
		expect(refused.text).toMatchSnapshot();
		expect(refused.code).toBe(code);
	});
});

describe('a planned maintenance', () => {
	test('was not spoken of before it was announced', async () => {
		const { asks, at, id } = await planned();
		at('2026-03-02T14:05:00Z');
		const said = await asks('update', id, '--message', 'x', '--at', '11:00');
		expect([said.code, said.text]).toEqual([
			64,
			`--at is 2026-03-02T11:00:00Z, before ${id} was announced: 2026-03-02T12:00:00Z.\n--at says when it was said; when it became true is --since.`,
		]);
	});

	test('is started once, updated and completed', async () => {
		const { does, at, id } = await planned();
		at('2026-03-02T14:05:00Z');
		const began = await does('start', id.slice(-4), '--message', 'We began.', '--since', '14:00');
		expect(only(began)).toContain('status: in-progress\nsince: 2026-03-02T14:00:00Z\n');
		expect((await does('start', id, '--message', 'x')).data).toMatchObject({
			status: 'already-done',
		});
		at('2026-03-02T15:00:00Z');
		expect(only(await does('update', id, '--status', 'verifying', '--message', 'x'))).toContain(
			'status: verifying\n',
		);
		at('2026-03-02T15:30:00Z');
		const over = await does('complete', id, '--message', 'There is more room.');
		expect(only(over)).toContain('status: completed\n');
		expect(over.data).toMatchObject({ title: `Complete maintenance ${id}`, warnings: [] });
	});

	test('is extended to a time or by a length, never to an earlier one', async () => {
		const { asks, at, id } = await planned();
		at('2026-03-02T15:00:00Z');
		const longer = ['extend', id, '--message', 'Longer.'];
		expect(only(await asks(...longer, '--by', 'PT1H'))).toContain('ends: 2026-03-02T17:00:00Z\n');
		expect(only(await asks(...longer, '--ends', '18:30'))).toContain(
			'ends: 2026-03-02T18:30:00Z\n',
		);
		expect((await asks(...longer, '--ends', '15:30')).text).toMatchInlineSnapshot(`
			"It ends at 2026-03-02T16:00:00Z already, and 2026-03-02T15:30:00Z is no later.
			To end it earlier: npm run maintenance -- update --ends <time>, or complete."
		`);
		expect((await asks(...longer)).text).toBe(
			'By how much?\nWrite --ends <time>, or --by <length> such as `1h`.',
		);
		expect((await asks(...longer, '--by', 'soon')).code).toBe(64);
	});

	test('is moved as a whole', async () => {
		const { asks, id } = await planned();
		const moved = ['update', id, '--message', 'Another day.', '--starts', '2026-03-09T14:00:00Z'];
		expect(only(await asks(...moved, '--ends', '3h'))).toContain(
			'starts: 2026-03-09T14:00:00Z\nends: 2026-03-09T17:00:00Z\n',
		);
		expect((await asks(...moved)).text).toContain('Move the end, too: --ends <time>.');
	});

	test('is not completed before it began, but can be called off', async () => {
		const { does, asks, id } = await planned();
		const early = await asks('complete', id, '--message', 'x');
		expect(early.code).toBe(65);
		expect(early.text.replaceAll(id, '<id>')).toMatchInlineSnapshot(`
			"<id> has not begun: it starts at 2026-03-02T14:00:00Z.
			If it will not take place: npm run maintenance -- cancel <id> --message "…"
			If it began earlier: npm run maintenance -- start <id> --since <time> --message "…""
		`);
		expect(only(await does('cancel', id, '--message', 'Not today.'))).toContain(
			'status: cancelled\n',
		);
		expect((await asks('start', id, '--message', 'x')).text).toMatch(/ was cancelled at /);
	});

	test.each(['completed', 'cancelled'])('is not ended by --status %s', async (status) => {
		const { asks, id } = await planned();
		expect((await asks('update', id, '--status', status, '--message', 'x')).text).toContain(
			`--status ${status} ends it.`,
		);
	});

	test('keeps the order of two words said at once', async () => {
		const { does, id } = await planned();
		const { files, data } = await does('extend', id, '--by', '1h', '--message', 'x');
		expect(Object.keys(files)[0]).toContain('/20260302T120001Z-');
		expect(data['warnings']).toEqual([]);
	});

	test('is found by its id alone', async () => {
		const { asks, id } = await planned();
		expect((await asks('start', `${id.slice(-4, -1)}0`, '--message', 'x')).text).toContain(
			`Did you mean \`${id}\`?`,
		);
		expect((await asks('start', '--message', 'x')).text).toMatch(/^Which maintenance\?/);
	});
});
