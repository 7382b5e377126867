import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * The walls between rooms: who may not import what. `tests/walls.test.ts` shows each to hold.
 * The floor is strings, schemas, then domain, then read; nothing imports upward, and the two sites never meet.
 */
const sites = ['**/status/**', '**/portal/**'];
export const walls = [
	{
		room: 'src/strings/**',
		closed: [
			'astro',
			'astro:*',
			'astro/*',
			'node:*',
			'**/schemas/**',
			'**/domain/**',
			'**/read/**',
			'**/ui/**',
			...sites,
			'**/scripts/**',
		],
		why: 'Sentences are data: the schemas know their names.',
	},
	{
		room: 'src/schemas/**',
		closed: [
			'astro:*',
			'node:*',
			'**/domain/**',
			'**/read/**',
			'**/ui/**',
			...sites,
			'**/scripts/**',
		],
		why: 'Schemas stand on Zod alone: scripts, both sites and editors use them.',
	},
	{
		room: 'src/domain/**',
		closed: [
			'astro',
			'astro:*',
			'astro/*',
			'node:*',
			'octokit',
			'**/read/**',
			'**/ui/**',
			...sites,
			'**/scripts/**',
		],
		why: 'The domain is pure: no files, no network, no clock, no framework.',
	},
	{
		room: 'src/read/**',
		closed: ['astro:*', 'octokit', '**/ui/**', ...sites, '**/scripts/**'],
		why: 'Reading knows files and meaning, and nothing of how either is shown.',
	},
	{
		room: 'src/ui/**',
		closed: ['astro:content', 'node:*', '**/read/**', ...sites, '**/scripts/**'],
		why: 'Shared components take finished values.',
	},
	{
		room: 'src/status/**',
		closed: [
			'**/portal/**',
			'**/read/content.ts',
			'**/read/checkContent.ts',
			'**/domain/response.ts',
			'**/scripts/**',
			'octokit',
		],
		why: 'Customers never see what is internal: the status page reads through the customers’ door only.',
	},
	{
		room: 'src/portal/**',
		closed: ['**/status/**', '**/scripts/**', 'octokit'],
		why: 'The portal and the status page share only `ui` and the floor.',
	},
	{
		room: 'scripts/**',
		closed: ['astro:*', '**/ui/**', ...sites, 'octokit'],
		why: 'Scripts stand on the floor, so that they cannot write a file that a site reads differently.',
	},
];

export default defineConfig(
	{ ignores: ['dist/', 'node_modules/', '.astro/', 'tests/fixtures/', '.cache/'] },
	...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
	...astro.configs.recommended,
	{
		files: ['**/*.ts'],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			// Numbers and booleans print well; objects do not, and stay forbidden.
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowNumber: true, allowBoolean: true },
			],
			// Numbered keys of `process.env` and of records read better with brackets.
			'@typescript-eslint/dot-notation': 'off',
			// `{ ...(condition && { field }) }` leaves a field out, which `exactOptionalPropertyTypes` asks for.
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
		},
	},
	...walls.map(({ room, closed, why }) => ({
		files: [`${room}/*.{ts,astro,mjs}`],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-imports': ['error', { patterns: [{ group: closed, message: why }] }],
		},
	})),
	{
		files: ['src/domain/**/*.ts'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-globals': [
				'error',
				{ name: 'process', message: 'The domain knows no environment.' },
			],
			'no-restricted-syntax': [
				'error',
				{
					selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
					message: 'Pass `now` in.',
				},
				{
					selector: 'MemberExpression[object.name="Date"][property.name="now"]',
					message: 'Pass `now` in.',
				},
				{
					selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]',
					message: 'Pass `now` in.',
				},
			],
		},
	},
	// The one place that talks to GitHub.
	{ files: ['scripts/lib/github.ts'], rules: { 'no-restricted-imports': 'off' } },
);
