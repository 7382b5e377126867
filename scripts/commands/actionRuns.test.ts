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
