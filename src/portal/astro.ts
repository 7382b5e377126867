/** The portal as an Astro project: `dist/portal/`, Starlight's shell, content from the content root. */
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { readSettings } from '../read/content.ts';
import { readPublicBase } from '../read/publicContent.ts';
import { contentRoot, currentInstant } from '../read/root.ts';
import { provideComponents } from './starlight/provideComponents.ts';
import { provenSearch } from './starlight/provenSearch.ts';
import { reloadOnContent } from './starlight/reloadOnContent.ts';

const root = contentRoot();
const { site, reading } = readPublicBase(root, currentInstant());
const { organisation } = readSettings(reading);
const address = new URL(organisation.portalUrl ?? 'http://localhost:4322');

export default defineConfig({
	site: address.origin,
	base: address.pathname,
	srcDir: './src/portal',
	publicDir: './public/portal',
	outDir: process.env['OUT_DIR'] ?? './dist/portal',
	cacheDir: process.env['CACHE_DIR'] ?? './.cache/portal',
	trailingSlash: 'always',
	server: { port: 4322 },
	devToolbar: { enabled: false },
	prefetch: false,
	integrations: [
		starlight({
			title: `${site.name} response`,
			description: `How ${organisation.name} responds when something breaks.`,
			customCss: ['./src/ui/tokens.css', './src/portal/portal.css'],
			routeMiddleware: './src/portal/starlight/routeData.ts',
			// Replaced for every page by the route middleware: one page must not list all others.
			sidebar: [{ label: 'Home', link: '/' }],
			pagination: false,
			lastUpdated: false,
			credits: false,
			// Asides and anchors are for Starlight's own folder unless told of ours.
			markdown: { processedDirs: [root] },
			components: { PageTitle: './src/portal/components/starlight/PageTitle.astro' },
			tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
			expressiveCode: {
				// Commands are what one came for: the darkest thing on the page, by day and by night.
				themes: ['github-dark'],
				useStarlightDarkModeSwitch: false,
				useStarlightUiThemeColors: false,
				// A command is read whole; sideways scrolling hides its end.
				defaultProps: { wrap: true, frame: 'none' },
				// A line that begins with `#` is part of the command; it is copied like the others.
				frames: { removeCommentsWhenCopyingTerminalFrames: false },
				styleOverrides: {
					borderRadius: '0.5rem',
					borderWidth: '0',
					codeBackground: 'var(--command)',
					frames: { frameBoxShadowCssValue: 'none' },
				},
			},
		}),
		provenSearch(),
	],
	vite: {
		server: { watch: { ignored: ['**/.cache/**', '**/dist/**'] } },
		plugins: [provideComponents(root), reloadOnContent(root)],
		build: {
			rolldownOptions: {
				onLog: (level, log, print) => {
					// Astro's own marker in every MDX page; it is used before bundling.
					if (log.code !== 'MODULE_LEVEL_DIRECTIVE') print(level, log);
				},
			},
		},
	},
});
