/**
 * What the home page will show before the next build, worked out at this one: the page carries each later
 * state, and its script only chooses. So one algebra decides what is shown at every instant.
 */
import { advance, barDays, nextTransition, project, spareDays } from '../domain/view.ts';
import { drawBars } from '../ui/bars.ts';
import type { StatusContent } from './content.ts';
import type { GroupRow, Headline, PastDay, ServiceRow } from './home.ts';
import { comingMaintenance, groupRows, headline, openIncidents, pastDays } from './home.ts';
import type { Shell } from './shell.ts';

type Work = ReturnType<typeof comingMaintenance>[number];
type Open = ReturnType<typeof openIncidents>[number];

/** Everything on the home page that time alone can change. */
export interface HomeState {
	headline: Headline;
	groups: GroupRow[];
	works: Work[];
	open: Open[];
	days: PastDay[];
	/** Days that have begun since the build. */
	shift: number;
}

/** A later state: what is different from the state before it. */
export interface ComingStep {
	/** From this instant on. */
	from: number;
	shift: number;
	/** Set where the build is no longer to be believed; nothing else is, then. */
	stale: boolean;
	headline: Headline | undefined;
	/** Set where services come or go. */
	services: GroupRow[] | undefined;
	/** Groups whose own sign changes. */
	groups: GroupRow[];
	rows: ServiceRow[];
	works: Work[] | undefined;
	/** Incidents of which a promised update has become overdue. */
	open: Open[];
	days: PastDay[] | undefined;
}

const minute = 60_000;

/** The home page as of `content.now`. */
export function homeState(content: StatusContent, shell: Shell): HomeState {
	return {
		headline: headline(content, shell),
		groups: groupRows(content),
		works: comingMaintenance(content),
		open: openIncidents(content),
		days: pastDays(content, shell),
		shift: 0,
	};
}

/** The states after this build, earliest first; the last begins when it is no longer to be believed. */
export function comingSteps(content: StatusContent, shell: Shell): ComingStep[] {
	const steps: ComingStep[] = [];
	const built = homeState(content, shell);
	let shown = built;
	for (const from of changes(content)) {
		const state = laterState(content, shell, built, from);
		const step = difference(shown, state, from);
		if (step) steps.push(step);
		shown = state;
	}
	return [
		...steps,
		{
			from: content.validUntil,
			shift: shown.shift,
			stale: true,
			headline: undefined,
			services: undefined,
			groups: [],
			rows: [],
			works: undefined,
			open: [],
			days: undefined,
		},
	];
}

/** Figures are as of the build, and say so; only what is drawn and said goes on. */
function laterState(
	content: StatusContent,
	shell: Shell,
	built: HomeState,
	from: number,
): HomeState {
	const { foresight } = content.view;
	const later: StatusContent = { ...content, now: from, view: advance(content.view, from) };
	const shift = shiftAt(content, from);
	const figures = new Map(
		built.groups.flatMap(({ services }) => services.map((service) => [service.id, service])),
	);
	const gone = new Map(content.view.services.map(({ id, days }) => [id, days.slice(0, shift)]));
	const shown = new Map(later.view.services.map(({ id, days }) => [id, days]));
	return {
		...homeState(later, shell),
		groups: groupRows(later).map((group) => ({
			...group,
			uptime: built.groups.find(({ id }) => id === group.id)?.uptime ?? group.uptime,
			services: group.services.map((row) => ({
				...row,
				uptime: figures.get(row.id)?.uptime ?? row.uptime,
				troubledDays: figures.get(row.id)?.troubledDays ?? row.troubledDays,
				bar: drawBars(
					[...(gone.get(row.id) ?? []), ...(shown.get(row.id) ?? [])],
					foresight.days.length - barDays - shift,
				),
			})),
		})),
		shift,
	};
}

/** How many days have begun since the build. */
const shiftAt = ({ now, view: { foresight } }: StatusContent, from: number) =>
	foresight.days.filter(({ start }) => start > now && start <= from).length;

/** Instants within which the build is believed, at which the page would look different. */
function changes({ view: { foresight }, now, validUntil }: StatusContent): number[] {
	const instants = new Set<number>();
	for (let at = nextTransition(foresight, now); at < validUntil; at = nextTransition(foresight, at))
		instants.add(at);

	// Where something is wrong, the mark of today grows with the time it takes.
	const growing = {
		...foresight,
		days: foresight.days.slice(-(spareDays + 1)),
		services: foresight.services
			.filter(({ history }) => history.segments.length + history.maintenance.length > 0)
			.map((service) => ({ ...service, settled: [] })),
	};
	if (growing.services.length > 0) {
		const drawn = (at: number) =>
			JSON.stringify(project(growing, at).services.map(({ days }) => drawBars(days.slice(-1), 1)));
		let last = drawn(now);
		for (let at = Math.ceil((now + 1) / minute) * minute; at < validUntil; at += minute) {
			const next = drawn(at);
			if (next !== last) instants.add(at);
			last = next;
		}
	}
	return [...instants].sort((a, b) => a - b);
}

function difference(before: HomeState, after: HomeState, from: number): ComingStep | undefined {
	const rowsBefore = new Map(
		before.groups.flatMap(({ services }) => services.map((row) => [row.id, row])),
	);
	const whole = !same(names(before.groups), names(after.groups));
	const groupsBefore = new Map(before.groups.map((group) => [group.id, group]));
	const step: ComingStep = {
		from,
		shift: after.shift,
		stale: false,
		headline: same(before.headline, after.headline) ? undefined : after.headline,
		services: whole ? after.groups : undefined,
		groups: whole
			? []
			: after.groups.filter(({ id, condition }) => groupsBefore.get(id)?.condition !== condition),
		rows: whole
			? []
			: after.groups.flatMap(({ services }) =>
					services.filter((row) => !same(rowsBefore.get(row.id), row)),
				),
		works: same(phases(before.works), phases(after.works)) ? undefined : after.works,
		open: after.open.filter(
			({ incident: { id }, overdue }) =>
				before.open.find(({ incident }) => incident.id === id)?.overdue !== overdue,
		),
		days: same(before.days, after.days) ? undefined : after.days,
	};
	const changed =
		step.headline !== undefined ||
		step.services !== undefined ||
		step.works !== undefined ||
		step.days !== undefined ||
		step.groups.length + step.rows.length + step.open.length > 0 ||
		before.shift !== after.shift;
	return changed ? step : undefined;
}

const names = (groups: readonly GroupRow[]) =>
	groups.map(({ id, services }) => [id, ...services.map((row) => row.id)]);

const phases = (works: readonly Work[]) =>
	works.map(({ maintenance: { id }, phase }) => `${id} ${phase}`);

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
