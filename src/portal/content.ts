/** Everything the portal shows, computed once a build. */
import type { Deadline } from '../domain/deadlines.ts';
import { deadlinesOf } from '../domain/deadlines.ts';
import { factsOf } from '../domain/facts.ts';
import type { FiredRule } from '../domain/level.ts';
import { currentLevel, foldResponse, joinDuplicateResponses } from '../domain/response.ts';
import type { Response } from '../domain/response.ts';
import { firedRules } from '../domain/level.ts';
import { workCalendar } from '../domain/calendar.ts';
import type { Shift } from '../domain/onCall.ts';
import { nextShift, onCallAt } from '../domain/onCall.ts';
import type { Verdict } from '../domain/postMortem.ts';
import { postMortemVerdict } from '../domain/postMortem.ts';
import type { Facts } from '../domain/predicate.ts';
import type { Model, View } from '../domain/view.ts';
import { modelOf, view } from '../domain/view.ts';
import type { ReadContent } from '../read/content.ts';
import { readContent } from '../read/content.ts';
import { contentRoot, currentInstant } from '../read/root.ts';
import type { Level } from '../schemas/severity.ts';
import type { Rotation } from '../schemas/onCall.ts';

/** An incident with everything that follows from it. */
export interface KnownIncident {
	response: Response;
	level: Level | undefined;
	facts: Facts;
	verdict: Verdict;
	deadlines: Deadline[];
	/** Criteria and rules that hold, the worst level first. */
	fired: FiredRule[];
}

/** Who has a rotation, and who is next. */
export interface Duty {
	rotation: Rotation;
	shift: Shift | undefined;
	next: Shift | undefined;
}

/** The portal as of one instant. */
export interface PortalContent extends ReadContent {
	now: number;
	root: string;
	/** What customers see. */
	model: Model;
	view: View;
	/** All incidents, newest first. */
	known: KnownIncident[];
	duties: Duty[];
}

const now = currentInstant();
let built: PortalContent | undefined;

/** The content of this build; while an author writes, as it is at each request. */
export function portalContent(): PortalContent {
	return import.meta.hot ? gather() : (built ??= gather());
}

function gather(): PortalContent {
	const root = contentRoot();
	const content = readContent(root, now);
	const model = modelOf(content);
	const { organisation, severity, services, site, alerts, onCall } = content;
	const responses = joinDuplicateResponses(
		content.incidents.map((record) => foldResponse(record, content.alertLog)),
	);
	const documents = content.postMortems.map(({ value }) => value);

	const known = responses
		.map((response): KnownIncident => {
			const facts = factsOf(response, { severity, organisation, services, alerts, responses }, now);
			const verdict = postMortemVerdict(response, facts, severity.postMortem, documents);
			return {
				response,
				level: severity.levels.find(({ id }) => id === currentLevel(response)?.level),
				facts,
				verdict,
				deadlines: deadlinesOf(response, facts, verdict, now, {
					severity,
					organisation,
					zone: site.zone,
				}),
				fired: firedRules(severity, facts, now),
			};
		})
		.sort(
			(a, b) => b.response.opened - a.response.opened || (a.response.id < b.response.id ? 1 : -1),
		);

	const context = { zone: site.zone, calendar: workCalendar(organisation, site.zone) };
	const duties = onCall.rotations.map((rotation) => ({
		rotation,
		shift: onCallAt(rotation, onCall.overrides, now, context),
		next: nextShift(rotation, onCall.overrides, now, context),
	}));
	return { ...content, now, root, model, view: view(model, now), known, duties };
}
