/** Pages use our components without importing them: what a page names is imported for it. */
import { join, sep } from 'node:path';
import type { Plugin } from 'vite';
import { componentNames } from '../../schemas/components.ts';

const folder = join(import.meta.dirname, '../mdx');

/** Adds the imports behind the last line of a page, so that lines in messages stay right. */
export function provideComponents(root: string): Plugin {
	return {
		name: 'allclear:provide-components',
		enforce: 'pre',
		transform(code, id) {
			const path = id.split('?')[0] ?? id;
			if (!path.endsWith('.mdx') || !path.startsWith(root + sep)) return undefined;
			const imports = componentNames
				.filter((name) => new RegExp(`<${name}[\\s/>]`).test(code))
				.map((name) => `import ${name} from ${JSON.stringify(join(folder, `${name}.astro`))};`);
			return imports.length > 0 ? `${code}\n\n${imports.join('\n')}\n` : undefined;
		},
	};
}
