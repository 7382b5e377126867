import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readFile } from '../../src/read/readFile.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import { keptSettings, settingsIn } from './keptSettings.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	mkdirSync(join(folder, 'content'));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

const example = join(import.meta.dirname, '../../content');
const alerts = 'same-window: PT10M\n';
const write = (text: string) => {
	writeFileSync(join(folder, 'content/alerts.yaml'), text);
};
const read = (shift = 0) =>
	readFile(fileKinds.alerts, 'alerts.yaml', {
		root: join(folder, 'content'),
		shift,
		kept: settingsIn(join(folder, 'kept')),
	});
const mark = (value: string) => {
	mkdirSync(join(folder, 'kept'), { recursive: true });
	const kept = serialize({ text: alerts, shift: 0, file: { value } });
	writeFileSync(join(folder, 'kept/alerts.yaml.kept'), kept);
};
const fromWhatWasKept = { file: { value: 'from what was kept' } };

it('keeps what was checked, and takes it from there the next time', () => {
	write(alerts);
	const first = read();
	expect(first).toHaveProperty('file');
	expect(readdirSync(join(folder, 'kept'))).toEqual(['alerts.yaml.kept']);
	expect(read()).toEqual(first);
	mark('from what was kept');
	expect(read()).toMatchObject(fromWhatWasKept);
});

it('checks another text anew, however little of it changed, and times that move farther', () => {
	write(alerts.replace('PT10M', 'PT11M'));
	mark('from what was kept');
	expect(read()).not.toMatchObject(fromWhatWasKept);
	write(alerts);
	mark('from what was kept');
	expect(read(86_400_000)).not.toMatchObject(fromWhatWasKept);
});

it('gives back each of the settings that come with the product exactly as it was checked', () => {
	const kinds = Object.values(fileKinds).filter(({ path, format }) => {
		return format === 'yaml' && !path.includes('*');
	});
	expect(kinds.length).toBeGreaterThan(5);
	for (const kind of kinds) {
		const reading = { root: example, shift: 0 };
		const kept = settingsIn(join(folder, 'kept'));
		const checked = readFile(kind, kind.path, reading);
		readFile(kind, kind.path, { ...reading, kept });
		expect(readdirSync(join(folder, 'kept'))).toContain(`${kind.path}.kept`);
		expect(readFile(kind, kind.path, { ...reading, kept })).toStrictEqual(checked);
	}
});

it('keeps neither what is broken nor what would come back as something else', () => {
	write('same-window: soon\n');
	expect(read()).toHaveProperty('problems');
	class Own {
		readonly word = 1;
	}
	for (const value of [new Own(), () => undefined])
		settingsIn(join(folder, 'kept')).keep({ path: 'own.yaml', value, example: false }, '', 0);
	expect(() => readdirSync(join(folder, 'kept'))).toThrow('ENOENT');
});

it('does its work where nothing can be kept, and where what was kept is torn', () => {
	write(alerts);
	writeFileSync(join(folder, 'kept'), '');
	const checked = read();
	expect(checked).toHaveProperty('file');
	rmSync(join(folder, 'kept'));
	mark('from what was kept');
	writeFileSync(join(folder, 'kept/alerts.yaml.kept'), serialize({ text: alerts }).subarray(0, 9));
	expect(read()).toEqual(checked);
	rmSync(join(folder, 'kept/alerts.yaml.kept'));
	mkdirSync(join(folder, 'kept/alerts.yaml.kept'));
	expect(read()).toEqual(checked);
});

it('keeps none for a command that runs from its sources', () => {
	expect(keptSettings()).toBeUndefined();
});
