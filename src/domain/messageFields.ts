/** What a message about an incident can say, from what was written down. What is not known is left out. */
import type { Action, PostMortem } from '../schemas/page.ts';
import type { Template, TemplateField } from '../schemas/template.ts';
import { templateFields } from '../schemas/template.ts';
import type { Instant } from '../schemas/values.ts';
import { milestones } from '../schemas/vocabulary.ts';
import { answerWords } from './answers.ts';
import { dateAt } from './calendar.ts';
import type { Content, Page } from './content.ts';
import { cadenceRange } from './deadlines.ts';
import { decidesByDefault, dutiesAt, rotationBehind } from './duty.ts';
import type { KnownIncident } from './knownIncidents.ts';
import { messageToText } from './message.ts';
import type { Facts } from './predicate.ts';
import { evaluate } from './predicate.ts';
import type { Response } from './response.ts';
import { sectionWords } from './sections.ts';
import { allServices, serviceIds } from './serviceHistory.ts';
import { printDuration, printInZone } from './time.ts';
import { versionAt } from './version.ts';
import { personName, statusWords } from './words.ts';

/** Fields by name; a field that is not known is not there. */
export type MessageFields = Partial<Record<TemplateField, string>>;

type Audience = Template['audience'];

/** Every field that templates of an organisation can ask for: those that all have, and its own. */
export function fieldNames({
	severity,
	process,
}: Pick<Content, 'severity' | 'process'>): TemplateField[] {
	return [
		...templateFields,
		...severity.facts.map(({ id }): TemplateField => `fact-${id}`),
		...process.triage.map(({ id }): TemplateField => `triage-${id}`),
		...severity.postMortem.sections.map(({ id }): TemplateField => `section-${id}`),
	];
}

/**
 * The fields of a message to an audience, sent at `now`. Customers get only what customers were already told, or
 * what is public anyway: everything else about the incident has to be given by the sender.
 *
 * @param promise by when the sender promises news; otherwise what was promised, or what the level asks for
 */
export function messageFields(
	known: KnownIncident,
	audience: Audience,
	content: Content,
	now: Instant,
	promise?: Instant,
): MessageFields {
	const fields = {
		...publicFields(known, content, now, nextWord(known, audience, content, now, promise)),
		...(audience === 'customers' ? {} : internalFields(known, content, now)),
	};
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''),
	);
}

/** Fields that a template asks for and that are not known. */
export function missingFields(
	{ required }: Pick<Template, 'required'>,
	fields: MessageFields,
): TemplateField[] {
	return required.filter((name) => fields[name] === undefined);
}

/**
 * Why a template may not fit an incident, a sentence each. `refused`: it should not be sent. `odd`: look twice. What
 * goes to customers is refused where colleagues are only warned.
 */
export function misfits(
	{ when, statuses, name, audience }: Pick<Template, 'when' | 'statuses' | 'name' | 'audience'>,
	{ response: { status } }: Pick<KnownIncident, 'response'>,
	facts: Facts,
): { refused: string[]; odd: string[] } {
	const holds = when === undefined ? true : evaluate(when, facts);
	const early =
		statuses.length > 0 && !statuses.includes(status)
			? [`“${name}” is for the status ${statuses.join(' or ')}, and it is ${status}.`]
			: [];
	const unknown =
		holds === undefined
			? [`Whether “${name}” is for this incident depends on facts that nobody has answered yet.`]
			: [];
	const toCustomers = audience === 'customers';
	return {
		refused: [
			...(holds === false
				? [`“${name}” is not for this incident: its condition does not hold.`]
				: []),
			...(toCustomers ? early : []),
		],
		odd: [...unknown, ...(toCustomers ? [] : early)],
	};
}

type Optional = { [K in TemplateField]?: string | undefined };

