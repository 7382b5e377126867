import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { applyMutation, parseMutation } from '../../scripts/conformance/mutation.ts';
import { grade } from '../../src/domain/calculator.ts';
import { clocksOf } from '../../src/domain/clocks.ts';
import { messageFields } from '../../src/domain/messageFields.ts';
import { timePrinter } from '../../src/domain/time.ts';
import { actionTable } from '../../src/portal/actionTables.ts';
import { calculatorPage } from '../../src/portal/calculator.ts';
import type { Cell } from '../../src/portal/cells.ts';
import { stripRows } from '../../src/portal/clocks.ts';
import { deadlineName } from '../../src/portal/deadlineWords.ts';
import type { PortalContent } from '../../src/portal/content.ts';
import { coverageRows, handoffView, ladderTables } from '../../src/portal/duty.ts';
import { validationRows } from '../../src/portal/gaps.ts';
import { lastYear, metricViews } from '../../src/portal/metrics.ts';
import { phaseStrip } from '../../src/portal/phases.ts';
import { postMortemRows } from '../../src/portal/postMortems.ts';
import { regularReviewRows } from '../../src/portal/review.ts';
import { runbookSteps } from '../../src/portal/runbookPage.ts';
import { levelCards, matrix, meetingRows, policyRows } from '../../src/portal/severity.ts';
import {
	channelsTable,
	contactsTable,
	mitigationsTable,
	systemsTable,
} from '../../src/portal/tables.ts';
import { Example, rulesOf } from './support/rule.ts';

const now = '2026-11-20T09:41:00Z';
const rule = rulesOf('saas-24x7', now);

/** The moment at which these tests open incidents of their own. */
const ten = '2026-11-20T10:00:00Z';

/** Opens an incident of a level at ten, and says which. */
async function opened(example: Example, level: string, at = ten): Promise<string> {
	const { data } = await example.run(
		'incident open',
		[
			...['--title', `Boards do not open (${level})`, '--severity', level],
			...['--service', 'boards=partial-outage', '--message', 'Boards do not open.'],
		],
		at,
	);
	return String(data['id']);
}

function incidentIn({ known }: PortalContent, id: string) {
	const found = known.find(({ response }) => response.id === id);
	if (!found) throw new Error(`There is no incident ${id}.`);
	return found;
}

/** Everything due of an incident: what, by when, and where it stands. */
function dueOf(example: Example, id: string, at: string): Record<string, string> {
	const content = example.portal(at);
	return Object.fromEntries(
		stripRows(incidentIn(content, id), content).map(({ name, due, earliest, state }) => [
			name,
			[earliest?.short, earliest && 'to', due?.short ?? '—', state].filter(Boolean).join(' '),
		]),
	);
}

/** What a level makes due for an alert at ten, of which nothing is known yet. */
function clocksAt({ clock }: PortalContent, level: string): Record<string, string> {
	const known = clock.levels.find(({ id }) => id === level);
	const short = (instant: number | undefined) =>
		instant === undefined ? '—' : new Date(instant).toISOString().slice(5, 16).replace('T', ' ');
	return Object.fromEntries(
		(known ? clocksOf(known, Date.parse(ten), clock) : []).map(({ kind, what, due, earliest }) => [
			deadlineName({ kind, what }),
			[...(earliest === undefined ? [] : [short(earliest)]), short(due)].join(' to '),
		]),
	);
}

/** A row of the matrix: what each level asks for. */
const across = (content: PortalContent, name: string): Cell[] =>
	matrix(content)
		.rows.find(([head]) => head === name)
		?.slice(1) ?? [];

/** A cell without its links. */
const words = (cell: Cell | undefined): string =>
	[cell ?? []]
		.flat()
		.map((part) => (typeof part === 'string' ? part : part.text))
		.join('; ');

/** The same content with more changes. */
function changed(example: Example, ...changes: string[]): Example {
	const folder = mkdtempSync(join(tmpdir(), 'allclear-changed-'));
	onTestFinished(() => {
		rmSync(folder, { recursive: true, force: true });
	});
	cpSync(example.root, folder, { recursive: true });
	for (const change of changes) applyMutation(folder, parseMutation(change));
	return new Example(folder, example.now);
}

