import { parseFragment, serialize } from 'parse5';
import { expect, test } from 'vitest';
import { scriptText } from './later.ts';

test.each(['</script>', '</SCRIPT ', '<script', '<!--', '<!-- <script> </script> -->'])(
	'%s in an attribute neither ends the script that it waits in nor changes what is said',
	(tricky) => {
		const html = `<section data-title="${tricky}">&lt;/script&gt;</section>`;
		const page = parseFragment(`<script type="text/html">${scriptText(html)}</script><p></p>`);
		expect(page.childNodes.map(({ nodeName }) => nodeName)).toEqual(['script', 'p']);
		expect(serialize(parseFragment(scriptText(html)))).toBe(serialize(parseFragment(html)));
	},
);
