/** The rules of `examples/b2b-accounting`, in the order of its `CONFORMANCE.md`. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { applyMutation, parseMutation } from '../../scripts/conformance/mutation.ts';
import { grade } from '../../src/domain/calculator.ts';
import { dutyAt } from '../../src/domain/clocks.ts';
import { measure, summarise } from '../../src/domain/metrics.ts';
import { newFileUrl } from '../../src/domain/prefill.ts';
import { overruns } from '../../src/domain/timeboxes.ts';
import { saying } from '../../src/portal/browser/incident.ts';
import { calculatorPage } from '../../src/portal/calculator.ts';
import type { Cell } from '../../src/portal/cells.ts';
import { ladderRows, levelTables, stripRows } from '../../src/portal/clocks.ts';
import type { KnownIncident, PortalContent } from '../../src/portal/content.ts';
import { statusFirst, toldRows } from '../../src/portal/customersTold.ts';
import { coverageRows } from '../../src/portal/duty.ts';
import { gapGroups } from '../../src/portal/gaps.ts';
import { openIncidentRows } from '../../src/portal/home.ts';
import { incidentHeadline } from '../../src/portal/headline.ts';
import { incidentLog } from '../../src/portal/incidentLog.ts';
import { incidentPage, joiningOf } from '../../src/portal/joining.ts';
import { mitigationRows } from '../../src/portal/mitigations.ts';
import { roleCards } from '../../src/portal/roles.ts';
import { runbookData, runbookSteps } from '../../src/portal/runbookPage.ts';
import { matrix, policyRows } from '../../src/portal/severity.ts';
import { situationRows } from '../../src/portal/situations.ts';
import {
	phasesTable,
	readinessTable,
	situationsTable,
	warRoomTable,
} from '../../src/portal/tables.ts';
import type { CellPart } from '../../src/portal/cells.ts';
import { timePrinter } from '../../src/ui/time.ts';
import { temporaryFolder } from '../support/whole.ts';
import { Example, rulesOf } from './support/rule.ts';

const now = '2026-11-20T09:41:00Z';
const rule = rulesOf('b2b-accounting', now);
const minute = 60_000;

/** The incident that is open: slow entries, graded from P3 to P2. */
const open = 'example-n6s2';

function incident({ known }: PortalContent, id: string): KnownIncident {
	const found = known.find(({ response }) => response.id === id);
	if (!found) throw new Error(`There is no incident ${id}.`);
	return found;
}

/** What a cell reads, part by part. */
const read = (cell: Cell | undefined): string =>
	[cell ?? []]
		.flat()
		.map((part) => (typeof part === 'string' ? part : part.text))
		.join(' · ');

/** Deadlines of an incident: what, by when on the clock, and where it stands. */
const strip = (known: KnownIncident, portal: PortalContent) =>
	stripRows(known, portal).map(({ name, due, state }) => `${name} ${due?.short ?? '—'} ${state}`);

/** What is printed after the line that says what was written. */
const after = (lines: readonly string[]) =>
	lines.filter((line) => !line.startsWith('Committed to')).slice(1);

/** An incident of the test's own, which customers are not told of. */
async function openedAs(level: string, example: Example): Promise<string> {
	const { data } = await example.run('incident open', [
		...['--internal', '--severity', level, '--title', 'Reports end with an error'],
		...['--message', 'Reports end with an error.', '--by', 'hedda-lorimer'],
	]);
	return String(data['id']);
}

/** The example with one change of content. */
function copyWith({ root }: Example, change: string): Example {
	const copy = join(temporaryFolder(), 'content');
	cpSync(root, copy, { recursive: true });
	applyMutation(copy, parseMutation(change));
	return new Example(copy, now);
}

