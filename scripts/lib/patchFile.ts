/** Delivers into a file that `git am` turns into a commit, where there is neither a clone nor a way to GitHub. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blobName } from './blobName.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
import type { Delivery, Draft, DraftFile, Forge } from './forge.ts';
import { commitMessage } from './forge.ts';

/**
 * Patches in `folder`.
 *
 * @param by who writes
 * @param now milliseconds
 * @param asked whether a patch was what the person wanted, or the last resort
 */
export function patchFile(folder: string, by: string, now: number, asked: boolean): Forge {
	return {
		deliver(draft) {
			const path = join(folder, `allclear-${draft.op}.patch`);
			try {
				writeFileSync(path, patchOf(draft, by, now));
			} catch (error) {
				return Promise.reject(unwritable(path, error));
			}
			const delivery: Delivery = {
				status: asked ? 'done' : 'saved',
				by: 'patch-file',
				branch: draft.branch,
				notes: [`It is in ${path}. In a clone of your repository: git am ${path}, then git push.`],
				warnings: [],
			};
			return Promise.resolve(delivery);
		},
	};
}

function unwritable(path: string, error: unknown): CommandError {
	return new CommandError(
		exitCodes.unreachable,
		`The patch ${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
		'Run the same command again in a folder that you may write to.',
	);
}

/** A draft as a mail that `git am` reads. */
export function patchOf(draft: Draft, by: string, now: number): string {
	const [title = '', ...body] = commitMessage(draft).split('\n');
	return [
		`From ${'0'.repeat(40)} Mon Sep 17 00:00:00 2001`,
		`From: ${encodedWords(by)} <responder@localhost>`,
		`Date: ${new Date(now).toUTCString().replace('GMT', '+0000')}`,
		`Subject: ${encodedWords(title)}`,
		'MIME-Version: 1.0',
		'Content-Type: text/plain; charset=UTF-8',
		'Content-Transfer-Encoding: 8bit',
		'',
		...body.slice(1).map(harmless),
		'---',
		'',
		...draft.files.map(difference),
		'-- ',
		'allclear',
		'',
	].join('\n');
}

/** What `git am` would take for the end of the message, or for a field of the mail. */
const harmless = (line: string) =>
	/^(?:---|diff -|Index: |>*From |[\w-]+:\s|-- $|\[)/i.test(line) && !/^Status-Op: /.test(line)
		? ` ${line}`
		: line;

/** Every line of the old text goes, every line of the new one comes. */
function difference({ path, text, was }: DraftFile): string {
	const [from, to] = [lines(was ?? ''), lines(text)];
	const range = (list: readonly string[]) => `${list.length === 0 ? 0 : 1},${list.length}`;
	// Our paths are made of letters, digits and a few signs: none has to be quoted.
	const [a, b] = [`a/${path}`, `b/${path}`];
	const isNew = was === undefined;
	return [
		`diff --git ${a} ${b}`,
		...(isNew ? ['new file mode 100644'] : []),
		`index ${isNew ? '0'.repeat(40) : blobName(was)}..${blobName(text)}${isNew ? '' : ' 100644'}`,
		...(from.length + to.length === 0
			? []
			: [
					`--- ${isNew ? '/dev/null' : a}`,
					`+++ ${b}`,
					`@@ -${range(from)} +${range(to)} @@`,
					...marked('-', from, was ?? ''),
					...marked('+', to, text),
				]),
	].join('\n');
}

function lines(text: string): string[] {
	const all = text.split('\n');
	if (all.at(-1) === '') all.pop();
	return all;
}

function marked(mark: string, list: readonly string[], text: string): string[] {
	const whole = list.map((line) => mark + line);
	return list.length === 0 || text.endsWith('\n')
		? whole
		: [...whole, '\\ No newline at end of file'];
}

/** Text for a header of a mail; parts of at most 75 characters, none of which cuts a character. */
function encodedWords(text: string): string {
	if (/^[\x20-\x7e]*$/.test(text) && text.length < 900 && !text.includes('=?')) return text;
	const parts: string[] = [];
	let part = '';
	for (const character of text) {
		if (Buffer.byteLength(part + character) > 42) {
			parts.push(part);
			part = '';
		}
		part += character;
	}
	parts.push(part);
	return parts.map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join('\n ');
}
