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
					env,
				},
			},
			{
				test: {
					// Whole builds and commands, one after the other: each uses what the machine has.
					name: 'whole',
					include: ['tests/whole/**/*.test.ts'],
					fileParallelism: false,
					testTimeout: 300_000,
					hookTimeout: 300_000,
					env,
				},
			},
		],
	},
});