rule(
	'E1',
	'answers lead to one of four levels, each answered in its own time by whoever owns it',
	(example) => {
		const portal = example.portal();
		const { scheme } = calculatorPage(portal, example.links);
		const graded = (answers: Parameters<typeof grade>[1]) => {
			const { level, because } = grade(scheme, answers, portal.now);
			return [level?.label, ...because];
		};
		expect(graded({ 'system-wide': true })).toEqual(['P1', 'The whole system is out.']);
		expect(graded({ 'data-loss': true })).toEqual([
			'P1',
			'Data is lost, or damaged.',
			'Lost or damaged data is a P1 until the books were compared with a backup.',
		]);
		expect(graded({ 'security-breach': true })[0]).toBe('P1');
		const feature = { 'major-feature': true, 'users-affected': 40 };
		expect(graded({ ...feature, workaround: false })).toEqual([
			'P1',
			'A major feature is broken, and there is no workaround.',
		]);
		expect(graded({ ...feature, workaround: true })).toEqual([
			'P2',
			'A major feature is broken, and several users feel it.',
		]);
		expect(graded({ 'major-feature': true, 'users-affected': 1, workaround: true })).toEqual([
			'P3',
			'One user is affected.',
		]);
		expect(graded({ 'major-feature': false, cosmetic: false })[0]).toBe('P3');
		expect(graded({ 'major-feature': false, cosmetic: true })).toEqual([
			'P4',
			'It is about looks, wording or a wish.',
		]);
		const answered = levelTables(portal).map(({ name, rows }) => [
			name,
			rows.find(([what]) => what === 'Acknowledge')?.[1],
		]);
		expect(answered).toEqual([
			['P1 Critical', '20 November 2026, 10:46 CET (09:46 UTC)'],
			['P2 High', '20 November 2026, 11:11 CET (10:11 UTC)'],
			['P3 Medium', '20 November 2026, 12:41 CET (11:41 UTC)'],
			['P4 Low', '27 November 2026, 10:41 CET (09:41 UTC)'],
		]);
		expect(matrix(portal).rows.find(([name]) => name === 'Owner')).toEqual([
			'Owner',
			'On-call SRE with the incident commander',
			'Engineering lead with support',
			'Support, then Engineering',
			'Backlog',
		]);
	},
);

rule(
	'E2',
	'the first question is whether customers can read it, and its button begins the update',
	async (example) => {
		const portal = example.portal();
		const [detection] = phasesTable(portal, example.links).rows;
		expect(detection?.slice(0, 2)).toEqual(['Detection', '0 to 5 minutes']);
		expect([detection?.[3] ?? []].flat()).toEqual([
			{
				text: 'Is the status page up to date? If not, say that we are investigating, or that there is a partial outage.',
				href: 'https://respond.abakoro.example/',
			},
			{
				text: 'Look at error rate, latency and resources in Grafana.',
				href: 'https://grafana.abakoro.example/d/overview',
			},
			{
				text: 'Was anything deployed in the last 30 minutes?',
				href: 'https://deploy.abakoro.example/history',
			},
			{
				text: 'Does Sentry show a spike of errors, and in which release?',
				href: 'https://sentry.abakoro.example',
			},
		]);
		const first = openIncidentRows(portal, example.links)[0]?.first;
		expect({ ...first, answer: printedWords(first?.answer ?? []) }).toEqual({
			question: 'Is the status page up to date?',
			answer:
				'Yes. The last word is from 10:38 CET (09:38 UTC); the next is due by 10:48 CET (09:48 UTC).',
			late: false,
		});

		const id = await openedAs('p2', example);
		const opened = example.portal();
		const fresh = incident(opened, id);
		expect(statusFirst(fresh, opened)).toEqual({
			question: 'Is the status page up to date?',
			answer: ['No. Customers have not been told of it.'],
			late: true,
		});
		const page = incidentPage(fresh, opened);
		const place = { folder: page.folder, root: page.root, at: Date.parse(now), op: 'k3m9qa' };
		const { entry } = saying('update', page, 'hedda-lorimer', '', place);
		const { url, holdsText } = newFileUrl({
			server: 'https://github.com',
			repository: 'abakoro/response',
			branch: 'main',
			...entry,
		});
		expect(holdsText).toBe(true);
		const form = new URL(url);
		expect(form.pathname).toBe('/abakoro/response/new/main');
		expect(form.searchParams.get('filename')).toMatch(/\/updates\/20261120T094100Z-k3m9qa\.md$/);
		expect(form.searchParams.get('value')).toBe(
			[
				'---',
				'at: 2026-11-20T09:41:00Z',
				'title: A problem is being looked into',
				'status: investigating',
				'next-update: 2026-11-20T09:51:00Z',
				'---',
				'',
				'A problem is being looked into. Engineers are at work on it.',
				'',
				'The next word comes within 10 minutes.',
				'',
			].join('\n'),
		);
	},
);

