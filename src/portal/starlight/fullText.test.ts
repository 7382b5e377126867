import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/support/whole.ts';
import { writeFullText } from './fullText.ts';

interface Fragment {
	url: string;
	content: string;
}

/** What can be found of a page with this body, and the address at which. */
async function indexed(body: string): Promise<Fragment> {
	const folder = temporaryFolder();
	mkdirSync(join(folder, 'incidents/k3f9'), { recursive: true });
	writeFileSync(
		join(folder, 'incidents/k3f9/index.html'),
		`<!doctype html><html lang="en"><body><main data-pagefind-body><h1>Queue</h1>${body}</main></body></html>`,
	);
	expect(await writeFullText(folder)).toBe(1);
	const fragments = join(folder, 'pagefind/fragment');
	const [file = ''] = readdirSync(fragments);
	const text = gunzipSync(readFileSync(join(fragments, file))).toString();
	return JSON.parse(text.slice(text.indexOf('{'))) as Fragment;
}

test('words of neighbouring elements are indexed apart', async () => {
	const { url, content } = await indexed(
		'<dl><dt>Cause</dt><dd>queue</dd><dt>Customers</dt><dd>were told</dd></dl>' +
			'<table><tr><th>Symptom</th><th>First action</th></tr></table>',
	);
	expect(url).toBe('/incidents/k3f9/');
	expect(content).toBe('Queue. Cause: queue. Customers: were told. Symptom. First action.');
}, 60_000);
