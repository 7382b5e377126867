import { describe, expect, test } from 'vitest';
import { fetchedWith } from './fetchedWith.ts';

describe('fetchedWith', () => {
	test.each([
		['a style sheet', '<link rel="stylesheet" href="/a.css">', '/a.css'],
		['a style sheet without quotes', '<link rel=stylesheet href=/a.css>', '/a.css'],
		['a preloaded font', "<link rel='preload' as='font' href='/a.woff2'>", '/a.woff2'],
		['an icon', '<link rel="shortcut icon" href="/favicon.ico">', '/favicon.ico'],
		['a script', '<script type="module" src="/a.js"></script>', '/a.js'],
		['a picture', '<p>Hello <IMG ALT="a > b" SRC="/a.png"></p>', '/a.png'],
		['a picture in several sizes', '<img srcset="/a.png 1x">', '/a.png'],
		['a frame', '<iframe src="https://example.com/"></iframe>', 'https://example.com/'],
		[
			'a drawing in another file',
			'<svg><use href="/signs.svg#major"></use></svg>',
			'/signs.svg#major',
		],
		['an import in a style', '<style>@import "/b.css";</style>', '/b.css'],
		['a font in a style', '<style>@font-face{src:url(/a.woff2)}</style>', '/a.woff2'],
		['a background of one element', `<p style="background:url('/a.png')">`, '/a.png'],
	])('names %s', (_, html, address) => {
		expect(fetchedWith(html)).toEqual([address]);
	});

	test.each([
		['a link to another page', '<a href="/history/">History</a>'],
		['a feed', '<link rel="alternate" type="application/atom+xml" href="/history.atom">'],
		['an icon within the page', '<link rel="icon" href="data:image/svg+xml,%3Csvg%3E">'],
		['a shape of the page itself', '<svg><use href="#major"></use></svg>'],
		['a script within the page', '<script>const a = "<img src=/a.png>";</script>'],
		['a comment', '<!-- <img src="/a.png"> -->'],
		['text about HTML', '<code>&lt;img src="/a.png"&gt;</code>'],
	])('passes over %s', (_, html) => {
		expect(fetchedWith(html)).toEqual([]);
	});

	test('names all that several elements fetch', () => {
		expect(
			fetchedWith('<img src="/a.png" srcset="/a.png 1x, /b.png 2x"><video poster="/c.png">'),
		).toEqual(['/a.png', '/a.png', '/b.png', '/c.png']);
	});
});
