/** Whether something may happen: each requirement of a gate, whether it is met, who says so, and what shows it. */
import type { Check, CheckKind } from '../schemas/evidence.ts';
import type { Gate } from '../schemas/process.ts';
import type { Instant, Period } from '../schemas/values.ts';
import { addPeriodTo, workCalendar } from './calendar.ts';
import type { Content } from './content.ts';
import type { Interval } from './interval.ts';
import { uncovered } from './onCall.ts';
import type { Response } from './response.ts';
import { currentLevel } from './response.ts';
import { timePrinter } from './time.ts';
import { personName } from './words.ts';

/** A gate at one instant. */
export interface GateState {
	gate: Gate;
	/** Every requirement is met. */
	open: boolean;
	items: GateItem[];
}

/** One requirement. */
export interface GateItem {
	/** In the organisation's words. */
	text: string;
	met: boolean;
	/** Why it is not met, a sentence each; empty if it is. */
	reasons: string[];
	/** What shows that it is met, the newest look at each thing. */
	evidence: GateEvidence[];
}

/** A look at something that counts. */
export interface GateEvidence {
	/** What was looked at. */
	subject: string;
	at: Instant;
	/** Who looked, by name. */
	by: string;
	/** What was seen. */
	seen: string;
	/** Until when it counts; `undefined` if it does not run out. */
	until: Instant | undefined;
}

/** What gates are judged by. */
export type GateSources = Pick<
	Content,
	'alerts' | 'checks' | 'onCall' | 'organisation' | 'severity' | 'site'
>;

type Requirement = Gate['all'][number];

/** Judges a gate at `now`. What nobody looked at is not met: a gate is closed until somebody shows otherwise. */
export function gateState(
	gate: Gate,
	content: GateSources,
	responses: readonly Response[],
	now: Instant,
): GateState {
	const items = gate.all.map((requirement): GateItem => {
		const { reasons, evidence } = judge(requirement, content, responses, now);
		return { text: requirement.text, met: reasons.length === 0, reasons, evidence };
	});
	return { gate, open: items.every(({ met }) => met), items };
}

type Judgement = Pick<GateItem, 'reasons' | 'evidence'>;

function judge(
	requirement: Requirement,
	content: GateSources,
	responses: readonly Response[],
	now: Instant,
): Judgement {
	if ('incidents' in requirement) {
		return { reasons: openIncidents(requirement.atLeast, content, responses), evidence: [] };
	}
	if ('onCall' in requirement) {
		return { reasons: uncoveredHours(requirement.for, content, now), evidence: [] };
	}
	const look = (wanted: Wanted) => lookAt(wanted, content, now);
	if ('alertRules' in requirement) {
		const rules = content.alerts.rules.filter(({ critical }) => critical || !requirement.critical);
		if (rules.length === 0) {
			const which = requirement.critical ? 'critical alert rule' : 'alert rule';
			return { reasons: [`alerts.yaml has no ${which}, so none is tested.`], evidence: [] };
		}
		return all(
			rules.map(({ name }) =>
				look({
					kind: 'alert-rule-tested',
					subject: name,
					name: `Alert rule ${name}`,
					within: requirement.within,
				}),
			),
		);
	}
	if ('sources' in requirement) {
		return all(
			requirement.sources.map((id) =>
				look({
					kind: 'source-green',
					subject: id,
					name: content.alerts.sources.find((source) => source.id === id)?.name ?? id,
					within: requirement.within,
				}),
			),
		);
	}
	if ('access' in requirement) return all(accessWanted(content, now).map(look));
	return look({
		kind: 'confirmed',
		subject: requirement.confirmed,
		name: requirement.confirmed.replaceAll('-', ' '),
		within: requirement.within,
		by: requirement.by,
	});
}

const all = (judgements: readonly Judgement[]): Judgement => ({
	reasons: judgements.flatMap(({ reasons }) => reasons),
	evidence: judgements.flatMap(({ evidence }) => evidence),
});

/** What evidence has to be about. */
interface Wanted {
	kind: CheckKind;
	subject: string;
	/** What people call the subject. */
	name: string;
	/** For access: whose. */
	person?: string | undefined;
	/** How long evidence counts; `undefined`: for ever. */
	within: Period | undefined;
	/** Who has to say it. */
	by?: string | undefined;
}

/** The newest evidence decides: what passed last month and failed yesterday is not met. */
function lookAt(wanted: Wanted, content: GateSources, now: Instant): Judgement {
	const { zone } = content.site;
	const refused = (reason: string): Judgement => ({ reasons: [reason], evidence: [] });
	const day = (instant: Instant) => timePrinter(zone, 'en').time(instant).day;
	const about = content.checks
		.map(({ value }) => value)
		.filter(
			({ kind, subject, person, at }) =>
				kind === wanted.kind && subject === wanted.subject && person === wanted.person && at <= now,
		)
		.sort((a, b) => b.at - a.at);
	if (about.length === 0)
		return refused(`${wanted.name}: ${never[wanted.kind] ?? 'nobody has looked'}.`);
	const latest = about.find(({ by }) => isBy(by, wanted.by, content));
	if (!latest) {
		const [other] = about;
		return refused(
			`${wanted.name}: confirmed by ${personName(content, other?.by ?? '')}, and it has to be ${personName(content, wanted.by ?? '')}.`,
		);
	}
	if (latest.result !== 'passed') {
		return refused(
			`${wanted.name}: ${latest.result === 'failed' ? 'failed' : 'passed only in part'} on ${day(latest.at)}, says ${personName(content, latest.by)}: ${sentence(latest.evidence)}`,
		);
	}
	const until =
		wanted.within === undefined ? undefined : addPeriodTo(latest.at, wanted.within, zone);
	if (until !== undefined && until <= now) {
		return refused(
			`${wanted.name}: last seen on ${day(latest.at)} by ${personName(content, latest.by)}; that counted until ${day(until)}.`,
		);
	}
	return { reasons: [], evidence: [evidenceOf(latest, wanted, content, until)] };
}

