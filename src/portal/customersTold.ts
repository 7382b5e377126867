/** What customers were told of an incident, where, and the next word to them as far as it can be written already. */
import { messageFields } from '../domain/messageFields.ts';
import { spreadOf } from '../domain/spread.ts';
import { serviceIds } from '../domain/serviceHistory.ts';
import { versionAt } from '../domain/version.ts';
import { renderMessage } from '../read/template.ts';
import type { UpdateEntry } from '../domain/prefilledEntries.ts';
import type { Milliseconds } from '../schemas/values.ts';
import { en } from '../strings/en.ts';
import type { PrintedTime } from '../ui/time.ts';
import { timePrinter } from '../ui/time.ts';
import type { CellPart } from './cells.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import { serviceNames } from './incidentLog.ts';

/** The question that comes before every other, and its answer as of the build. */
export interface StatusFirst {
	question: string;
	answer: CellPart[];
	/** The answer is no. */
	late: boolean;
}

/**
 * The organisation's first question of an open incident; `undefined` if it asks none, it is over, or customers know
 * nothing of it and the level asks for no news to them.
 */
export function statusFirst(
	{ response, level, deadlines }: KnownIncident,
	{ process, site }: PortalContent,
): StatusFirst | undefined {
	const question = process.statusFirst;
	if (question === undefined || !response.open) return undefined;
	const last = response.shown?.updates.at(-1)?.at;
	if (last === undefined) {
		const asked = level && versionAt(level.updates, response.opened);
		return asked?.every(({ audience, cadence }) => audience !== 'customers' || 'never' in cadence)
			? undefined
			: { question, answer: ['No. Customers have not been told of it.'], late: true };
	}
	const print = timePrinter(site.zone, 'en');
	const time = (instant: number) => {
		const { iso, short } = print.time(instant);
		return { iso, text: short };
	};
	const said: CellPart[] = ['The last word is from ', time(last)];
	const next = deadlines.find(({ kind, what }) => kind === 'update' && what === 'customers');
	if (next?.due === undefined) return { question, answer: ['Yes. ', ...said, '.'], late: false };
	const due = time(next.due);
	return next.state === 'overdue'
		? {
				question,
				answer: ['No longer. ', ...said, ', and the next was due by ', due, '.'],
				late: true,
			}
		: { question, answer: ['Yes. ', ...said, '; the next is due by ', due, '.'], late: false };
}

/** What of an update can be written before anybody has typed a word. */
export type UpdateDraft = Pick<UpdateEntry, 'title' | 'status' | 'services' | 'message'>;

/**
 * The next word to customers, for somebody to change what is not so. The first takes its services from the alerts, and
 * never the title, which responders gave it for each other. The text is that of the first template for the status page
 * that says nothing of a time of the build.
 *
 * @param cadence how long after it the next word is promised
 */
export function draftUpdate(
	known: KnownIncident,
	content: PortalContent,
	cadence: Milliseconds | undefined,
): UpdateDraft {
	const { response } = known;
	const status = response.shown?.status ?? 'investigating';
	const { impact, ...said } = response.shown ? {} : firstWord(known, content);
	const template = content.templates.find(
		({ value }) =>
			value.audience === 'customers' &&
			value.statuses.includes(status) &&
			content.organisation.channels.some(
				({ id, kind }) => id === value.channel && kind === 'status-page',
			),
	);
	const fields = {
		...messageFields(
			known,
			'customers',
			content,
			content.now,
			cadence === undefined ? undefined : content.now + cadence,
		),
		...(said.title !== undefined && { title: said.title }),
		...(impact !== undefined && { impact }),
	};
	// These are of the time of the build, and it is sent later.
	delete fields.now;
	delete fields.duration;
	delete fields['next-update'];
	const message = template && renderMessage(template.value, fields);
	return {
		...said,
		status,
		message: message === undefined || message.gaps ? '' : message.text.trim(),
	};
}

/** What a first word can say: that something is wrong, and with what. */
function firstWord(
	{ response }: KnownIncident,
	content: PortalContent,
): Pick<UpdateDraft, 'title' | 'services'> & { impact?: string } {
	const today = serviceIds(content.services);
	const named = response.alerts.flatMap(({ value }) => value.service ?? []);
	const services = [...new Set(named.map((id) => today.get(id) ?? id))];
	return {
		title: en.incident.untitled,
		...(services.length > 0 && {
			services: Object.fromEntries(services.map((id) => [id, 'partial-outage' as const])),
			impact: `${serviceNames(services, content).join(', ')}: partial outage`,
		}),
	};
}

/** A channel to customers, and when the last word was said there. */
export interface ToldRow {
	channel: string;
	href: string | undefined;
	/** `undefined`: not yet. */
	told: PrintedTime | undefined;
	/** The command that writes down that it was said. */
	command: string;
}

/** Where the last word to customers has to be said, and whether it was. */
export function toldRows(
	{ response, level, facts }: KnownIncident,
	{ organisation, site }: PortalContent,
): ToldRow[] {
	if (!level || !response.open) return [];
	const print = timePrinter(site.zone, 'en');
	return spreadOf(response, level, facts, organisation).map(({ channel, told }) => ({
		channel: channel.name,
		href: channel.url,
		told: told === undefined ? undefined : print.time(told),
		command: `npm run incident -- note ${response.id} --kind communication --set channel=${channel.id} --message "Said."`,
	}));
}
