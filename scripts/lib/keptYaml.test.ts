import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseYaml } from '../../src/read/yaml.ts';
import { keptYaml } from './keptYaml.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'allclear-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

const text = 'levels:\n  - id: sev1\n    since: 2026-01-01\n';
const dataOf = (parsed: ReturnType<typeof parseYaml>) => ('data' in parsed ? parsed.data : parsed);
const mark = (data: unknown) => {
	writeFileSync(join(folder, 'severity.yaml.json'), JSON.stringify({ text, data }));
};

it('keeps what it parsed, and takes it from there the next time', () => {
	expect(dataOf(keptYaml(folder)('severity.yaml', text))).toEqual(dataOf(parseYaml(text)));
	expect(JSON.parse(readFileSync(join(folder, 'severity.yaml.json'), 'utf8'))).toEqual({
		text,
		data: dataOf(parseYaml(text)),
	});
	mark('from what was kept');
	expect(dataOf(keptYaml(folder)('severity.yaml', text))).toBe('from what was kept');
	expect(readdirSync(folder)).toEqual(['severity.yaml.json']);
});

it('parses another text anew, however little of it changed', () => {
	mark('from what was kept');
	expect(dataOf(keptYaml(folder)('severity.yaml', text.replace('sev1', 'sev2')))).toEqual({
		levels: [{ id: 'sev2', since: '2026-01-01' }],
	});
});

it('names the same lines whether it parsed or not', () => {
	for (const parsed of [
		keptYaml(folder)('severity.yaml', text),
		keptYaml(folder)('severity.yaml', text),
	]) {
		if (!('data' in parsed)) throw new Error('It should have been parsed.');
		expect(parsed.lineOf(['levels', 0, 'since'])).toBe(3);
		expect(parsed.lineOfKey(['levels', 0], 'id')).toBe(2);
	}
});

it('keeps neither what is broken nor what JSON cannot say', () => {
	expect(keptYaml(folder)('broken.yaml', 'a: [')).toHaveProperty('faults');
	expect(dataOf(keptYaml(folder)('endless.yaml', 'a: .inf'))).toEqual({ a: Infinity });
	expect(readdirSync(folder)).toEqual([]);
});

it('does its work where nothing can be kept, and where what was kept is torn', () => {
	writeFileSync(join(folder, 'taken'), '');
	expect(dataOf(keptYaml(join(folder, 'taken'))('a.yaml', 'a: 1'))).toEqual({ a: 1 });
	writeFileSync(join(folder, 'severity.yaml.json'), '{"text":');
	mkdirSync(join(folder, 'b.yaml.json'));
	expect(dataOf(keptYaml(folder)('severity.yaml', text))).toEqual(dataOf(parseYaml(text)));
	expect(dataOf(keptYaml(folder)('b.yaml', 'b: 2'))).toEqual({ b: 2 });
});