rule(
	'E3',
	'the person of highest rank on call commands, the SRE reports every five minutes, and the war room reads six lines',
	async (example) => {
		const portal = example.portal();
		const who = joiningOf(incident(portal, open), portal, example.links).who;
		expect(who.map(({ role, person }) => [role, person])).toEqual([
			['Incident commander', 'Olivier Kesten'],
			['On-call SRE', 'Mateo Brisco'],
			['Engineering', 'Lin Darrow'],
			['Support', 'Hedda Lorimer'],
		]);
		expect(who[1]?.report).toMatchObject({ short: '10:43 CET (09:43 UTC)', late: false });
		const later = example.portal('2026-11-20T09:44:00Z');
		const [, sre] = joiningOf(incident(later, open), later, example.links).who;
		expect(sre?.report?.late).toBe(true);

		const cards = roleCards(portal, example.links);
		expect(cards.map(({ name, duties }) => [name, duties.length])).toEqual([
			['Incident commander', 5],
			['On-call SRE', 4],
			['Engineering', 3],
			['Support', 3],
			['Product', 2],
		]);
		expect(cards[1]?.reports).toBe('Reports to Incident commander every 5 minutes.');
		expect(phasesTable(portal, example.links).rows[1]?.slice(0, 2)).toEqual([
			'Response',
			'5 minutes to 30 minutes',
		]);
		expect(warRoomTable(portal).rows).toContainEqual([
			'Invited',
			['On-call SRE', 'Engineering', 'Product', 'Support lead'],
		]);

		const block = await example.run('message print', [open, 'situation-block']);
		expect(block.data['text']).toBe(
			[
				'**P2 Journal entries are slow to save**',
				'Who: Olivier Kesten',
				'What: Journal entries are slow to save',
				'When: 20 November 2026, 09:49 CET (08:49 UTC)',
				'Where: Journal entries',
				'Impact: About forty users wait. No revenue is lost while they can enter things later.',
				'Status: Mitigating',
			].join('\n'),
		);
		const id = await openedAs('p2', example);
		const { lines } = await example.run('incident role', [id, 'ic', '--by', 'hedda-lorimer']);
		expect(lines[0]).toBe(`Incident commander of incident ${id}: olivier-kesten.`);
	},
);

rule(
	'E4',
	'six mitigations stand in their order, and one that does not work brings the next with its command',
	async (example) => {
		const portal = example.portal();
		const rows = mitigationRows(incident(portal, open), portal, example.links);
		expect(rows.map(({ text, result, next }) => [text, next ? 'next' : result])).toEqual([
			['1. Switch the feature off.', 'did not work'],
			['2. Add replicas.', 'worked in part'],
			['3. Restart the service.', 'next'],
			['4. Take back the one change.', undefined],
			['5. Go back to the former version as a whole.', undefined],
			['6. Restore the database from its backup. (last resort)', undefined],
		]);
		expect(rows.map(({ when }) => when)).toEqual([
			'The trouble is isolated in one feature.',
			'The system is overloaded.',
			'It hangs, or memory leaks.',
			'New code is the culprit, and it is known which.',
			'It is critical, or several components are broken.',
			'Data is damaged.',
		]);
		expect(rows.map(({ command }) => command?.split('\n')[0])).toEqual([
			'docker compose exec -T app manage feature "$FEATURE" off',
			'docker compose up --detach --no-recreate --scale "app=$REPLICAS" app',
			'docker compose restart app',
			'git revert --no-edit "$COMMIT"',
			'docker compose stop app',
			'docker compose up --detach db-restored',
		]);
		expect(rows[5]?.runbook?.href).toBe(
			`/runbooks/recover-database/?incident=${open}#restore-beside`,
		);

		const id = await openedAs('p2', example);
		const tried = async (mitigation: string, result: string) => {
			const set = ['--set', `mitigation=${mitigation}`, '--set', `result=${result}`];
			return after(
				(await example.run('incident note', [id, '--kind', 'mitigation', ...set])).lines,
			);
		};
		expect(await tried('feature-off', 'failed')).toEqual([
			'Next, 2 of 6: Add replicas. The system is overloaded. Runbook: stop-the-impact, step add-replicas.',
			`The order, with commands: https://respond.abakoro.example/incidents/${id}/`,
		]);
		expect(await tried('scale', 'worked')).toEqual([]);
	},
);

