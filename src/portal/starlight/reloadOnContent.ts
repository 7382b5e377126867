/** While an author writes: a saved file below the content root reloads the page. */
import { sep } from 'node:path';
import type { Plugin } from 'vite';

/** Watches the content root in the dev server. */
export function reloadOnContent(root: string): Plugin {
	return {
		name: 'allclear:reload-on-content',
		apply: 'serve',
		configureServer({ watcher, ws }) {
			watcher.add(root);
			const reload = (path: string) => {
				if (path.startsWith(root + sep)) ws.send({ type: 'full-reload' });
			};
			for (const event of ['add', 'change', 'unlink'] as const) watcher.on(event, reload);
		},
	};
}
