/** Rules of `examples/launch-startup`, each as what it does. */
import { expect } from 'vitest';
import { readPayload } from '../../src/domain/alertPayload.ts';
import { ruleFor, runbookFor } from '../../src/domain/alertProposal.ts';
import { schemeContradictions } from '../../src/domain/contradictions.ts';
import { dutiesAt } from '../../src/domain/duty.ts';
import { gateState } from '../../src/domain/gates.ts';
import { firedAtOpening } from '../../src/domain/openingLevel.ts';
import type { Opening } from '../../src/domain/openingLevel.ts';
import { statusWords } from '../../src/domain/words.ts';
import type { Cell } from '../../src/portal/cells.ts';
import { ladderRows, stripRows } from '../../src/portal/clocks.ts';
import type { PortalContent } from '../../src/portal/content.ts';
import { gateViews } from '../../src/portal/gates.ts';
import { closeChecklist, closeOutRows, joiningOf, triggerRows } from '../../src/portal/joining.ts';
import { matrix } from '../../src/portal/severity.ts';
import { mitigationsTable } from '../../src/portal/tables.ts';
import { timedRules } from '../../src/portal/timedRules.ts';
import { bodyProblems } from '../../src/read/pages.ts';
import { incidentStatuses } from '../../src/schemas/vocabulary.ts';
import type { Example } from './support/rule.ts';
import { rulesOf } from './support/rule.ts';

const rule = rulesOf('launch-startup', '2026-11-20T09:41:00Z');
const by = ['--by', 'abel-fontaine'];

function incident({ known }: PortalContent, id: string) {
	const found = known.find(({ response }) => response.id === id);
	if (!found) throw new Error(`There is no incident ${id}.`);
	return found;
}

/** What is said first of an incident that is opened at the moment of the example. */
const firstOf = (portal: PortalContent, opening: Partial<Opening>, at = portal.now) =>
	firedAtOpening(
		{ at, public: true, services: {}, answers: {}, alerts: [], ...opening },
		{ ...portal, responses: [] },
	)[0];

/** Alerts of these sources, so many minutes apart. */
const alertsOf = (sources: string[], minutes: number): Opening['alerts'] =>
	sources.map((source, index) => ({
		id: `alert${index}`,
		value: {
			source,
			name: 'Anything',
			fired: Date.parse('2026-11-20T09:00:00Z') + index * minutes * 60_000,
			labels: {},
		},
	}));

/** Opens an incident that customers are not told of; its id. */
async function open(example: Example, level: string, title = 'Tips fail'): Promise<string> {
	const words = ['--internal', '--severity', level, '--title', title, '--message', title, ...by];
	const { data } = await example.run('incident open', words);
	return String(data['id']);
}

const note = (id: string, kind: string, ...set: string[]) => [
	...[id, '--kind', kind],
	...set.flatMap((field) => ['--set', field]),
	...by,
];

const withoutId = (text: string, id: string) => text.replaceAll(id, '<id>');

/** What a cell says, without its address. */
const printed = (cell: Cell): string => {
	if (Array.isArray(cell)) return cell.map(printed).join('; ');
	return typeof cell === 'string' ? cell : cell.text;
};

rule(
	'A1',
	'whatever touches one of four flows, or stays wrong in Sentry, is an incident of at least the lowest level',
	async (example) => {
		const portal = example.portal();
		const services = portal.services.groups.flatMap((group) => group.services.map(({ id }) => id));
		expect(
			services.map((id) => [
				id,
				firstOf(portal, { services: { [id]: 'degraded-performance' } })?.text,
			]),
		).toEqual(
			['artist-pages', 'payments', 'sign-up', 'dashboard'].map((id) => [
				id,
				'One of the flows that this process is for is affected.',
			]),
		);
		const { lines, data } = await example.run('incident open', [
			...['--internal', '--title', 'Errors stay high', '--fact', 'sustained-errors=yes'],
			...['--message', 'Sentry shows twice as many errors as usual.', ...by],
		]);
		expect(data['level']).toBe('p2');
		expect(lines).toContain(
			'It is P2: Sentry has shown clearly more errors than usual for a while.',
		);
	},
);