/** What customers know or may know. */
function publicFields(
	{ response }: KnownIncident,
	content: Content,
	now: Instant,
	next: Instant | undefined,
): Optional {
	const { site, organisation } = content;
	const { shown } = response;
	const started = shown?.startedAt;
	return {
		title: shown?.title,
		id: shown && response.id,
		status: shown && statusWords(shown.status, content),
		impact: impactWords(response, content),
		services:
			shown &&
			serviceNames(
				shown.services.map(({ id }) => id),
				content,
			).join(', '),
		...(started === undefined ? {} : startedFields(started, content)),
		'ended-utc': shown?.resolvedAt === undefined ? undefined : utc(shown.resolvedAt),
		duration:
			started === undefined
				? undefined
				: printDuration(Math.max(0, (shown?.resolvedAt ?? now) - started), 'en'),
		now: bothZones(now, content),
		'next-update': next === undefined ? undefined : bothZones(next, content),
		'next-update-minutes':
			next === undefined ? undefined : String(Math.max(1, Math.round((next - now) / 60_000))),
		progress: latestText(response),
		workaround: shown?.workaround,
		updates: shown?.updates
			.flatMap(({ at, body }) => (body === undefined ? [] : `${utc(at)}: ${oneLine(body)}`))
			.join('\n'),
		'status-page': shown && `${withoutSlash(site.url)}/incidents/${response.id}/`,
		support: site.support?.email ?? site.support?.url ?? site.support?.text,
		organisation: organisation.name,
		product: site.name,
	};
}

/** What only colleagues may know; where it is said of the same field, it takes the place of the public word. */
function internalFields(known: KnownIncident, content: Content, now: Instant): Optional {
	const { response, level } = known;
	const { organisation, postMortems } = content;
	const portal = organisation.portalUrl && withoutSlash(organisation.portalUrl);
	const started = response.milestones['impact-started'] ?? response.opened;
	const document = postMortems.find(({ value }) => value.incident === response.id);
	const actions = document?.value.actions ?? [];
	const worked = response.mitigations.findLast(({ result }) => result === 'worked');
	const duties = dutiesAt(content, now);
	const onDuty = (id: string | undefined) => {
		const person = duties.find(({ rotation }) => rotation.id === id)?.shift?.person;
		return person === undefined ? undefined : personName(content, person);
	};
	const primary = content.onCall.handoff?.rotation ?? content.onCall.rotations[0]?.id;
	return definedOnly({
		title: response.title === response.id ? undefined : response.title,
		reference: response.reference,
		id: response.id,
		level: level?.label,
		'level-name': level?.name,
		date: dateAt(response.opened, 'UTC'),
		status: statusWords(response.status, content),
		...startedFields(started, content),
		'ended-utc': response.resolvedAt === undefined ? undefined : utc(response.resolvedAt),
		duration: printDuration(Math.max(0, (response.resolvedAt ?? now) - started), 'en'),
		'duration-clock': clockLength(Math.max(0, (response.resolvedAt ?? now) - started)),
		...milestoneTimes(response, started),
		owner: ownerOf(response, content) ?? onDuty(primary),
		commander: roleOf(response, content, content.process.decisionOwner),
		progress: latestText(response) ?? latestNote(response),
		cause: response.cause?.body
			? oneLine(response.cause.body)
			: response.cause?.cause.replaceAll('-', ' '),
		contributing: response.cause?.contributing.map(withoutStop).join('; '),
		'detected-by': response.detectedBy && capital(response.detectedBy.replaceAll('-', ' ')),
		mitigations: response.mitigations
			.map(({ mitigation, result, body }) => {
				const what = body ? withoutStop(oneLine(body)) : mitigation.replaceAll('-', ' ');
				return `${what} (${result})`;
			})
			.join('; '),
		'permanent-fix': permanentFix(response),
		fix: worked && (worked.body ? oneLine(worked.body) : worked.mitigation.replaceAll('-', ' ')),
		prevention: list(actions.filter(({ kind }) => kind === 'prevent')),
		actions: list(actions),
		...(document && documentFields(document, content)),
		'post-mortem':
			document && (portal === undefined ? document.path : `${portal}/post-mortems/${document.id}/`),
		'incident-page': portal && `${portal}/incidents/${response.id}/`,
		primary: onDuty(primary),
		secondary: primary === undefined ? undefined : onDuty(rotationBehind(content, primary)?.id),
		...ownFields(response, content),
		...answered(response),
	});
}