/** What the check says of a file, message and cure. */
const saysOf = async (example: Example, file: string): Promise<string[]> =>
	(await example.problems())
		.filter((problem) => problem.file === file)
		.map(({ severity, message, cure }) => `${severity}: ${message} ${cure}`);

rule(
	'B1',
	'somebody is on call at every hour, a week at a time, and somebody else stands behind them',
	async (example) => {
		expect(coverageRows(example.portal())).toEqual([]);
		const night = ['--at', '2026-11-26T03:00:00Z'];
		expect((await example.run('on-call now', night)).lines).toEqual([
			'Primary: Tadeo Brink, from 23 November 2026, 10:00 UTC until 30 November 2026, 10:00 UTC',
			'  phone +353 20 914 0106',
			'  email tadeo.brink@corkline.example',
			'Secondary: Femi Lund, from 23 November 2026, 10:00 UTC until 30 November 2026, 10:00 UTC',
			'  phone +353 20 914 0103',
			'  email femi.lund@corkline.example',
		]);
		const second = ladderTables(example.portal()).find(({ id }) => id === 'p2')?.rows[1] ?? [];
		expect(second.slice(0, 3).map(words)).toEqual([
			'20 November 2026, 10:41 UTC',
			'Secondary, Sanna Quill',
			'20 November 2026, 11:11 UTC',
		]);
	},
);

rule(
	'B2',
	'a level follows from what is known, and either of its names means it',
	async (example) => {
		expect(
			levelCards(example.portal()).map(({ title, anchors, examples }) => [
				title,
				anchors,
				examples.length,
			]),
		).toEqual([
			['P0 Critical (Sev 1)', ['sev-1'], 3],
			['P1 High (Sev 2)', ['sev-2'], 3],
			['P2 Medium (Sev 3)', ['sev-3'], 3],
			['P3 Low (Sev 4)', ['sev-4'], 3],
		]);
		const content = example.portal();
		const { scheme } = calculatorPage(content, example.links);
		const graded = (facts: Parameters<typeof grade>[1]) => {
			const { level, because } = grade(scheme, facts, content.now);
			return [level?.label, ...because];
		};
		expect(graded({ outage: true })).toEqual(['P0', 'Nothing works for anybody.']);
		expect(graded({ 'response-time': 5 })).toEqual([undefined]);
		expect(graded({ 'response-time': 5.1 })).toEqual([
			'P1',
			'The API takes longer than five seconds to answer.',
		]);
		expect(graded({ handles: ['payments'] })).toEqual(['P1', 'Payments are in trouble.']);
		expect(graded({ services: ['integrations'] })).toEqual([
			'P2',
			'An integration that people can do without is down.',
		]);
		expect(graded({ cosmetic: true })).toEqual([
			'P3',
			'It only looks wrong, or hardly anybody feels it.',
		]);
		const id = await opened(example, 'sev 2');
		expect(incidentIn(example.portal(ten), id).level?.label).toBe('P1');
	},
);

rule(
	'B3',
	'an alert is answered within a quarter of an hour, within an hour, or by the end of the next working day',
	(example) => {
		const content = example.portal();
		const print = timePrinter(content.site.zone, 'en');
		// The evening before two holidays and a weekend.
		const alerted = Date.parse('2026-12-24T20:00:00Z');
		expect(
			content.clock.levels.map((level) => {
				const { due = 0 } =
					clocksOf(level, alerted, content.clock).find(({ kind }) => kind === 'acknowledge') ?? {};
				return [level.label, print.time(due).text];
			}),
		).toEqual([
			['P0', '24 December 2026, 20:15 UTC'],
			['P1', '24 December 2026, 20:15 UTC'],
			['P2', '24 December 2026, 21:00 UTC'],
			['P3', '29 December 2026, 17:30 UTC'],
		]);
	},
);

rule(
	'B4',
	'it goes higher at once, or when nobody has written anything for one hour or four',
	async (example) => {
		const content = example.portal();
		expect(clocksAt(content, 'p0')['Escalate to Management']).toBe('11-20 10:05');
		expect(clocksAt(content, 'p1')['Escalate to Engineering manager']).toBe('11-20 11:00');
		expect(clocksAt(content, 'p2')['Escalate to Team lead']).toBe('11-20 14:00');
		expect(across(content, 'Escalate')[3]).toEqual(['Team lead: weekly review']);
		const id = await opened(example, 'p1');
		const escalation = () =>
			dueOf(example, id, '2026-11-20T11:01:00Z')['Escalate to Engineering manager'];
		expect(escalation()).toBe('11:00 UTC overdue');
		const note = ['--message', 'The pool is full.'];
		await example.run('incident note', [id, ...note], '2026-11-20T10:40:00Z');
		expect(escalation()).toBe('11:40 UTC pending');
	},
);

