/** Publishing with the program rsync, over ssh or to a daemon. */
import { execFile } from 'node:child_process';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { BuiltSite, Published } from './published.ts';
import { notOurs } from './published.ts';
import { isOurs } from './siteFiles.ts';

/** Seconds without a byte after which a host counts as away. */
const timeout = 60;

/**
 * Puts the site there: every new file is complete before the first is put in its place, and what is no longer
 * part of the site goes last.
 *
 * @throws {CommandError} if something else is there, or rsync ends with an error
 */
export async function publishByRsync(
	{ folder, files }: BuiltSite,
	{ name, address }: { name: string; address: string },
	dryRun: boolean,
): Promise<Published> {
	const to = `${address.replace(/\/+$/, '')}/`;
	if (!isOurs(await namesAt(name, to), files)) throw notOurs(name);
	const output = await rsync(name, [
		'--recursive',
		// A build makes every file anew: what differs is what has other bytes.
		'--checksum',
		'--delay-updates',
		'--delete-after',
		'--mkpath',
		'--chmod=D755,F644',
		'--itemize-changes',
		...(dryRun ? ['--dry-run'] : []),
		'--',
		`${folder}/`,
		to,
	]);
	const lines = output.split('\n');
	const uploaded = lines.filter((line) => /^[<>]f/.test(line)).length;
	const removed = lines.filter((line) => /^\*deleting .*[^/]$/.test(line)).length;
	return { uploaded, removed, same: files.length - uploaded };
}

/** Names of what lies there; none if the place is not there yet. */
async function namesAt(name: string, to: string): Promise<string[]> {
	const listed = await rsync(name, ['--list-only', '--', to], /No such file or directory/);
	return listed
		.split('\n')
		.flatMap((line) => /^\S+ +[\d,.]+ \S+ \S+ (.+)$/.exec(line)?.[1] ?? [])
		.filter((found) => found !== '.');
}

/** @param nothing an error that means an empty answer */
function rsync(name: string, words: readonly string[], nothing?: RegExp): Promise<string> {
	return new Promise((done, fail) => {
		execFile(
			'rsync',
			// Paths go to the other side as they are: no shell there reads them.
			['--secluded-args', `--timeout=${timeout}`, ...words],
			{
				env: {
					...process.env,
					LC_ALL: 'C',
					RSYNC_RSH: process.env['RSYNC_RSH'] ?? 'ssh -o BatchMode=yes -o ConnectTimeout=15',
				},
				maxBuffer: 64 * 1024 * 1024,
			},
			(error, stdout, stderr) => {
				if (!error || nothing?.test(stderr)) {
					done(error ? '' : stdout);
					return;
				}
				fail(explained(name, error, stderr));
			},
		);
	});
}

function explained(name: string, error: Error & { code?: unknown }, stderr: string): CommandError {
	if (error.code === 'ENOENT') {
		return new CommandError(
			exitCodes.unreachable,
			'The program rsync is not installed here.',
			'Install it, or name another target.',
		);
	}
	const said = stderr.split('\n').find((line) => line.trim() !== '') ?? 'rsync ended with an error';
	return new CommandError(
		exitCodes.unreachable,
		`${name} did not take it: ${said.trim()}`,
		'Mend that, then run this again: it goes on from there.',
	);
}
