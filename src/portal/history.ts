/** What git knows of the pages and of what they describe, asked once a build. */
import type { History } from '../read/gitHistory.ts';
import { contentHistory } from '../read/gitHistory.ts';
import type { PortalContent } from './content.ts';
import { portalContent } from './content.ts';

const known = new Map<string, History>();

/** The history of the content root and of every source that a page names. */
export function portalHistory(content: PortalContent = portalContent()): History {
	const { root } = content;
	const history = known.get(root) ?? contentHistory(root, content);
	known.set(root, history);
	return history;
}
