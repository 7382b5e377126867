import { expect, test } from 'vitest';
import { wordsApart } from './wordsApart.ts';

const words = (html: string) =>
	wordsApart(html)
		.replaceAll(/<[^>]*>/g, '')
		.replaceAll(/\s+/g, ' ')
		.trim();

test('terms, what they mean, and cells of a table are words of their own', () => {
	expect(words('<dl><dt>Customers</dt><dd>were told</dd><dt>Cause</dt><dd>queue</dd></dl>')).toBe(
		'Customers: were told. Cause: queue.',
	);
	expect(words('<tr><th scope="col">Symptom</th><th scope="col">First action</th></tr>')).toBe(
		'Symptom. First action.',
	);
});

test('what ends with a sign gets no other', () => {
	expect(words('<dt>What share, in per cent?</dt><dd>4 %</dd>')).toBe(
		'What share, in per cent? 4 %.',
	);
	expect(wordsApart('<dd><div>Maya</div></dd>')).toBe('<dd><div>Maya</div> </dd>');
	expect(words('<dt><span>Cause:</span> </dt><dd><a href="/">Queue full.</a></dd>')).toBe(
		'Cause: Queue full.',
	);
});

test('elements that stand beside each other are apart', () => {
	expect(words('<li><span>Primary</span><strong>Maya Okafor</strong></li>')).toBe(
		'Primary Maya Okafor',
	);
	expect(words('<p><span class="label">Expect</span>The last release.</p>')).toBe(
		'Expect The last release.',
	);
	expect(words('<dd>by Inês Duarte<span class="soft">Read aloud.</span></dd>')).toBe(
		'by Inês Duarte Read aloud.',
	);
	expect(words('<p>by <time>09:25 UTC</time><span data-left="1"></span>.</p>')).toBe(
		'by 09:25 UTC.',
	);
});

test('a command stays as it is, whatever colours its parts have', () => {
	const code = '<pre><code><span>pg_stat</span><span>_activity</span></code></pre>';
	expect(words(`${code}<pre>2 rows</pre>`)).toBe('pg_stat_activity 2 rows');
});

test('words in which letters are marked stay whole', () => {
	expect(words('<p>so <em>often</em>, and <b>re</b>build</p>')).toBe('so often, and rebuild');
});