rule(
	'B5',
	'all stakeholders hear of a P0 within half an hour, some of a P1 within an hour, and of the rest where they look anyway',
	async (example) => {
		expect(across(example.portal(), 'Tell')).toEqual([
			['All stakeholders within 30 minutes by #incidents, #incident-news, E-mail'],
			['Stakeholders within 1 hour by #incident-news, E-mail'],
			['Engineering by Stand-up, #engineering'],
			['Whoever follows the ticket by Tickets'],
		]);
		const id = await opened(example, 'p0');
		const tell = () => dueOf(example, id, '2026-11-20T10:31:00Z')['Tell All stakeholders'];
		expect(tell()).toBe('10:30 UTC overdue');
		await example.run(
			'incident note',
			[
				...[id, '--kind', 'communication', '--message', 'Boards do not open.'],
				...['--set', 'channel=stakeholders', '--set', 'audience=All stakeholders'],
			],
			'2026-11-20T10:20:00Z',
		);
		expect(tell()).toBe('10:30 UTC met');
	},
);

rule(
	'B6',
	'the pager comes first, then phone and text message, then the chat, then e-mail',
	(example) => {
		const { rows } = channelsTable(example.portal());
		const route = ['Pager'];
		for (let behind = ''; behind !== '—';) {
			behind = words(rows.find(([name]) => words(name) === route.at(-1))?.[3] ?? '—');
			if (behind !== '—') route.push(behind);
		}
		expect(route).toEqual(['Pager', 'Phone', 'Text message', '#incidents', 'E-mail']);
		expect(rows.slice(0, 5).map(([name]) => words(name))).toEqual(route);
	},
);

rule(
	'B7',
	'whoever does not answer by their minute is followed by the next, up to the engineering manager',
	(example) => {
		const ladders = Object.fromEntries(
			ladderTables(example.portal(ten)).map(({ id, rows }) => [
				id,
				rows.map((row) =>
					row.slice(0, 3).map((cell) => words(cell).replace('20 November 2026, ', '')),
				),
			]),
		);
		const urgent = [
			['10:00 UTC', 'Primary, Ilse Amaro', '10:15 UTC'],
			['10:15 UTC', 'Secondary, Sanna Quill', '10:30 UTC'],
			['10:30 UTC', 'Ciarán Dolby', '10:45 UTC'],
			['10:45 UTC', 'Noor Vestergaard', '11:00 UTC'],
		];
		expect(ladders).toEqual({
			p0: urgent,
			p1: urgent,
			p2: [
				['10:00 UTC', 'Primary, Ilse Amaro', '11:00 UTC'],
				['11:00 UTC', 'Secondary, Sanna Quill', '11:30 UTC'],
				['14:00 UTC', 'Ciarán Dolby', '18:00 UTC'],
			],
			p3: [
				['10:00 UTC', 'A ticket in incidents', '—'],
				['10:00 UTC', 'Primary, Ilse Amaro', '23 November 2026, 17:30 UTC'],
			],
		});
	},
);

rule(
	'B8',
	'an open incident shows which of the four steps it is in, until when, and what to do in it',
	async (example) => {
		const id = await opened(example, 'p1');
		const strip = (at: string) => {
			const content = example.portal(at);
			return (phaseStrip(incidentIn(content, id), content, example.links)?.rows ?? []).map(
				({ name, until, state, checklist }) =>
					`${name}, ${until?.short ?? 'all along'}: ${state}, ${checklist.length} to do`,
			);
		};
		expect(strip('2026-11-20T10:04:00Z')).toEqual([
			'Acknowledge and assess, 10:05 UTC: now, 6 to do',
			'Investigate and diagnose, 10:30 UTC: to-come, 7 to do',
			'Mitigate and resolve, 14:00 UTC: to-come, 4 to do',
			'Communicate and document, all along: untimed, 3 to do',
		]);
		expect(strip('2026-11-20T10:29:00Z')[1]).toMatch(/: now,/);
		expect(strip('2026-11-20T10:31:00Z')[2]).toMatch(/: now,/);
	},
);

