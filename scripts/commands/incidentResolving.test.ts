import { describe, expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { parts } from '../../tests/support/content.ts';
import { actions } from './incidentActions.ts';

const verification = [
	{ id: 'probe-green', text: 'The probe is green.', source: 'probe' },
	{ id: 'quiet', text: 'No new alert for one cycle.', 'alert-cycle': true },
	{ id: 'by-hand', text: 'Somebody paid.', when: { fact: 'rank', is: 1 } },
	{ id: 'nice', text: 'Nobody complains.', required: false },
];

/** An open incident of an organisation that looks before it says that something is over. */
async function opened(level = 'sev1', internal = false, items: typeof verification = verification) {
	const there = commandFolder('incident', actions, {
		process: { ...parts.process, verification: items },
	});
	const { data } = await there.does(
		...['open', '--title', 'Nobody can pay', '--severity', level, '--message', 'x'],
		...(internal ? ['--internal'] : ['--service', 'checkout=major-outage']),
	);
	there.at('2026-03-02T12:10:00Z');
	return { ...there, id: String(data['id']) };
}

const said = ['--message', 'Paying works again.', '--op', 'cccccc'];

describe('resolve', () => {
	test('is one file where nothing has to be verified', async () => {
		const { asks, id } = await opened('sev1', false, []);
		expect((await asks('resolve', id, ...said, '--since', '12:05')).files).toEqual({
			[`incidents/2026/${id}/updates/20260302T121000Z-cccccc.md`]:
				'---\nat: 2026-03-02T12:10:00Z\nstatus: resolved\nsince: 2026-03-02T12:05:00Z\n---\n\nPaying works again.\n',
		});
	});

	test('says what is left to do after it', async () => {
		const there = commandFolder('incident', actions, {
			process: {
				...parts.process,
				verification: [],
				'close-out': [
					{ id: 'issue', text: 'The issue is settled.', settles: 'error-tracker' },
					{ id: 'written', text: 'It is written down.' },
				],
			},
		});
		const { data } = await there.does(
			'open',
			'--title',
			'x',
			'--severity',
			'sev2',
			'--message',
			'x',
		);
		const id = String(data['id']);
		await there.does('note', id, '--kind', 'close-out', '--set', 'item=written');
		const { text } = await there.does('resolve', id, '--message', 'Over.');
		expect(text.slice(text.indexOf('Left'))).toBe(
			[
				'Left to do:',
				'  The issue is settled.',
				`    npm run incident -- note ${id} --kind link --set what=error-tracker --set state="…" --set reason="…"`,
			].join('\n'),
		);
	});

	test('is refused before what the organisation asks for is true, and says how to go on', async () => {
		const { asks, id } = await opened();
		const { code, text } = await asks('resolve', id, ...said);
		expect(code).toBe(65);
		expect(text.replaceAll(id, '<id>')).toMatchInlineSnapshot(`
			"Before <id> is over, this has to be true:
			  probe-green: The probe is green. Nobody has looked at the source since.
			  quiet: No new alert for one cycle. Not before 2026-03-02T12:15:00Z.
			  by-hand: Somebody paid.
			Say what you have seen: --verified probe-green --verified quiet --verified by-hand
			Or why it is over all the same: --waive "…""
		`);
	});

	test('names a missing message together with what is not verified', async () => {
		const { asks, id } = await opened();
		expect((await asks('resolve', id)).text).toMatch(/^--message is missing\.\nBefore /);
	});

	test('writes down what was seen, and why the rest was waived', async () => {
		const { does, reads, id } = await opened();
		const { files, code } = await does(
			...['resolve', id, ...said, '--verified', 'by-hand'],
			...['--waive', 'The probe itself is broken.'],
		);
		expect(code).toBe(0);
		const notes = Object.entries(files).filter(([path]) => path.includes('/notes/'));
		expect(notes.map(([, text]) => text.replace(/^[\s\S]*kind: /, '')).sort()).toEqual([
			'verification\nitem: by-hand\noutcome: passed\n---\n',
			'verification\nitem: probe-green\noutcome: waived\nreason: The probe itself is broken.\n---\n',
			'verification\nitem: quiet\noutcome: waived\nreason: The probe itself is broken.\n---\n',
		]);
		expect((await reads('show', id)).data).toMatchObject({ open: false, status: 'resolved' });
	});

	test('asks only for items that hold for the incident', async () => {
		const { asks, id } = await opened('sev2');
		expect((await asks('resolve', id, ...said)).text).not.toContain('by-hand');
	});

	test('takes what is on file: a look at the source, and a cycle without an alert', async () => {
		const { asks, writes, at, id } = await opened('sev2');
		writes(
			'checks/2026/probe.yaml',
			'kind: source-green\nsubject: probe\nat: 2026-03-02T12:12:00Z\nby: ana\nresult: passed\nevidence: All green.\n',
		);
		at('2026-03-02T12:15:00Z');
		expect((await asks('resolve', id, ...said)).code).toBe(0);
	});

	test('waits for an alert of the incident to end, and one cycle more', async () => {
		const { asks, writes, at, id } = await opened('sev2', false, verification.slice(1, 2));
		const alert = (ended: string) => {
			writes(
				'alerts/2026/abc-1.yaml',
				`source: probe\nname: CheckoutDown\nfired: 2026-03-02T11:59:00Z\n${ended}incident: ${id}\n`,
			);
		};
		at('2026-03-02T12:40:00Z');
		alert('');
		expect((await asks('resolve', id, ...said)).text).toContain('An alert still fires.');
		alert('ended: 2026-03-02T12:30:00Z\n');
		expect((await asks('resolve', id, ...said)).text).toContain('Not before 2026-03-02T12:45:00Z.');
		at('2026-03-02T12:45:00Z');
		expect((await asks('resolve', id, ...said)).code).toBe(0);
	});

	test('takes what a note said of an item before', async () => {
		const { does, asks, id } = await opened('sev1', false, verification.slice(2, 3));
		await does(
			'note',
			id,
			'--kind',
			'verification',
			'--set',
			'item=by-hand',
			'--set',
			'outcome=passed',
		);
		expect((await asks('resolve', id, ...said)).code).toBe(0);
	});

	test('asks again after a reopening', async () => {
		const { does, asks, at, id } = await opened('sev1', false, verification.slice(2, 3));
		await does('resolve', id, ...said, '--verified', 'by-hand');
		at('2026-03-02T12:20:00Z');
		await does('reopen', id, '--message', 'It is back.');
		expect((await asks('resolve', id, '--message', 'x')).text).toContain('by-hand');
	});

	test('of an incident that customers do not know is a note', async () => {
		const { does, reads, id } = await opened('sev2', true, []);
		const { files } = await does('resolve', id, ...said);
		expect(Object.keys(files)).toEqual([`incidents/2026/${id}/notes/20260302T121000Z-cccccc.md`]);
		expect((await reads('show', id)).data).toMatchObject({ open: false });
	});

	test('is also what `update --status resolved` does', async () => {
		const { asks, id } = await opened();
		const { text } = await asks('update', id, '--status', 'resolved', '--message', 'x');
		expect(text).toContain('this has to be true');
	});

	test('is refused where it is over already', async () => {
		const { does, asks, id } = await opened('sev1', false, []);
		await does('resolve', id, ...said);
		expect((await asks('resolve', id, '--message', 'x')).code).toBe(65);
	});

	test('offers the nearest item', async () => {
		const { asks, id } = await opened();
		expect((await asks('resolve', id, ...said, '--verified', 'probe-gren')).text).toBe(
			'There is no verification item `probe-gren`.\nDid you mean `probe-green`?',
		);
	});
});
