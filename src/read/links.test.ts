import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentWith, parts } from '../../tests/support/content.ts';
import { linkProblems } from './links.ts';

const root = mkdtempSync(join(tmpdir(), 'links-'));
const content = join(root, 'content');
mkdirSync(join(root, '.git'));
mkdirSync(join(content, 'runbooks/db'), { recursive: true });
writeFileSync(join(content, 'runbooks/db/here.png'), '');
writeFileSync(join(root, 'deploy.sh'), '');

/** What is said of a runbook with this text. */
function said(body: string, sources: string[] = [], top = content): string[] {
	const base = contentWith({
		organisation: { ...parts.organisation, repository: { slug: 'a/b', path: 'content' } },
		runbooks: {
			'runbooks/db/down.mdx': { title: 'Down', sources },
			'runbooks/other.mdx': { title: 'Other' },
		},
		handbook: {},
		postMortems: {},
	});
	const runbooks = base.runbooks.map((page) =>
		page.id === 'down' ? { ...page, body, bodyLine: 5 } : page,
	);
	return linkProblems(top, { ...base, runbooks }).map(
		({ line, message }) => `${line ?? '-'}: ${message}`,
	);
}

test('links to pages, headings, steps and pictures that are there are right', () => {
	const text = `## Find out, now

[a](#find-out-now) [b](/runbooks/other/) [c](../../other/) [d](#ask) [e](https://x.example/gone) [f](/on-call/)

![g](./here.png)

<Check id="ask" title="Ask">

1. Look.

</Check>
`;
	expect(said(text)).toEqual([]);
});

test('links that lead nowhere are named with their line', () => {
	expect(
		said('[a](#gone)\n\n[b](/runbooks/gone/)\n\n[c](/runbooks/other/#x)\n\n![d](gone.png)'),
	).toEqual([
		'5: `#gone` points at no heading and no step.',
		'7: `/runbooks/gone/` leads to no page.',
		'9: `/runbooks/other/#x` points at no heading and no step.',
		'11: There is no picture `gone.png`.',
	]);
});

test('a source below the content root is looked for there, wherever that lies', () => {
	const elsewhere = mkdtempSync(join(tmpdir(), 'links-elsewhere-'));
	writeFileSync(join(elsewhere, 'alerts.yaml'), '');
	const sources = ['content/alerts.yaml', 'content/gone.yaml', 'deploy.sh'];
	expect(said('', sources, elsewhere)).toEqual([
		'-: There is no file `content/gone.yaml` in the repository.',
	]);
});

test('a source that is not in the repository is named', () => {
	expect(said('', ['deploy.sh', 'content', 'gone.sh'])).toEqual([
		'-: There is no file `gone.sh` in the repository.',
	]);
});

test('a picture on another site would not be shown, and that is said', () => {
	expect(said('![a](https://x.example/a.png) ![b](//x.example/b.png)')).toEqual([
		'5: The picture `https://x.example/a.png` lies on another site, and no page loads anything from there.',
		'5: The picture `//x.example/b.png` lies on another site, and no page loads anything from there.',
	]);
});