rule(
	'A2',
	'Sentry, the synthetic monitor and the uptime monitor are each understood, and lead to level and runbook',
	(example) => {
		const { alerts, runbooks } = example.portal();
		const payloads = [
			{
				action: 'triggered',
				data: {
					event: {
						issue_id: '4120',
						title: 'TypeError',
						level: 'error',
						datetime: '2026-11-20T09:20:00Z',
					},
					triggered_rule: 'NewCriticalError',
				},
			},
			{
				...{ sender: 'golden-path', alert: 'GoldenPathFails', walk: 'fan', step: 'open-page' },
				...{ state: 'failing', since: '2026-11-20T09:24:00Z' },
			},
			{
				...{ sender: 'uptime-monitor', alert: 'HealthCheckFails', monitor: 'site', incident: 7 },
				...{ state: 'down', details: 'no answer', since: '2026-11-20T09:25:00Z' },
			},
		];
		expect(
			payloads.map((payload) => {
				const said = readPayload(payload, alerts);
				if (!('alert' in said)) return said;
				const { source, name = '', state } = said.alert;
				const known = ruleFor(name, source, alerts);
				return [source.name, source.kind, source.channel, state, name, known?.level].concat(
					runbookFor(name, runbooks),
				);
			}),
		).toEqual([
			['Sentry', 'error-tracking', 'alerts-critical', 'firing', 'NewCriticalError', 'p0'].concat(
				'first-minutes',
			),
			['Synthetic monitor', 'synthetic', 'monitoring', 'firing', 'GoldenPathFails', 'p0'].concat(
				'first-minutes',
			),
			['Uptime monitor', 'uptime', 'alerts-critical', 'firing', 'HealthCheckFails', 'p0'].concat(
				'first-minutes',
			),
		]);
	},
);

rule(
	'A3',
	'two alert sources in one window make a P0, which is lowered only with a reason',
	async (example) => {
		const portal = example.portal();
		const two = firstOf(portal, { alerts: alertsOf(['sentry', 'uptime'], 10) });
		expect([two?.level.id, two?.rule]).toEqual(['p0', 'two-sources']);
		expect(firstOf(portal, { alerts: alertsOf(['sentry', 'uptime'], 11) })).toBeUndefined();
		expect(firstOf(portal, { alerts: alertsOf(['sentry', 'sentry'], 1) })).toBeUndefined();

		const id = await open(example, 'p0');
		await example.run('incident note', note(id, 'alert', 'alerts=[s4nt3a, gp7w2d]'));
		const refusal = await example.refusal('incident severity', [id, 'p1', ...by]);
		expect(refusal).toEqual({
			message:
				'A rule keeps it at P0, until proven otherwise: Two alert sources fire in the same window. It is a P0 until proven otherwise.',
			hint: 'Add --reason "…".',
			exitCode: 65,
		});
		const reason = ['--reason', 'Both ran into the same broken name server.'];
		const { lines } = await example.run('incident severity', [id, 'p1', ...reason, ...by]);
		expect(lines[0]).toBe(`Incident ${id} is P1.`);
	},
);

rule(
	'A4',
	'there are three levels: a broken critical flow, a degradation with a workaround, and the rest',
	async (example) => {
		const portal = example.portal();
		expect(matrix(portal).head).toEqual(['', 'P0 Launch blocker', 'P1 High', 'P2 Medium']);
		const levelOf = (answers: Opening['answers'], services: Opening['services'] = {}) =>
			firstOf(portal, { answers, services })?.level.label;
		expect(levelOf({ 'critical-flow-broken': true })).toBe('P0');
		expect(levelOf({}, { 'artist-pages': 'major-outage' })).toBe('P0');
		expect(levelOf({ 'major-degradation': true, workaround: true })).toBe('P1');
		expect(levelOf({ 'major-degradation': true, workaround: false })).toBeUndefined();
		expect(levelOf({}, { dashboard: 'major-outage' })).toBe('P2');
		const words = ['--internal', '--severity', 'p3', '--title', 'x', '--message', 'x', ...by];
		const { message, hint } = await example.refusal('incident open', words);
		expect([message, hint]).toEqual(['There is no level `p3`.', 'Did you mean `p0`?']);
	},
);