rule(
	'E5',
	'customers have a word every five to ten minutes, in four places, and the e-mail is not sent without an estimate',
	async (example) => {
		const portal = example.portal();
		const known = incident(portal, open);
		expect(
			stripRows(known, portal).find(({ name }) => name === 'Next word to customers'),
		).toMatchObject({
			earliest: { short: '10:43 CET (09:43 UTC)' },
			due: { short: '10:48 CET (09:48 UTC)' },
			state: 'pending',
		});
		const later = example.portal('2026-11-20T09:49:00Z');
		expect(printedWords(statusFirst(incident(later, open), later)?.answer ?? [])).toBe(
			'No longer. The last word is from 10:38 CET (09:38 UTC), and the next was due by 10:48 CET (09:48 UTC).',
		);
		expect(
			matrix(portal)
				.rows.find(([name]) => name === 'Updates')
				?.slice(1)
				.map(read),
		).toEqual([
			'customers: every 5 to 10 minutes · responders: on a change',
			'customers: every 5 to 10 minutes · responders: on a change',
			'customers: on a change',
			'customers: none',
		]);
		expect(toldRows(known, portal).map(({ channel, told }) => [channel, told?.short])).toEqual([
			['Status page', '10:38 CET (09:38 UTC)'],
			['E-mail to affected organisations', undefined],
			['Banner in the app', '10:39 CET (09:39 UTC)'],
			['Support tickets', undefined],
		]);

		expect(await example.refusal('message print', [open, 'customer-email'])).toEqual({
			message: '“E-mail to affected organisations” needs `eta`, and nothing says it.',
			hint: 'Add --set eta="…"',
			exitCode: 64,
		});
		const eta = ['--set', 'eta=in about half an hour'];
		const email = await example.run('message print', [open, 'customer-email', ...eta]);
		expect(email.data['subject']).toBe(
			'Abakoro: status at 20 November 2026, 10:41 CET (09:41 UTC)',
		);
		expect(email.data['text']).toBe(
			[
				'Hello,',
				'',
				'this does not work in Abakoro at the moment: Journal entries are slow to save',
				'',
				'Impact: Journal entries: degraded performance',
				'Expected to work again: in about half an hour',
				'What you can do: Save entries in smaller groups; each is faster.',
				'News as it happens: https://status.abakoro.example/incidents/example-n6s2/',
				'',
				'We are sorry for the interruption.',
				'',
				'Your team at Abakoro',
			].join('\n'),
		);
		const banner = await example.run('message print', [open, 'in-app-banner']);
		expect(banner.data['text']).toBe(
			'Abakoro has a problem, and we are putting it right. Details: https://status.abakoro.example/incidents/example-n6s2/',
		);
	},
);

rule(
	'E6',
	'nothing is resolved before four things were seen, and three places then say that it is over',
	async (example) => {
		const id = await openedAs('p2', example);
		expect(await example.refusal('incident resolve', [id, '--message', 'It works.'])).toEqual({
			message: [
				`Before ${id} is over, this has to be true:`,
				'  error-rate: The error rate is back at its baseline. Nobody has looked at the source since.',
				'  latency: Latency is what it usually is at this hour. Nobody has looked at the source since.',
				'  health: The health endpoint answers 200. Nobody has looked at the source since.',
				'  spot-check: Somebody signed in and created a journal entry.',
			].join('\n'),
			hint: [
				'Say what you have seen: --verified error-rate --verified latency --verified health --verified spot-check',
				'Or why it is over all the same: --waive "…"',
			].join('\n'),
			exitCode: 65,
		});
		const words = async (template: string) =>
			(await example.run('message print', ['example-a5p1', template])).data['text'];
		expect(await words('ticket-resolved')).toBe(
			[
				'RESOLVED at 14 November 2026, 22:06 UTC, after 26 minutes.',
				'What ended it: The former version starts.',
				'Cause: release incomplete',
				'Post-mortem: https://respond.abakoro.example/post-mortems/example-a5p1/',
			].join('\n'),
		);
		expect(await words('status-page-all-clear')).toMatch(
			/^All clear\. Everything has worked as usual since 14 November 2026, 22:06 UTC\.\n/,
		);
		expect(await words('war-room-last-word')).toBe(
			[
				'**It is over: Abakoro cannot be reached** · P1 · 26 minutes, until 14 November 2026, 22:06 UTC',
				'What ended it: The former version starts.',
				'The post-mortem is due within 24 hours. Thank you, everybody.',
			].join('\n'),
		);
	},
);