rule(
	'B9',
	'a P0 or P1 has a war room at once and a word to stakeholders every fifteen minutes; a P2 and a P3 have time',
	async (example) => {
		const content = example.portal();
		const asked = (level: string) =>
			Object.fromEntries(
				Object.entries(clocksAt(content, level)).filter(([name]) => /^War room|^Next/.test(name)),
			);
		const urgent = {
			'War room open': '11-20 10:05',
			'Next word to stakeholders': '11-20 10:15 to 11-20 10:15',
			'Next word to customers': '11-20 10:15 to 11-20 10:30',
		};
		expect(asked('p0')).toEqual(urgent);
		expect(asked('p1')).toEqual(urgent);
		expect(asked('p2')).toEqual({
			'Next word to stakeholders': '11-20 12:00 to 11-20 14:00',
			'Next word to customers': '11-20 12:00 to 11-20 14:00',
		});
		expect(asked('p3')).toEqual({
			'Next word to stakeholders': '11-21 10:00 to 11-21 10:00',
		});
		const id = await opened(example, 'p2');
		const opening = example.portal(ten);
		const toDo = phaseStrip(incidentIn(opening, id), opening, example.links)?.rows[1]?.checklist;
		expect(toDo?.map((item) => words(item))).toEqual([
			'Look at what was deployed or changed lately.',
			'Read error logs and metrics.',
			'Look at how the database is doing.',
			'Look at the status of those we depend on.',
			'Create the ticket with the template incident-ticket.',
		]);
	},
);

rule(
	'B10',
	'the impact is stopped first and in this order, and it is not over before the fix was tried in staging and watched',
	async (example) => {
		expect(mitigationsTable(example.portal(), example.links).rows.map(([step]) => step)).toEqual([
			'1. Roll back what was deployed lately.',
			'2. Add instances.',
			'3. Go over to the part that stands by.',
			'4. Turn off the part that makes trouble.',
		]);
		const [high, medium] = [await opened(example, 'p1'), await opened(example, 'p2')];
		const refused = async (id: string) =>
			(await example.refusal('incident resolve', [id, '--message', 'Over.'], ten)).message
				.split('\n')
				.slice(1);
		const health =
			'  health: Both health addresses are green. Nobody has looked at the source since.';
		expect(await refused(high)).toEqual([
			health,
			'  staging: The permanent fix was tried in staging.',
			'  monitored: It was deployed while somebody watched the dashboards, and they stayed calm for a quarter of an hour. Nothing says since when it is watched.',
		]);
		expect(await refused(medium)).toEqual([health]);
	},
);

rule('B11', 'people meet over a P0 or P1 within two days of its end', async (example) => {
	const id = await opened(example, 'p1');
	const over = ['--message', 'Over.', '--waive', 'A test.'];
	await example.run('incident resolve', [id, ...over], '2026-11-20T10:30:00Z');
	const review = (at: string) => {
		const content = example.portal(at);
		return stripRows(incidentIn(content, id), content)
			.filter(({ name }) => name === 'Review meeting')
			.map(({ due, state }) => `${due?.text ?? ''}, ${state}`);
	};
	expect(review('2026-11-21T12:00:00Z')).toEqual(['22 November 2026, 10:30 UTC, pending']);
	expect(review('2026-11-22T10:31:00Z')).toEqual(['22 November 2026, 10:30 UTC, overdue']);
	await example.run(
		'incident note',
		[id, '--kind', 'review', '--set', 'meeting=2026-11-21T14:00:00Z'],
		'2026-11-20T11:00:00Z',
	);
	expect(review('2026-11-22T10:31:00Z')).toEqual(['22 November 2026, 10:30 UTC, met']);
	expect(dueOf(example, 'example-b7x1', now)['Review meeting']).toBeUndefined();
});

