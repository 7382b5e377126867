import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodes, parsePage, textOf } from '../read/mdx.ts';
import { mdxAddress, mdxAttribute, mdxCode, mdxComment, mdxLine } from './mdxText.ts';

/** A page of that body; it fails the test if MDX cannot read it. */
function parsed(body: string) {
	const page = parsePage({ path: 'page.mdx', body, bodyLine: 1 });
	if ('problem' in page) throw new Error(page.problem.message);
	return page.tree;
}

const typesIn = (body: string) => new Set([...nodes(parsed(body))].map(({ type }) => type));

/** What people, alerts and attackers write. */
const hostile = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 60 }),
	fc
		.array(
			fc.constantFrom(
				'<script>',
				'</Check>',
				'{process.env}',
				'${x}',
				'`',
				'```',
				'*',
				'**',
				'_a_',
				'a_b',
				'[x](y)',
				'![x](y)',
				'# h',
				'- l',
				'1. l',
				'> q',
				'| t |',
				'&lt;',
				'&',
				'~~x~~',
				'\\',
				'import x from "y"',
				'export const a = 1',
				'<!-- c -->',
				'{/* c */}',
				':::note',
				'---',
				'===',
				'http://a.example',
				' ',
				'\n',
			),
			{ maxLength: 8 },
		)
		.map((parts) => parts.join('')),
);

describe('mdxLine', () => {
	test('reads as it was written, whatever it is, behind other words and at the start of a line', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				const plain = text.replaceAll(/\s+/g, ' ').trim();
				// Some characters are no text for any Markdown: it replaces a null character.
				fc.pre(!plain.includes('\0'));
				const types = typesIn(`- x: ${mdxLine(text)}`);
				for (const type of types) {
					expect(['root', 'list', 'listItem', 'paragraph', 'text', 'link']).toContain(type);
				}
				expect(textOf(parsed(`- x: ${mdxLine(text)}`))).toBe(`x: ${plain}`.trim());
				if (plain !== '') expect(textOf(parsed(mdxLine(text)))).toBe(plain);
			}),
			{ numRuns: 500 },
		);
	});

	test('leaves ordinary words as people type them', () => {
		const text = 'Queue depth of mail_outbox: 12,000 (was 40). Retry at 14:00.';
		expect(mdxLine(text)).toBe(text);
	});
});

describe('mdxCode', () => {
	test('holds any text, fences too, unchanged', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				const plain = text.trimEnd();
				fc.pre(plain !== '' && !/[\0\r\u2028\u2029]/.test(text));
				const [code] = [...nodes(parsed(mdxCode(text, 'sh')))].filter(
					({ type }) => type === 'code',
				);
				expect(code && 'value' in code && code.value).toBe(plain);
			}),
		);
	});
});

test('mdxComment shows nothing, whatever stands in it', () => {
	const types = typesIn(`${mdxComment('a */} <b> */ {c}\n d')}\n\nText.`);
	expect([...types]).toEqual(['root', 'mdxFlowExpression', 'paragraph', 'text']);
});

test('mdxAddress cannot end a link', () => {
	const tree = parsed(`[x](${mdxAddress('https://a.example/(b){c}')}) tail`);
	const link = [...nodes(tree)].find(({ type }) => type === 'link');
	expect(link && 'url' in link && link.url).toBe('https://a.example/%28b%29%7Bc%7D');
	expect(textOf(tree)).toBe('x tail');
});

test('mdxAttribute cannot end its quotes', () => {
	const tree = parsed(
		`<Check id="a" title="${mdxAttribute('Is "x" > y & {z}?\nYes')}">\n\ntext\n\n</Check>`,
	);
	const [element] = [...nodes(tree)].filter(({ type }) => type === 'mdxJsxFlowElement');
	expect(element && 'attributes' in element && element.attributes).toHaveLength(2);
});
