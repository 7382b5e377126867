import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAllowedAddress, messageToHtml, messageToText } from './message.ts';

describe('messageToHtml', () => {
	test('prints Markdown', () => {
		expect(messageToHtml('Payments **fail**.\n\n- cards\n- [wallets](https://example.com/w)'))
			.toMatchInlineSnapshot(`
			"<p>Payments <strong>fail</strong>.</p>
			<ul>
			<li>cards</li>
			<li><a href="https://example.com/w">wallets</a></li>
			</ul>"
		`);
	});

	test('prints HTML as the text it is', () => {
		expect(messageToHtml('<script>alert(1)</script> & <b>bold</b>')).toMatchInlineSnapshot(
			`"<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;</p>"`,
		);
	});

	test('makes a heading a strong line: the page has an outline of its own', () => {
		expect(messageToHtml('# What *we* do\n\nWords.\n\nAnd\n---')).toMatchInlineSnapshot(`
			"<p><strong>What <em>we</em> do</strong></p>
			<p>Words.</p>
			<p><strong>And</strong></p>"
		`);
	});

	test('keeps the outline of a long text, from the level that it is given and without gaps', () => {
		const outline = (text: string) =>
			messageToHtml(text, { headings: 2 })
				.match(/<\/?h\d>/g)
				?.join('');
		expect(outline('# a\n## b\n# c')).toBe('<h2></h2><h3></h3><h2></h2>');
		expect(outline('### a\n###### b\n### c')).toBe('<h2></h2><h3></h3><h2></h2>');
		expect(outline('## a\n# b')).toBe('<h2></h2><h2></h2>');
	});

	test('fetches no picture', () => {
		expect(messageToHtml('![a chart](https://example.com/a.png)')).not.toContain('<img');
	});

	test.each(['javascript:alert(1)', 'data:text/html,hi', 'vbscript:x', 'file:///etc/passwd'])(
		'makes no link of %s',
		(address) => {
			expect(messageToHtml(`[here](${address})`)).not.toContain('<a');
		},
	);

	test('gives only elements of Markdown and only allowed addresses, whatever stands in it', () => {
		const piece = fc.oneof(
			fc.string(),
			fc.constantFrom(
				'<img src=x onerror=alert(1)>',
				'[a](javascript:x)',
				'[a](https://example.com "t")',
				'<https://example.com>',
				'`<b>`',
				'\n\n',
				'> ',
				'# ',
				'![x](y)',
				'"><svg onload=x>',
				'|a|b|\n|-|-|\n|c|d|\n',
			),
		);
		const allowed =
			/^<\/?(?:p|br|strong|em|s|a|code|pre|ul|ol|li|blockquote|h[1-6]|hr|table|thead|tbody|tr|th|td)(?: (?:href|title|class|start|style)="[^"<>]*")*>$/;
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
				const html = messageToHtml(pieces.join(''));
				for (const [tag] of html.matchAll(/<[^>]*>/g)) {
					expect(tag).toMatch(allowed);
					const address = /href="([^"]*)"/.exec(tag)?.[1];
					if (address !== undefined) expect(isAllowedAddress(address)).toBe(true);
				}
			}),
		);
	});
});

describe('messageToText', () => {
	test('gives the words without markup, and the address of a link behind its words', () => {
		expect(
			messageToText(
				'# Payments\n\nCards **fail**\nfor `EUR`. See [the guide](https://example.com/g).\n\n1. Wait.\n2. Try again.',
			),
		).toMatchInlineSnapshot(`
			"Payments

			Cards fail
			for EUR. See the guide (https://example.com/g).

			Wait.

			Try again."
		`);
	});

	test('gives an address that stands for itself once', () => {
		expect(messageToText('<https://example.com/g>')).toBe('https://example.com/g');
	});

	test('keeps code as it is', () => {
		expect(messageToText('Run:\n\n```sh\nls **/*.ts\n```')).toBe('Run:\n\nls **/*.ts');
	});

	test('keeps escaped characters and HTML as what a reader sees', () => {
		expect(messageToText('5 \\* 3 &lt; 20 <b>')).toBe('5 * 3 < 20 <b>');
	});
});

describe('isAllowedAddress', () => {
	test.each([
		'https://example.com',
		'HTTP://example.com',
		'mailto:a@example.com',
		'tel:+1',
		'/a',
		'#a',
	])('allows %s', (address) => {
		expect(isAllowedAddress(address)).toBe(true);
	});

	test.each([
		'javascript:alert(1)',
		'java\nscript:x',
		' https://example.com',
		'ftp://x',
		'a.html',
		'',
	])('refuses %j', (address) => {
		expect(isAllowedAddress(address)).toBe(false);
	});
});