rule(
	'A5',
	'while artists are invited, an unresolved 500 in their flows is a P0, and both sites of work say so',
	async (example) => {
		const portal = example.portal();
		expect(
			timedRules(portal).map(({ text, level, also, until, inForce }) => ({
				...{ text, level, also, until: until.text, inForce },
			})),
		).toEqual([
			{
				text: 'While we invite artists, an unresolved 500 in the flows of invited artists is a P0.',
				level: 'At least P0, until proven otherwise.',
				also: ['Pause invitations until it is resolved.'],
				until: '30 November 2026, 00:00 GMT-8 (08:00 UTC)',
				inForce: true,
			},
		]);
		const { data, lines } = await example.run('incident open', [
			...['--internal', '--severity', 'p2', '--title', 'Claiming a page fails'],
			...['--fact', 'seeded-errors=yes', '--message', 'A 500 on the claim page.', ...by],
		]);
		expect([data['level'], data['rule']]).toEqual(['p0', 'launch-window']);
		expect(lines).toContain(
			'It is P0 and not P2: While we invite artists, an unresolved 500 in the flows of invited artists is a P0. It holds until somebody shows otherwise.',
		);
		const answers = { 'seeded-errors': true };
		const levelAt = (at: string) => firstOf(portal, { answers }, Date.parse(at))?.level.id;
		expect(
			['2026-11-16T07:59:00Z', '2026-11-30T07:59:00Z', '2026-11-30T08:00:00Z'].map(levelAt),
		).toEqual([undefined, 'p0', undefined]);
	},
);

rule(
	'A6',
	'the primary decides until the decision is handed on, and whoever is in the channel stands behind',
	async (example) => {
		const id = await open(example, 'p1');
		await example.run('incident ack', [id, ...by]);
		const decides = () => {
			const portal = example.portal();
			return joiningOf(incident(portal, id), portal, example.links).who.map(
				({ role, person }) => `${role}: ${person}`,
			);
		};
		expect(decides()).toContain('Decision owner: Ines Calder, as primary on call');
		await example.run('incident role', [id, 'owner', '--person', 'noor-vastra', ...by]);
		expect(decides()).toEqual(['Decision owner: Noor Vastra']);

		const portal = example.portal();
		const rows = ladderRows('critical', Date.parse('2026-11-20T09:20:00Z'), portal);
		expect(rows.map((row) => row.slice(0, 3).map(printed))).toEqual([
			[
				'20 November 2026, 01:20 GMT-8 (09:20 UTC)',
				'Primary, Ines Calder',
				'20 November 2026, 01:25 GMT-8 (09:25 UTC)',
			],
			[
				'20 November 2026, 01:25 GMT-8 (09:25 UTC)',
				'Launch backup, Noor Vastra',
				'20 November 2026, 01:30 GMT-8 (09:30 UTC)',
			],
			['20 November 2026, 01:25 GMT-8 (09:25 UTC)', '#alerts-critical', '—'],
			[
				'20 November 2026, 01:25 GMT-8 (09:25 UTC)',
				'Any engineering owner in #alerts-critical',
				'20 November 2026, 01:30 GMT-8 (09:30 UTC)',
			],
		]);
		// Launch week around the clock, then while people work: a Saturday night, a working day, a night, a holiday.
		const backupAt = (at: string) =>
			dutiesAt(portal, Date.parse(at)).find(({ rotation }) => rotation.id === 'backup')?.shift
				?.person;
		expect(
			[
				'2026-11-21T11:00:00Z',
				'2026-11-24T19:00:00Z',
				'2026-11-25T11:00:00Z',
				'2026-11-26T19:00:00Z',
				'2026-11-30T19:00:00Z',
			].map(backupAt),
		).toEqual(['abel-fontaine', 'noor-vastra', undefined, undefined, 'abel-fontaine']);
	},
);

rule(
	'A7',
	'a P0 is acknowledged in 5 minutes and mitigated in 15, with news every 15 and a write-up in 24 hours',
	async (example) => {
		const dues = (portal: PortalContent, id: string) =>
			stripRows(incident(portal, id), portal).map(({ name, due, done, state }) => [
				name,
				due?.iso.slice(0, 16),
				done?.iso.slice(0, 16),
				state,
			]);
		expect(dues(example.portal(), 'example-b6t1')).toEqual([
			['Acknowledge', '2026-11-19T20:05', '2026-11-19T20:03', 'met'],
			['Mitigate', '2026-11-19T20:15', '2026-11-19T20:12', 'met'],
			['Post-mortem published', '2026-11-20T20:12', undefined, 'pending'],
		]);
		const fresh = await open(example, 'p0');
		expect(dues(example.portal('2026-11-20T09:57:00Z'), fresh)).toEqual([
			['Acknowledge', '2026-11-20T09:46', undefined, 'overdue'],
			['Mitigate', '2026-11-20T09:56', undefined, 'overdue'],
			['Next word to responders', '2026-11-20T09:56', undefined, 'overdue'],
			['Next word to customers', '2026-11-20T09:56', undefined, 'overdue'],
		]);
		expect(dues(example.portal(), 'example-q3d9')).toEqual([]);
	},
);