const never: Partial<Record<CheckKind, string>> = {
	'alert-rule-tested': 'was never tested',
	'source-green': 'was never seen green',
	'access-verified': 'was never verified',
	confirmed: 'nobody has confirmed it',
};

function evidenceOf(
	{ at, by, evidence }: Check,
	{ name }: Wanted,
	content: GateSources,
	until: Instant | undefined,
): GateEvidence {
	return { subject: name, at, by: personName(content, by), seen: evidence, until };
}

/** Evidence names people by id or by name. */
function isBy(by: string, wanted: string | undefined, content: GateSources): boolean {
	return wanted === undefined || by === wanted || by === personName(content, wanted);
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Everybody who has or will have a rotation, with every access they need for it. */
function accessWanted(content: GateSources, now: Instant): Wanted[] {
	const { onCall, organisation } = content;
	return onCall.access.flatMap((access) => {
		const rotations = onCall.rotations.filter(
			({ id }) => access.rotations.length === 0 || access.rotations.includes(id),
		);
		const people = new Set(rotations.flatMap((rotation) => membersOf(rotation.id, content, now)));
		return [...people].map((person) => ({
			kind: 'access-verified' as const,
			subject: access.id,
			name: `${personName(content, person)}, ${access.name}`,
			person,
			within: access.validFor ?? organisation.review.access,
		}));
	});
}

/** One access of one person on call. */
export interface AccessState {
	access: string;
	person: string;
	/** Why it is in doubt; `undefined` if somebody saw that it works, and that still counts. */
	reason: string | undefined;
	/** Until when it counts; `undefined` if it is in doubt, or does not run out. */
	until: Instant | undefined;
}

/** Every access of everybody on call. */
export function accessStates(content: GateSources, now: Instant): AccessState[] {
	return accessWanted(content, now).map((wanted) => {
		const { reasons, evidence } = lookAt(wanted, content, now);
		return {
			access: wanted.subject,
			person: wanted.person ?? '',
			reason: reasons[0],
			until: evidence[0]?.until,
		};
	});
}

/** Everybody's access that nobody verified, that failed, or whose time is over. */
export function accessInDoubt(
	content: GateSources,
	now: Instant,
): { access: string; person: string; reason: string }[] {
	return accessStates(content, now).flatMap(({ access, person, reason }) =>
		reason === undefined ? [] : [{ access, person, reason }],
	);
}

function membersOf(id: string, { onCall, site }: GateSources, now: Instant): string[] {
	const rotation = onCall.rotations.find((item) => item.id === id);
	const today = Temporal.Instant.fromEpochMilliseconds(now)
		.toZonedDateTimeISO(rotation?.zone ?? site.zone)
		.toPlainDate()
		.toString();
	const regular = (rotation?.layers ?? [])
		.filter(({ until }) => until === undefined || until > today)
		.flatMap(({ members }) => members);
	const instead = onCall.overrides
		.filter((item) => item.rotation === id && item.until > now)
		.map(({ person }) => person);
	const left = new Set(
		onCall.people
			.filter(({ until }) => until !== undefined && until <= today)
			.map((person) => person.id),
	);
	return [...regular, ...instead].filter((person) => !left.has(person));
}

/** Open incidents that count. One whose level nobody set counts: it may be the worst. */
function openIncidents(
	atLeast: string | undefined,
	{ severity }: GateSources,
	responses: readonly Response[],
): string[] {
	const rankOf = (id: string | undefined) => severity.levels.find((level) => level.id === id)?.rank;
	const limit = rankOf(atLeast) ?? Infinity;
	return responses
		.filter(({ open, duplicateOf }) => open && duplicateOf === undefined)
		.flatMap((response) => {
			const level = severity.levels.find(({ id }) => id === currentLevel(response)?.level);
			if ((level?.rank ?? 0) > limit) return [];
			return [`${response.id} is open: ${response.title} (${level?.label ?? 'no level yet'}).`];
		});
}

function uncoveredHours(ahead: Period, content: GateSources, now: Instant): string[] {
	const { onCall, organisation, site } = content;
	const context = { zone: site.zone, calendar: workCalendar(organisation, site.zone) };
	const print = timePrinter(site.zone, 'en');
	if (onCall.rotations.length === 0) return ['There is no rotation, so nobody is on call.'];
	return onCall.rotations.flatMap((rotation) => {
		const window = { start: now, end: addPeriodTo(now, ahead, site.zone) };
		return uncovered(rotation, onCall.overrides, window, context).map(
			({ start, end }: Interval) =>
				`${rotation.name}: nobody from ${print.time(start).text} until ${print.time(end).text}.`,
		);
	});
}