rule(
	'E7',
	'a P1 or P2 has a post-mortem a day after it is over, which answers four questions',
	async (example) => {
		const portal = example.portal();
		const due = (id: string) => {
			const { verdict } = incident(portal, id);
			return [verdict.state, verdict.due && new Date(verdict.due).toISOString()];
		};
		// Over for customers since 14:34, said at 14:44.
		expect(due('example-r7h5')).toEqual(['required', '2026-11-20T14:34:00.000Z']);
		expect(due('example-m8d4')).toEqual(['recommended', undefined]);
		expect(due('example-f1x6')).toEqual(['not-required', undefined]);
		expect(policyRows(portal)[0]).toEqual([
			'Every P1 and P2 has one',
			'required',
			'within 1 day of resolved',
		]);
		expect(phasesTable(portal, example.links).rows.at(-1)?.slice(0, 2)).toEqual([
			'Post-incident analysis',
			'0 to 1 day after it is resolved',
		]);

		const id = await openedAs('p2', example);
		const seen = ['error-rate', 'latency', 'health', 'spot-check'].flatMap((item) => [
			'--verified',
			item,
		]);
		await example.run('incident resolve', [id, '--message', 'It works.', ...seen]);
		const begun = await example.run('post-mortem new', [id, '--dry-run']);
		const files = begun.data['files'] as { text: string }[];
		expect(files[0]?.text.match(/^## .*$/gm)).toEqual([
			'## What happened?',
			'## Why did it happen?',
			'## How do we prevent it?',
			'## Follow-up',
			'## Timeline',
		]);
		expect(begun.lines.join('\n')).toContain('21 November 2026, 10:41 CET');
	},
);

rule(
	'E8',
	'a P1 has its war room at once and a P2 within half an hour, named by level and time',
	async (example) => {
		const [p1, p2] = [await openedAs('p1', example), await openedAs('p2', example)];
		const portal = example.portal();
		const room = (id: string) => joiningOf(incident(portal, id), portal, example.links).rooms;
		expect(room(p1)).toEqual([
			'#incident-p1-2026-11-20-1041',
			{ text: 'Join the call', href: 'https://meet.abakoro.example/war-room' },
		]);
		expect(room(p2)[0]).toBe('#incident-p2-2026-11-20-1041');
		const opened = (id: string) =>
			strip(incident(portal, id), portal).filter((line) => line.startsWith('War room'));
		// At once means within five minutes.
		expect(opened(p1)).toEqual(['War room open 10:46 CET (09:46 UTC) pending']);
		expect(opened(p2)).toEqual(['War room open 11:11 CET (10:11 UTC) pending']);
		expect(warRoomTable(portal).rows).toContainEqual([
			'Opened',
			['P1: at once', 'P2: within 30 minutes'],
		]);
		expect(warRoomTable(portal).rows.slice(-3)).toEqual([
			['On-call SRE', '@on-call-sre: status · metrics'],
			['Incident commander', '@incident-commander: the situation block, updated'],
			['Support', '@support: what customers meet, how many wrote'],
		]);
	},
);

