/** What a change does to a built site: pages one by one, everything else as a number. Pure. */

/** Addresses of pages below the site's own, and how many other files differ. */
export interface SiteChanges {
	added: string[];
	changed: string[];
	removed: string[];
	otherFiles: number;
}

/** Compares two builds by the hashes of their files. */
export function compareSites(
	before: ReadonlyMap<string, string>,
	after: ReadonlyMap<string, string>,
): SiteChanges {
	const paths = [...new Set([...before.keys(), ...after.keys()])]
		.filter((path) => before.get(path) !== after.get(path))
		.sort();
	const pages = paths.filter((path) => path.endsWith('.html'));
	const address = (path: string) => `/${path.replace(/(^|\/)index\.html$/, '$1')}`;
	return {
		added: pages.filter((path) => !before.has(path)).map(address),
		changed: pages.filter((path) => before.has(path) && after.has(path)).map(address),
		removed: pages.filter((path) => !after.has(path)).map(address),
		otherFiles: paths.length - pages.length,
	};
}

/** So many pages of a kind are named; a change of the look touches all of them. */
const named = 50;

/** What an author looks at. */
export function previewMarkdown(sites: readonly { site: string; changes: SiteChanges }[]): string {
	const parts = sites.map(({ site, changes }) => {
		const { added, changed, removed, otherFiles } = changes;
		const groups: [string, string[]][] = [
			['New', added],
			['Changed', changed],
			['Gone', removed],
		];
		const lines = groups
			.filter(([, pages]) => pages.length > 0)
			.flatMap(([word, pages]) => [
				`**${word}** (${pages.length})`,
				'',
				...pages.slice(0, named).map((page) => `- \`${page}\``),
				...(pages.length > named ? [`- and ${pages.length - named} more`] : []),
				'',
			]);
		return [
			`## ${site.charAt(0).toUpperCase()}${site.slice(1)}`,
			'',
			...(lines.length === 0 ? ['No page changes.', ''] : lines),
			...(otherFiles > 0
				? [`${otherFiles} other ${otherFiles === 1 ? 'file differs' : 'files differ'}.`, '']
				: []),
		].join('\n');
	});
	return parts.join('\n');
}
