import { expect, test } from 'vitest';
import { modulesText } from './pageModules.ts';

test('every page is imported by its path from the project, as Astro writes it', () => {
	expect(modulesText(['handbook/roles.mdx', 'runbooks/a/b.mdx'], '/team/content', '/team')).toBe(
		[
			'export default new Map([',
			'["content/handbook/roles.mdx", () => import("astro:content-layer-deferred-module?astro%3Acontent-layer-deferred-module=&fileName=content%2Fhandbook%2Froles.mdx&astroContentModuleFlag=true")],',
			'["content/runbooks/a/b.mdx", () => import("astro:content-layer-deferred-module?astro%3Acontent-layer-deferred-module=&fileName=content%2Frunbooks%2Fa%2Fb.mdx&astroContentModuleFlag=true")]]);',
			'',
		].join('\n'),
	);
});

test('a content root elsewhere is found from the project, too', () => {
	expect(modulesText(['handbook/roles.mdx'], '/other/content', '/team')).toContain(
		'["../other/content/handbook/roles.mdx", ',
	);
});
