/** Everything the portal shows, computed once a build. */
import { watch } from 'node:fs';
import { clockData } from '../domain/clockData.ts';
import type { ClockData } from '../domain/clocks.ts';
import type { DutyAt } from '../domain/duty.ts';
import { dutiesAt } from '../domain/duty.ts';
import type { KnownIncident } from '../domain/knownIncidents.ts';
import { knownIncidents } from '../domain/knownIncidents.ts';
import type { Model, View } from '../domain/view.ts';
import { modelOf, view } from '../domain/view.ts';
import type { ReadContent } from '../read/content.ts';
import { readContent } from '../read/content.ts';
import { contentRoot, currentInstant } from '../read/root.ts';

export type { KnownIncident };

/** The portal as of one instant. */
export interface PortalContent extends ReadContent {
	now: number;
	root: string;
	/** What customers see. */
	model: Model;
	view: View;
	/** All incidents, newest first. */
	known: KnownIncident[];
	duties: DutyAt[];
	/** Calendars and duty as browsers are handed them. */
	clock: ClockData;
}

const now = currentInstant();
let built: PortalContent | undefined;

/** The content of this build; while an author writes, as it was last saved. */
export function portalContent(): PortalContent {
	return (built ??= portalAt(contentRoot(), now));
}

if (import.meta.hot) {
	// A page asks for the content a hundred times: it is read again only when a file of it has changed.
	const watcher = watch(contentRoot(), { recursive: true }, () => {
		built = undefined;
	});
	import.meta.hot.dispose(() => {
		watcher.close();
	});
}

/** The portal of a content root as of an instant. */
export function portalAt(root: string, now: number): PortalContent {
	const content = readContent(root, now);
	const model = modelOf(content);
	const known = knownIncidents(content, now);
	const duties = dutiesAt(content, now);
	const clock = clockData(content, now);
	return { ...content, now, root, model, view: view(model, now), known, duties, clock };
}