/** What the post-mortem decided, and what its sections say. */
function documentFields({ value, body }: Page<PostMortem>, content: Content): Optional {
	const { actions, monitoringChanges, processChanges } = value;
	const prevents = actions.filter(({ kind }) => ['prevent', 'mitigate', 'other'].includes(kind));
	const of = (kind: Action['kind']) => actions.filter((action) => action.kind === kind);
	const both = (changes: readonly string[], asked: readonly Action[]) =>
		[...changes.map(withoutStop), ...asked.map(({ title }) => withoutStop(title))].join('; ');
	return {
		'prevention-short': list(prevents.filter(({ term }) => term !== 'long')),
		'prevention-long': list(prevents.filter(({ term }) => term === 'long')),
		'monitoring-changes': both(monitoringChanges, of('detect')),
		'process-changes': both(processChanges, of('process')),
		'action-items': actions
			.map(
				({ title, owner, due }) =>
					`${withoutStop(title)} (${personName(content, owner)}, due ${due})`,
			)
			.join('; '),
		...Object.fromEntries(
			content.severity.postMortem.sections.map(({ id, heading }) => [
				`section-${id}`,
				sectionWords(body, heading),
			]),
		),
	};
}

/** Answers to the organisation's own questions, each by the id of its question. */
function ownFields({ answers, triage }: Response, { severity, organisation }: Content): Optional {
	const facts = severity.facts.map((fact) => [
		`fact-${fact.id}`,
		answerWords(fact, answers[fact.id], organisation.currency),
	]);
	const looked = Object.entries(triage).map(([id, answer]) => [`triage-${id}`, answer]);
	return Object.fromEntries([...facts, ...looked]) as Optional;
}

/** When each milestone was, on the clock of UTC; with its day where that is not the day on which it began. */
function milestoneTimes(response: Response, started: Instant): Optional {
	const looked = ['triage', 'hypothesis', 'command', 'observation'];
	const firstLook = response.notes.find(({ note }) => looked.includes(note.kind))?.note.at;
	const time = (instant: Instant | undefined) => {
		if (instant === undefined) return undefined;
		const [day = '', rest = ''] = new Date(instant).toISOString().split('T');
		const clock = rest.slice(0, 5);
		return day === dateAt(started, 'UTC') ? clock : `${day} ${clock}`;
	};
	return {
		...Object.fromEntries(
			milestones.map((name) => [`time-${name}`, time(response.milestones[name])]),
		),
		'time-investigating': time(firstLook),
	};
}

/** What was said when the fix was in place. */
function permanentFix({ notes }: Response): string | undefined {
	const note = notes.findLast(
		(item) => item.note.kind === 'milestone' && item.note.milestone === 'closed',
	)?.note;
	return note?.body === undefined ? undefined : oneLine(note.body);
}

/** Hours and minutes, as many hours as it takes: `00:52`, `26:05`. */
function clockLength(length: number): string {
	const minutes = Math.round(length / 60_000);
	return [Math.floor(minutes / 60), minutes % 60]
		.map((part) => String(part).padStart(2, '0'))
		.join(':');
}

/** A triage field or fact that is called like a field of messages fills it. */
function answered({ triage, answers }: Response): Optional {
	const fields = ['eta', 'affected-users', 'next-steps', 'impact'] as const;
	return definedOnly(
		Object.fromEntries(
			fields.map((name) => {
				const answer = triage[name] ?? answers[name];
				return [name, answer === undefined ? undefined : String(answer)];
			}),
		),
	);
}

