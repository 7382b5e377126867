import { defineConfig } from 'vitest/config';

// Zones differ between machines; tests name theirs, and this catches one that forgot.
const env = { TZ: 'Pacific/Chatham' };

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
					include: ['{src,scripts}/**/*.test.ts', 'tests/*.test.ts'],
					// No test is about time; a machine may be busy.
					testTimeout: 60_000,
					env,
				},
			},
			{
				test: {
					// Deliveries to peers that play GitHub, in many processes of git.
					name: 'github',
					include: ['tests/github/**/*.test.ts'],
					// They wait more than they compute.
					maxWorkers: 2,
					testTimeout: 180_000,
					hookTimeout: 60_000,
					env,
				},
			},
			{
				test: {
					// Whole builds, commands and foreign clients, one after the other: each uses what the machine has.
					name: 'whole',
					include: ['tests/{whole,contracts}/**/*.test.ts'],
					fileParallelism: false,
					testTimeout: 300_000,
					hookTimeout: 300_000,
					env,
				},
			},
		],
	},
});