rule(
	'E9',
	'five situations have an answer of their own: a breach reaches Security and Legal, an hour the executives',
	async (example) => {
		const portal = example.portal();
		expect(situationsTable(portal).rows.map((row) => row.map(read))).toEqual([
			[
				'A single component is broken, such as reports.',
				'Switch the component off and go on with the workaround.',
				'',
			],
			['Several components are broken.', 'Go back to the former version as a whole.', ''],
			['The database is damaged.', 'Restore from the backup snapshot.', ''],
			[
				'Somebody got in, or may have.',
				'Page the security team, then tell Legal. Change nothing before Security has seen it.',
				'Security · Legal',
			],
			['The outage has lasted for more than an hour.', 'Tell the executives.', 'Executives'],
		]);
		const told = (at: string) => {
			const then = example.portal(at);
			return situationRows(incident(then, open), then).map(([, , tell]) => read(tell));
		};
		// Slow since 08:49; graded P2 from 09:02 on, which is when its hour begins.
		expect(told('2026-11-20T09:41:00Z')).toEqual(['']);
		expect(told('2026-11-20T10:03:00Z')).toEqual(['', 'Executives · +33 1 99 00 12 30']);
		expect(strip(incident(portal, open), portal)).toContain(
			'Escalate to Executives 11:02 CET (10:02 UTC) pending',
		);

		const id = await openedAs('p2', example);
		const facts = ['--set', 'facts={security-breach: true}'];
		const answer = await example.run('incident note', [id, '--kind', 'impact', ...facts]);
		expect(after(answer.lines)).toEqual([
			'Somebody got in, or may have. Page the security team, then tell Legal. Change nothing before Security has seen it.',
			'Security.',
			'  pager: abakoro-security',
			'  phone: +33 1 99 00 12 20',
			'Legal.',
			'  phone: +33 1 99 00 12 21',
			'  email: legal@abakoro.example',
			`Say that you called: npm run incident -- escalate ${id} --to security --reason "…"`,
			`Say that you called: npm run incident -- escalate ${id} --to legal --reason "…"`,
		]);
	},
);

rule(
	'E10',
	'launch week is covered around the clock in shifts of a day, then support by day and an engineer by night',
	(example) => {
		const portal = example.portal('2026-11-12T08:00:00Z');
		const [rotation] = portal.clock.rotations;
		const print = timePrinter(portal.site.zone, 'en');
		const duty = (at: string) => {
			const shift = rotation && dutyAt(rotation, Date.parse(at));
			return shift && `${shift.person} until ${print.time(shift.end).text}`;
		};
		expect(
			[
				'2026-11-09T08:00:00Z',
				'2026-11-10T22:00:00Z',
				'2026-11-11T11:00:00Z',
				'2026-11-14T12:00:00Z',
				'2026-11-16T07:59:00Z',
				'2026-11-16T08:00:00Z',
				'2026-11-16T17:00:00Z',
				'2026-11-20T17:00:00Z',
				'2026-11-27T17:00:00Z',
				'2026-12-25T11:00:00Z',
			].map(duty),
		).toEqual([
			'sanna-virtala until 10 November 2026, 09:00 CET (08:00 UTC)',
			'mateo-brisco until 11 November 2026, 09:00 CET (08:00 UTC)',
			'lin-darrow until 12 November 2026, 09:00 CET (08:00 UTC)',
			'lin-darrow until 15 November 2026, 09:00 CET (08:00 UTC)',
			'sanna-virtala until 16 November 2026, 09:00 CET (08:00 UTC)',
			'hedda-lorimer until 16 November 2026, 18:00 CET (17:00 UTC)',
			'lin-darrow until 17 November 2026, 09:00 CET (08:00 UTC)',
			'lin-darrow until 23 November 2026, 09:00 CET (08:00 UTC)',
			'mateo-brisco until 30 November 2026, 09:00 CET (08:00 UTC)',
			'sanna-virtala until 28 December 2026, 09:00 CET (08:00 UTC)',
		]);
		expect(coverageRows(portal)).toEqual([]);
		const today = example.portal();
		expect(
			ladderRows('critical', today.now, today).map(([at, who, by]) => [at, who, by].map(read)),
		).toEqual([
			[
				'20 November 2026, 10:41 CET (09:41 UTC)',
				'On call, Hedda Lorimer',
				'20 November 2026, 10:46 CET (09:46 UTC)',
			],
			[
				'20 November 2026, 10:41 CET (09:41 UTC)',
				'On-call SRE, Mateo Brisco',
				'20 November 2026, 10:46 CET (09:46 UTC)',
			],
			[
				'20 November 2026, 10:46 CET (09:46 UTC)',
				'Incident commander on call, Olivier Kesten',
				'20 November 2026, 11:16 CET (10:16 UTC)',
			],
			['20 November 2026, 11:16 CET (10:16 UTC)', 'Nadia Ferrand', '—'],
		]);
	},
);

