import { expect, test } from 'vitest';
import type { Process, ProcessInput } from '../schemas/process.ts';
import { processSchema } from '../schemas/process.ts';
import { situationsOf } from './situations.ts';

const process: Process = processSchema.parse({
	situations: [
		{
			id: 'breach',
			when: { fact: 'breach', is: true },
			situation: 'Somebody got in.',
			action: 'Call.',
		},
		{
			id: 'long',
			when: { fact: 'duration', 'longer-than': 'PT1H' },
			situation: 'It takes long.',
			action: 'Tell.',
		},
		{ id: 'press', situation: 'A journalist calls.', action: 'Take a number.' },
	],
} satisfies ProcessInput);

const hour = 3_600_000;

test('an incident is in the situations whose condition holds, and in no other', () => {
	const ids = (facts: Parameters<typeof situationsOf>[1]) =>
		situationsOf(process, facts).map(({ id }) => id);
	expect(ids({})).toEqual([]);
	expect(ids({ breach: false, duration: hour })).toEqual([]);
	expect(ids({ breach: true, duration: hour + 1 })).toEqual(['breach', 'long']);
});
