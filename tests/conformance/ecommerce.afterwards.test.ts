/** Rules of `examples/ecommerce`, from the turns of on-call to what is learned. */
import { expect } from 'vitest';
import { postMortemVerdict } from '../../src/domain/postMortem.ts';
import type { Facts } from '../../src/domain/predicate.ts';
import {
	dutyPage,
	expectationRows,
	handoffView,
	levelExpectationRows,
} from '../../src/portal/duty.ts';
import { incidentLog } from '../../src/portal/incidentLog.ts';
import { lastYear, metricViews, monthWindow } from '../../src/portal/metrics.ts';
import { backLinks, relatedPages } from '../../src/portal/pageFacts.ts';
import { levelTable } from '../../src/portal/review.ts';
import { affected, changed, gapsIn, iso, link, opened, printed, stepsIn } from './support/looks.ts';
import type { Example } from './support/rule.ts';
import { rulesOf } from './support/rule.ts';

const rule = rulesOf('ecommerce', '2026-11-20T09:41:00Z', ['D14', 'D!']);

rule('D14', 'the week turns on Monday at nine, and the hand-off writes itself', async (example) => {
	const portal = example.portal();
	const turns = dutyPage(portal).rotations.map(({ name, shifts }) => [
		name,
		...shifts.slice(0, 4).map(({ start, end, person }) => `${iso(start)} ${iso(end)} ${person}`),
	]);
	expect(turns).toEqual([
		[
			'Primary',
			'2026-11-16T14:00Z 2026-11-21T14:00Z imani-okello',
			'2026-11-21T14:00Z 2026-11-22T14:00Z noor-haddad',
			'2026-11-22T14:00Z 2026-11-23T14:00Z imani-okello',
			'2026-11-23T14:00Z 2026-11-30T14:00Z noor-haddad',
		],
		[
			'Secondary',
			'2026-11-16T14:00Z 2026-11-23T14:00Z noor-haddad',
			'2026-11-23T14:00Z 2026-11-30T14:00Z felix-aronsen',
			'2026-11-30T14:00Z 2026-12-07T14:00Z imani-okello',
			'2026-12-07T14:00Z 2026-12-14T14:00Z noor-haddad',
		],
	]);
	const { lines } = await example.run('on-call handoff', []);
	expect(lines.join('\n')).toBe(
		`**On call, 23 November 2026 to 30 November 2026**
Primary: Noor Haddad
Secondary: Felix Aronsen

Last week: 3 incidents (P0: 1, P1: 1, P3: 1); 3 alerts (2 real, 1 false alarm)
Notable: Open: P1 The worker takes no jobs (example-w7k2), since 20 November 2026, 03:21 GMT-5 (08:21 UTC); P0 Paid orders are not made (example-c4m9), over after 52 minutes; P3 An old browser warns of a style (example-z6v4), over after 55 minutes
Action items: A deployment takes no traffic before its health address answers (variables-checked-before-traffic, Felix Aronsen, due 17 November, 3 days late); Lookout alarms when more than fifteen connections are open (connections-alarm, Felix Aronsen, due 25 November)

This week, keep an eye on: Commands per minute at Ember, in the evenings (example-w7k2, until 25 November 2026, 09:00 GMT-5 (14:00 UTC))
To be deployed: Checkout pauses for a minute: 24 November 2026, 03:00 GMT-5 (08:00 UTC) to 03:30 GMT-5 (08:30 UTC) (example-m5d2)

Have a quiet week.`,
	);
	expect(handoffView(portal)?.checklist).toEqual([
		{
			text: 'Say how many incidents there were.',
			shown: ['3 incidents (P0: 1, P1: 1, P3: 1); 3 alerts (2 real, 1 false alarm)'],
		},
		{
			text: 'Say what is still open.',
			shown: ['P1 The worker takes no jobs (example-w7k2): nothing says what is next'],
		},
		{
			text: 'Say what to keep an eye on.',
			shown: [
				'Commands per minute at Ember, in the evenings (example-w7k2, until 25 November 2026, 09:00 GMT-5 (14:00 UTC))',
			],
		},
		{
			text: 'Say which action items of last week are left.',
			shown: [
				'A deployment takes no traffic before its health address answers (variables-checked-before-traffic, Felix Aronsen, due 17 November, 3 days late)',
				'Lookout alarms when more than fifteen connections are open (connections-alarm, Felix Aronsen, due 25 November)',
			],
		},
		{
			text: 'Say what is to be deployed this week.',
			shown: [
				'Checkout pauses for a minute: 24 November 2026, 03:00 GMT-5 (08:00 UTC) to 03:30 GMT-5 (08:30 UTC) (example-m5d2)',
			],
		},
	]);
});

