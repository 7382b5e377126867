import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { statusContentOf } from '../../tests/support/statusContent.ts';
import { embedScript } from './embed.ts';
import { shellOf } from './shell.ts';

const scriptIn = (language: string) =>
	embedScript(shellOf(statusContentOf({ site: { languages: [language] } })));

test('the script for other pages is small, one file, and the same from the same words', async () => {
	const script = await scriptIn('en');
	expect(gzipSync(script, { level: 6 }).length).toBeLessThanOrEqual(3072);
	expect(script).not.toMatch(/\bimport\b|\beval\b|innerHTML|new Function/);
	expect(await scriptIn('en')).toBe(script);
	// Pages in other encodings would read anything else as something else.
	expect(script).toMatch(/^[\0-\x7f]*$/);
});

test('the script speaks the first language of the site', async () => {
	expect(await scriptIn('de')).toContain('Status unbekannt');
});
