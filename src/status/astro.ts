/** The status page as an Astro project: `dist/status/`, its own shell, everything inlined. */
import { defineConfig } from 'astro/config';
import { brandColours, brandProblems } from '../domain/brand.ts';
import { brandStyles } from '../ui/brand.ts';
import { pictureProblems } from '../read/brandPictures.ts';
import { readPublicBase } from '../read/publicContent.ts';
import { contentRoot, currentInstant, publicFolder } from '../read/root.ts';
import { writeHosting } from './writeHosting.ts';

const { site } = readPublicBase(contentRoot(), currentInstant());
const [unfit] = [...brandProblems(site), ...pictureProblems(site)];
if (unfit) throw new Error(`site.yaml: ${unfit.message} ${unfit.cure}`);
const address = new URL(site.url);

export default defineConfig({
	site: address.origin,
	base: address.pathname,
	srcDir: './src/status',
	publicDir: publicFolder(),
	outDir: process.env['OUT_DIR'] ?? './dist/status',
	cacheDir: process.env['CACHE_DIR'] ?? './.cache/status',
	trailingSlash: 'always',
	server: { port: 4321 },
	devToolbar: { enabled: false },
	integrations: [
		writeHosting({
			base: address.pathname.replace(/\/?$/, '/'),
			languages: site.languages.slice(1),
		}),
	],
	// What builds write is nobody's source.
	vite: {
		plugins: [brandStyles(brandColours(site))],
		server: { watch: { ignored: ['**/.cache/**', '**/dist/**'] } },
	},
	// Messages are rendered by us; highlighting would bring styles that the policy forbids.
	markdown: { syntaxHighlight: false },
	// One request brings everything that is needed to read a page.
	build: { inlineStylesheets: 'always' },
	security: {
		csp: {
			directives: [
				"default-src 'none'",
				"img-src 'self' data:",
				"connect-src 'self'",
				"base-uri 'none'",
				"form-action 'none'",
			],
		},
	},
});
