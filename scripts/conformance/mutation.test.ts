import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { applyMutation, MutationError, parseMutation } from './mutation.ts';

const yaml = `levels:
  - id: p0
    targets:
      acknowledge: PT5M # from the alert
  - id: p1
    targets: { acknowledge: PT1H }
`;

/** What a file reads after a change. */
function changed(written: string, name = 'severity.yaml', text = yaml): string {
	const root = mkdtempSync(join(tmpdir(), 'allclear-'));
	onTestFinished(() => {
		rmSync(root, { recursive: true });
	});
	writeFileSync(join(root, name), text);
	applyMutation(root, parseMutation(written));
	return readFileSync(join(root, name), 'utf8');
}

describe('a change', () => {
	test('sets a value of an item that goes by its id', () => {
		expect(changed('severity.yaml levels.p1.targets.acknowledge = PT9H')).toBe(
			yaml.replace('PT1H', 'PT9H'),
		);
	});

	test('sets a list or a map written in YAML', () => {
		const text = changed('severity.yaml levels.0.targets = { resolve: PT2H, acknowledge: PT1M }');
		expect(parse(text)).toMatchObject({
			levels: [{ targets: { resolve: 'PT2H', acknowledge: 'PT1M' } }, { id: 'p1' }],
		});
	});

	test('takes a field or an item away', () => {
		expect(changed('severity.yaml levels.p0 removed')).not.toContain('p0');
	});

	test('reaches into front matter, and leaves the text below it', () => {
		const page = '---\ntitle: One\norder: 2\n---\n\nText with order: 2.\n';
		expect(changed('page.mdx order = 3', 'page.mdx', page)).toBe(
			page.replace('order: 2', 'order: 3'),
		);
	});

	test('replaces a text that stands there once', () => {
		expect(changed('t.md "who: \\"x\\"" becomes "nobody"', 't.md', 'a who: "x" b')).toBe(
			'a nobody b',
		);
	});
});

test.each([
	['severity.yaml levels.p9.targets = {}', 'there is no `levels.p9`'],
	['severity.yaml levels.p0.id = p0', 'changes nothing'],
	['severity.yaml levels.p0.war-room removed', 'changes nothing'],
	['severity.yaml "acknowledge" becomes "x"', 'stands there 2 times'],
	['nowhere.yaml a = 1', 'there is no nowhere.yaml'],
	['severity.yaml levels', 'is no change'],
])('%s is refused: %s', (written, message) => {
	expect(() => changed(written)).toThrow(MutationError);
	expect(() => changed(written)).toThrow(message);
});