rule(
	'E11',
	'eight ways in are tried by everybody on call, and one tried too long ago is a gap',
	async (example) => {
		const portal = example.portal();
		expect(portal.onCall.access.map(({ name }) => name)).toHaveLength(8);
		expect(readinessTable(portal).rows.map((row) => row.map(read))).toEqual([
			['Nadia Ferrand', '✓ 8 of 8', '', 'PagerDuty, by 25 January 2027'],
			['Olivier Kesten', '✗ 7 of 8', 'Container registry', 'PagerDuty, by 26 January 2027'],
			['Sanna Virtala', '✓ 8 of 8', '', 'PagerDuty, by 28 January 2027'],
			['Mateo Brisco', '✓ 8 of 8', '', 'PagerDuty, by 24 January 2027'],
			['Lin Darrow', '✓ 8 of 8', '', 'PagerDuty, by 21 January 2027'],
			[
				'Hedda Lorimer',
				'✗ 7 of 8',
				'Database administrator, from the vault',
				'PagerDuty, by 20 January 2027',
			],
		]);
		const problems = await example.problems();
		expect(
			problems.filter(({ field }) => field?.startsWith('access.')).map(({ message }) => message),
		).toEqual([
			'Hedda Lorimer, Database administrator, from the vault: was never verified.',
			'Olivier Kesten, Container registry: last seen on 18 August 2026 by Olivier Kesten; that counted until 16 November 2026.',
		]);
	},
);

rule(
	'E12',
	'the log has date, time, severity, issue, duration, who writes the post-mortem, and status',
	(example) => {
		const { head, rows } = incidentLog(example.portal(), example.links);
		expect(head).toEqual([
			'Date',
			'Time',
			'Level',
			'Incident',
			'Duration',
			'Post-mortem by',
			'Status',
		]);
		expect(rows.map((row) => row.map(read))).toEqual([
			[
				...['2026-11-20', '09:49', 'P2', 'Journal entries are slow to save'],
				...['open', 'nobody yet', 'Mitigating'],
			],
			[
				...['2026-11-19', '15:06', 'P2', 'Reports fail, and entries are slow to save'],
				...['28 minutes', 'Lin Darrow', 'Resolved'],
			],
			[
				...['2026-11-18', '04:16', 'P1', 'Abakoro may not be reachable'],
				...['opened by mistake', '—', 'Resolved'],
			],
			[
				...['2026-11-17', '09:20', 'P3', 'The bank feed of one organisation has stopped'],
				...['4 hours, 45 minutes', '—', 'Resolved'],
			],
			[
				...[
					'2026-11-16',
					'10:20',
					'P4',
					'Amounts in the tax statement are cut off on small screens',
				],
				...['open', '—', 'Investigating'],
			],
			[
				...['2026-11-14', '22:40', 'P1', 'Abakoro cannot be reached'],
				...['26 minutes', 'Sanna Virtala', 'Resolved'],
			],
			[
				...['2026-11-12', '10:10', 'P2', 'Reports fail'],
				...['20 minutes', 'Lin Darrow', 'Resolved'],
			],
			[
				...['2026-10-29', '06:30', 'P1', 'Some balances are wrong'],
				...['2 hours, 20 minutes', 'Olivier Kesten', 'Resolved'],
			],
			[
				...['2026-10-12', '16:02', 'P1', 'A withdrawn key was used'],
				...['2 hours, 38 minutes', 'Nadia Ferrand', 'Resolved'],
			],
		]);
	},
);

