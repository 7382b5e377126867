import { describe, expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { parts } from '../../tests/support/content.ts';
import { actions } from './incidentActions.ts';

const launch = {
	id: 'launch',
	when: { fact: 'critical-service', is: true },
	from: '2026-03-02T09:00:00Z',
	until: '2026-03-02T18:00:00Z',
	'at-least': 'sev1',
	'until-proven-otherwise': true,
	text: 'On launch day whatever is critical is a SEV1.',
};
const folder = (rules = [launch]) =>
	commandFolder('incident', actions, { severity: { ...parts.severity, rules } });
const opening = [
	...['open', '--title', 'Nobody can pay', '--message', 'We are looking.', '--by', 'ana'],
	...['--service', 'checkout=partial-outage', '--op', 'aaaaaa'],
];
const noted = (files: Readonly<Record<string, string>>) =>
	Object.entries(files).flatMap(([path, text]) => (path.includes('/notes/') ? text : []));

describe('a rule in force', () => {
	test('sets a worse level than was said, and stands beside it', async () => {
		const there = folder();
		const { files, text, data } = await there.does(...opening, '--severity', 'sev2');
		expect(noted(files)).toEqual([
			'---\nat: 2026-03-02T12:00:00Z\nby: ana\nkind: severity\nlevel: sev1\nrule: launch\nreason: On launch day whatever is critical is a SEV1.\n---\n',
		]);
		expect(text).toContain(
			'It is SEV1 and not SEV2: On launch day whatever is critical is a SEV1. It holds until somebody shows otherwise.',
		);
		expect(data).toMatchObject({ level: 'sev1', rule: 'launch' });
		expect(Object.values(files)[0]).not.toContain('level:');
		expect(Object.values(files).join('')).toContain('next-update: 2026-03-02T12:30:00Z');
		expect((await there.reads('show', String(data['id']))).data).toMatchObject({ level: 'sev1' });
	});

	test('says nothing where the level is as bad already', async () => {
		const { files, text } = await folder().does(...opening, '--severity', 'sev1');
		expect(noted(files)).toEqual([]);
		expect(text).not.toContain('launch day');
	});

	test('is asked by the time at which it is said', async () => {
		const { data } = await folder().does(...opening, '--severity', 'sev2', '--at', '08:59');
		expect(data).toMatchObject({ level: 'sev2' });
	});
});

describe('--fact', () => {
	test('is written down, and gives the level if none was said', async () => {
		const { files, text, data } = await folder([]).does(
			...opening,
			...['--fact', 'users-affected=60', '--fact', 'data-lost=no'],
		);
		expect(noted(files)).toEqual([
			'---\nat: 2026-03-02T12:00:00Z\nby: ana\nkind: impact\nfacts:\n  users-affected: 60\n  data-lost: false\n---\n',
		]);
		expect(text).toContain('It is SEV1: More than half.');
		expect(data).toMatchObject({ level: 'sev1' });
	});

	test('leaves a level that a person chose beside a criterion', async () => {
		const words = [...opening, '--severity', 'sev2', '--fact', 'users-affected=60'];
		expect((await folder([]).does(...words)).data).toMatchObject({ level: 'sev2' });
	});

	test.each([
		['user-affected=60', 'There is no fact `user-affected`.\nDid you mean `users-affected`?'],
		[
			'users-affected=most',
			'`--fact users-affected=most` is no answer to “What share of users is affected?”\nWrite a number without a unit, e.g. `--fact users-affected=30`.',
		],
		[
			'data-lost',
			'`--fact data-lost` is no answer to “Was data lost?”\nWrite `--fact data-lost=yes` or `--fact data-lost=no`.',
		],
	])('refuses %s', async (answer, text) => {
		const refused = await folder().asks(...opening, '--severity', 'sev2', '--fact', answer);
		expect(refused).toMatchObject({ code: 64, text });
	});
});
