/** What is known of an incident, for conditions. */
import { factsOf } from '../../src/domain/facts.ts';
import type { Facts } from '../../src/domain/predicate.ts';
import { factsIn } from '../../src/domain/predicate.ts';
import type { Response } from '../../src/domain/response.ts';
import { foldResponse } from '../../src/domain/response.ts';
import { incidentFolders } from '../../src/read/publicContent.ts';
import { readIncident } from '../../src/read/record.ts';
import type { Predicate } from '../../src/schemas/predicate.ts';
import type { Workspace } from '../lib/workspace.ts';

/**
 * The facts that conditions ask for.
 *
 * @param asking conditions; whether it is a repeat is the one fact that asks for all other incidents
 */
export function knownFacts(
	response: Response,
	asking: readonly (Predicate | undefined)[],
	workspace: Workspace,
): Facts {
	const { severity, organisation, services, alerts, now } = workspace;
	const repeats = asking.some((when) => when && factsIn(when).includes('repeat'));
	const responses = repeats ? allResponses(workspace) : [];
	return factsOf(response, { severity, organisation, services, alerts, responses }, now);
}

function allResponses({ root, reading }: Workspace): Response[] {
	return incidentFolders(root).map((folder) => foldResponse(readIncident(folder, reading).record));
}