rule(
	'B12',
	'the ticket is filled in from what was written down, with a number that no other incident has',
	async (example) => {
		const printed = await example.run('message print', ['example-t6k2', 'incident-ticket']);
		expect(printed.lines.join('\n').split('\n')).toEqual([
			'# 2026-11-19 Nothing works: the database has no primary',
			'',
			'## What it is',
			'',
			'- **Incident:** INC-2026-11-19-001',
			'- **Level:** P0',
			'- **Began:** 19 November 2026, 13:09 UTC',
			'- **Ended:** 19 November 2026, 14:01 UTC',
			'- **Lasted:** 00:52',
			'- **Status:** Resolved',
			'',
			'## Impact',
			'',
			'- **Services:** Boards and tasks, Signing in, API, Web app',
			'- **Users:** Nobody can open a board; some 4,000 people tried.',
			'- **Business:** Eleven trials ended early, and support had 63 tickets.',
			'- **Data lost:** no',
			'',
			'## Timeline',
			'',
			'- **13:10** Alert',
			'- **13:14** Acknowledged',
			'- **13:17** First look',
			'- **13:38** Mitigated',
			'- **14:01** Resolved',
			'',
			'## Cause',
			'',
			'- **Primary:** Two members lost sight of each other, and neither side had enough votes for a primary.',
			'- **Contributing:** Members gave up on each other after five seconds; Two of three members stood in one zone',
			'- **Detected by:** Monitoring',
			'',
			'## What was done',
			'',
			'1. **At once:** The member in the second zone is primary (worked)',
			'2. **Way around:** Boards that are open stay readable.',
			'3. **For good:** Members wait thirty seconds for each other; the third stands in a zone of its own.',
			'',
			'## Prevention',
			'',
			'- **Soon:** The third member stands in a zone of its own',
			'- **Later:** Boards can be read while there is no primary',
			'- **Monitoring:** Sight of the members of each other',
			'- **Process:** Whoever opens the war room also creates the ticket',
			'',
			'## Lessons',
			'',
			'- **Went well:** The rehearsal of the week before: nobody had to look for the command',
			'- **Could go better:** Twelve minutes were spent on whether anything could be lost',
			'- **Actions:** The third member stands in a zone of its own (Femi Lund, due 2026-11-27); Boards can be read while there is no primary (Sanna Quill, due 2027-01-29)',
		]);
		const [first, second] = [await opened(example, 'p2'), await opened(example, 'p3')];
		const numbers = [first, second, 'example-q4n8'].map(
			(id) => incidentIn(example.portal(ten), id).response.reference,
		);
		expect(numbers.toSorted()).toEqual([
			'INC-2026-11-20-001',
			'INC-2026-11-20-002',
			'INC-2026-11-20-003',
		]);
	},
);

rule(
	'B13',
	'each of the four parts has a runbook that its alerts lead to, with checks, ways back and somebody to call',
	async (example) => {
		const { runbooks } = example.portal();
		expect(
			Object.fromEntries(
				runbooks.map((page) => [
					page.id,
					runbookSteps(page).map(({ id, kind, risk }) =>
						[kind, id, ...(risk === undefined ? [] : [risk])].join(' '),
					),
				]),
			),
		).toEqual({
			'api-service': [
				'check health',
				'ui-path numbers read',
				'check database',
				'command restart disruptive',
				'command scale-up reversible',
				'command clear-cache disruptive',
				'check well-again',
				'communicate say-so',
				'escalate call-secondary',
			],
			database: [
				'check members',
				'check busy-with',
				'ui-path slow-queries read',
				'check pool',
				'sql end-operation disruptive',
				'command fail-over destructive',
				'command restore-beside reversible',
				'check data-whole',
				'confirm well-again',
				'communicate say-so',
				'escalate call-secondary',
			],
			frontend: [
				'check cdn',
				'check assets',
				'ui-path vitals read',
				'wait wait-for-cdn',
				'command roll-back disruptive',
				'confirm well-again',
				'communicate say-so',
				'escalate call-secondary',
			],
			'third-party': [
				'check their-page',
				'check key-and-limit',
				'check reachable',
				'ui-path who-watches read',
				'command turn-off reversible',
				'confirm well-again',
				'communicate say-so',
				'escalate call-provider',
				'escalate call-secondary',
			],
		});
		const { alerts } = example.portal();
		expect(
			alerts.rules.map(({ name }) => [
				name,
				runbooks.find(({ value }) => value.alerts.includes(name))?.id,
			]),
		).toEqual([
			['HealthCheckFails', 'api-service'],
			['ApiSlow', 'api-service'],
			['ApiErrorsHigh', 'api-service'],
			['ReplicaSetWithoutPrimary', 'database'],
			['DatabasePoolFull', 'database'],
			['CdnErrors', 'frontend'],
			['FrontendErrors', 'frontend'],
			['ProviderFailing', 'third-party'],
		]);
		expect(await example.problems()).toEqual([]);
	},
);