rule(
	'A8',
	'triage asks who, where, since when, what Sentry shows and what else fails; what is missing is said',
	(example) => {
		const portal = example.portal();
		const { known } = joiningOf(incident(portal, 'example-v7k2'), portal, example.links);
		expect(known.map(({ label, text }) => `${label} ${text}`)).toEqual([
			'Who is affected? Fans who open the page of an artist with an upcoming release',
			'Where? Public pages, everywhere',
			'Since when? The deploy of this morning',
			'Signature of the error TypeError: Cannot read properties of undefined (reading presave)',
			'First seen One minute after the deploy',
			'Last seen While this was written',
			'Affected release r212',
			'Affected route /[artist]',
			'How many users, by estimate? About 400 in ten minutes',
			'Do the synthetic monitor and the uptime monitor fail too? nobody has found out yet',
		]);
	},
);

rule(
	'A9',
	'roll back, switch off, guard, put something in its place: in this order, and what was tried is kept',
	(example) => {
		const portal = example.portal();
		expect(
			mitigationsTable(portal, example.links).rows.map(([step, when]) => [step, when]),
		).toEqual([
			['1. Roll back the last deploy.', 'It is clear that it came with it.'],
			['2. Switch the failing path off by its flag.', 'The path has a flag.'],
			[
				'3. Put a guard into the code that keeps the error from becoming a 500.',
				'The line is known, and the guard is a few lines.',
			],
			['4. Show a temporary page or answer in its place.', 'Nothing above is possible in time.'],
		]);
		const { tried } = joiningOf(incident(portal, 'example-v7k2'), portal, example.links);
		expect(tried.map(({ text, result }) => [text, result])).toEqual([
			['rollback: The rollback of r212 stopped: its migration cannot be taken back.', 'failed'],
			['feature off: The pre-save block is off. Pages render without it.', 'worked'],
		]);
	},
);

rule(
	'A10',
	'what goes to #alerts-critical has six lines, both time zones, and the time of the next word',
	async (example) => {
		const print = async (id: string) =>
			(await example.run('message print', [id, 'alerts-critical'])).lines[0];
		expect(await print('v7k2')).toBe(
			[
				'[P0] Artist pages answer with an error',
				'Status: Monitoring',
				'Impact: Fans who open the page of an artist with an upcoming release',
				'Started: 20 November 2026, 01:18 GMT-8 (09:18 UTC)',
				'Owner: Ines Calder',
				'Next update: 20 November 2026, 01:53 GMT-8 (09:53 UTC)',
			].join('\n'),
		);
		expect(await print('b6t1')).toMatch(/\nStatus: Resolved\n.*\n.*\n.*\nNext update: none$/);
		// Nothing goes out while it is not known who is affected; next is the last word and the cadence.
		const id = await open(example, 'p0');
		const { message } = await example.refusal('message print', [id, 'alerts-critical']);
		expect(withoutId(message, id)).toMatch(/impact/);
		await example.run('incident note', note(id, 'triage', 'answers={impact: Fans who tip}'));
		expect((await print(id))?.split('\n').at(-1)).toBe(
			'Next update: 20 November 2026, 01:56 GMT-8 (09:56 UTC)',
		);
	},
);

rule('A11', 'an incident is Investigating, Mitigating, Monitoring or Resolved', (example) => {
	const portal = example.portal();
	expect(incidentStatuses.map((status) => statusWords(status, portal))).toEqual([
		'Investigating',
		'Investigating',
		'Mitigating',
		'Monitoring',
		'Resolved',
	]);
});

