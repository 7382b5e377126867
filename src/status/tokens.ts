/** Files of ours that are read as they are, not imported; every command runs at the top of the repository. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The text of `tokens.css`, for pictures drawn in its colours. */
export const tokens = readFileSync(resolve('src/ui/tokens.css'), 'utf8');
