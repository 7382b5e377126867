/** What there is: all open incidents, or one from its beginning. Writes nothing. */
import { deadlinesOf } from '../../src/domain/deadlines.ts';
import type { Response, StoredAlert, TimelineEntry } from '../../src/domain/response.ts';
import { currentLevel, foldResponse, joinDuplicateResponses } from '../../src/domain/response.ts';
import { missingRoles } from '../../src/domain/joining.ts';
import { printDuration, timePrinter } from '../../src/domain/time.ts';
import { noteWords, personName, statusWords } from '../../src/domain/words.ts';
import { incidentFolders } from '../../src/read/publicContent.ts';
import { readIncident } from '../../src/read/record.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { printInstant } from '../lib/when.ts';
import type { Workspace } from '../lib/workspace.ts';
import { lookUpIncident, openWorkspace } from '../lib/workspace.ts';
import { alertsOf } from './incidentAlerts.ts';
import { incidentOf } from './incidentFlags.ts';

/** Open incidents, the worst first; with `--all` those that are over too, the latest first. */
export async function list({ given }: Call): Promise<Outcome> {
	const workspace = await openWorkspace();
	const { root, reading, now } = workspace;
	const records = incidentFolders(root).map((folder) => readIncident(folder, reading).record);
	const responses = joinDuplicateResponses(records.map((record) => foldResponse(record)));
	const all = given['all'] === true;
	const shown = responses
		.filter(({ open }) => open || all)
		.sort(
			(a, b) =>
				Number(b.open) - Number(a.open) ||
				(all && !a.open ? 0 : rankOf(a, workspace) - rankOf(b, workspace)) ||
				b.opened - a.opened,
		);
	const rows = shown.map((response) => {
		const news = newsDue(response, workspace);
		return [
			response.id,
			labelOf(response, workspace) ?? 'no level',
			statusWords(response.status, workspace),
			response.title,
			...(response.shown ? [] : ['internal']),
			...(response.example ? ['example'] : []),
			...(news === undefined ? [] : [newsWords(news, now)]),
			...rolesWords(response, workspace),
		];
	});
	return {
		lines:
			rows.length > 0
				? columns(rows, 3)
				: [all ? 'There are no incidents.' : 'Nothing is open. With --all: what is over.'],
		data: { now: printInstant(now), incidents: shown.map((item) => dataOf(item, workspace)) },
	};
}

/** One incident: where it stands, and everything that was said and done, in order. */
export async function show(call: Call): Promise<Outcome> {
	const id = incidentOf(call);
	const workspace = await openWorkspace();
	const { now, site } = workspace;
	const record = lookUpIncident(workspace, id);
	const alerts = alertsOf(workspace, record);
	const response = foldResponse(record, alerts);
	const time = timePrinter(site.zone, 'en').time;
	const news = newsDue(response, workspace);
	const words = (entry: TimelineEntry) =>
		'note' in entry
			? noteWords(entry.note, {
					...settingsOf(workspace),
					// Their ids say enough here; reading every runbook for its title takes longer than all the rest.
					runbooks: [],
					alertLog: alerts.map((alert) => ({ ...alert, body: '', bodyLine: 1 })),
				})
			: `Customers were told: ${statusWords(entry.update.status, workspace)}`;
	const entries = response.timeline.map((entry) => ({
		entry,
		when: time(entry.at),
		what: words(entry),
		by: 'note' in entry ? personName(workspace, entry.note.by) : undefined,
		text: 'note' in entry ? entry.note.body : entry.update.body,
	}));
	const lines = [
		`${response.id}: ${response.title}`,
		[
			labelOf(response, workspace) ?? 'no level',
			statusWords(response.status, workspace),
			...(response.shown ? [] : ['internal']),
			...(response.duplicateOf === undefined ? [] : [`a duplicate of ${response.duplicateOf}`]),
		].join(' · '),
		`Opened ${time(response.opened).text}${response.by === undefined ? '' : ` by ${personName(workspace, response.by)}`}`,
		...(response.resolvedAt === undefined
			? []
			: [
					`Over ${time(response.resolvedAt).text}, after ${printDuration(response.resolvedAt - (response.milestones['impact-started'] ?? response.opened), 'en')}`,
				]),
		...response.alerts.map((alert) => alertLine(alert, (instant) => time(instant).text)),
		...(response.shown?.services ?? []).map(
			(service) => `  ${service.id}: ${service.condition.replaceAll('-', ' ')}`,
		),
		...response.roles.map(({ role, person }) => `  ${role}: ${personName(workspace, person)}`),
		...(response.open ? rolesMissing(response, workspace) : []).map(
			(role) => `  ${role}: nobody yet`,
		),
		...(news === undefined ? [] : [`${capital(newsWords(news, now))}.`]),
	];
	let day = '';
	for (const { entry, when, what, by, text } of entries) {
		if (when.day !== day) lines.push('', when.day);
		day = when.day;
		const since = entry.since < entry.at ? `, since ${time(entry.since).short}` : '';
		lines.push(
			`  ${when.short}  ${what}${by === undefined ? '' : ` (${by})`}${since}  [${entry.op}]`,
		);
		for (const line of text?.split('\n') ?? []) lines.push(line === '' ? '' : `      ${line}`);
	}
	return {
		lines,
		data: {
			...dataOf(response, workspace),
			alerts: response.alerts.map(({ id: alert }) => alert),
			roles: response.roles.map(({ role, person }) => ({ role, person })),
			timeline: entries.map(({ entry, what, text }) => ({
				op: entry.op,
				at: printInstant(entry.at),
				...(entry.since < entry.at && { since: printInstant(entry.since) }),
				...('note' in entry
					? { kind: entry.note.kind, by: entry.note.by }
					: { kind: 'update', status: entry.update.status }),
				what,
				text,
			})),
		},
	};
}

