/** What scripts of a page import, named in its head: a browser fetches it with them and not one round trip later. */

/** Files of a build by their names below it, each with the files that it imports at once. */
export type ModuleImports = ReadonlyMap<string, readonly string[]>;

const moduleScript = /<script\b[^>]*\stype="module"[^>]*\ssrc="([^"]*?)(_astro\/[^"]+)"/g;

/** A page that names everything its scripts import. */
export function withPreloads(html: string, imports: ModuleImports): string {
	const scripts = [...html.matchAll(moduleScript)].map(([, place = '', file = '']) => ({
		place,
		file,
	}));
	const place = scripts[0]?.place ?? '';
	const entries = new Set(scripts.map(({ file }) => file));
	const needed = new Set<string>();
	const follow = (file: string) => {
		for (const imported of imports.get(file) ?? []) {
			if (needed.has(imported)) continue;
			needed.add(imported);
			follow(imported);
		}
	};
	for (const file of entries) follow(file);
	const links = [...needed]
		.filter((file) => !entries.has(file))
		.sort()
		.map((file) => `<link rel="modulepreload" href="${place}${file}">`)
		.join('');
	return html.replace(/<\/head>/i, (end) => links + end);
}
