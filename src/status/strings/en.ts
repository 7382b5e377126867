/** Every sentence of the status page in English. A language is one such file. */
import type { Condition, IncidentStatus } from '../../schemas/vocabulary.ts';
import type { MaintenancePhase } from '../../domain/maintenance.ts';

const conditions: Record<Condition, string> = {
	operational: 'Operational',
	'under-maintenance': 'Under maintenance',
	'degraded-performance': 'Degraded performance',
	'partial-outage': 'Partial outage',
	'major-outage': 'Major outage',
};

const statuses: Record<IncidentStatus, string> = {
	investigating: 'Investigating',
	identified: 'Identified',
	mitigating: 'Fixing',
	monitoring: 'Watching',
	resolved: 'Resolved',
};

const phases: Record<MaintenancePhase, string> = {
	scheduled: 'Planned',
	'in-progress': 'In progress',
	late: 'Taking longer than planned',
	verifying: 'Being checked',
	completed: 'Completed',
	cancelled: 'Cancelled',
};

const list = (items: readonly string[]) =>
	new Intl.ListFormat('en', { type: 'conjunction' }).format(items);

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const en = {
	language: 'en',
	conditions,
	statuses,
	phases,
	page: {
		status: (name: string) => `${name} status`,
		skip: 'Skip to content',
		home: 'Status',
		history: 'History',
		uptime: 'Uptime',
		subscribe: 'Subscribe',
		navigation: 'Pages',
		how: 'How figures are computed',
		help: 'Help and contact',
		built: 'Built',
		examples: 'This page shows example data.',
		left: 'One or more updates could not be shown. We are mending that.',
	},
	headline: {
		clear: 'All clear.',
		problems: (count: number) => `${plural(count, 'problem', 'problems')} right now.`,
		maintenance: 'Maintenance is under way.',
		/** A title as a sentence of its own. */
		sentence: (title: string) => (/[.!?…]$/.test(title) ? title : `${title}.`),
	},
	hero: {
		allWorking: 'Everything is working.',
		since: 'Since',
		nextUpdate: 'Next update by',
		overdue: 'An update is overdue.',
		rest: 'Everything else is working.',
		still: 'All services are working.',
	},
	incident: {
		untitled: 'A problem is being looked into',
		affected: 'Affected',
		updates: 'Updates',
		workaround: 'Meanwhile',
		nextUpdate: 'Next update by',
		started: 'Started',
		resolved: 'Resolved',
		lasted: 'Lasted',
		corrected: 'Corrected',
		reads: 'It first read:',
		redacted: 'The text was removed',
		retracted: 'Opened by mistake',
		retractedText:
			'This incident was opened by mistake. Nothing was affected, and no downtime is counted.',
		duplicate: 'This turned out to be part of another incident.',
		seeOther: 'Go to that incident',
		unshown: 'An update could not be shown. Until it can, this incident stays open.',
		all: 'All updates',
		report: 'Report',
	},
	maintenance: {
		planned: 'Planned',
		running: 'Maintenance',
		from: 'From',
		until: 'until',
		services: 'Services',
		moved: 'New time:',
	},
	services: {
		heading: 'Services',
		percent: (value: string) => `${value} %`,
		noData: 'no data yet',
		daysAgo: (count: number) => `${count} days ago`,
		today: 'today',
		bar: (name: string, days: number, uptime: string) =>
			`${name}: ${uptime} in the last ${days} days`,
		trouble: (days: number) =>
			days === 0 ? 'no day with trouble' : `${plural(days, 'day', 'days')} with trouble`,
		rule: 'Share of the last 90 days in which the service was there, weighted by how bad it was.',
	},
	past: {
		heading: 'Last days',
		quiet: 'Quiet',
		resolvedAfter: (duration: string) => `resolved after ${duration}`,
		open: 'not over yet',
		works: 'Maintenance',
	},
	missing: {
		title: 'There is no such page',
		text: 'The address may have a slip in it, or the page was never there.',
		home: 'See how everything is doing',
	},
	list,
};

/** What a language has to say. */
export type Strings = typeof en;
