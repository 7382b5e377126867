/** The projects that ours are compared with: what Astro and Starlight do with the same files by themselves. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles } from '../../src/read/files.ts';
import { withoutComponents } from './runbook.ts';

/**
 * Writes a bare Astro project over the incidents of `content`: one page each with the updates rendered by
 * Astro, and an index.
 */
export function writeBareAstro(project: string, content: string): void {
	write(project, {
		'package.json': packageText,
		'astro.config.mjs': `import { defineConfig } from 'astro/config';
export default defineConfig({ site: 'https://status.example.com' });
`,
		'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const entries = defineCollection({
	loader: glob({
		base: ${JSON.stringify(content)},
		pattern: 'incidents/*/*/{index,updates/*,notes/*}.md',
	}),
	schema: z.object({
		opened: z.coerce.date().optional(),
		at: z.coerce.date().optional(),
		since: z.coerce.date().optional(),
		by: z.string().optional(),
		kind: z.string().optional(),
		status: z.enum(['investigating', 'identified', 'monitoring', 'resolved']).optional(),
		title: z.string().optional(),
		services: z.record(z.string(), z.string()).optional(),
	}),
});

export const collections = { entries };
`,
		'src/incidents.ts': `import { getCollection } from 'astro:content';

const entries = await getCollection('entries');
const updates = entries.filter(({ id }) => id.includes('/updates/'));
const folders = Map.groupBy(updates, ({ id }) => id.split('/')[2]);

export const incidents = [...folders].map(([id, updates]) => ({
	id,
	updates: updates.sort((a, b) => a.data.at - b.data.at),
	title: updates.find(({ data }) => data.title)?.data.title,
}));
`,
		'src/pages/incidents/[id].astro': `---
import { render } from 'astro:content';
import { incidents } from '../../incidents.ts';

export function getStaticPaths() {
	return incidents.map((incident) => ({ params: { id: incident.id }, props: { incident } }));
}
const { incident } = Astro.props;
const updates = await Promise.all(
	incident.updates.map(async (update) => ({ ...update, Content: (await render(update)).Content })),
);
---

<!doctype html>
<html lang="en">
	<head><meta charset="utf-8" /><title>{incident.title}</title></head>
	<body>
		<h1>{incident.title}</h1>
		{updates.map(({ data, Content }) => (
			<section>
				<h2>{data.status} <time>{data.at.toISOString()}</time></h2>
				<Content />
			</section>
		))}
	</body>
</html>
`,
		'src/pages/index.astro': `---
import { incidents } from '../incidents.ts';
---

<!doctype html>
<html lang="en">
	<head><meta charset="utf-8" /><title>Status</title></head>
	<body>
		<ul>{incidents.map(({ id, title }) => <li><a href={\`/incidents/\${id}/\`}>{title}</a></li>)}</ul>
	</body>
</html>
`,
	});
}

/** Writes a plain Starlight project with the runbooks of `content`, their components turned into headings. */
export function writePlainStarlight(project: string, content: string): void {
	write(project, {
		'package.json': packageText,
		'astro.config.mjs': `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
export default defineConfig({
	site: 'https://runbooks.example.com',
	integrations: [
		starlight({
			title: 'Runbooks',
			sidebar: [{ label: 'Runbooks', items: [{ autogenerate: { directory: 'runbooks' } }] }],
		}),
	],
});
`,
		'src/content.config.ts': `import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
		...Object.fromEntries(
			listFiles(content, 'runbooks').map(({ path }) => [
				`src/content/docs/${path}`,
				withoutComponents(readFileSync(join(content, path), 'utf8')),
			]),
		),
	});
}

// Astro bundles what a project names as its packages.
const packageText =
	'{ "name": "peer", "private": true, "type": "module", "dependencies": { "astro": "*", "@astrojs/starlight": "*" } }\n';

function write(folder: string, files: Record<string, string>): void {
	for (const [path, text] of Object.entries(files)) {
		const full = join(folder, path);
		mkdirSync(dirname(full), { recursive: true });
		writeFileSync(full, text);
	}
}
