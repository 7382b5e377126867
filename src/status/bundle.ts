/** Scripts for browsers, each as one small piece of text. The same sources give the same bytes. */
import { resolve } from 'node:path';
import { rolldown } from 'rolldown';

/**
 * A script of `src/status/browser/` with all that it imports.
 *
 * @param define what stands in its place in the source, by name
 */
export async function bundleScript(
	name: string,
	define: Readonly<Record<string, string>> = {},
): Promise<string> {
	const bundle = await rolldown({
		input: resolve('src/status/browser', name),
		platform: 'browser',
		transform: { define, target: 'es2024' },
	});
	const { output } = await bundle.generate({ format: 'iife', minify: true, comments: false });
	await bundle.close();
	return output[0].code.trim();
}