rule('D15', 'whoever is on call reads what is asked of them, and what is not', (example) => {
	const portal = example.portal();
	const [primary, secondary] = expectationRows(portal);
	expect(primary?.slice(1)).toEqual([
		[
			'Answer P0 and P1 within their time.',
			'Find out how bad it is, and end it.',
			'Call for help when you need it.',
			'Write down what happens while it happens.',
			'Have laptop and phone nearby, and access to every system.',
			'Be ready to join a video call.',
		],
		[
			'Sitting at the computer around the clock.',
			'Working overnight, unless it is a P0.',
			'Giving up your own time for a P2 or P3.',
		],
	]);
	expect(secondary?.[1]).toEqual([
		'Answer when the primary does not.',
		'Help with what is too much for one.',
		'Take over while the primary is away.',
	]);
	expect(levelExpectationRows(portal).map(([level, within]) => [level, within])).toEqual([
		['P0 Critical', '15 minutes'],
		['P1 High', '1 hour'],
		['P2 Medium', '4 hours of work'],
		['P3 Low', '1 day'],
	]);
});

rule(
	'D16',
	'the team and customers get messages that fill themselves, and customers none with a hole',
	async (example) => {
		expect(await printed(example, 'w7k2', 'team-alert')).toBe(
			`**INCIDENT [P1] The worker takes no jobs**
Status: Identified
Affected: About 15 %, most of them asleep; No mock-ups and no generated pictures
Started: 20 November 2026, 08:05 UTC
Expected to take: Two hours, as the last time the worker was stuck

Now: The worker that makes pictures loses its connection. A restart helped for a minute only; we go on.

So far:
20 November 2026, 08:26 UTC: Generated pictures and mock-ups do not arrive. We are looking into it.
20 November 2026, 09:22 UTC: The worker that makes pictures loses its connection. A restart helped for a minute only; we go on.

Everything else: https://respond.kiteloom.example/incidents/example-w7k2/`,
		);
		expect(await printed(example, 'w7k2', 'status-page-detected')).toBe(
			`Some of Kiteloom does not work as it should, and we are looking into it.

Affected: Picture tools: partial outage

What you can do meanwhile: Uploading your own picture works.

We write again within 41 minutes. We are sorry for the trouble.`,
		);
		expect(await example.refusal('message print', ['c4m9', 'customer-resolved-email'])).toEqual({
			message:
				'“Word by e-mail that it is over” needs `cause`, `fix`, `prevention`, `affected-users`, and nothing says them.',
			hint: 'Add --set cause="…" --set fix="…" --set prevention="…" --set affected-users="…"',
			exitCode: 64,
		});
		const said = {
			cause: 'A change moved an address.',
			fix: 'We took it back.',
			prevention: 'A test calls it.',
			'affected-users': 'about 60 %',
		};
		const given = Object.entries(said).flatMap(([field, text]) => ['--set', `${field}=${text}`]);
		expect(await printed(example, 'c4m9', 'customer-resolved-email', ...given)).toBe(
			`Hello,

Kiteloom works again.

What was affected: Checkout: major outage; Orders and e-mails: partial outage
Why: A change moved an address.
What we did: We took it back.
What changes: A test calls it.

It took 52 minutes and affected about 60 %.

If something still looks wrong, write to help@kiteloom.example. Thank you for your patience.`,
		);
	},
);

