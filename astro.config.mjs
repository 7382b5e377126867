/**
 * Two sites from one repository. `SITE` picks one; each has a source folder, a cache and an output of its
 * own, and what a site can publish is what lies in its folder.
 */
const sites = {
	status: () => import('./src/status/astro.ts'),
	portal: () => import('./src/portal/astro.ts'),
};
const chosen = process.env.SITE;
if (!Object.hasOwn(sites, chosen ?? '')) {
	throw new Error(
		`SITE is ${chosen ?? 'not set'}. Set it to status or portal, or use npm run build.`,
	);
}

export default (await sites[chosen]()).default;