rule(
	'B14',
	'three messages go out, each with what it needs, and none without it',
	async (example) => {
		const message = async (id: string, template: string, ...more: string[]) =>
			(await example.run('message print', [id, template, ...more])).lines.join('\n');
		expect(await message('example-q4n8', 'initial-alert')).toBe(
			[
				'**Incident P1: Boards load slowly**',
				'',
				'**Service:** Boards and tasks, API',
				'**Impact:** Boards and tasks: degraded performance; API: degraded performance',
				'**Status:** Investigating',
				'**Next word:** in 17 minutes',
				'**Ticket:** INC-2026-11-20-001',
				'',
				'#incident #p1',
			].join('\n'),
		);
		expect(await message('example-q4n8', 'update')).toBe(
			[
				'**P1 Boards load slowly, 20 November 2026, 09:41 UTC**',
				'',
				'**Status:** Investigating',
				'**Done so far:** We know what holds boards up, and take the last change back. Boards still open slowly.',
				'**Next:** Take the export back, and see whether the pool empties.',
				'',
				'#incident #update',
			].join('\n'),
		);
		expect(await message('example-h9w3', 'resolution')).toBe(
			[
				'**Over: P1 Subscriptions cannot be paid, 3 November 2026, 21:20 UTC**',
				'',
				'**Lasted:** 02:22',
				'**Root cause:** Calls to the payment provider took longer than we wait.',
				'**What ended it:** Paying is turned off; what would have been paid waits.',
				'**Post-mortem:** https://respond.corkline.example/post-mortems/example-h9w3/',
				'',
				'Thank you for waiting.',
				'',
				'#incident #resolved',
			].join('\n'),
		);
		const id = await opened(example, 'p1');
		const without = await example.refusal('message print', [id, 'update'], ten);
		expect(without).toEqual({
			message: '“How it goes” needs `next-steps`, and nothing says it.',
			hint: 'Add --set next-steps="…"',
			exitCode: 64,
		});
	},
);

rule(
	'B15',
	'a P0 or P1 has a post-mortem within two days, with those who come and what is talked about',
	(example) => {
		expect(policyRows(example.portal())).toEqual([
			['Every P0 and P1 has one', 'required', 'within 2 days of resolved'],
		]);
		expect(meetingRows(example.portal()).slice(1)).toEqual([
			[
				'Who comes',
				['Everybody who responded', 'Owner of each affected service', 'Engineering management'],
			],
			[
				'What is talked about',
				[
					'1. Walk through the timeline.',
					'2. Agree on the root cause.',
					'3. Give every action an owner and a date.',
					'4. Say what of the process changes.',
				],
			],
		]);
		expect(dueOf(example, 'example-t6k2', now)['Post-mortem published']).toBe('14:01 UTC pending');
		expect(postMortemRows(example.portal(), example.links).map((row) => words(row[1]))).toEqual([
			'Nothing works: the database has no primary',
			'Subscriptions cannot be paid',
			'Nobody can sign in',
		]);
	},
);

rule(
	'B16',
	'every action has an owner and a day, is looked at every week, and is closed only with what was seen',
	async (example) => {
		const { rows } = actionTable(example.portal(), example.links, ['overdue', 'open']);
		expect(
			rows.map(([title, owner, , due]) =>
				[title, owner, due].map((cell) => words(cell)).join('; '),
			),
		).toEqual([
			'The cache gives up its oldest entries instead of falling over; A cache of sessions that ran full; Femi Lund; 2026-11-13; 7 days late; 36 days old',
			'The second number of the payment provider stands in the contacts; A payment provider that was slow and said nothing; Tadeo Brink; 2026-11-18; 2 days late; 15 days old',
			'The pager asks for a test alert when a phone is added; A cache of sessions that ran full; Femi Lund; 2026-11-27; 36 days old',
			'The third member stands in a zone of its own; A database without a primary; Femi Lund; 2026-11-27; 1 day old',
			'Boards can be read while there is no primary; A database without a primary; Sanna Quill; 2027-01-29; 1 day old',
		]);
		const file = 'post-mortems/example-h9w3.mdx';
		const unseen = changed(example, `${file} actions.give-up-sooner.status = verified`);
		expect(await saysOf(unseen, file)).toEqual([
			'error: `null` cannot be the value of `actions.0.verification`. Say in `verified-by` and `verification` who made sure, and how.',
		]);
		expect(regularReviewRows(example.portal())[0]?.map(words)).toEqual([
			'Open actions',
			'every week',
			'16 November 2026; Nine open; one got a new owner. (Ciarán Dolby)',
			'2026-11-23',
		]);
	},
);