/** An alert of it: since when it fired, and who took it. */
function alertLine({ id, value }: StoredAlert, print: (instant: number) => string): string {
	const { name, fired, acknowledged, by = 'somebody' } = value;
	const taken = acknowledged === undefined ? '' : `; ${by} has it since ${print(acknowledged)}`;
	return `Alert ${id}: ${name}, since ${print(fired)}${taken}`;
}

/** When customers wait for news; `undefined` if nothing is due by the clock. */
function newsDue(response: Response, workspace: Workspace): number | undefined {
	const { severity, organisation, site, now } = workspace;
	const none = {
		state: 'not-required' as const,
		reasons: [],
		due: undefined,
		published: undefined,
	};
	const context = { severity, organisation, zone: site.zone };
	return response.shown && response.open
		? deadlinesOf(response, {}, none, now, context).find(
				({ kind, what }) => kind === 'update' && what === 'customers',
			)?.due
		: undefined;
}

/** Roles that the level asks for and nobody has. */
const rolesMissing = (response: Response, workspace: Workspace) =>
	missingRoles(response, levelNow(response, workspace)?.roles ?? []);

/** The same as a cell, while it matters. */
function rolesWords(response: Response, workspace: Workspace): string[] {
	const missing = response.open ? rolesMissing(response, workspace) : [];
	return missing.length === 0 ? [] : [`nobody is ${missing.join(', ')}`];
}

const newsWords = (due: number, now: number) =>
	due < now
		? `next update overdue by ${printDuration(now - due, 'en')}`
		: `next update due in ${printDuration(due - now, 'en')}`;

function dataOf(response: Response, workspace: Workspace) {
	const { id, title, status, open, opened, resolvedAt, shown, duplicateOf, example } = response;
	const due = newsDue(response, workspace);
	return {
		id,
		title,
		status,
		open,
		level: currentLevel(response)?.level,
		public: shown !== undefined,
		opened: printInstant(opened),
		resolved: resolvedAt === undefined ? undefined : printInstant(resolvedAt),
		services: Object.fromEntries(
			(shown?.services ?? []).map((service) => [service.id, service.condition]),
		),
		nextUpdate: due === undefined ? undefined : printInstant(due),
		overdue: due !== undefined && due < workspace.now,
		rolesMissing: open ? rolesMissing(response, workspace) : [],
		duplicateOf,
		...(example && { example }),
	};
}

const levelNow = (response: Response, { severity }: Workspace) =>
	severity.levels.find(({ id }) => id === currentLevel(response)?.level);

const labelOf = (response: Response, workspace: Workspace) => levelNow(response, workspace)?.label;

const rankOf = (response: Response, workspace: Workspace) =>
	levelNow(response, workspace)?.rank ?? Infinity;

const settingsOf = ({ severity, process, onCall, organisation }: Workspace) => ({
	severity,
	process,
	onCall,
	organisation,
});

/** Rows whose first cells stand below each other; the rest of a row follows as it is. */
function columns(rows: readonly (readonly string[])[], aligned: number): string[] {
	const widths = Array.from({ length: aligned }, (_, column) =>
		Math.max(...rows.map((row) => row[column]?.length ?? 0)),
	);
	return rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
