/** Everything in one file: runbooks, handbook, severity, who is on call, with its own search and clocks. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { safePattern } from '../../domain/backtracking.ts';
import { brandColours } from '../../domain/brand.ts';
import { clockData, rotationsWithin } from '../../domain/clockData.ts';
import type { ClockData } from '../../domain/clocks.ts';
import { personName } from '../../domain/words.ts';
import type { ReadContent } from '../../read/content.ts';
import type { Runbook } from '../../schemas/page.ts';
import { brandCss } from '../../ui/brand.ts';
import { timePrinter } from '../../ui/time.ts';
import type { Contact } from '../../schemas/onCall.ts';
import type { Cell, CellPart } from '../cells.ts';
import type { Reach } from '../clocks.ts';
import { reachBook } from '../clocks.ts';
import { inOrder } from '../starlight/sidebar.ts';
import { buildTag } from './answers.ts';
import type { PackPlace } from './packPage.ts';
import { escaped, packPage } from './packPage.ts';
import type { PackSearch } from './packSearch.ts';
import { packSearch } from './packSearch.ts';
import { packTable } from './packTable.ts';
import { contactPart } from '../tables.ts';

/** What the pack’s own script is handed. */
export interface PackData {
	built: number;
	search: PackSearch;
	clocks: ClockData;
	/** People and partners with ways to reach them, by their ids. */
	reach: Record<string, Reach>;
	/** Variables of runbooks, by the names of the runbooks. */
	variables: Record<string, PackVariable[]>;
}

/** A value that somebody types once for all commands of a runbook. */
export type PackVariable = Pick<Runbook['variables'][number], 'name' | 'prompt'> & {
	default?: string | undefined;
	pattern?: string | undefined;
};

/** What the pack is made from. */
export interface PackSources {
	/** The built portal. */
	folder: string;
	content: ReadContent;
	/** The instant of the build. */
	now: number;
	base: string;
	origin: string;
}

const ahead = 14 * 86_400_000;
/** A picture that is larger stays out: the pack has to be quick to open on a phone. */
const largestPicture = 200 * 1024;

/** The name of a page in the pack. */
const nameOf = ({ path }: { path: string }) => path.replace(/\.mdx?$/, '');