rule(
	'B17',
	'a published post-mortem changes a runbook or says why not, and says what else was learned',
	async (example) => {
		const file = 'post-mortems/example-h9w3.mdx';
		const without = `${file} runbook-changes removed`;
		expect(await saysOf(changed(example, without), file)).toEqual([
			'error: It is published, and no runbook was changed because of it. Name the runbook under `runbook-changes`, or say in `no-runbook-change` why none had to change.',
		]);
		const reason = `${file} no-runbook-change = It was right`;
		expect(await saysOf(changed(example, without, reason), file)).toEqual([]);
		const content = example.portal();
		const learned = messageFields(
			incidentIn(content, 'example-m2c7'),
			'responders',
			content,
			content.now,
		);
		expect([learned['monitoring-changes'], learned['process-changes']]).toEqual([
			'Memory of the cache, with a warning at two thirds',
			'A new phone is in the pager before the old one is given away; The pager asks for a test alert when a phone is added',
		]);
	},
);

rule(
	'B18',
	'every tool says how one gets in, every contact how it is reached, and a placeholder is named',
	async (example) => {
		expect(
			systemsTable(example.portal()).rows.map(
				([name, , access]) => `${words(name)}: ${words(access)}`,
			),
		).toEqual([
			'Datadog: Single sign-on, group engineering.',
			'CloudWatch and the AWS console: Single sign-on with a hardware key; the role responder lasts an hour.',
			'Sentry: Single sign-on, group engineering.',
			'MongoDB Atlas: Invitation by an admin, with a second factor.',
			'Health of the application: Open to everybody.',
			'Deploy pipelines: GitHub, team engineering.',
			'Architecture diagrams: Single sign-on.',
		]);
		expect(contactsTable(example.portal()).rows.map((row) => words(row[2]))).toEqual([
			'+353 20 914 0131; management@corkline.example',
			'+353 20 914 0132 (Call; do not write about a breach.); security@corkline.example',
			'+1 202 555 0186; https://status.coppersmith.example',
		]);
		const empty = changed(example, "on-call.yaml systems.sentry.access = '[Access instructions]'");
		expect(await saysOf(empty, 'on-call.yaml')).toEqual([
			'warning: “[Access instructions]” still stands where something has to be filled in. Fill it in, or take the line out. (Corkline)',
		]);
		const truth = (of: Example) => validationRows(of.portal()).map((row) => words(row[1]));
		expect(truth(example)).toEqual(['✓ true', '✓ true']);
		expect(truth(empty)).toEqual(['✗ not true', '✓ true']);
	},
);

