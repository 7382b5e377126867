import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['{src,scripts,tests}/**/*.test.ts'],
		exclude: ['tests/journeys/**', 'node_modules/**', 'dist/**'],
		// Zones differ between machines; tests name theirs, and this catches one that forgot.
		env: { TZ: 'Pacific/Chatham' },
	},
});
