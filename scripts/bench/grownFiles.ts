/** Which files of a status site grow with the number of incidents, and which of them may. */

/** A file and its sizes with few incidents and with four times as many; 0 where there is none. */
export interface GrownFile {
	path: string;
	from: number;
	to: number;
}

/** Smaller files grow by what compression makes of a few words more. */
const smallest = 2000;

/** Pages and answers of single incidents, in every language: more incidents are more of these. */
const ofOneIncident = /(?:^|\/)incidents\/\d{4}-\d{2}-\d{2}-\w+(?:\/|\.json$)/;

/**
 * Files with one line or entry per incident of their year or month, or with one address per page. `history.json`
 * is of the newest three months, as clients of the API v2 expect, so that it grows with these as their pages do.
 */
const withTheirIncidents =
	/^(?:ledger\/\d{4}\.json|history\/\d{4}-\d{2}\/index\.html|history\.json|sitemap\.xml)$/;

/** Whether a file may be larger when there are more incidents. */
export const mayGrow = (path: string): boolean => withTheirIncidents.test(path);

/**
 * What grows from a build with few incidents to one with four times as many, the largest first: files that are at
 * least half as large again, and those that were not there.
 */
export function grownFiles(
	few: ReadonlyMap<string, number>,
	many: ReadonlyMap<string, number>,
): GrownFile[] {
	return [...many]
		.filter(([path]) => !ofOneIncident.test(path))
		.map(([path, to]) => ({ path, from: few.get(path) ?? 0, to }))
		.filter(({ from, to }) => from === 0 || (to > smallest && to > 1.5 * from))
		.sort((a, b) => b.to - a.to);
}