rule('D17', 'six runbooks lead from symptoms through checks to a fix for each cause', (example) => {
	const portal = example.portal();
	const told = [
		'site-outage',
		'database-down',
		'redis-down',
		'high-error-rate',
		'worker-stuck',
		'payment-issues',
	].map((id) => {
		const runbook = portal.runbooks.find((item) => item.id === id);
		const steps = stepsIn(portal, id);
		const fixes = steps
			.filter(({ kind }) => ['ui-path', 'sql', 'wait', 'command'].includes(kind))
			.map((step) => step.id);
		const causes = steps
			.filter(({ kind }) => kind === 'check')
			.flatMap(({ branches }) => branches)
			.filter(({ then }) => fixes.includes(then) || then?.startsWith('runbook:'))
			.map(({ says, then }) => `${says ?? ''}: ${then ?? ''}`);
		return [
			runbook?.value.title,
			runbook?.value.symptoms.length,
			steps.filter(({ kind }) => kind === 'check').length,
			causes,
		];
	});
	expect(told).toEqual([
		[
			'Site outage',
			2,
			4,
			[
				'The last deployment failed: roll-back',
				'It ran out of memory, code 137: more-memory',
				'The last deployment failed: runbook:ways-back',
				'The database is down: runbook:database-down',
			],
		],
		[
			'Database down',
			2,
			4,
			['They have an outage: wait-for-vendor', 'More than 15: end-idle', 'It is full: make-room'],
		],
		[
			'Redis down',
			2,
			3,
			[
				'They have an outage: wait-for-vendor',
				'The limit is reached: larger-plan',
				'There are such lines: restart-backend',
			],
		],
		[
			'High error rate',
			2,
			3,
			[
				'Something was: roll-back',
				'palette is open: pictures-wait',
				'cutaway is open: backgrounds-stay',
			],
		],
		[
			'Worker stuck',
			2,
			3,
			[
				'429 of a provider: wait-for-limit',
				'One job is in work for long: wait-for-recovery',
				'It does not run: restart-worker',
			],
		],
		['Payment issues', 2, 3, ['No line, or 5xx: mend-backend', 'It is not accepted: new-secret']],
	]);
});

rule(
	'D18',
	'what happened decides whether a post-mortem is written, and the reason is said',
	(example) => {
		const { severity } = example.portal();
		const verdict = (facts: Facts) => {
			const { state, reasons } = postMortemVerdict(
				{ id: 'x', opened: 0, resolvedAt: 0 },
				facts,
				severity.postMortem,
				[],
			);
			return [state, ...reasons];
		};
		const calm = { handles: [], 'customer-complaints': 0, repeat: false };
		expect(verdict({ ...calm, level: 'p0' })).toEqual(['required', 'Every P0 has one.']);
		expect(verdict({ ...calm, level: 'p1' })).toEqual(['required', 'Every P1 has one.']);
		expect(verdict({ ...calm, level: 'p2' })).toEqual(['not-required']);
		expect(verdict({ ...calm, level: 'p3', handles: ['payments'] })).toEqual([
			'required',
			'Paying was affected.',
		]);
		expect(verdict({ ...calm, level: 'p2', 'customer-complaints': 1 })).toEqual([
			'required',
			'A customer complained.',
		]);
		expect(verdict({ ...calm, level: 'p2', 'worth-learning-from': true })).toEqual([
			'recommended',
			'A P2 that teaches something.',
		]);
		expect(verdict({ ...calm, level: 'p3', 'near-miss': true })).toEqual([
			'recommended',
			'It almost became a P0.',
		]);
		expect(verdict({ ...calm, level: 'p3', repeat: true })).toEqual([
			'recommended',
			'A P3 that came back.',
		]);
	},
);

