import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { walls } from '../eslint.config.mjs';

/** A file of each room, whose text is replaced by the line under test. */
const fileIn: Record<string, string> = {
	'src/strings/**': 'src/strings/template.ts',
	'src/schemas/**': 'src/schemas/values.ts',
	'src/domain/**': 'src/domain/interval.ts',
	'src/read/**': 'src/read/files.ts',
	'src/ui/**': 'src/ui/signs.ts',
	'src/status/**': 'src/status/content.ts',
	'src/portal/**': 'src/portal/content.ts',
	'scripts/**': 'scripts/check.ts',
};

/** A module behind each wall. */
const behind: Record<string, string> = {
	astro: 'astro',
	'astro:*': 'astro:content',
	'astro/*': 'astro/loaders',
	'astro:content': 'astro:content',
	'node:*': 'node:fs',
	octokit: 'octokit',
	'**/schemas/**': '../schemas/values.ts',
	'**/domain/**': '../domain/view.ts',
	'**/domain/response.ts': '../domain/response.ts',
	'**/read/**': '../read/files.ts',
	'**/read/content.ts': '../read/content.ts',
	'**/read/checkContent.ts': '../read/checkContent.ts',
	'**/ui/**': '../ui/signs.ts',
	'**/status/**': '../status/content.ts',
	'**/portal/**': '../portal/content.ts',
	'**/scripts/**': '../../scripts/check.ts',
};

const lint = new ESLint();

/** What the wall rule says of each line of a file, by line. */
async function wallMessages(
	lines: readonly string[],
	filePath: string,
): Promise<Map<number, string>> {
	const [result] = await lint.lintText(`${lines.join('\n')}\n`, { filePath });
	return new Map(
		(result?.messages ?? [])
			.filter(({ ruleId }) => ruleId === 'no-restricted-imports')
			.map(({ line, message }) => [line, message]),
	);
}

describe('the walls between rooms', { timeout: 120_000 }, () => {
	test.each(walls.map((wall) => [wall.room, wall] as const))(
		'%s is closed to everything it may not import',
		async (room, { closed, why }) => {
			const modules = closed.map((pattern) => behind[pattern]);
			expect(modules).not.toContain(undefined);
			const lines = modules.map((module) => `export * from '${module}';`);
			const messages = await wallMessages(lines, fileIn[room] ?? '');
			for (const [index, line] of lines.entries()) {
				expect(messages.get(index + 1), `${room}: ${line}`).toContain(why);
			}
		},
	);

	test.each([
		['src/domain/interval.ts', "export * from '../schemas/values.ts';"],
		['src/status/content.ts', "export * from '../domain/view.ts';"],
		['src/portal/content.ts', "export * from '../read/content.ts';"],
	])('%s may write %s', async (file, line) => {
		expect([...(await wallMessages([line], file))]).toEqual([]);
	});

	test('the clock stays out of the domain', async () => {
		const lines = ['Date.now()', 'new Date()', 'Temporal.Now.instant()'].map(
			(look) => `export const a = ${look};`,
		);
		const [result] = await lint.lintText(lines.join('\n'), { filePath: 'src/domain/interval.ts' });
		const said = result?.messages
			.filter(({ message }) => message === 'Pass `now` in.')
			.map(({ line }) => line);
		expect(said).toEqual([1, 2, 3]);
	});
});
