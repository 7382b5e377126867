/** Another language for customers: what `docs/extending.md` says of it is all there is to do. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cloneHere, pinnedNow, runScript } from '../support/whole.ts';

/** Changes a file, which has to say what is changed. */
function change(path: string, from: string | RegExp, to: string): void {
	const text = readFileSync(path, 'utf8');
	const changed = text.replace(from, to);
	expect(changed).not.toBe(text);
	writeFileSync(path, changed);
}

test('a third language is one file of sentences and its line in the list', async () => {
	const clone = cloneHere();
	const strings = join(clone, 'src/strings');
	// Italian for the test: German, but for what is looked for.
	writeFileSync(
		join(strings, 'it.ts'),
		readFileSync(join(strings, 'de.ts'), 'utf8').replace('export const de:', 'export const it:'),
	);
	change(join(strings, 'it.ts'), /clear: '[^']*'/, "clear: 'Tutto a posto.'");
	change(
		join(strings, 'index.ts'),
		"import { en } from './en.ts';\n",
		"$&import { it } from './it.ts';\n",
	);
	change(
		join(strings, 'index.ts'),
		/\tde: \{ locale.*\n/,
		"$&\tit: { locale: 'it-IT', sentences: it },\n",
	);

	const content = join(clone, 'ours');
	mkdirSync(content);
	writeFileSync(
		join(content, 'site.yaml'),
		'name: Harbour\nurl: https://status.example.com\nzone: Europe/Lisbon\nlanguages: [en, de, it]\n',
	);
	writeFileSync(
		join(content, 'services.yaml'),
		'groups: [{ id: shop, name: Shop, services: [{ id: checkout, name: Checkout, names: { it: Cassa }, since: 2025-01-01T00:00:00Z }] }]\n',
	);
	const { code, output } = await runScript(
		'build.ts',
		['status'],
		{ BUILD_NOW: pinnedNow, CONTENT_DIR: content, DIST_DIR: join(clone, 'dist') },
		clone,
	);
	expect(code, output).toBe(0);

	const page = (path: string) => readFileSync(join(clone, 'dist/status', path), 'utf8');
	expect(page('it/index.html')).toContain('<html lang="it"');
	expect(page('it/index.html')).toContain('Tutto a posto.');
	expect(page('it/index.html')).toContain('Cassa');
	// Times are printed as the language does.
	expect(page('it/index.html')).toContain('20 novembre 2026');
	for (const path of ['', 'uptime/', 'subscribe/', 'how/', 'services/checkout/']) {
		expect(page(`it/${path}index.html`)).toContain('lang="it"');
		for (const [language, prefix] of Object.entries({ en: '', de: 'de/', it: 'it/' })) {
			const html = page(`${prefix}${path}index.html`);
			for (const [other, before] of Object.entries({ en: '', de: 'de/', it: 'it/' })) {
				expect(html, `${language} ${path}`).toContain(
					`<link rel="alternate" hreflang="${other}" href="https://status.example.com/${before}${path}">`,
				);
			}
		}
		expect(page('sitemap.xml')).toContain(`<loc>https://status.example.com/it/${path}</loc>`);
	}
	// Readers are offered it by the name that it has for them.
	expect(page('index.html')).toMatch(/hreflang="it" lang="it">\s*italiano/);
	expect(page('_headers')).toContain('/it/');
});