rule(
	'B19',
	'a week is handed over by six points, each with what is known of it',
	async (example) => {
		expect(handoffView(example.portal())?.checklist).toEqual([
			{
				text: 'Go through open incidents, how they stand and what is next.',
				shown: [
					'P1 Boards load slowly (example-q4n8): Take the export back, and see whether the pool empties.',
				],
			},
			{
				text: 'See that all alerts work.',
				shown: [
					'ApiSlow: 1 (1 real)',
					'FrontendErrors: 1 (1 over by itself)',
					'ReplicaSetWithoutPrimary: 1 (1 real)',
				],
			},
			{
				text: 'Go through deploys and changes of configuration.',
				shown: ['Members wait thirty seconds for each other (example-t6k2)'],
			},
			{
				text: 'See that phone numbers and addresses are still right.',
				shown: [
					'Tadeo Brink: +353 20 914 0106, tadeo.brink@corkline.example; verified on 16 November 2026',
					'Femi Lund: +353 20 914 0103, femi.lund@corkline.example; verified on 16 November 2026',
				],
			},
			{
				text: 'Send a test alert, and see it arrive.',
				shown: [
					'pager, 16 November 2026, 10:05 UTC: passed. The test alert rang on the phone after eleven seconds.',
				],
			},
			{
				text: 'Say what else is going on, and what worries you.',
				shown: [
					'The pool of the database, whether it stays below three quarters (example-q4n8, until 24 November 2026, 12:00 UTC)',
				],
			},
		]);
		const { lines } = await example.run('on-call handoff', []);
		expect(lines.join('\n').split('\n')).toEqual([
			'**On call for 23 November 2026 to 30 November 2026: Tadeo Brink, with Femi Lund behind**',
			'',
			'Last week: 3 incidents (P0: 1, P1: 1, P3: 1); 3 alerts (2 real, 1 over by itself)',
			'Worth knowing: Open: P1 Boards load slowly (example-q4n8), since 20 November 2026, 09:04 UTC; P0 Nothing works: the database has no primary (example-t6k2), over after 52 minutes; P3 A log holds an error for every export that works (example-z3f5), over after 2 days, 3 hours',
			'Still watched: The pool of the database, whether it stays below three quarters (example-q4n8, until 24 November 2026, 12:00 UTC)',
			'Actions due: The cache gives up its oldest entries instead of falling over (cache-has-limit, Femi Lund, due 13 November, 7 days late); The second number of the payment provider stands in the contacts (second-number, Tadeo Brink, due 18 November, 2 days late); The pager asks for a test alert when a phone is added (page-test-on-new-phone, Femi Lund, due 27 November); The third member stands in a zone of its own (third-zone, Femi Lund, due 27 November)',
			'Planned: nothing',
			'',
			'- Go through open incidents, how they stand and what is next.',
			'- See that all alerts work.',
			'- Go through deploys and changes of configuration.',
			'- See that phone numbers and addresses are still right.',
			'- Send a test alert, and see it arrive.',
			'- Say what else is going on, and what worries you.',
		]);
	},
);

rule(
	'B20',
	'response is measured with its definitions, and looked at every month, quarter and year',
	(example) => {
		const content = example.portal();
		expect(
			metricViews(lastYear(content), content, example.links).map(({ name, figures, goals }) =>
				[
					name,
					...figures.map(({ name: figure, value }) => `${figure} ${value}`),
					...goals.map(({ text, value, state }) => `${text}: ${value}, ${state}`),
				].join(' | '),
			),
		).toEqual([
			'Time to recover | median 1 hour, 48 minutes | 90th percentile 3 hours, 2 minutes | mean 1 hour, 47 minutes | mean at most 4 hours: 1 hour, 47 minutes, met',
			'Time to detect | median 5 minutes | 90th percentile 15 minutes | mean 6 minutes | mean at most 15 minutes: 6 minutes, met',
			'Incidents | total 7 | P0: at most 0: 2, missed | P1: at most 4: 2, met | P2: at most 12: 1, met | P3: at most 24: 2, met',
			'False alerts | 1 of 8 12.5 %',
			'Hours of customer impact | total 8.0 h | median 1.2 h',
			'Response in time | 6 of 7 85.7 % | at least 100 %: 85.7 %, missed',
			'Escalated | 3 of 7 42.9 %',
			'Time to resolve | median 1 hour, 48 minutes | 90th percentile 3 hours, 2 minutes | mean 1 hour, 53 minutes | P0: mean at most 4 hours: 1 hour, 3 minutes, met | P1: mean at most 4 hours: 2 hours, 22 minutes, met | P2: mean at most 1 day: 3 hours, 2 minutes, met',
			'Post-mortems in time | 2 of 2 100 % | at least 100 %: 100 %, met',
		]);
		const reviews = (at: string) =>
			regularReviewRows(example.portal(at)).map(([what, every, , due]) =>
				[what, every, due].map((cell) => words(cell)).join(', '),
			);
		expect(reviews(now)).toEqual([
			'Open actions, every week, 2026-11-23',
			'Trends and patterns of incidents, every month, 2026-12-02',
			'How well the process works, every 3 months, 2027-01-08',
			'Tools and process for the year ahead, every year, 2027-01-14',
		]);
	},
);
