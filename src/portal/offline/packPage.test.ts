import { expect, test } from 'vitest';
import type { PackPlace } from './packPage.ts';
import { linkInPack, packPage } from './packPage.ts';

const place: PackPlace = {
	base: '/team/',
	origin: 'https://portal.example',
	names: new Map([
		['runbooks/redis-down/', 'runbooks/redis-down'],
		['runbooks/site-down/', 'runbooks/site-down'],
		['', 'top'],
	]),
	picture: (path) => (path === '/team/_astro/graph.png' ? 'data:image/png;base64,AA==' : undefined),
};
const inPack = (text: string) =>
	packPage(
		`<html><head><script>no()</script></head><body><nav>Home</nav><div class="sl-markdown-content">${text}</div><footer>x</footer></body></html>`,
		'runbooks/redis-down',
		place,
	);

test('takes only the text of the page', () => {
	expect(inPack('<p>Redis does not answer.</p>')).toBe('<p>Redis does not answer.</p>');
});

test('gives every address within a page the name of the page, so that two pages may use the same', () => {
	expect(
		inPack(
			'<section id="ping" aria-labelledby="ping-title"><h3 id="ping-title"><a href="#ping">Ping</a></h3></section>',
		),
	).toBe(
		'<section id="runbooks/redis-down--ping" aria-labelledby="runbooks/redis-down--ping-title"><h3 id="runbooks/redis-down--ping-title"><a href="#runbooks/redis-down--ping">Ping</a></h3></section>',
	);
});

test.each([
	['/team/runbooks/site-down/', '#runbooks/site-down'],
	['/team/runbooks/site-down/?host=a#first', '#runbooks/site-down--first'],
	['/team/', '#top'],
	['/team/metrics/', 'https://portal.example/team/metrics/'],
	['/elsewhere/', 'https://portal.example/elsewhere/'],
	['https://grafana.example/', 'https://grafana.example/'],
	['tel:+442079460104', 'tel:+442079460104'],
])('a link to %s leads to %s', (href, expected) => {
	expect(linkInPack(href, 'runbooks/redis-down', place)).toBe(expected);
});

test('keeps commands as they are, without the colours of their words', () => {
	expect(
		inPack(
			'<div class="expressive-code"><figure class="frame"><pre data-language="bash"><code><div class="ec-line"><div class="code"><span style="--0:#fff">redis-cli</span> -h <span>"$HOST"</span> &lt;in</div></div><div class="ec-line"><div class="code">echo ok</div></div></code></pre><div class="copy"><button data-code="x">Copy</button></div></figure></div>',
		),
	).toBe(
		'<pre class="command" data-language="bash" tabindex="0"><code>redis-cli -h "$HOST" &lt;in\necho ok</code></pre>',
	);
});

test('leaves out what needs scripts of the site, and everything that would be fetched', () => {
	expect(
		inPack(
			'<button>Go</button><input><template>x</template><p hidden>later</p><style>p{}</style><link rel="stylesheet" href="x"><iframe src="https://a.example"></iframe><!-- note --><p onclick="no()" style="background:url(https://a.example)">Text</p>',
		),
	).toBe('<p>Text</p>');
});

test('carries pictures along, and says which it could not carry', () => {
	expect(inPack('<img src="/team/_astro/graph.png" srcset="x 2x" alt="Load">')).toBe(
		'<img src="data:image/png;base64,AA==" alt="Load">',
	);
	expect(inPack('<p><img src="https://a.example/x.png" alt="Load &amp; memory"></p>')).toBe(
		'<p><em>Picture: Load &amp; memory</em></p>',
	);
});

test('a page without text is an error that names it', () => {
	expect(() =>
		packPage('<html></html>', 'handbook/process', place),
	).toThrowErrorMatchingInlineSnapshot(
		`[Error: The page handbook/process has no text to put into the pack.]`,
	);
});
