import { expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { parts } from '../../tests/support/content.ts';
import { actions } from './action.ts';

test('open items of the process are listed like actions', async () => {
	const { reads } = commandFolder('action', actions, {
		process: {
			...parts.process,
			'open-items': [
				{ text: 'Write a roster.', owner: 'ana', due: '2026-02-20' },
				{ text: 'Link the page.' },
			],
		},
	});
	expect((await reads('list')).text.split('\n')).toEqual([
		'What the process still lacks, by `open-items` in process.yaml:',
		'10 days overdue · Ana',
		'  Write a roster.',
		'no date yet · nobody',
		'  Link the page.',
		'',
		'2 listed, 1 overdue.',
	]);
	const { data } = await reads('list', '--overdue', '--owner', 'Ana');
	expect(data).toEqual({
		actions: [],
		openItems: [
			{
				text: 'Write a roster.',
				ownerName: 'Ana',
				due: '2026-02-20',
				state: 'overdue',
				daysLate: 10,
			},
		],
	});
});

test('an owner whom nobody knows is an error, and not nothing to do', async () => {
	const { reads } = commandFolder('action', actions, {
		process: { ...parts.process, 'open-items': [{ text: 'Write a roster.', owner: 'Payments' }] },
	});
	expect(await reads('list', '--owner', 'annna')).toMatchObject({
		code: 64,
		text: 'There is no person or owner `annna`.\nDid you mean `ana`?',
	});
	expect(await reads('list', '--owner', 'paymetns')).toMatchObject({
		code: 64,
		text: 'There is no person or owner `paymetns`.\nDid you mean `Payments`?',
	});
	expect((await reads('list', '--owner', 'Bo')).text).toBe('There is nothing to do.');
	expect((await reads('list', '--owner', 'payments')).text).toContain('Write a roster.');
});

test('an owner can be a team, a role or a contact, by any of their names', async () => {
	const { reads } = commandFolder('action', actions, {
		process: {
			...parts.process,
			roles: [{ id: 'commander', name: 'Incident commander', purpose: 'Decides.' }],
			'open-items': [{ text: 'Write a roster.', owner: 'commander' }],
		},
		onCall: {
			...parts.onCall,
			people: [
				{ id: 'ana', name: 'Ana', github: 'ana-on-github' },
				{ id: 'bo', name: 'Bo' },
			],
		},
	});
	for (const name of ['Payments', 'Payment vendor', 'primary', 'ana-on-github']) {
		expect(await reads('list', '--owner', name)).toMatchObject({
			code: 0,
			text: 'There is nothing to do.',
		});
	}
	for (const name of ['commander', 'Incident commander']) {
		expect((await reads('list', '--owner', name)).text).toContain('Write a roster.');
	}
	expect((await reads('list', '--owner', 'Incident comander')).text).toContain(
		'Did you mean `Incident commander`?',
	);
});
