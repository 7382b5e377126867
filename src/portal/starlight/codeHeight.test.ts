import { expect, test } from 'vitest';
import { codeHeight } from './codeHeight.ts';

/** What a block of these lines carries. */
function carried(...lines: string[]): unknown {
	const properties: Record<string, unknown> = {};
	codeHeight.hooks.postprocessRenderedBlock({
		codeBlock: { getLines: () => lines.map((text) => ({ text })) },
		renderData: { blockAst: { properties } },
	});
	return properties['style'];
}

test('a block carries the number of its lines as a phone wraps them', () => {
	expect(carried('ls')).toBe('--lines:1');
	expect(carried('ls', '', 'x'.repeat(100))).toBe('--lines:5');
});
