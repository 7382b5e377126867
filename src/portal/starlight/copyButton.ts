/**
 * A button below each block of code, there from the first picture on: put there by a script, twenty of them would move
 * all that one has begun to read. Until the script is there it is off; without one it is not shown (`runbook.css`).
 */
interface RenderedBlock {
	renderData: { blockAst: { tagName: string; children: unknown[] } };
}

/** Extends Expressive Code. `components/CodeBlock.astro` has the same button. */
export const copyButton = {
	name: 'allclear:copy-button',
	hooks: {
		postprocessRenderedBlock: ({ renderData: { blockAst } }: RenderedBlock) => {
			// Without its frame a block is the code itself, which must hold nothing else.
			if (blockAst.tagName !== 'figure') throw new Error('A block of code has no frame.');
			blockAst.children.push({
				type: 'element',
				tagName: 'button',
				properties: {
					type: 'button',
					className: ['copy-command'],
					disabled: true,
					'data-pagefind-ignore': '',
				},
				children: [{ type: 'text', value: 'Copy' }],
			});
		},
	},
};
