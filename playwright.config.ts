import { defineConfig } from '@playwright/test';

export default defineConfig({
	testDir: 'tests/journeys',
	// The one that builds many sites comes first, so that it does not go on alone at the end.
	projects: [
		{ name: 'time', testMatch: 'time.test.ts' },
		{ name: 'pages', testMatch: '*.test.ts', testIgnore: 'time.test.ts' },
	],
	forbidOnly: process.env['CI'] !== undefined,
	fullyParallel: true,
	// No test is about time; a machine may be busy.
	timeout: 90_000,
	workers: 2,
	reporter: 'line',
	outputDir: 'test-results',
	globalSetup: './tests/journeys/setup.ts',
	use: {
		timezoneId: 'Europe/Lisbon',
		locale: 'en-GB',
		launchOptions: {
			executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
			// Inside containers tests run as root, where Chromium has no sandbox; nothing foreign is loaded.
			args: [
				'--no-sandbox',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
			],
		},
	},
});