rule(
	'A12',
	'a P0 closes only when Sentry is quiet, both monitors are green and a cycle has passed, or with a reason',
	async (example) => {
		const portal = example.portal();
		const { earliest, left } = closeChecklist(incident(portal, 'example-v7k2'), portal);
		expect([earliest?.text, left]).toEqual(['20 November 2026, 01:46 GMT-8 (09:46 UTC)', 4]);

		const id = await open(example, 'p0');
		const close = ['--message', 'Tips work.', ...by];
		const { message, exitCode } = await example.refusal('incident resolve', [id, ...close]);
		expect(exitCode).toBe(65);
		expect(withoutId(message, id)).toBe(
			[
				'Before <id> is over, this has to be true:',
				'  sentry-quiet: The Sentry issue does not come back. Nobody has looked at the source since.',
				'  uptime-green: The uptime checks are green. Nobody has looked at the source since.',
				'  synthetic-green: The synthetic tests are green. Nobody has looked at the source since.',
				'  alert-cycle: No new related alert for one alert cycle. Not before 2026-11-20T09:51:00Z.',
			].join('\n'),
		);
		const seen = ['sentry-quiet', 'uptime-green', 'synthetic-green'].flatMap((item) => [
			...['--verified', item],
		]);
		const early = await example.refusal('incident resolve', [id, ...seen, ...close]);
		expect(early.message).toMatch(/^.*\n {2}alert-cycle: .*$/);
		const late = await example.run(
			'incident resolve',
			[id, ...seen, ...close],
			'2026-11-20T09:51:00Z',
		);
		expect(late.lines[0]).toBe(`Resolve incident ${id}.`);

		const waived = await open(example, 'p0', 'A rehearsal');
		await example.run('incident resolve', [waived, '--waive', 'It was a rehearsal.', ...close]);
		const after = example.portal('2026-11-20T09:52:00Z');
		expect(incident(after, waived).response.verification['alert-cycle']).toMatchObject({
			outcome: 'waived',
			reason: 'It was a rehearsal.',
		});
		await example.run('incident resolve', [
			await open(example, 'p2', 'A label is missing'),
			...close,
		]);
	},
);

rule(
	'A13',
	'closing out settles the Sentry issue with a reason, writes down what happened, and adds what prevents it',
	async (example) => {
		const id = await open(example, 'p0');
		const { lines } = await example.run('incident resolve', [
			...[id, '--waive', 'A rehearsal.', '--message', 'Tips work.', ...by],
		]);
		expect(withoutId(lines.slice(lines.indexOf('Left to do:')).join('\n'), id)).toBe(
			[
				'Left to do:',
				'  The Sentry issue is resolved or ignored, with the reason.',
				'    npm run incident -- note <id> --kind link --set what=error-tracker --set state="…" --set reason="…"',
				'  Root cause, mitigation and permanent fix are written down.',
				'    npm run incident -- note <id> --kind close-out --set item=documented',
				'  What prevents it by structure is a task with an owner.',
				'    npm run incident -- note <id> --kind close-out --set item=follow-ups',
			].join('\n'),
		);
		const states = () =>
			closeOutRows(incident(example.portal(), id), example.portal()).map(([, state]) =>
				typeof state === 'string' ? state : 'to do',
			);
		const link = ['what=error-tracker', 'name=Sentry 1', 'state=ignored'];
		await example.run('incident note', note(id, 'link', ...link));
		await example.run('incident note', note(id, 'close-out', 'item=documented'));
		expect(states()).toEqual(['to do', '✓ done', 'to do']);
		await example.run('incident note', note(id, 'link', ...link, 'reason=It does no harm.'));
		expect(states()).toEqual(['✓ done', '✓ done', 'to do']);
	},
);

rule(
	'A14',
	'four things make a P1 a P0 at once, and the page of a P1 says which of them hold',
	async (example) => {
		const texts = [
			'Errors or the number of people affected rise rapidly.',
			'Public artist pages or onboarding cannot be used.',
			'Paying or tipping fails.',
			'Several alert sources fire at the same time.',
		];
		const rowsOf = (id: string) => {
			const portal = example.portal();
			return triggerRows(incident(portal, id), portal).map(({ text, label, holds }) => [
				text,
				label,
				holds,
			]);
		};
		expect(rowsOf('example-q3d9')).toEqual(texts.map((text) => [text, 'P0', false]));

		const { data } = await example.run('incident open', [
			...['--severity', 'p1', '--title', 'Nobody can sign up', '--message', 'We look into it.'],
			...['--service', 'sign-up=major-outage', ...by],
		]);
		const id = String(data['id']);
		const holding = () => rowsOf(id).map(([, , holds]) => holds);
		expect(holding()).toEqual([false, true, false, false]);
		await example.run('incident note', note(id, 'impact', 'facts={rising: true}'));
		expect(holding()).toEqual([true, true, false, false]);
		await example.run('incident note', note(id, 'impact', 'facts={payments-failing: true}'));
		await example.run('incident note', note(id, 'alert', 'alerts=[s4nt3a, gp7w2d]'));
		expect(holding()).toEqual([true, true, true, true]);
		const raised = await example.run('incident severity', [id, 'p0', ...by]);
		expect(raised.lines[0]).toBe(`Incident ${id} is P0.`);
		expect(rowsOf(id)).toEqual([]);
	},
);

