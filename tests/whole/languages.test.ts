import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ran } from '../support/whole.ts';
import { bytesBelow, pinnedNow, repository, runScript } from '../support/whole.ts';

const example = 'incidents/example';
/** Words that a redaction takes away, in each language. */
const secret = 'Marlow';
const broken = `${example}/example-q7m2/updates/20261120T085500Z-k9hr24.de.md`;

function write(root: string, path: string, text: string): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), text);
}

/** The default content with a broken translation, a redacted title, and a sentence of its own. */
function writeContent(root: string): void {
	cpSync(join(repository, 'content'), root, { recursive: true });
	write(root, broken, '---\nstatus: resolved\nexample: true\n---\n\nVorbei.\n');
	const incident = `${example}/example-r2e9/updates`;
	write(
		root,
		`${incident}/20261020T071000Z-45aezk.de.md`,
		`---\ntitle: ${secret} bekommt kein Geld\nexample: true\n---\n\n${secret} wartet.\n`,
	);
	write(
		root,
		`${incident}/20261020T080000Z-titled.md`,
		'---\nat: 2026-10-20T08:00:00Z\nredacts: 45aezk\nreason: A name.\ntitle: Payouts wait\nexample: true\n---\n\nPayouts wait.\n',
	);
	const site = join(root, 'site.yaml');
	writeFileSync(
		site,
		`${readFileSync(site, 'utf8')}\nsentences:\n  en:\n    past.quiet: All quiet on the pier\n`,
	);
}

describe('a status page in two languages', () => {
	// One build for all tests of this file.
	const workshop = mkdtempSync(join(tmpdir(), 'allclear-'));
	const folder = join(workshop, 'dist/status');
	let built: Ran;
	const page = (path: string) => readFileSync(join(folder, path, 'index.html'), 'utf8');

	beforeAll(async () => {
		writeContent(join(workshop, 'content'));
		built = await runScript('build.ts', ['status'], {
			BUILD_NOW: pinnedNow,
			CONTENT_DIR: join(workshop, 'content'),
			DIST_DIR: join(workshop, 'dist'),
		});
	});
	afterAll(() => {
		rmSync(workshop, { recursive: true, force: true });
	});

	test('tells what is open in both, each at its address', () => {
		expect(page('.')).toContain('lang="en"');
		expect(page('.')).toContain('Some card payments fail.');
		expect(page('de')).toContain('lang="de"');
		expect(page('de')).toContain('Einige Kartenzahlungen schlagen fehl.');
		expect(page('de')).toMatch(/99,\d\d\u00a0%/);
		for (const path of ['de/uptime', 'de/subscribe', 'de/how', 'de/services/checkout']) {
			expect(page(path), path).toContain('lang="de"');
		}
	});

	test('names every page that is there in both to search engines, and offers the other to readers', () => {
		const origin = 'https://status.harbour.example';
		for (const path of ['', 'de/']) {
			const html = page(path === '' ? '.' : path);
			for (const [language, address] of [
				['en', '/'],
				['de', '/de/'],
				['x-default', '/'],
			] as const) {
				expect(html).toContain(`hreflang="${language}" href="${origin}${address}"`);
			}
		}
		expect(page('de/incidents/example-q7m2')).toContain('href="/incidents/example-q7m2/"');
	});

	test('has what is older than the bars in the first language only, with a way to the other', () => {
		const old = 'incidents/example-s6j4';
		expect(existsSync(join(folder, 'de', old))).toBe(false);
		expect(page(old)).not.toContain('rel="alternate" hreflang');
		expect(page(old)).toMatch(/<a href="\/de\/" hreflang="de" lang="de"/);
	});

	test('says what was not translated in its own language, marks it, and says so once a card', () => {
		const html = page('de/incidents/example-d4w8');
		expect(html).toContain('<div lang="en"><p>Everything works as usual.');
		expect(html).toContain('Die Kasse ist ausgefallen');
		expect(html.match(/gibt es nur auf Englisch/g)).toHaveLength(1);
		expect(page('de/incidents/example-n8c3')).not.toContain('gibt es nur auf Englisch');
	});

	test('leaves out a broken translation, shows the original, and ends with 3', () => {
		expect(built.code).toBe(3);
		expect(built.output).toContain(broken);
		const html = page('de');
		expect(html).toContain('<div lang="en"><p>We are moving card payments to our other provider');
		// Nothing is missing, so nothing is said to be, and the incident is as open as it was.
		expect(html).not.toContain('kann gerade nicht angezeigt werden');
		expect(page('.')).not.toContain('could not be shown');
	});

	test('says a sentence in the organisation’s own words', () => {
		expect(page('.')).toContain('All quiet on the pier');
		expect(page('de')).toContain('Ruhig');
	});

	test('shows a correction beside what it replaced, with its reason, in both languages', () => {
		const english = page('incidents/example-h5r1');
		expect(english).toContain('No receipt is lost');
		expect(english).toContain('Receipts for orders from this time are lost');
		expect(english).toContain('We wrote that receipts were lost.');
		const german = page('de/incidents/example-h5r1');
		expect(german).toContain('Kein Beleg ist verloren');
		expect(german).toContain('Belege aus dieser Zeit sind verloren');
		expect(german).toContain('Wir schrieben, Belege seien verloren.');
	});

	test('has what was redacted in no byte of any language, feed or answer, and says that it was', () => {
		const telling = [...bytesBelow(folder)]
			.filter(([, bytes]) =>
				/Marlow|Payouts are late|half a minute to answer/.test(bytes.toString()),
			)
			.map(([path]) => path);
		expect(telling).toEqual([]);
		expect(page('incidents/example-n8c3')).toContain('The text named a customer.');
		expect(page('de/incidents/example-n8c3')).toContain('Der Text nannte den Namen eines Kunden.');
		expect(page('incidents/example-r2e9')).toContain('Payouts wait');
	});

	test('keeps the page of what was opened by mistake, and counts no downtime', () => {
		const html = page('incidents/example-z4y8');
		expect(html).toContain('This incident was opened by mistake.');
		expect(html).toContain('Opened by mistake');
		expect(html).not.toContain('Partial outage');
		const ledger = readFileSync(join(folder, 'ledger/2026.json'), 'utf8');
		expect(ledger).toContain('example-t2b6');
		expect(ledger).not.toContain('example-z4y8');
	});

	test('leads from a duplicate to the incident that it is, and lists only that one', () => {
		const html = page('incidents/example-b3x6');
		expect(html).toContain('content="0;url=/incidents/example-m7a2/"');
		expect(html).toContain('<a href="/incidents/example-m7a2/">');
		const month = page('history/2026-09');
		expect(month).toContain('/incidents/example-m7a2/');
		expect(month).not.toContain('/incidents/example-b3x6/');
	});
});
