/** Reads a `_headers` file as the hosts do that it was made for, so that looking at a site is like visiting it. */

/** Headers for the paths that a pattern fits. */
export interface HeaderRule {
	fits: (path: string) => boolean;
	/** The path below which all of them are, if it is such a pattern. */
	below: string | undefined;
	headers: [string, string][];
}

/** The rules of a file. Lines that are no rule are passed over. */
export function readHeadersFile(text: string): HeaderRule[] {
	const rules: HeaderRule[] = [];
	for (const line of text.split('\n')) {
		if (line.startsWith('#') || line.trim() === '') continue;
		if (line.startsWith('/')) {
			const pattern = patternOf(line.trim());
			const [, below] = /^([^*:]*\/)\*$/.exec(line.trim()) ?? [];
			rules.push({ fits: (path) => pattern.test(path), below, headers: [] });
			continue;
		}
		const colon = line.indexOf(':');
		if (colon > 0) {
			rules.at(-1)?.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
		}
	}
	return rules;
}

/** What the rules say of a path. */
export function headersFor(rules: readonly HeaderRule[], path: string): [string, string][] {
	return rules.filter(({ fits }) => fits(path)).flatMap(({ headers }) => headers);
}

/** `:name` is one part of a path, `*` any rest. */
function patternOf(path: string): RegExp {
	const escaped = path.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll(/:\w+/g, '[^/]+')}$`);
}