rule(
	'A15',
	'invitations pause while a P0 is unresolved, a P0 alert rule is untested or a monitor is not green',
	async (example) => {
		const portal = example.portal();
		const judged = await example.run('gate judge', ['launch']);
		expect(judged.exitCode).toBe(1);
		expect(judged.lines[0]).toBe('Launch readiness: closed. Inviting artists stays paused.');
		const reasons = {
			p0: 'example-v7k2 is open: Artist pages answer with an error (P0).',
			rule: 'Alert rule HealthCheckFails: last seen on 9 October 2026 by Ines Calder; that counted until 8 November 2026.',
			monitor:
				'Synthetic monitor: failed on 20 November 2026, says Ines Calder: The step that opens an artist page fails.',
		};
		expect(gateViews(portal)[0]?.rows.map(([, , why]) => why)).toEqual(
			Object.values(reasons).map((reason) => [reason]),
		);

		const [gate] = portal.process.gates;
		if (!gate) throw new Error('There is no gate.');
		const at = portal.now - 60_000;
		const look = {
			at,
			by: 'ines-calder',
			result: 'passed',
			how: 'manual',
			evidence: 'Seen.',
		} as const;
		const tested = { ...look, kind: 'alert-rule-tested', subject: 'HealthCheckFails' } as const;
		const green = { ...look, kind: 'source-green', subject: 'synthetic' } as const;
		const responses = portal.known.map(({ response }) => response);
		const over = responses.filter(({ id }) => id !== 'example-v7k2');
		const why = (all: typeof responses, ...looks: (typeof tested | typeof green)[]) => {
			const checks = looks.map((value) => ({
				id: 'check1',
				path: 'checks/check1.yaml',
				body: '',
				bodyLine: 1,
				value,
			}));
			const content = { ...portal, checks: [...portal.checks, ...checks] };
			const { open: isOpen, items } = gateState(gate, content, all, portal.now);
			return isOpen ? 'open' : items.flatMap((item) => item.reasons);
		};
		expect(why(over, tested, green)).toBe('open');
		expect(why(responses, tested, green)).toEqual([reasons.p0]);
		expect(why(over, green)).toEqual([reasons.rule]);
		expect(why(over, tested)).toEqual([reasons.monitor]);
	},
);

rule(
	'A16',
	'a write-up begins with six headings, and one that is published without a heading is named',
	async (example) => {
		const id = await open(example, 'p0');
		const words = [id, '--waive', 'A rehearsal.', '--message', 'Tips work.', ...by];
		await example.run('incident resolve', words);
		await example.run('post-mortem new', [id, ...by]);
		const portal = example.portal();
		const { postMortems } = portal;
		const document = postMortems.find(({ value }) => value.incident === id);
		const six = [
			...['What happened', 'User impact', 'Root cause'],
			...['Mitigation applied', 'Permanent fix', 'Preventive actions'],
		];
		// The timeline that the six have no place for stands behind them.
		expect([...(document?.body ?? '').matchAll(/^## (.+)$/gm)].map(([, text]) => text)).toEqual([
			...six,
			'Timeline',
		]);
		const missing = (heading: string) =>
			bodyProblems({
				...portal,
				postMortems: postMortems.map((page) => ({
					...page,
					body: page.body.replace(`## ${heading}\n`, ''),
				})),
			}).map(({ file, message }) => [file, message]);
		expect(six.map(missing)).toEqual(
			six.map((heading) => [
				['post-mortems/example-m4h8.mdx', `The section “${heading}” is missing.`],
			]),
		);
	},
);

rule(
	'A!',
	'a figure that stands in a page and disagrees with the scheme is found',
	async (example) => {
		expect(await example.problems()).toEqual([]);
		const portal = example.portal();
		const said = (body: string) =>
			schemeContradictions(
				{ path: 'handbook/on-call.mdx', body, bodyLine: 1 },
				{ severity: portal.severity, ladders: portal.onCall.ladders },
				portal.now,
			).map(({ message }) => message);
		expect(said('A P0 is acknowledged within 15 minutes.')).toEqual([
			'The text says “15 minutes”, and by severity.yaml a P0 is acknowledged within 5 minutes.',
		]);
		expect(said('The write-up of a P0 is due within 48 hours.')).toEqual([
			'The text says “48 hours”, and by severity.yaml a P0 has a post-mortem within 24 hours.',
		]);
		expect(said('The write-up of a P0 is due within 24 hours.')).toEqual([]);
	},
);