rule(
	'D19',
	'a post-mortem begins with everything that is known, under ten headings',
	async (example) => {
		const id = await opened(example, 'p0', '--since', '40m');
		await affected(example, id, 62);
		await example.run('incident note', [
			id,
			...['--kind', 'mitigation', '--set', 'mitigation=rollback', '--set', 'result=worked'],
			...['--message', 'Went back to the deployment before.'],
		]);
		await example.run('incident resolve', [
			id,
			'--message',
			'It works again.',
			'--waive',
			'Tried out by all of us.',
		]);
		const { data } = await example.run('post-mortem new', [id, '--by', 'noor-haddad']);
		expect(data['files']).toEqual([`content/post-mortems/${id}.mdx`]);
		const document = example.portal().postMortems.find((item) => item.id === id);
		expect(document?.value.authors).toEqual(['noor-haddad']);
		const lines = document?.body.trim().split('\n') ?? [];
		expect(lines.filter((line) => line !== '' && !line.includes('waived')).join('\n')).toBe(
			`- **Incident:** ${id}.
- **Began:** 20 November 2026, 04:01 GMT-5 (09:01 UTC).
- **Level:** P0.
- **Services:** Designer (partial outage at worst).
- **Times:** Detected: not known, because nobody noted “detected”; Acknowledged: not known, because nobody noted “alerted” and “acknowledged”; Mitigated: not known, because nobody noted “mitigated”; Resolved after 40 minutes, from impact started to resolved.
- **Post-mortem:** A post-mortem is required: Every P0 has one; It is due on 21 November 2026, 04:41 GMT-5 (09:41 UTC).
## Summary
{/* What happened and whom it hit, in two or three sentences. */}
## Timeline
{/* What was noticed and done, in UTC. */}
**20 November 2026**
- **04:41 GMT-5 (09:41 UTC)** · Customers were told: Investigating, Designer partial outage. Something does not work. We are looking into it.
- **04:41 GMT-5 (09:41 UTC)** · A Responder: Impact: users affected 62.
- **04:41 GMT-5 (09:41 UTC)** · A Responder: rollback: worked. Went back to the deployment before.
- **04:41 GMT-5 (09:41 UTC)** · Customers were told: Resolved, Designer operational. It works again.
## Root cause
{/* What went wrong, in detail, and what else had to be true. */}
## Impact
{/* Users, in what they met and how many they were; business, in revenue, orders and support tickets. */}
- What share of users is affected, in per cent? 62 %.
## What we did
{/* What was done, step by step. */}
- rollback: worked. Went back to the deployment before.
## Why it worked
{/* Why these steps ended it. */}
## What went well
## What went poorly
## Action items
{/* They stand in the front matter, each with owner, day and priority. */}
## Prevention
{/* What changes so that it does not happen again, and what is watched better. */}`,
		);
	},
);

rule(
	'D20',
	'a published post-mortem has actions, blames nobody, and is linked from its runbook',
	async (example) => {
		const document = 'post-mortems/example-r3t8.mdx';
		const faults = async (change: string) =>
			(await changed(example, change).problems())
				.filter(({ file }) => file === document)
				.map(({ message, cure }) => [message, cure]);
		expect(await faults(`${document} actions = []`)).toEqual([
			[
				'It is published, and nothing follows from it.',
				'Add an action, or say in `no-actions` why nothing has to be done.',
			],
		]);
		expect(
			await faults(
				`${document} "1. Looked at the deployments." becomes "1. Somebody should have looked at the deployments."`,
			),
		).toEqual([
			[
				'“should have” may end the thinking at a person.',
				'Say what was seen at the time, and why what was done seemed right.',
			],
		]);
		const portal = example.portal();
		expect(
			['site-outage', 'payment-issues'].map((id) => backLinks(id, portal, example.links)),
		).toEqual([
			[
				{
					title: 'A variable that only the test stage had kept the backend from starting',
					href: '/post-mortems/example-r3t8/',
				},
			],
			[
				{
					title: 'Paid orders were not made after a deployment',
					href: '/post-mortems/example-c4m9/',
				},
			],
		]);
		// Written within their time: those of two days, of one day, and of two days.
		const view = metricViews(lastYear(portal), portal, example.links).at(-1);
		expect(view?.figures).toEqual([{ name: '3 of 3', value: '100 %' }]);
	},
);

