/** Everything that refers to something: whether it is there. */
import type { Instant } from '../../schemas/values.ts';
import type { Content } from '../content.ts';
import type { Problem } from '../problem.ts';
import { incidentSequence, maintenanceSequence } from '../sequence.ts';
import { givenUpProblems } from './givenUp.ts';
import { knownNames } from './known.ts';
import { onCallProblems } from './onCall.ts';
import { pageProblems } from './pages.ts';
import { authorProblems, ownerProblems } from './people.ts';
import { recordProblems } from './records.ts';
import { settingsProblems } from './settings.ts';

/**
 * All problems that show only when files are looked at together, as of `now`. Without lines.
 *
 * @param unreadable paths of files that have problems of their own: what they are called is there all the same
 */
export function contentProblems(
	content: Content,
	now: Instant,
	unreadable: readonly string[] = [],
): Problem[] {
	const known = knownNames(content, unreadable);
	return [
		...settingsProblems(content, known),
		...onCallProblems(content, known, now),
		...pageProblems(content, known),
		...recordProblems(content, known),
		...givenUpProblems(content),
		...ownerProblems(content),
		...authorProblems(content),
		...content.incidents.flatMap((record) => incidentSequence(record, now)),
		...content.maintenances.flatMap((record) => maintenanceSequence(record, now)),
	];
}
