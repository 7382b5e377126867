/** Putting new content in its place without losing what was there. */
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { gapsOf } from '../../src/domain/gaps.ts';
import { knownIncidents } from '../../src/domain/knownIncidents.ts';
import { checkContent } from '../../src/read/checkContent.ts';
import { readContent } from '../../src/read/content.ts';
import { readPublicBase } from '../../src/read/publicContent.ts';
import { readSettings } from '../../src/read/settings.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { formFiles } from '../lib/formFiles.ts';
import { gitOr } from '../lib/git.ts';
import type { Files } from './adopt.ts';

/** Where content is written: its absolute path, and how a person would write it. */
export interface Target {
	path: string;
	shown: string;
}

/** The content root of this command, whether or not it is there. */
export function contentTarget(): Target {
	const path = resolve(process.env['CONTENT_DIR'] ?? 'content');
	return { path, shown: relative(process.cwd(), path) || '.' };
}

/**
 * Makes sure that nothing is lost: what is there is in git, and no incident of one's own is among it.
 *
 * @param replace incidents of one's own may go; git keeps them
 * @throws {CommandError} if something would be lost
 */
export async function refuseToLose({ path, shown }: Target, replace: boolean): Promise<void> {
	if (!existsSync(path) || readdirSync(path).length === 0) return;
	const changed = await gitOr(path, ['status', '--porcelain', '--ignored', '--', '.']);
	if (changed === undefined) {
		throw new CommandError(
			exitCodes.invalid,
			`${shown}/ holds files, and git does not keep them.`,
			'Move them away, or commit them in a clone; then run this again.',
		);
	}
	if (changed !== '') {
		throw new CommandError(
			exitCodes.invalid,
			`${shown}/ holds changes that are not committed: ${changed.split('\n')[0]?.slice(3) ?? ''}`,
			'Commit them, or take them back; then run this again.',
		);
	}
	const own = ['incidents', 'maintenance'].flatMap((kind) =>
		foldersBelow(join(path, kind)).filter((id) => !id.startsWith('example-')),
	);
	if (own.length > 0 && !replace) {
		throw new CommandError(
			exitCodes.invalid,
			`${shown}/ holds ${own.length === 1 ? 'a record' : `${own.length} records`} of your own, such as ${own[0]}.`,
			'It is yours already. To begin anew all the same, add --replace; git keeps what was there.',
		);
	}
}

/** Names of the folders of all years. */
const foldersBelow = (folder: string) =>
	existsSync(folder)
		? readdirSync(folder, { withFileTypes: true })
				.filter((year) => year.isDirectory())
				.flatMap((year) => readdirSync(join(folder, year.name)))
		: [];

/**
 * Writes content beside the old, checks it, and puts it in its place; then the issue forms of the repository around it.
 * @throws {Error} if what was written is not valid; the old content stays
 */
export async function writeContent(target: Target, files: Files, now: number): Promise<void> {
	mkdirSync(dirname(target.path), { recursive: true });
	const workshop = mkdtempSync(join(dirname(target.path), `.${basename(target.path)}-`));
	try {
		const next = join(workshop, 'next');
		writeAll(next, files);
		const errors = checkContent(next, now).problems.filter(({ severity }) => severity === 'error');
		if (errors.length > 0) {
			throw new Error(
				`The example does not fit: ${errors.map(({ file, message }) => `${file}: ${message}`).join('; ')}`,
			);
		}
		if (existsSync(target.path)) renameSync(target.path, join(workshop, 'before'));
		renameSync(next, target.path);
	} finally {
		rmSync(workshop, { recursive: true, force: true });
	}
	const top = await gitOr(target.path, ['rev-parse', '--show-toplevel']);
	if (top !== undefined) writeAll(top, formsOf(target, now));
}

function writeAll(folder: string, files: Files): void {
	for (const [path, text] of files) {
		const full = join(folder, path);
		mkdirSync(dirname(full), { recursive: true });
		if (!existsSync(full) || readFileSync(full, 'utf8') !== text) writeFileSync(full, text);
	}
}

function formsOf({ path }: Target, now: number): Files {
	const base = readPublicBase(path, now);
	const settings = { ...base, ...readSettings(base.reading) };
	return new Map(formFiles(settings, now).map((file) => [file.path, file.text]));
}

/** How many gaps the portal lists. */
export function gapCount({ path }: Target, now: number): number {
	const content = readContent(path, now);
	const responses = knownIncidents(content, now).map(({ response }) => response);
	return gapsOf(content, responses, now).length;
}
