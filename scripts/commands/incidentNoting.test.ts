import { describe, expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { parts } from '../../tests/support/content.ts';
import { actions } from './incidentActions.ts';

async function opened(level = 'sev1', settings: Parameters<typeof commandFolder>[2] = {}) {
	const there = commandFolder('incident', actions, settings);
	const { data } = await there.does(
		...['open', '--title', 'Nobody can pay', '--severity', level, '--message', 'x'],
		...['--service', 'checkout=major-outage'],
	);
	there.at('2026-03-02T12:10:00Z');
	return { ...there, id: String(data['id']) };
}

/** The front matter of the one file that a command would write. */
const only = ({ files, text }: { files: Readonly<Record<string, string>>; text: string }) => {
	expect(Object.keys(files), text).toHaveLength(1);
	return Object.values(files)[0] ?? '';
};

describe('note', () => {
	test('takes a sentence with a colon as it stands, and lists, maps and numbers as they are', async () => {
		const { asks, id } = await opened();
		const set = (...words: string[]) =>
			asks('note', id, ...words.flatMap((word) => ['--set', word]), '--kind', 'cause');
		expect(
			only(await set('cause=leak', 'trigger=Deploy 12: too many pods', 'contributing=[a, b]')),
		).toContain('cause: leak\ntrigger: "Deploy 12: too many pods"\ncontributing:\n  - a\n  - b\n');
		expect(
			only(await asks('note', id, '--kind', 'impact', '--set', 'facts={users-affected: 30}')),
		).toContain('facts:\n  users-affected: 30\n');
		expect((await set('cause=leak', 'contributing=[a')).text).toMatch(
			/^The value of `--set contributing` cannot be read/,
		);
	});

	test.each([
		[['--kind', 'severty'], 64, 'There is no kind of note `severty`.\nDid you mean `severity`?'],
		[
			['--kind', 'severity', '--set', 'level=sev9'],
			65,
			'level: There is no level `sev9`.\nDid you mean `sev1`?',
		],
		[
			['--kind', 'runbook-used', '--set', 'runbook=nope', '--set', 'result=fixed'],
			65,
			'runbook: There is no runbook `nope`.\nThere are none yet; add it to runbooks/.',
		],
		[
			['--kind', 'role', '--set', 'role=commander', '--set', 'person=anna'],
			65,
			'person: There is no person `anna`.\nDid you mean `ana`?',
		],
		[
			['--kind', 'mitigation', '--set', 'result=sideways'],
			65,
			'mitigation: `mitigation` is missing.\n' +
				'result: `sideways` is not one of the values that `result` can have.\n' +
				'mitigation: Add `mitigation`: what kind of step it was. Known are `rollback`, `rollback-partial`, `feature-off`, `scale`, `restart`, `failover`, `hotfix`, `fallback`, `maintenance-mode`, `restore`, `rotate-secret`, `wait-for-vendor`, `other`.\n' +
				'result: Known are `worked`, `partly`, `failed`, `unknown`; see the description of the file.',
		],
		[['--set', 'x'], 64, '`--set x` sets nothing.\nWrite `--set field=value`.'],
	])('refuses %j', async (words, code, message) => {
		const { asks, id } = await opened();
		const said = await asks('note', id, ...words);
		expect([said.code, said.text]).toEqual([code, message]);
	});
});

describe('ack', () => {
	test('says who has it, once', async () => {
		const { does, asks, id } = await opened();
		expect(only(await does('ack', id, '--by', 'ana'))).toContain('by: ana\nkind: acknowledged\n');
		const again = await asks('ack', id, '--by', 'bo');
		expect(again.text).toBe(`ana has ${id} since 2026-03-02T12:10:00Z.`);
		expect(again.data).toMatchObject({ status: 'already-done', id });
		expect(again.files).toEqual({});
	});

	test('of an alert stands in its file, before there is an incident', async () => {
		const { does, writes } = await opened();
		writes(
			'alerts/2026/abc-1.yaml',
			'source: probe\nname: CheckoutDown\nfired: 2026-03-02T12:05:00Z\n',
		);
		const { files } = await does('ack', 'abc-1', '--by', 'ana');
		expect(files['alerts/2026/abc-1.yaml']).toContain(
			'acknowledged: 2026-03-02T12:10:00Z\nby: ana\n',
		);
		expect((await does('ack', 'abc-1', '--by', 'bo')).text).toBe(
			'ana has alert abc-1 since 2026-03-02T12:10:00Z.',
		);
	});
});

describe('severity', () => {
	test('says which roles the new level asks for and nobody has', async () => {
		const { asks, does, id } = await opened('sev2');
		expect((await asks('severity', id, 'sev1')).text).toContain(
			`SEV1 asks for Commander, and nobody has it yet.\nGive one with: npm run incident -- role ${id} commander --person <id>`,
		);
		await does('role', id, 'commander', '--person', 'ana');
		expect((await asks('severity', id, 'sev1')).text).not.toContain('asks for');
	});

	test('raises without a reason, by any name of the level', async () => {
		const { does, reads, id } = await opened('sev2');
		expect(only(await does('severity', id, 'SEV1'))).toContain('kind: severity\nlevel: sev1\n');
		expect((await reads('show', id)).data).toMatchObject({ level: 'sev1' });
	});

	test('lowers only with a reason', async () => {
		const { asks, id } = await opened();
		const { code, text } = await asks('severity', id, '--to', 'high');
		expect(code).toBe(65);
		expect(text).toMatchInlineSnapshot(`
			"From SEV1 to SEV2 is lower, and lowering asks for a reason.
			Add --reason "…"."
		`);
		expect(only(await asks('severity', id, 'high', '--reason', 'One shop.'))).toContain(
			'level: sev2\nreason: One shop.\n',
		);
	});

	test('lowers without one where the organisation does not ask, unless a rule set it', async () => {
		const { rules = [] } = parts.severity;
		const sticky = rules.map((rule) => ({ ...rule, 'until-proven-otherwise': true }));
		const { does, asks, id } = await opened('sev2', {
			severity: { ...parts.severity, 'lowering-needs-reason': false, rules: sticky },
		});
		await does('severity', id, 'sev1');
		expect((await asks('severity', id, 'sev2')).code).toBe(0);
		await does('severity', id, 'sev2');
		await does('note', id, '--kind', 'severity', '--set', 'level=sev1', '--set', 'rule=payments');
		expect((await asks('severity', id, 'sev2')).text).toMatchInlineSnapshot(`
			"SEV1 was set by a rule, until proven otherwise: Payments are at least SEV2.
			Add --reason "…"."
		`);
	});

	test('asks for one while such a rule holds, whoever set the level', async () => {
		const { rules = [] } = parts.severity;
		const held = rules.map((rule) => ({
			...rule,
			when: { fact: 'alert-sources', 'at-least': 2 },
			'at-least': 'sev1',
			'until-proven-otherwise': true,
		}));
		const { asks, writes, id } = await opened('sev1', {
			severity: { ...parts.severity, 'lowering-needs-reason': false, rules: held },
		});
		const alert = (name: string, source: string) => {
			writes(
				`alerts/2026/${name}.yaml`,
				`source: ${source}\nname: Down\nfired: 2026-03-02T11:58:00Z\nincident: ${id}\n`,
			);
		};
		alert('abc-1', 'probe');
		expect((await asks('severity', id, 'sev2')).code).toBe(0);
		alert('abd-1', 'logs');
		expect(await asks('severity', id, 'sev2')).toMatchObject({
			code: 65,
			text: 'A rule keeps it at SEV1, until proven otherwise: Payments are at least SEV2.\nAdd --reason "…".',
		});
		expect((await asks('severity', id, 'sev2', '--reason', 'Both probes were wrong.')).code).toBe(
			0,
		);
	});

	test('writes nothing where it is so already', async () => {
		const { asks, id } = await opened();
		expect(await asks('severity', id, 'sev1')).toMatchObject({ code: 0, files: {} });
	});

	test('asks which, and refuses a level that was retired', async () => {
		const levels = parts.severity.levels.map((level) => ({
			...level,
			...(level.id === 'sev2' && { until: '2026-01-01T00:00:00Z' }),
		}));
		const { asks, id } = await opened('sev1', { severity: { ...parts.severity, levels } });
		expect((await asks('severity', id)).text).toBe(
			'Which level?\nWrite one of sev1 behind the id.',
		);
		expect((await asks('severity', id, 'sev2', '--reason', 'x')).text).toContain('was retired');
	});
});

describe('role', () => {
	test('names the person, by id or name', async () => {
		const { does, asks, id } = await opened();
		expect(only(await does('role', id, 'commander', '--person', 'Bo'))).toContain(
			'role: commander\nperson: bo\n',
		);
		expect((await asks('role', id, 'commander', '--person', 'bo')).files).toEqual({});
		expect(only(await asks('role', id, 'commander', '--nobody'))).not.toContain('person');
	});

	test('goes to who is on call where the process says so', async () => {
		const { roles = [] } = parts.process;
		const selecting = (selection: 'primary-on-call' | 'assigned') => ({
			process: { ...parts.process, roles: roles.map((role) => ({ ...role, selection })) },
		});
		const duty = await opened('sev1', selecting('primary-on-call'));
		expect(only(await duty.asks('role', duty.id, 'commander'))).toContain('person: ana\n');
		const assigned = await opened('sev1', selecting('assigned'));
		expect((await assigned.asks('role', assigned.id, 'commander')).text).toBe(
			'--person is missing.\nWrite who has it, or --nobody.',
		);
	});

	test('offers the nearest role and person', async () => {
		const { asks, id } = await opened();
		expect((await asks('role', id, 'comander')).text).toContain('Did you mean `commander`?');
		expect((await asks('role', id, 'commander', '--person', 'anna')).text).toContain(
			'Did you mean `ana`?',
		);
	});
});

describe('escalate', () => {
	test('calls the next of the ladder, step by step, to its end', async () => {
		const { does, id } = await opened();
		const first = await does('escalate', id, '--reason', 'No progress.');
		expect(only(first)).toContain('kind: escalated\nto: primary\nreason: No progress.\n');
		expect(first.text).toContain('Primary is Ana.');
		const second = await does('escalate', id, '--reason', 'Still none.');
		expect(only(second)).toContain('to: vendor\n');
		expect((await does('escalate', id, '--reason', 'Still none.')).text).toMatchInlineSnapshot(`
			"The ladder Main ends at vendor, who was called already.
			Say whom: --to <person, rotation, contact or team>."
		`);
	});

	test('passes over whom the alert itself called', async () => {
		const [main] = parts.onCall.ladders ?? [];
		const steps = [
			{ to: { rotation: 'primary' }, after: 'PT0S' },
			{ to: { contact: 'vendor' }, after: 'PT10M' },
		];
		const { asks, id } = await opened('sev1', {
			onCall: { ...parts.onCall, ladders: main ? [{ ...main, steps }] : [] },
		});
		expect(only(await asks('escalate', id, '--reason', 'No answer.'))).toContain('to: vendor\n');
	});

	test('goes to whom it is said', async () => {
		const { asks, id } = await opened();
		const said = await asks('escalate', id, '--to', 'Legal', '--reason', 'A leak.', '--automatic');
		expect(only(said)).toContain('to: Legal\nreason: A leak.\nautomatic: true\n');
	});

	test('needs a reason, and a ladder or a name', async () => {
		const { asks, id } = await opened('sev2');
		expect((await asks('escalate', id)).text).toContain('--reason is missing.');
		expect((await asks('escalate', id, '--reason', 'x')).text).toBe(
			'SEV2 names no ladder, so nobody is next.\nSay whom: --to <person, rotation, contact or team>.',
		);
	});
});

describe('milestone', () => {
	test('says when it was reached', async () => {
		const { asks, id } = await opened();
		expect(
			only(
				await asks('milestone', id, 'detected', '--since', '20m', '--detected-by', 'user-report'),
			),
		).toContain(
			'kind: milestone\nsince: 2026-03-02T11:50:00Z\nmilestone: detected\ndetected-by: user-report\n',
		);
	});

	test.each([
		[['mitigate'], 'There is no milestone `mitigate`.\nDid you mean `mitigated`?'],
		[
			['mitigated', '--detected-by', 'uptime'],
			'--detected-by does not belong to `mitigated`.\nIt says how an incident was `detected`.',
		],
	])('refuses %j', async (words, message) => {
		const { asks, id } = await opened();
		expect((await asks('milestone', id, ...words)).text).toBe(message);
	});

	test('is noticed only in ways in which incidents are noticed here', async () => {
		const process = { ...parts.process, detections: ['monitoring' as const, 'manual' as const] };
		const { asks, id } = await opened('sev1', { process });
		const detected = async (how: string) =>
			(await asks('milestone', id, 'detected', '--detected-by', how)).text;
		expect(await detected('uptime')).toBe(
			'There is no way to notice `uptime`.\nKnown are `monitoring`, `manual`; see `detections` in process.yaml.',
		);
		expect(await detected('manual')).not.toContain('There is no');
	});
});
