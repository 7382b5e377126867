import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Zones differ between machines; tests name theirs, and this catches one that forgot.
const env = { TZ: 'Pacific/Chatham' };

const processors = availableParallelism();

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
					include: ['{src,scripts}/**/*.test.ts', 'tests/*.test.ts'],
					// Modules keep nothing between tests, so that each is read once and not once a file.
					isolate: false,
					// The tests have the machine to themselves; Vitest would leave a processor to somebody who types.
					maxWorkers: processors,
					// No test is about time; a machine may be busy.
					testTimeout: 60_000,
					env,
				},
			},
			{
				test: {
					// Rules of the examples, each held by one test.
					name: 'conformance',
					include: ['tests/conformance/*.test.ts'],
					isolate: false,
					maxWorkers: processors,
					testTimeout: 120_000,
					env,
				},
			},
			{
				test: {
					// Deliveries to peers that play GitHub, in many processes of git.
					name: 'github',
					include: ['tests/github/**/*.test.ts'],
					// They wait more than they compute.
					maxWorkers: 4,
					testTimeout: 180_000,
					hookTimeout: 60_000,
					env,
				},
			},
			{
				test: {
					// Built pages, judged by programs that others wrote.
					name: 'contracts',
					include: ['tests/contracts/**/*.test.ts'],
					globalSetup: ['tests/contracts/setup.ts'],
					maxWorkers: 2,
					testTimeout: 300_000,
					hookTimeout: 300_000,
					env,
				},
			},
			{
				test: {
					// Whole builds and commands. One build uses little more than one processor.
					name: 'whole',
					include: ['tests/whole/**/*.test.ts'],
					maxWorkers: 2,
					testTimeout: 300_000,
					hookTimeout: 300_000,
					env,
				},
			},
		],
	},
});
