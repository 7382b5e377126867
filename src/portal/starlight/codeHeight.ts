/**
 * How high a block of code will be, said before a browser draws it: commands below the screen wait until one comes to
 * them, and what follows them must not be thought to lie in the same place.
 */
interface RenderedBlock {
	codeBlock: { getLines: () => readonly { text: string }[] };
	renderData: { blockAst: { properties: Record<string, unknown> } };
}

/** So many letters stand in a line on a phone; on a wide screen the height is guessed too high, which harms nothing. */
const lettersInLine = 36;

/** How many lines these are once they are wrapped; an empty one is one. */
export const wrappedLines = (texts: readonly string[]): number =>
	texts.reduce((sum, text) => sum + Math.max(1, Math.ceil(text.length / lettersInLine)), 0);

/** Extends Expressive Code: each block carries the number of its lines as they will be wrapped, as `--lines`. */
export const codeHeight = {
	name: 'allclear:code-height',
	hooks: {
		postprocessRenderedBlock: ({ codeBlock, renderData }: RenderedBlock) => {
			const lines = wrappedLines(codeBlock.getLines().map(({ text }) => text));
			renderData.blockAst.properties['style'] = `--lines:${lines}`;
		},
	},
};