rule(
	'E13',
	'seven steps lead from “down” to “understood”, and say when two, five or thirty minutes are over',
	(example) => {
		const portal = example.portal();
		const page = portal.runbooks.find(({ id }) => id === 'app-is-down');
		if (!page) throw new Error('There is no quick runbook.');
		expect(page.body.match(/^## \d.*$/gm)).toEqual([
			'## 1. Confirm',
			'## 2. Declare',
			'## 3. Check',
			'## 4. Act',
			'## 5. Verify',
			'## 6. Communicate',
			'## 7. Analyse',
		]);
		const steps = runbookSteps(page);
		const nextOf = (id: string, says: string) =>
			steps.find((step) => step.id === id)?.branches.find((branch) => branch.says === says)?.then;
		expect(nextOf('restart', 'It does not help')).toBe('roll-back');
		expect(nextOf('roll-back', 'It does not help')).toBe('restore');

		const data = runbookData(page, portal);
		const begun = portal.now;
		const late = (minutes: number, steps = {}) =>
			overruns(data, { begun, steps, guards: {}, overran: {} }, begun + minutes * minute).map(
				({ what }) => what,
			);
		const triage = 'Finding out takes longer than planned.';
		const action = 'Nothing has been changed yet, and something should have been.';
		expect(late(2)).toEqual([]);
		expect(late(3)).toEqual([triage]);
		expect(late(6)).toEqual([triage, action]);
		const acted = { restart: { begun: begun + 4 * minute, done: begun + 5 * minute } };
		expect(late(30, acted)).toEqual([]);
		expect(late(31, acted)).toEqual(['It should be over by now.']);
		expect(late(2, { confirm: { begun } })).toEqual([
			'“Is it down for customers too?” takes longer than planned.',
		]);
		expect(data.escalate?.name).toBe('Incident commander on call');
		expect(data.escalate?.shifts[0]).toMatchObject({
			name: 'Olivier Kesten',
			phone: '+33 1 99 00 12 02',
		});
	},
);

rule(
	'E14',
	'what was not rehearsed for a month is a gap until somebody rehearses it',
	async (example) => {
		const overdue = (portal: PortalContent) =>
			gapGroups(portal)
				.filter(({ id }) => id === 'rehearsal')
				.flatMap(({ rows }) => rows.map(([what]) => read(what)));
		expect(overdue(example.portal())).toEqual([
			'“Stop the impact” was last rehearsed on 2026-10-08; the next rehearsal was due on 2026-11-08, 12 days ago. · Rehearse it, then run `npm run runbook -- rehearsed stop-the-impact`.',
		]);
		// Commands change nothing that came with the product: it is the reader's own from here on.
		const own = copyWith(example, 'runbooks/stop-the-impact.mdx example removed');
		await own.run('runbook rehearsed', [
			...['stop-the-impact', '--result', 'passed', '--by', 'mateo-brisco'],
			...['--evidence', 'Every command was run on the rehearsal host.'],
		]);
		expect(overdue(own.portal())).toEqual([]);
	},
);

rule(
	'E!',
	'how long it lasted is computed from its times, and a text that says otherwise is named',
	async (example) => {
		const portal = example.portal();
		const known = incident(portal, 'example-c3k8');
		const { lead } = incidentHeadline(known, portal);
		expect(lead).toContain(' Lasted 20 minutes.');
		const window = { start: known.response.opened - 60 * minute, end: portal.now };
		const detected = measure('time-to-detect', window, {
			known: [known],
			content: portal,
			now: portal.now,
		});
		expect(summarise(detected)).toMatchObject({ n: 1, mean: 5 * minute });

		const file = 'post-mortems/example-c3k8.mdx';
		const lengths = async (root: Example) =>
			(await root.problems())
				.filter((problem) => problem.file === file)
				.map(({ severity, message, cure }) => `${severity} ${message} ${cure}`);
		expect(await lengths(example)).toEqual([]);
		const slip = `${file} "It lasted 20 minutes." becomes "It lasted 23 minutes."`;
		expect(await lengths(copyWith(example, slip))).toEqual([
			'warning The text says that it lasted “23 minutes”; by its timeline the incident lasted 20 minutes. Correct the text, or add to the incident the note that shows it.',
		]);
	},
);

/** Parts of a sentence as they are printed. */
const printedWords = (parts: readonly CellPart[]): string =>
	parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
