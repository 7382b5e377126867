import { markdownToHtml } from 'satteri';
import { expect, test } from 'vitest';
import { pictureTextPlugin } from './pictureTexts.ts';

/** The text alternative of the first picture, read as Starlight reads pages. */
async function altOf(source: string): Promise<string | undefined> {
	const options = { features: { directive: true }, mdastPlugins: [pictureTextPlugin] };
	const { html } = await markdownToHtml(source, options);
	return /alt="([^"]*)"/.exec(html)?.[1];
}

test.each([
	['Connections over time, full at 09:12', 'Connections over time, full at 09:12'],
	['From 09:12 to 09:40, redis:6379', 'From 09:12 to 09:40, redis:6379'],
	['Ten × as many: full', 'Ten × as many: full'],
	['', ''],
])('the picture of “%s” says all of it', async (written, said) => {
	expect(await altOf(`Before ü.\n\n![${written}](./graph.png)\n`)).toBe(said);
});
