/** What git knows of the pages and of what they describe, asked once a build. */
import type { History } from '../read/gitHistory.ts';
import { gitHistory } from '../read/gitHistory.ts';
import { portalContent } from './content.ts';

let known: History | undefined;

/** The history of the content root and of every source that a page names. */
export function portalHistory(): History {
	if (known) return known;
	const { root, runbooks, handbook } = portalContent();
	const sources = [...runbooks, ...handbook].flatMap(({ value }) => value.sources);
	return (known = gitHistory(root, [...new Set(sources)]));
}
