/**
 * What a page is made of, named in its head: a browser fetches it while it still reads the page. Left alone it fetches
 * a script where its element stands, what the script imports one round trip later, and reads nothing of the page
 * beyond a style sheet that stands in the middle of it.
 */

/** Files of a build by their names below it, each with the files that it imports at once. */
export type ModuleImports = ReadonlyMap<string, readonly string[]>;

const moduleScript = /<script\b[^>]*\stype="module"[^>]*\ssrc="([^"]*?)(_astro\/[^"]+)"/g;

const styleSheet = /<link\b[^>]*\srel="stylesheet"[^>]*>/g;

/** A page whose style sheets all stand in its head, in their order. */
export function withStylesInHead(html: string): string {
	const end = html.search(/<\/head>/i);
	if (end < 0) return html;
	const body = html.slice(end);
	const links = [...new Set(body.match(styleSheet))].join('');
	return html.slice(0, end) + links + body.replaceAll(styleSheet, '');
}

const scrolling = /<script type="module" src="[^"]*_astro\/ec\.[^"]*"><\/script>/g;
const folding =
	/<script type="module">(?:(?!<\/script>)[^])*sl-sidebar-state-persist(?:(?!<\/script>)[^])*<\/script>/g;

/**
 * A page without the scripts of others that would do nothing on it: Expressive Code's, for code that scrolls sideways,
 * where all of it is wrapped, and Starlight's, for lists that fold, where none does.
 */
export function withoutIdleScripts(html: string): string {
	const wrapped = !/<pre\b(?![^>]*\bclass="[^"]*\bwrap\b)[^>]*\bdata-language=/.test(html);
	const unfolded = !html.includes('<sl-sidebar-state-persist');
	const less = wrapped ? html.replaceAll(scrolling, '') : html;
	return unfolded ? less.replaceAll(folding, '') : less;
}

/** A page that names its scripts and everything they import. */
export function withPreloads(html: string, imports: ModuleImports): string {
	const scripts = [...html.matchAll(moduleScript)].map(([, place = '', file = '']) => ({
		place,
		file,
	}));
	const place = scripts[0]?.place ?? '';
	const needed = new Set<string>();
	const follow = (file: string) => {
		for (const imported of imports.get(file) ?? []) {
			if (needed.has(imported)) continue;
			needed.add(imported);
			follow(imported);
		}
	};
	for (const { file } of scripts) {
		needed.add(file);
		follow(file);
	}
	const links = [...needed]
		.sort()
		.map((file) => `<link rel="modulepreload" href="${place}${file}">`)
		.join('');
	return html.replace(/<\/head>/i, (end) => links + end);
}