function definedOnly(fields: Optional): Optional {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** By when news is promised: by the sender, by what customers were told, or by the cadence of the level. */
function nextWord(
	{ response, level }: KnownIncident,
	audience: Audience,
	{ severity }: Content,
	now: Instant,
	promise: Instant | undefined,
): Instant | undefined {
	if (promise !== undefined) return promise;
	if (!response.open) return undefined;
	const promised = response.shown?.nextUpdate;
	if (promised !== undefined && promised > now) return promised;
	const known = level && severity.levels.find(({ id }) => id === level.id);
	const cadence =
		known &&
		versionAt(known.updates, response.opened).find((item) => item.audience === audience)?.cadence;
	const range = cadence && cadenceRange(cadence);
	return range && now + range.max;
}

/**
 * What customers meet now, service by service: what does not work, else that all works. Once it is over, the worst they
 * met; of what was taken back, nothing.
 */
function impactWords({ shown }: Response, content: Content): string | undefined {
	if (!shown || shown.services.length === 0) return undefined;
	const over = !shown.open && !shown.retraction;
	const met = shown.services.map(({ id, condition, worst }) => ({
		id,
		said: over ? worst : condition,
	}));
	const affected = met.filter(({ said }) => said !== 'operational');
	return (affected.length > 0 ? affected : met)
		.map(({ id, said }) => {
			const [name = id] = serviceNames([id], content);
			return `${name}: ${said.replaceAll('-', ' ')}`;
		})
		.join('; ');
}

function serviceNames(ids: readonly string[], { services }: Content): string[] {
	const today = serviceIds(services);
	const all = allServices(services);
	return [...new Set(ids.map((id) => today.get(id) ?? id))].map(
		(id) => all.find((service) => service.id === id)?.name ?? id,
	);
}

function startedFields(started: Instant, content: Content): Optional {
	return {
		started: bothZones(started, content),
		'started-utc': utc(started),
		'started-zone': printInZone(started, zoneOf(content), 'en'),
	};
}

const zoneOf = ({ organisation, site }: Pick<Content, 'organisation' | 'site'>) =>
	organisation.secondZone ?? site.zone;

const utc = (instant: Instant) => printInZone(instant, 'UTC', 'en');

/** The organisation's zone first, and UTC behind it. */
function bothZones(instant: Instant, content: Content): string {
	const zone = zoneOf(content);
	const local = printInZone(instant, zone, 'en');
	const world = utc(instant);
	if (local === world) return world;
	const [day, time] = world.split(', ');
	return local.startsWith(`${day ?? ''}, `) ? `${local} (${time ?? world})` : `${local} (${world})`;
}

/** Who answers for it: who was given the role that decides, else who has it by default, else who took the alert. */
function ownerOf(response: Response, content: Content): string | undefined {
	const { milestones, opened, acknowledgedBy } = response;
	const decides = roleOf(response, content, content.process.decisionOwner);
	const person = decidesByDefault(content, milestones.alerted ?? opened) ?? acknowledgedBy;
	return decides ?? (person === undefined ? undefined : personName(content, person));
}

function roleOf(
	response: Response,
	content: Content,
	role: string | undefined,
): string | undefined {
	const person = response.roles.find((item) => item.role === role)?.person;
	return person === undefined ? undefined : personName(content, person);
}

/** The latest words to customers. */
function latestText({ shown }: Response): string | undefined {
	const body = shown?.updates.findLast((update) => update.body !== undefined)?.body;
	return body === undefined ? undefined : messageToText(body);
}

/** The latest thing that responders found out or decided. */
function latestNote({ notes }: Response): string | undefined {
	const told = ['observation', 'decision', 'hypothesis', 'mitigation'];
	const note = notes.findLast((item) => told.includes(item.note.kind) && item.note.body)?.note;
	return note?.body === undefined ? undefined : messageToText(note.body);
}

const list = (actions: readonly { title: string }[]) =>
	actions.map(({ title }) => withoutStop(title)).join('; ');

const withoutStop = (text: string) => text.replace(/\.$/, '');
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const oneLine = (markdown: string) => messageToText(markdown).replaceAll(/\s+/g, ' ');
const withoutSlash = (address: string) => address.replace(/\/$/, '');
