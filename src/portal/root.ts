/** The content root for code that runs in Astro's configuration, where nothing is cached yet. */
import type { ReadContent } from '../read/content.ts';
import { readContent } from '../read/content.ts';
import { contentRoot, currentInstant } from '../read/root.ts';

/** Reads the content root once more. */
export const portalContentRoot = (): ReadContent => readContent(contentRoot(), currentInstant());
