import { describe, expect, test } from 'vitest';
import { fileKinds } from '../../src/schemas/index.ts';
import { parseFile } from '../../src/read/readFile.ts';
import { runbookPath, runbookText, withoutComponents } from './runbook.ts';

const indexes = Array.from({ length: 1000 }, (_, index) => index);
const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

describe('runbookText', () => {
	test('is a valid runbook', () => {
		expect(parseFile(fileKinds.runbook, 'runbooks/a.mdx', runbookText(7, 1000))).toHaveProperty(
			'file',
		);
	});

	test('has eight steps and eight code blocks', () => {
		const text = runbookText(7, 1000);
		expect(count(text, /^<(?:Check|Command) /gm)).toBe(8);
		expect(count(text, /^```bash$/gm)).toBe(8);
	});

	test('is the same among few and among many, so that pages can be compared', () => {
		// The last of the first twenty points back at the first.
		for (const index of [0, 7, 19]) expect(runbookText(index, 20)).toBe(runbookText(index, 1000));
	});

	test('has a path and a title of its own', () => {
		const titles = indexes.map((index) => /^title: (\S+)/m.exec(runbookText(index, 1000))?.[1]);
		expect(new Set(titles).size).toBe(1000);
		expect(new Set(indexes.map(runbookPath)).size).toBe(1000);
	});
});

describe('withoutComponents', () => {
	test('keeps prose, results and code, and turns steps into headings', () => {
		const page = `<Check id="first" title="How is it?" timebox="PT3M">

Look.

\`\`\`bash
top
\`\`\`

<Expect>Little.</Expect>
<If says="Much" then="second" />
<If says="Too much" then="runbook:other">Go there.</If>
</Check>`;
		expect(withoutComponents(page)).toMatchInlineSnapshot(`
			"### How is it?

			Look.

			\`\`\`bash
			top
			\`\`\`

			Little.

			Much: [second](#second) 

			Too much: [other](#other) Go there.
			"
		`);
	});

	test('leaves no component in a generated page', () => {
		expect(withoutComponents(runbookText(7, 1000))).not.toMatch(/<\/?[A-Z]/);
	});
});
