/** Running inside GitHub Actions: the event that started it, and where results are told. */
import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { Action, Call, Given, Outcome } from './command.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
import { refuseControlCharacters } from './plainText.ts';

/** What a request from outside comes to: an action and what it is called with. */
export interface Request {
	action: Action;
	given: Given;
	positionals: readonly string[];
	/** Six characters that name the operation. */
	op: string;
}

/** What became of a request. */
export interface Told {
	/** For people. */
	lines: readonly string[];
	exitCode: number;
	/** It needs no second try: it is done, or waits for people. */
	handled: boolean;
	pullRequest: string | undefined;
}

/**
 * The event that started this run.
 * @throws {CommandError} if there is none
 */
export function readEvent(path = process.env['GITHUB_EVENT_PATH']): unknown {
	if (path === undefined || path === '') {
		throw new CommandError(
			exitCodes.usage,
			'GITHUB_EVENT_PATH is not set, so there is no event to read.',
			'GitHub Actions sets it. To try it elsewhere, name a file that holds an event.',
		);
	}
	return JSON.parse(readFileSync(path, 'utf8'));
}

/** Six characters that follow from a text: the same request is the same operation. */
export function opFrom(text: string): string {
	const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
	const bytes = createHash('sha256').update(text).digest();
	return Array.from({ length: 6 }, (_, index) => letters[(bytes[index] ?? 0) % 32]).join('');
}

/** Makes a call of a request, as if a person had typed it; nobody is asked anything. */
export function callOf({ given, positionals, op }: Omit<Request, 'action'>): Call {
	for (const [flag, value] of Object.entries(given)) {
		for (const text of [value].flat()) {
			if (typeof text !== 'string') continue;
			refuseControlCharacters(text, flag);
			// At a terminal this reads standard input, and here it is a text like any other.
			if (text === '-') {
				throw new CommandError(exitCodes.usage, `\`${flag}\` is only a dash.`, 'Write a text.');
			}
		}
	}
	return { given, positionals, op, dryRun: false, interactive: false };
}

/** Runs what was asked for, and says in words what became of it. */
export async function carryOut(work: () => Promise<Outcome>): Promise<Told> {
	try {
		const { lines, data, exitCode = exitCodes.done } = await work();
		const pull = data['pullRequest'] as { url?: unknown } | undefined;
		return {
			lines,
			exitCode,
			handled: exitCode === exitCodes.done || exitCode === exitCodes.waiting,
			pullRequest: typeof pull?.url === 'string' ? pull.url : undefined,
		};
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		return {
			lines: [error.message, ...(error.hint === undefined ? [] : [error.hint])],
			exitCode: error.exitCode,
			handled: false,
			pullRequest: undefined,
		};
	}
}

const headlines = new Map<number, string>([
	[exitCodes.done, 'Done.'],
	[exitCodes.waiting, 'A pull request waits for people or checks.'],
	[exitCodes.saved, 'It is not published yet. Run this again to finish it.'],
]);

/** What became of it, in Markdown. Lines may quote what somebody else wrote, so they stand as code. */
export function tellInMarkdown({ lines, exitCode, pullRequest }: Told): string {
	const text = lines.join('\n');
	const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	return [
		headlines.get(exitCode) ?? 'Nothing was written.',
		...(pullRequest === undefined ? [] : [`Pull request: ${pullRequest}`]),
		`${fence}text\n${text}\n${fence}`,
	].join('\n\n');
}

/**
 * Tells the log, the summary of the run, and later steps what became of it.
 *
 * @param comment file that gets the same text, for a comment
 */
export function report(told: Told, comment = process.env['COMMENT_FILE']): void {
	const markdown = `${tellInMarkdown(told)}\n`;
	// A line of somebody else's text must not become a command to the runner.
	const token = randomUUID();
	const guarded = process.env['GITHUB_ACTIONS'] === 'true';
	if (guarded) console.log(`::stop-commands::${token}`);
	for (const line of told.lines) console.log(line);
	if (guarded) console.log(`::${token}::`);
	if (comment) writeFileSync(comment, markdown);
	const { GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output } = process.env;
	if (summary) appendFileSync(summary, markdown);
	if (output) appendFileSync(output, `handled=${told.handled}\n`);
	process.exitCode = told.handled ? 0 : told.exitCode;
}
