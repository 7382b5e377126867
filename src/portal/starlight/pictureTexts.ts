/**
 * The text alternative of a picture as it was written. Starlight reads `:name` as the beginning of a directive and puts
 * it back into sentences, but not into these texts: of `full at 09:12` was left `full at 09`.
 */
import type { AstroIntegration } from 'astro';
import type { MdastPluginDefinition } from 'satteri';

/** What is left of a text when everything that looks like a directive is taken out. */
const withoutDirectives = (text: string) => text.replaceAll(/:[\p{L}\p{N}_-]+/gu, '');

/**
 * The whole text; `left` where nothing was lost, or markup makes it hard to say what.
 *
 * @param source the picture as it was written: `![Full at 09:12](./graph.png)`
 */
function pictureText(left: string, source: string): string {
	const written = /^!\[([^[\]]*)\]/.exec(source)?.[1] ?? left;
	return withoutDirectives(written) === left ? written : left;
}

/** Gives pictures their whole texts while a page is read. */
export const pictureTextPlugin: MdastPluginDefinition = {
	name: 'allclear-picture-texts',
	options: { position: true },
	image(node, context) {
		const { start, end } = node.position ?? {};
		if (start?.offset === undefined || end?.offset === undefined) return;
		const left = node.alt ?? '';
		const whole = pictureText(left, context.source.slice(start.offset, end.offset));
		if (whole !== left) context.setProperty(node, 'alt', whole);
	},
};

/** Has every page say the whole texts of its pictures. */
export function pictureTexts(): AstroIntegration {
	return {
		name: 'allclear:picture-texts',
		hooks: {
			'astro:config:setup': ({ config }) => {
				const { options } = config.markdown.processor as unknown as {
					options: { mdastPlugins: MdastPluginDefinition[] };
				};
				options.mdastPlugins.push(pictureTextPlugin);
			},
		},
	};
}
