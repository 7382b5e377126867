/**
 * `npm run build [-- status | portal]`: builds one site or both. A site takes the place of the last one only
 * when it is whole. Exit 3: built, but a broken file was left out; exit 1: not built, the last site stays.
 */
import { flagsOrEnd } from './lib/plainFlags.ts';
import { rootOrEnd } from './lib/root.ts';
import type { SiteName } from './lib/sites.ts';
import { buildSite, siteNames } from './lib/sites.ts';

const { positionals } = flagsOrEnd('build', {}, [
	'Builds both sites, or the one that is named: status or portal.',
	'',
	'Exit 3: built, but a broken file was left out; exit 1: not built, the last site stays.',
]);
const unknown = positionals.filter((name) => !siteNames.includes(name as SiteName));
if (unknown.length > 0) {
	console.error(`There is no site “${unknown[0]}”. Sites are ${siteNames.join(' and ')}.`);
	process.exitCode = 64;
} else {
	rootOrEnd();
	const wanted = positionals.length > 0 ? (positionals as SiteName[]) : siteNames;
	for (const site of wanted) {
		const result = await buildSite(site);
		console.log(result.message);
		// Not built is worse than left out.
		if (result.exitCode === 1 || process.exitCode !== 1) process.exitCode ||= result.exitCode;
		if (result.exitCode === 1) process.exitCode = 1;
	}
}
