/**
 * `npm run digest`: what is overdue and which hours nobody covers, as Markdown. In a workflow it also says how many
 * things that is, as the output `count`.
 */
import { appendFileSync } from 'node:fs';
import { digestCount, digestMarkdown, digestOf } from '../src/domain/digest.ts';
import { leftOut, readEverything } from './lib/everything.ts';
import { CommandError } from './lib/exitCodes.ts';
import { flagsOrEnd } from './lib/plainFlags.ts';

flagsOrEnd('digest', {}, ['Prints what is overdue and which hours nobody covers, as Markdown.']);
try {
	const content = readEverything();
	const digest = digestOf(content, content.now);
	process.stdout.write(digestMarkdown(digest, content));
	for (const line of leftOut(content.problems)) process.stdout.write(`\n${line}\n`);
	const output = process.env['GITHUB_OUTPUT'];
	if (output) appendFileSync(output, `count=${digestCount(digest)}\n`);
} catch (error) {
	if (!(error instanceof CommandError)) throw error;
	console.error(error.message);
	if (error.hint !== undefined) console.error(error.hint);
	process.exitCode = error.exitCode;
}