rule('D21', 'the log has six columns, and every incident is a row', (example) => {
	const { head, rows } = incidentLog(example.portal(), example.links);
	expect(head).toEqual(['Date', 'Level', 'Incident', 'Duration', 'Cause', 'Post-mortem']);
	expect(rows.slice(0, 5)).toEqual([
		['2026-11-20', 'P1', link('The worker takes no jobs', 'w7k2'), 'open', '—', 'required'],
		[
			'2026-11-19',
			'P0',
			link('Paid orders are not made', 'c4m9'),
			'52 minutes',
			'faulty deployment',
			{ text: 'draft', href: '/post-mortems/example-c4m9/' },
		],
		[
			'2026-11-17',
			'P3',
			link('An old browser warns of a style', 'z6v4'),
			'55 minutes',
			'style not known to old browsers',
			'recommended',
		],
		[
			'2026-11-13',
			'P2',
			link('Backgrounds are not removed now and then', 'k8s5'),
			'2 days, 19 hours',
			'provider outage',
			'recommended',
		],
		[
			'2026-11-10',
			'P1',
			link('Saving a design takes long', 'd2n6'),
			'2 hours, 5 minutes',
			'connection leak',
			{ text: 'published', href: '/post-mortems/example-d2n6/' },
		],
	]);
	expect(rows).toHaveLength(9);
});

rule('D22', 'a month is summed up by level, and held against four goals', (example) => {
	const portal = example.portal();
	const { head, rows } = levelTable(monthWindow('2026-11', portal), portal);
	expect(head).toEqual([
		'Level',
		'Incidents',
		'Repeats',
		'Detected after, mean',
		'Resolved after, mean',
	]);
	expect(rows.map((cells) => cells.map((cell) => (Array.isArray(cell) ? cell[0] : cell)))).toEqual([
		['P0 Critical', '2', '1', '2 minutes', '46 minutes'],
		['P1 High', '2', '0', '9 minutes', '2 hours, 5 minutes'],
		['P2 Medium', '1', '0', '16 minutes', '2 days, 19 hours'],
		['P3 Low', '2', '1', '—', '—'],
	]);
	const goals = metricViews(lastYear(portal), portal, example.links).flatMap(
		({ name, goals: list }) => list.map(({ text, state, value }) => [name, text, state, value]),
	);
	expect(goals).toEqual([
		['Time to detect', 'mean under 5 minutes', 'missed', '7 minutes'],
		['Time to resolve', 'P0: mean under 1 hour', 'met', '46 minutes'],
		['Time to resolve', 'P1: mean under 4 hours', 'met', '2 hours, 3 minutes'],
		['Repeats', 'at most 0', 'missed', '2'],
	]);
});

rule(
	'D23',
	'pages that belong together are linked, and one that is not written is a gap',
	async (example) => {
		const portal = example.portal();
		const { related = [] } = portal.handbook.find(({ id }) => id === 'response')?.value ?? {};
		expect(relatedPages(related, portal, example.links)).toEqual([
			{ title: 'Monitoring', href: '/handbook/monitoring/' },
			{ title: 'troubleshooting', href: undefined },
			{ title: 'Backups', href: '/handbook/backups/' },
			{ title: 'Deployment', href: '/handbook/deployment/' },
		]);
		const gap = '“How we respond” names `troubleshooting`, and nobody has written it yet.';
		expect(gapsIn(portal, 'unwritten')).toEqual([gap]);
		expect(
			(await example.problems()).filter(({ file }) => file === 'handbook/response.mdx'),
		).toMatchObject([
			{
				severity: 'warning',
				message: gap,
				cure: 'Write handbook/troubleshooting.mdx, or take it off the list. (Noor Haddad)',
			},
		]);
	},
);

rule(
	'D!',
	'a time for post-mortems in prose that differs from the scheme is found',
	async (example) => {
		const said = async (root: Example) =>
			(await root.problems())
				.filter(({ file }) => file === 'handbook/post-mortems.mdx')
				.map(({ message }) => message);
		expect(await said(example)).toEqual([]);
		const words =
			'It is written while people remember, within the time that the severity table names.';
		expect(
			await said(
				changed(
					example,
					`handbook/post-mortems.mdx "${words}" becomes "A post-mortem is written within 48 hours of the incident."`,
				),
			),
		).toEqual([
			'The text says “48 hours”, and by severity.yaml a P0 has a post-mortem within 24 hours.',
		]);
	},
);
