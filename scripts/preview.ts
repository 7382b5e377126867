/** `npm run preview -- --before <folder> --after <folder>`: which pages of both sites a change touches. */
import {
	appendFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, relative, sep } from 'node:path';
import { compareSites, previewMarkdown } from './lib/compareSites.ts';
import { flagsOrEnd } from './lib/plainFlags.ts';
import { siteNames } from './lib/sites.ts';

const { values } = flagsOrEnd(
	'preview',
	{
		before: { type: 'string' },
		after: { type: 'string', default: 'dist' },
		list: { type: 'string' },
	},
	[
		'Lists the pages of both sites that differ from another build.',
		'',
		'  --before <folder>  The sites as they were.',
		'  --after <folder>   The sites as they are; dist if missing.',
		'  --list <file>      Also write the list there.',
	],
);
if (values.before === undefined) {
	console.error('--before is missing.\nName the folder with the sites as they were.');
	process.exitCode = 64;
} else {
	const { before, after, list } = values;
	const markdown = previewMarkdown(
		siteNames.map((site) => ({
			site,
			changes: compareSites(hashesBelow(join(before, site)), hashesBelow(join(after, site))),
		})),
	);
	process.stdout.write(markdown);
	if (list !== undefined) {
		mkdirSync(dirname(list), { recursive: true });
		writeFileSync(list, markdown);
	}
	const summary = process.env['GITHUB_STEP_SUMMARY'];
	if (summary) appendFileSync(summary, markdown);
}

/** Every file with a hash of its bytes; none if there is no such site. */
function hashesBelow(folder: string): Map<string, string> {
	if (!existsSync(folder)) return new Map();
	return new Map(
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => {
				const path = join(entry.parentPath, entry.name);
				return [
					relative(folder, path).split(sep).join('/'),
					createHash('sha256').update(readFileSync(path)).digest('hex'),
				];
			}),
	);
}
