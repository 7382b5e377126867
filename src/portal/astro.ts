/** The portal as an Astro project: `dist/portal/`, Starlight's shell, content from the content root. */
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { brandColours } from '../domain/brand.ts';
import { brandStyles } from '../ui/brand.ts';
import { readSettings } from '../read/settings.ts';
import { readPublicBase } from '../read/publicContent.ts';
import { contentRoot, currentInstant } from '../read/root.ts';
import { buildTag } from './offline/answers.ts';
import { offlineCopies } from './offline/offlineCopies.ts';
import { provideComponents } from './starlight/provideComponents.ts';
import { codeHeight } from './starlight/codeHeight.ts';
import { copyButton } from './starlight/copyButton.ts';
import { finishedPages } from './starlight/finishedPages.ts';
import { fullText } from './starlight/fullText.ts';
import { fullTextInDev } from './starlight/fullTextInDev.ts';
import { pageModules } from './starlight/pageModules.ts';
import { pictureTexts } from './starlight/pictureTexts.ts';
import { provenSearch } from './starlight/provenSearch.ts';
import { reloadOnContent } from './starlight/reloadOnContent.ts';

const root = contentRoot();
const now = currentInstant();
const { site, reading } = readPublicBase(root, now);
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
			customCss: [
				'./src/ui/tokens.css',
				'virtual:brand.css',
				'./src/ui/house.css',
				'./src/portal/portal.css',
				'./src/portal/styles/tables.css',
			],
			// By this a page is known to be ours: see offline/answers.ts.
			head: [{ tag: 'meta', attrs: { name: buildTag, content: new Date(now).toISOString() } }],
			routeMiddleware: './src/portal/starlight/routeData.ts',
			// Replaced for every page by the route middleware: one page must not list all others.
			sidebar: [{ label: 'Home', link: '/' }],
			// Ours also helps those who come from an alert: pages/404.astro.
			disable404Route: true,
			pagination: false,
			lastUpdated: false,
			credits: false,
			// Asides and anchors are for Starlight's own folder unless told of ours.
			markdown: { processedDirs: [root] },
			// Our own index and our own box: see starlight/fullText.ts and browser/search.ts.
			pagefind: false,
			components: {
				Banner: './src/portal/components/starlight/Banner.astro',
				Footer: './src/portal/components/starlight/Footer.astro',
				Header: './src/portal/components/starlight/Header.astro',
				PageFrame: './src/portal/components/starlight/PageFrame.astro',
				PageSidebar: './src/portal/components/starlight/PageSidebar.astro',
				PageTitle: './src/portal/components/starlight/PageTitle.astro',
				Search: './src/portal/components/starlight/Search.astro',
				Sidebar: './src/portal/components/starlight/Sidebar.astro',
				ThemeProvider: './src/portal/components/starlight/ThemeProvider.astro',
				TwoColumnContent: './src/portal/components/starlight/TwoColumnContent.astro',
			},
			tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
			expressiveCode: {
				plugins: [codeHeight, copyButton],
				// Commands are what one came for: the darkest thing on the page, by day and by night.
				themes: ['github-dark'],
				useStarlightDarkModeSwitch: false,
				useStarlightUiThemeColors: false,
				// A command is read whole; sideways scrolling hides its end.
				defaultProps: { wrap: true, frame: 'none' },
				// Copying is ours: it fills variables, waits for guards and writes the tape.
				frames: { showCopyToClipboardButton: false },
				styleOverrides: {
					borderRadius: '0.5rem',
					borderWidth: '0',
					codeBackground: 'var(--command)',
					frames: { frameBoxShadowCssValue: 'none' },
				},
			},
		}),
		pictureTexts(),
		// The first of those that read pages: all others read whole ones.
		finishedPages(),
		fullText(),
		provenSearch(),
		// The last: it keeps what the others wrote.
		offlineCopies({ now, base: address.pathname, origin: address.origin }),
	],
	vite: {
		server: { watch: { ignored: ['**/.cache/**', '**/dist/**'] } },
		plugins: [
			brandStyles(brandColours(site)),
			provideComponents(root),
			pageModules(root, now),
			reloadOnContent(root),
			fullTextInDev(root, address.pathname),
		],
		environments: {
			client: {
				build: {
					rolldownOptions: {
						output: {
							// Each file more costs a phone some milliseconds before a runbook can be used.
							codeSplitting: {
								groups: [{ name: 'shared', test: /\/src\/(?:domain|portal)\//, minShareCount: 2 }],
							},
						},
					},
				},
			},
		},
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
