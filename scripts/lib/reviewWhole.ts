/** Drafted pages and settings, looked at beside all other files. In a file of its own: it is slow to load. */
import type { Content, Page, Settings } from '../../src/domain/content.ts';
import { contentProblems } from '../../src/domain/references/index.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { readContent } from '../../src/read/content.ts';
import { kindOf } from '../../src/read/lines.ts';
import { componentProblems, parsePage } from '../../src/read/mdx.ts';
import { bodyProblems } from '../../src/read/pages.ts';
import { parseFile } from '../../src/read/readFile.ts';
import type { FileKind } from '../../src/schemas/index.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import type { DraftFile } from './forge.ts';

/** Where the pages of a kind are in the content. */
const pagesOf = new Map<FileKind, 'templates' | 'handbook' | 'runbooks' | 'postMortems'>([
	[fileKinds.template, 'templates'],
	[fileKinds.handbook, 'handbook'],
	[fileKinds.runbook, 'runbooks'],
	[fileKinds['post-mortem'], 'postMortems'],
]);

/** Where the value of a file that is alone of its kind is in the content. */
const valueOf = new Map<FileKind, keyof Settings | 'site' | 'services'>([
	[fileKinds.site, 'site'],
	[fileKinds.services, 'services'],
	[fileKinds.organisation, 'organisation'],
	[fileKinds.severity, 'severity'],
	[fileKinds.process, 'process'],
	[fileKinds['on-call'], 'onCall'],
	[fileKinds.alerts, 'alerts'],
]);

/**
 * All problems of a content root as it will be with these files. They are valid each by itself.
 *
 * @param files with paths below the content root
 */
export function problemsWith(root: string, now: number, files: readonly DraftFile[]): Problem[] {
	const read = readContent(root, now);
	const faults: Problem[] = [];
	const content = files.reduce<Content>((after, { path, text }) => {
		const kind = kindOf(path);
		const parsed = kind && parseFile(kind, path, text, read.reading.shift);
		if (!kind || !parsed || 'problems' in parsed) return after;
		const setting = valueOf.get(kind);
		if (setting) return { ...after, [setting]: parsed.file.value };
		const list = pagesOf.get(kind);
		if (!list) return after;
		const { value, body = '', bodyLine = 1 } = parsed.file;
		const id = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
		const page: Page<unknown> = { id, path, value, body, bodyLine };
		const found = kind.format === 'page' ? pageFaults(page) : [];
		faults.push(...found);
		if (found.length > 0) return after;
		const rest = (after[list] as Page<unknown>[]).filter((item) => item.path !== path);
		return { ...after, [list]: [...rest, page] };
	}, read);
	if (faults.length > 0) return faults;
	const unreadable = read.problems.map(({ file }) => file);
	return [...contentProblems(content, now, unreadable), ...bodyProblems(content)];
}

function pageFaults(page: Page<unknown>): Problem[] {
	const parsed = parsePage(page);
	return 'problem' in parsed ? [parsed.problem] : componentProblems(parsed, page.path);
}