/** The pack as one text; the same content at the same instant gives the same bytes. */
export async function packText(sources: PackSources): Promise<string> {
	const { folder, content, now, base, origin } = sources;
	const { site } = content;
	const runbooks = inOrder(content.runbooks.filter(({ value }) => value.status !== 'deprecated'));
	const handbook = inOrder(content.handbook);
	const names = new Map([
		...[...runbooks, ...handbook].map((page): [string, string] => [
			`${nameOf(page)}/`,
			nameOf(page),
		]),
		['severity/', 'severity'],
		['on-call/', 'on-call'],
		['clocks/', 'clocks'],
		['', 'top'],
	]);
	const place: PackPlace = { base, origin, names, picture: pictureIn(folder, base) };
	const textOf = (name: string) =>
		packPage(readFileSync(join(folder, name, 'index.html'), 'utf8'), name, place);
	const article = (name: string, title: string, facts: string) =>
		`<article id="${escaped(name)}" data-page><h2>${escaped(title)}</h2>${facts}${textOf(name)}</article>`;

	const time = timePrinter(site.zone, 'en').time(now);
	const script = await packScript();
	const css = packCss(content);
	const { portalUrl } = content.organisation;
	const from =
		portalUrl === undefined
			? ''
			: `, from <a href="${escaped(portalUrl)}">${escaped(portalUrl)}</a>`;
	const list = (pages: readonly { path: string; value: { title: string } }[]) =>
		`<ul>${pages.map((page) => `<li><a href="#${escaped(nameOf(page))}">${escaped(page.value.title)}</a></li>`).join('')}</ul>`;
	const title = `${site.name} response, everything in one file`;
	// Nothing is fetched, whatever is in it: not even by mistake.
	const policy = [
		"default-src 'none'",
		"style-src 'unsafe-inline'",
		'img-src data:',
		`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
		"base-uri 'none'",
		"form-action 'none'",
	].join('; ');

	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta name="${buildTag}" content="${new Date(now).toISOString()}">
<title>${escaped(title)}</title>
<style>${css}</style>
</head>
<body>
<header id="top">
<h1>${escaped(title)}</h1>
<p class="age">As of <time datetime="${time.iso}">${escaped(time.text)}</time><span data-age></span>${from}.</p>
<p class="warning">It holds names and phone numbers: keep it as you keep those, and delete it when you have a newer one.</p>
<search data-search hidden><label for="question">Words, an alert, or a line of a log</label>
<input id="question" type="search" autocomplete="off" spellcheck="false"><ol data-answers></ol><p role="status" data-answered></p></search>
<nav aria-label="In this file"><a href="#on-call">On call</a> <a href="#clocks" data-clocks-link hidden>Clocks</a> <a href="#severity">Severity</a> <a href="#runbooks">Runbooks</a> <a href="#handbook">Handbook</a> <a href="#contacts">Contacts</a></nav>
</header>
<main>
<section id="on-call" data-page><h2>On call</h2><div data-now></div>${dutyTable(content, now)}</section>
<section id="clocks" data-page data-clocks hidden></section>
<section id="contacts" data-page><h2>Contacts</h2>${contactsTable(content)}</section>
${article('severity', 'Severity', '')}
<section id="runbooks" data-page><h2>Runbooks</h2>${list(runbooks)}</section>
${runbooks.map((page) => article(nameOf(page), page.value.title, runbookFacts(page.value))).join('\n')}
<section id="handbook" data-page><h2>Handbook</h2>${list(handbook)}</section>
${handbook.map((page) => article(nameOf(page), page.value.title, '')).join('\n')}
</main>
<script type="application/json" id="pack-data">${jsonInHtml(packData(sources))}</script>
<script>${script}</script>
</body>
</html>
`;
}

function packData({ content, now }: PackSources): PackData {
	return {
		built: now,
		search: packSearch(content, now, nameOf),
		clocks: clockData(content, now),
		reach: reachBook(content),
		variables: Object.fromEntries(
			content.runbooks.flatMap(({ path, value }) =>
				value.variables.length === 0
					? []
					: [
							[
								nameOf({ path }),
								value.variables.map((variable): PackVariable => ({
									name: variable.name,
									prompt: variable.prompt,
									default: variable.default,
									pattern: safePattern(variable.pattern),
								})),
							],
						],
			),
		),
	};
}

/** Data between script tags: nothing in it may look like the end of one. */
const jsonInHtml = (data: unknown) => JSON.stringify(data).replaceAll('<', String.raw`\u003c`);

function runbookFacts({ owner, alerts, symptoms, lastValidated, noLongerTrueIf }: Runbook): string {
	const facts = [
		owner && `Owner: ${owner}`,
		alerts.length > 0 && `Alerts: ${alerts.join(', ')}`,
		lastValidated && `Validated ${lastValidated.on} by ${lastValidated.by}`,
		noLongerTrueIf && `No longer true if: ${noLongerTrueIf}`,
	].filter((fact) => typeof fact === 'string');
	const seen = symptoms.map((symptom) => `<li>${escaped(symptom)}</li>`).join('');
	return `<p class="soft">${facts.map(escaped).join('<br>')}</p>${seen && `<ul>${seen}</ul>`}`;
}

/** Who is on call in the coming fortnight. */
function dutyTable(content: ReadContent, now: number): string {
	const print = timePrinter(content.site.zone, 'en');
	const rows = rotationsWithin(content, { start: now, end: now + ahead }).flatMap(
		({ name, shifts }) =>
			shifts.map(({ start, end, person, instead }): Cell[] => [
				name,
				print.time(start).text,
				print.time(end).text,
				personName(content, person) + (instead ? ' (instead)' : ''),
			]),
	);
	const caption = 'On call in the coming 14 days';
	return packTable({ caption, head: ['Rotation', 'From', 'Until', 'Who'], main: 3 }, rows);
}

/** A way to reach somebody; of what no device can follow, its kind has to be said. */
const wayTo = (contact: Contact): CellPart => {
	const way = contactPart(contact);
	return typeof way === 'string' ? `${contact.kind}: ${way}` : way;
};

/** Everybody who may have to be reached, inside and outside. */
const contactsTable = ({ onCall }: ReadContent): string =>
	packTable({ caption: 'People and partners', head: ['Who', 'What', 'How'], reach: 2 }, [
		...onCall.people.map(({ name, title, contacts }): Cell[] => [
			name,
			title ?? '',
			contacts.map(wayTo),
		]),
		...onCall.contacts.map(({ name, kind, contacts, account, hours }): Cell[] => [
			name,
			[kind, account, hours].filter((part) => part !== undefined),
			contacts.map(wayTo),
		]),
	]);

const pictureTypes: Readonly<Record<string, string>> = {
	'.png': 'image/png',
	'.jpg': 'image/jpeg',
	'.jpeg': 'image/jpeg',
	'.webp': 'image/webp',
	'.avif': 'image/avif',
	'.svg': 'image/svg+xml',
};

function pictureIn(folder: string, base: string): PackPlace['picture'] {
	return (source) => {
		const type = pictureTypes[extname(source.replace(/[?#].*/, ''))];
		if (type === undefined || !source.startsWith(base)) return undefined;
		const file = join(folder, decodeURI(source.slice(base.length).replace(/[?#].*/, '')));
		if (!existsSync(file)) return undefined;
		const bytes = readFileSync(file);
		return bytes.length > largestPicture
			? undefined
			: `data:${type};base64,${bytes.toString('base64')}`;
	};
}

/** The pack’s own script in one piece. */
async function packScript(): Promise<string> {
	const bundle = await rolldown({
		input: resolve('src/portal/browser/pack.ts'),
		platform: 'browser',
		transform: { target: 'es2024' },
	});
	const { output } = await bundle.generate({ format: 'iife', minify: true });
	await bundle.close();
	return output[0].code.trim().replaceAll('</script', String.raw`<\/script`);
}

/** The colours of both sites, and the pack’s own rules. */
function packCss({ site }: ReadContent): string {
	const own = [
		'src/ui/tokens.css',
		'src/portal/styles/tables.css',
		'src/portal/styles/paper.css',
		'src/portal/styles/pack.css',
	].map((file) => readFileSync(resolve(file), 'utf8'));
	return [own[0], brandCss(brandColours(site)), ...own.slice(1)]
		.join('\n')
		.replaceAll(/\/\*[^]*?\*\//g, '')
		.replaceAll(/\s*\n\s*/g, '\n')
		.trim();
}
