import { describe, expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { actions } from './incidentActions.ts';

/** Two open incidents and one that is over. */
async function three() {
	const there = commandFolder('incident', actions);
	const open = async (title: string, level: string, ...more: string[]) => {
		const { data } = await there.does(
			...['open', '--title', title, '--severity', level, '--message', 'x', '--by', 'ana', ...more],
		);
		return String(data['id']);
	};
	const small = await open('Search is slow', 'sev2', '--op', 'aaaaaa', '--internal');
	const large = await open(
		'Nobody can pay',
		'sev1',
		'--op',
		'bbbbbb',
		'--service',
		'checkout=major-outage',
	);
	const over = await open('Mails were late', 'sev2', '--op', 'cccccc');
	await there.does('resolve', over, '--message', 'x', '--waive', 'A test.');
	return { ...there, small, large, over };
}

const short = (text: string, ids: Record<string, string>) =>
	Object.entries(ids).reduce((said, [name, id]) => said.replaceAll(id, `<${name}>`), text);

describe('list', () => {
	test('shows what is open, the worst first, and when customers wait for news', async () => {
		const { reads, at, small, large } = await three();
		expect(short((await reads('list')).text, { small, large })).toMatchInlineSnapshot(`
			"<large>  SEV1  Investigating  Nobody can pay  next update due in 30 minutes  nobody is commander
			<small>  SEV2  Investigating  Search is slow  internal"
		`);
		at('2026-03-02T12:45:00Z');
		const { text, data } = await reads('list');
		expect(text).toContain('next update overdue by 15 minutes');
		expect(data['incidents']).toMatchObject([
			{ id: large, level: 'sev1', overdue: true, nextUpdate: '2026-03-02T12:30:00Z' },
			{ id: small, public: false, overdue: false },
		]);
	});

	test('shows what is over with --all', async () => {
		const { reads, over } = await three();
		expect((await reads('list')).text).not.toContain(over);
		expect((await reads('list', '--all')).text).toContain(over);
	});

	test('says that nothing is open', async () => {
		expect((await commandFolder('incident', actions).reads('list')).text).toBe(
			'Nothing is open. With --all: what is over.',
		);
	});
});

describe('show', () => {
	test('tells everything in order', async () => {
		const { does, reads, at, large } = await three();
		at('2026-03-02T12:10:00Z');
		await does('ack', large, '--by', 'ana', '--op', 'dddddd');
		at('2026-03-02T12:20:00Z');
		await does(
			...['note', large, '--kind', 'mitigation', '--set', 'mitigation=rollback', '--by', 'bo'],
			...['--set', 'result=worked', '--message', 'Took it back.\n\nTwice.', '--op', 'eeeeee'],
			...['--since', '12:15'],
		);
		expect(short((await reads('show', large)).text, { large })).toMatchInlineSnapshot(`
			"<large>: Nobody can pay
			SEV1 · Investigating
			Opened 2 March 2026, 12:00 UTC by Ana
			  checkout: major outage
			  commander: nobody yet
			Next update due in 10 minutes.

			2 March 2026
			  12:00 UTC  Customers were told: Investigating  [bbbbbb]
			      x
			  12:10 UTC  Took it (Ana)  [dddddd]
			  12:20 UTC  rollback: worked (Bo), since 12:15 UTC  [eeeeee]
			      Took it back.

			      Twice."
		`);
	});

	test('writes nothing, so it takes no flag for writing', async () => {
		const { asks, large } = await three();
		expect((await asks('show', large)).text).toMatch(/^There is no flag `--dry-run`\./);
	});
});
