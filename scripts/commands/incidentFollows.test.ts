import { describe, expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { parts } from '../../tests/support/content.ts';
import { actions } from './incidentActions.ts';

const process = {
	...parts.process,
	mitigations: [
		{
			id: 'off',
			kind: 'feature-off' as const,
			text: 'Switch the feature off.',
			'when-to': 'It is one feature.',
		},
		{ id: 'back', kind: 'rollback' as const, text: 'Roll back.' },
	],
	situations: [
		{
			id: 'lost',
			when: { fact: 'data-lost', is: true },
			situation: 'Data is lost.',
			action: 'Stop what writes.',
			notify: ['vendor'],
		},
	],
};

async function opened() {
	const there = commandFolder('incident', actions, { process });
	const { data } = await there.does(
		...['open', '--title', 'Nobody can pay', '--severity', 'sev1', '--message', 'x'],
		...['--service', 'checkout=major-outage'],
	);
	there.at('2026-03-02T12:10:00Z');
	const id = String(data['id']);
	const tried = async (kind: string, result: string) => {
		const set = ['--set', `mitigation=${kind}`, '--set', `result=${result}`];
		return (await there.does('note', id, '--kind', 'mitigation', ...set)).text;
	};
	const impact = async (facts: string) =>
		(await there.does('note', id, '--kind', 'impact', '--set', `facts=${facts}`)).text;
	return { id, tried, impact };
}

describe('a mitigation', () => {
	test('that did not work offers the next in the order, until there is none', async () => {
		const { tried } = await opened();
		expect(await tried('restart', 'failed')).toMatch(
			/\nNext, 1 of 2: Switch the feature off. It is one feature.$/,
		);
		expect(await tried('feature-off', 'partly')).toMatch(/\nNext, 2 of 2: Roll back.$/);
		expect(await tried('rollback', 'failed')).not.toContain('Next');
	});

	test('that worked offers nothing', async () => {
		const { tried } = await opened();
		expect(await tried('feature-off', 'worked')).not.toContain('Next');
	});
});

describe('an answer', () => {
	test('that makes a situation of its own says what to do and whom to call, once', async () => {
		const { id, impact } = await opened();
		const said = await impact('{data-lost: true}');
		expect(said.slice(said.indexOf('Data is lost.')).replaceAll(id, '<id>')).toMatchInlineSnapshot(`
			"Data is lost. Stop what writes.
			Payment vendor.
			Say that you called: npm run incident -- escalate <id> --to vendor --reason "…""
		`);
		expect(await impact('{users-affected: 30}')).not.toContain('Data is lost.');
	});

	test('that makes none says nothing more', async () => {
		const { impact } = await opened();
		expect(await impact('{data-lost: false}')).not.toContain('Stop what writes.');
	});
});
