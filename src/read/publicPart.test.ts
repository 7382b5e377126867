import { describe, expect, test } from 'vitest';
import { publicPart } from './mdx.ts';

const part = (body: string) => publicPart({ path: 'post-mortems/a.mdx', body, bodyLine: 10 });

describe('publicPart', () => {
	test('is the marked section without its heading, marks and comments', () => {
		const body = [
			'## Summary',
			'',
			'Secret.',
			'',
			'## For customers',
			'',
			'{/* public */}',
			'',
			'It was **slow**.',
			'',
			'{/* ask Ana */}',
			'',
			'### Why',
			'',
			'A full disk.',
			'',
			'## Timeline',
			'',
			'Secret too.',
		].join('\n');
		expect(part(body)).toEqual({ text: 'It was **slow**.\n\n### Why\n\nA full disk.' });
	});

	test('is missing where nothing is marked, or nothing is written', () => {
		expect(part('## For customers\n\nText.')).toEqual({ missing: true });
		expect(part('## For customers\n\n{/* public */}\n\n## Next\n\nText.')).toEqual({
			missing: true,
		});
	});

	test('is not marked by words that only speak of it', () => {
		expect(part('## A\n\nWrite `{/* public */}` below.')).toEqual({ missing: true });
	});

	test.each([
		['a component', '<Check id="a" title="b">\n\nx\n\n</Check>', 'It has `<Check>` in it.'],
		['an expression', 'Total: {1 + 1}.', 'It has a program in it.'],
	])('is refused with %s in it, with the line', (_, content, why) => {
		const found = part(`## A\n\n{/* public */}\n\n${content}`);
		expect(found).toEqual({ refused: { line: 14, why } });
	});

	test('does not care what other sections hold', () => {
		expect(part('## A\n\n{/* public */}\n\nText.\n\n## B\n\n{1 + 1}')).toEqual({ text: 'Text.' });
	});
});
