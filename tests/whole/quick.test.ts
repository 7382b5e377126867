/** The commands as package.json calls them: put together in few files, and never behind their sources. */
import { execFileSync } from 'node:child_process';
import {
	appendFileSync,
	cpSync,
	existsSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { quickCommands } from '../../scripts/lib/keepCommands.ts';
import type { Manifest } from '../../scripts/lib/keptCommands.ts';
import { pinnedNow, repository, runScript, sharedFolder } from '../support/whole.ts';

let clone: string;
beforeAll(async () => {
	clone = sharedFolder();
	for (const name of ['src', 'scripts', 'content', 'package.json', 'tsconfig.json']) {
		cpSync(join(repository, name), join(clone, name), { recursive: true });
	}
	symlinkSync(join(repository, 'node_modules'), join(clone, 'node_modules'));
	execFileSync('git', ['init', '--quiet'], { cwd: clone });
	execFileSync('git', ['config', 'user.name', 'Nia Bell'], { cwd: clone });
	await quickly('incident', '--help');
});

const environment = { BUILD_NOW: pinnedNow };
const quickly = (...words: string[]) => runScript('quick.ts', words, environment, clone);
const fromSource = (command: string, ...words: string[]) =>
	runScript(`${command}.ts`, words, environment, clone);

const cache = (...path: string[]) => join(clone, '.cache/commands', ...path);
const manifest = () => JSON.parse(readFileSync(cache('manifest.json'), 'utf8')) as Manifest;
const marked = 'What was kept has run.';
/** What is kept of a command says so when it runs. */
const mark = (command: string) => {
	appendFileSync(cache(manifest().folder, `${command}.js`), `\nconsole.log('${marked}');\n`);
};

/** One call of each command that reads, and one that prints what it would write. */
const calls: Record<string, string[]> = {
	action: ['list', '--json'],
	alert: ['list', '--json'],
	gate: ['launch', '--json'],
	incident: [
		...['open', '--dry-run', '--op', 'abcdef', '--at', '2026-11-20T09:30:00Z'],
		...['--title', 'Uploads fail', '--severity', 'sev2', '--service', 'uploads=major-outage'],
		...['--message', 'We are looking.'],
	],
	maintenance: ['schedule', '--help'],
	message: ['--help'],
	'on-call': ['now', '--json'],
	'post-mortem': ['new', '--help'],
	runbook: [
		'new',
		'the-disk-is-full',
		'--dry-run',
		'--op',
		'abcdef',
		'--title',
		'The disk is full',
	],
};

describe('the commands as package.json calls them', () => {
	it('are those that can be kept', () => {
		const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
			scripts: Record<string, string>;
		};
		const quick = Object.entries(scripts).flatMap(([name, line]) => {
			const command = / node \S+ scripts\/quick\.ts ([a-z-]+)$/.exec(line)?.[1];
			if (command !== undefined) expect(command).toBe(name);
			return command ?? [];
		});
		expect(quick.sort()).toEqual(quickCommands);
	});

	it.for(quickCommands)('say the same as their sources: %s', async (command) => {
		const words = calls[command] ?? [];
		const kept = await quickly(command, ...words);
		expect(kept).toEqual(await fromSource(command, ...words));
		expect(kept.output.length).toBeGreaterThan(40);
		mark(command);
		expect((await quickly(command, ...words)).output).toContain(marked);
	});

	it('are put together again once a source has changed, after it has run itself', async () => {
		const before = manifest().folder;
		mark('on-call');
		appendFileSync(join(clone, 'src/domain/onCall.ts'), '\n// A change.\n');
		expect(existsSync(cache(before, 'settings'))).toBe(true);
		expect((await quickly('on-call', 'now')).output).not.toContain(marked);
		expect(manifest().folder).not.toBe(before);
		// What other sources checked is not taken for checked.
		expect(existsSync(cache(manifest().folder, 'settings'))).toBe(false);
		expect((await quickly('on-call', 'now')).output).toContain('until');
	});

	it('run from their sources where what was kept is torn, and name what does not exist', async () => {
		writeFileSync(cache('manifest.json'), '{"folder":');
		expect((await quickly('on-call', 'now')).code).toBe(0);
		const unknown = await quickly('on-call', 'nwo');
		expect(unknown.code).toBe(64);
		expect(unknown.output).toContain('now');
	});

	it('end as they would anyway where nothing can be kept, and say why the next is no quicker', async () => {
		renameSync(join(clone, '.cache'), join(clone, '.kept'));
		writeFileSync(join(clone, '.cache'), '');
		try {
			const now = await quickly('on-call', 'now');
			expect(now.code).toBe(0);
			expect(now.output).toContain('until');
			expect(now.output).toContain('could not be put together');
			expect((await quickly('on-call', 'nwo')).code).toBe(64);
		} finally {
			rmSync(join(clone, '.cache'));
			renameSync(join(clone, '.kept'), join(clone, '.cache'));
		}
	});

	it('read settings again once they have changed, and name the line of what is wrong in them', async () => {
		const path = join(clone, 'content/services.yaml');
		const text = readFileSync(path, 'utf8');
		const open = calls['incident'] ?? [];
		expect((await quickly('incident', ...open)).code).toBe(0);
		writeFileSync(path, text.replace('  - id: uploads', '  - id: uplaods'));
		const changed = await quickly('incident', ...open);
		expect(changed.code).not.toBe(0);
		expect(changed.output).toContain('uplaods');
		writeFileSync(path, `${text}unknown: 1\n`);
		const lines = text.split('\n').length;
		expect((await quickly('incident', ...open)).output).toContain(`services.yaml:${lines}`);
		writeFileSync(path, text);
		expect((await quickly('incident', ...open)).code).toBe(0);
	});
});
