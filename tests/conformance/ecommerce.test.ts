/** Rules of `examples/ecommerce`, from the first alert to the scheme of levels. */
import { expect } from 'vitest';
import { grade } from '../../src/domain/calculator.ts';
import { phasesOf } from '../../src/domain/phases.ts';
import type { Facts } from '../../src/domain/predicate.ts';
import { levelTables, stripRows } from '../../src/portal/clocks.ts';
import { dutyRows } from '../../src/portal/duty.ts';
import { firstResponseRows } from '../../src/portal/home.ts';
import { entryRows } from '../../src/portal/incident.ts';
import { closeChecklist, joiningOf } from '../../src/portal/joining.ts';
import { phaseStrip } from '../../src/portal/phases.ts';
import { matrix } from '../../src/portal/severity.ts';
import { contactsTable, mitigationsTable, systemsTable } from '../../src/portal/tables.ts';
import { readPublicContent } from '../../src/read/publicContent.ts';
import {
	affected,
	gapsIn,
	incident,
	iso,
	opened,
	page,
	printed,
	stepsIn,
} from './support/looks.ts';
import { rulesOf } from './support/rule.ts';

const rule = rulesOf('ecommerce', '2026-11-20T09:41:00Z', ['D1', 'D13']);

rule(
	'D1',
	'contacts can be called with a touch, and a number that is missing is a gap',
	(example) => {
		const portal = example.portal();
		const ways = new Map(
			contactsTable(portal).rows.map(([name, kind, how]) => [name, { kind, how }]),
		);
		expect(ways.get('Tillbridge, support for payments')).toEqual({
			kind: 'vendor',
			how: [
				{ text: '+1 202-555-0150 (Say that production is down.)', href: 'tel:+12025550150' },
				{ text: 'https://status.tillbridge.example', href: 'https://status.tillbridge.example' },
			],
		});
		expect(ways.get('Basalt, support for the database')?.how).toContainEqual({
			text: 'support@basalt.example',
			href: 'mailto:support@basalt.example',
		});
		expect(ways.get('Print partner, out of hours')?.how).toEqual(['(To be filled in)']);
		expect(
			dutyRows(portal).map(({ rotation, person, contacts }) => [
				rotation,
				person,
				contacts[0]?.href,
			]),
		).toEqual([
			['Primary', 'Imani Okello', 'tel:+12025550112'],
			['Secondary', 'Noor Haddad', 'tel:+12025550110'],
		]);
		expect(gapsIn(portal, 'placeholder')).toEqual([
			'“To be filled in” still stands where something has to be filled in.',
		]);
		expect(JSON.stringify(readPublicContent(example.root, portal.now))).not.toMatch(
			/202-555|Haddad|basalt/i,
		);
	},
);

rule('D2', 'every system says where it is, how to get in and who lets one in', (example) => {
	const portal = example.portal();
	expect(
		systemsTable(portal).rows.map(([name, , access, admins]) => [name, access, admins]),
	).toEqual([
		[
			{ text: 'Portside (backend and worker)', href: 'https://portside.example/dashboard' },
			'Own account, invited by an admin.',
			['Noor Haddad'],
		],
		[
			{ text: 'Lakefront (web pages)', href: 'https://lakefront.example/dashboard' },
			'Own account, invited by an admin.',
			['Noor Haddad'],
		],
		[
			{ text: 'Basalt (database)', href: 'https://basalt.example/dashboard' },
			'Own account, invited by an admin.',
			['Noor Haddad', 'Felix Aronsen'],
		],
		[
			{ text: 'Ember (Redis)', href: 'https://console.ember.example' },
			'Own account, invited by an admin.',
			['Noor Haddad'],
		],
		[
			{ text: 'Faultline (errors)', href: 'https://faultline.example' },
			'Own account, invited by an admin.',
			['Noor Haddad', 'Imani Okello'],
		],
		[
			{ text: 'Tillbridge (payments)', href: 'https://dashboard.tillbridge.example' },
			'Own account with a second factor.',
			['Noor Haddad'],
		],
	]);
	// Everybody has tried every one of them; take one trial away, and it is a gap.
	expect(gapsIn(portal, 'access')).toEqual([]);
});

rule('D3', 'what is seen leads to a first action and a runbook', (example) => {
	expect(firstResponseRows(example.portal(), example.links)).toEqual([
		[
			'The site is down',
			'Look at Lookout, then at the logs of the backend in Portside.',
			page('Site outage', 'site-outage'),
		],
		[
			'The database is down',
			'Look at the status page of Basalt.',
			page('Database down', 'database-down'),
		],
		['Redis is down', 'Look at the console of Ember.', page('Redis down', 'redis-down')],
		['Many requests fail', 'Look at Faultline.', page('High error rate', 'high-error-rate')],
		[
			'The worker is stuck',
			'Look at the logs of the worker in Portside.',
			page('Worker stuck', 'worker-stuck'),
		],
		[
			'Payments fail',
			'Look at the dashboard of Tillbridge.',
			page('Payment issues', 'payment-issues'),
		],
	]);
});

rule('D4', 'six phases stand on the clock of an incident', (example) => {
	const portal = example.portal();
	const open = phaseStrip(incident(portal, 'example-w7k2'), portal, example.links);
	expect(open?.elapsed).toBe('1:29:00');
	expect(
		open?.rows.map(({ name, window, until, state }) => [name, window, until?.short, state]),
	).toEqual([
		['Detection', '0 to 5 minutes', '03:17 GMT-5 (08:17 UTC)', 'over'],
		['Triage', '5 minutes to 15 minutes', '03:27 GMT-5 (08:27 UTC)', 'over'],
		['Investigation', 'from 15 minutes on', undefined, 'along'],
		['Resolution', 'from 15 minutes on', undefined, 'along'],
		['Recovery check', '5 minutes to 30 minutes after it is mitigated', undefined, 'untimed'],
		['Review', '0 to 2 days after it is resolved', undefined, 'untimed'],
	]);
	// Customers felt it until 14:24 UTC, and it was over at 14:44.
	const { response, facts } = incident(portal, 'example-c4m9');
	const times = phasesOf(portal.process, response, facts).map(({ from, until }) =>
		[from, until].map((instant) => instant && iso(instant)),
	);
	expect(times.slice(-2)).toEqual([
		['2026-11-19T14:29Z', '2026-11-19T14:54Z'],
		['2026-11-19T14:44Z', '2026-11-21T14:44Z'],
	]);
});

rule('D5', 'an incident is noticed in one of the ways that are listed', async (example) => {
	const id = await opened(example, 'p1');
	expect(
		await example.refusal('incident milestone', [id, 'detected', '--detected-by', 'synthetic']),
	).toEqual({
		message: 'There is no way to notice `synthetic`.',
		hint: 'Known are `uptime`, `error-tracking`, `monitoring`, `user-report`, `manual`, `dashboard`; see `detections` in process.yaml.',
		exitCode: 64,
	});
	await example.run('incident milestone', [id, 'detected', '--detected-by', 'dashboard']);
	expect(incident(example.portal(), id).facts['detected-by']).toBe('dashboard');
});

rule(
	'D6',
	'triage asks for impact, time and help, and proposes the time from similar incidents',
	(example) => {
		const portal = example.portal();
		const { known, estimate } = joiningOf(incident(portal, 'example-w7k2'), portal, example.links);
		expect(known.slice(-4).map(({ label, text }) => ({ label, text }))).toEqual([
			{ label: 'How many users are affected?', text: 'About 15 %, most of them asleep' },
			{ label: 'What is broken for them?', text: 'No mock-ups and no generated pictures' },
			{
				label: 'How long will it take, and from which earlier incidents do you know?',
				text: 'Two hours, as the last time the worker was stuck',
			},
			{ label: 'Does a provider have to help, and which?', text: 'nobody has found out yet' },
		]);
		expect(estimate).toEqual({
			text: 'About 2 hours, so until 20 November 2026, 05:05 GMT-5 (10:05 UTC): the time that an earlier incident with the same service took.',
			basis: [{ text: 'The worker is stuck (2 hours)', href: '/incidents/example-h5q7/' }],
		});
	},
);

rule(
	'D7',
	'P0 and P1 go to the status page, and a P0 that more than 10 % feel by e-mail too',
	async (example) => {
		const asked = async (id: string) => {
			const portal = example.portal();
			const known = incident(portal, id);
			const { data } = await example.run('message list', [id]);
			return {
				todo: phasesOf(portal.process, known.response, known.facts)[1]
					?.items.slice(5)
					.map(({ text }) => text),
				told: known.deadlines.flatMap(({ kind, what }) => (kind === 'notify' ? what : [])),
				messages: (data['templates'] as { id: string }[])
					.map((item) => item.id)
					.filter((name) => name.includes('detected')),
			};
		};
		const onThePage = {
			todo: ['Post on the status page.'],
			told: ['Customers'],
			messages: ['status-page-detected'],
		};
		const id = await opened(example, 'p0');
		await affected(example, id, 10);
		expect(await asked(id)).toEqual(onThePage);
		await affected(example, id, 11);
		expect(await asked(id)).toEqual({
			todo: ['Post on the status page.', 'Send the customer e-mail.'],
			told: ['Customers', 'Affected customers'],
			messages: ['customer-detected-email', 'status-page-detected'],
		});
		// A P1 that 15 % feel, and a P2.
		expect(await asked('example-w7k2')).toEqual(onThePage);
		expect(await asked('example-k8s5')).toEqual({ todo: [], told: [], messages: [] });
	},
);

rule('D8', 'one looks at five places in order, and writes down what came back', async (example) => {
	const portal = example.portal();
	const steps = stepsIn(portal, 'investigate');
	const path: (string | undefined)[] = [];
	for (let step = steps[0]; step;) {
		path.push(step.title);
		const next = step.branches.at(-1)?.then;
		step = steps.find(({ id }) => id === next);
	}
	expect(path).toEqual([
		'1. Are the health addresses well?',
		'2. Was something deployed in the last hour?',
		'3. What do the logs say?',
		'4. Are the providers well?',
		'5. Is something used up?',
		'Call the secondary',
	]);
	const id = await opened(example, 'p1');
	await example.run('incident note', [
		id,
		...['--kind', 'command', '--set', 'runbook=investigate', '--set', 'step=health'],
		...['--set', 'command=curl https://api.kiteloom.example/health', '--set', 'output=status 503'],
	]);
	await example.run('incident note', [
		id,
		...['--kind', 'hypothesis', '--set', 'state=open', '--message', 'The last deployment did it.'],
	]);
	const after = example.portal();
	const known = incident(after, id);
	const { tried, suspicions } = joiningOf(known, after, example.links);
	expect(tried.map(({ command, result }) => [command, result])).toEqual([
		['curl https://api.kiteloom.example/health', 'status 503'],
	]);
	expect(suspicions.map(({ state, text }) => [state, text])).toEqual([
		['Suspected', 'The last deployment did it.'],
	]);
	expect(entryRows(known.response.timeline, after).flatMap(({ code }) => code ?? [])).toEqual([
		{ command: 'curl https://api.kiteloom.example/health', output: 'status 503' },
	]);
});

rule('D9', 'ways back are tried in order, as clicks, with maintenance mode last', (example) => {
	const portal = example.portal();
	expect(mitigationsTable(portal, example.links).rows.map(([step]) => step)).toEqual([
		'1. Go back to the last deployment, in Portside or Lakefront.',
		'2. Restart backend or worker.',
		'3. Give it more memory or processors.',
		'4. Deploy the smallest change that ends it, from a branch of production.',
		'5. Wait for the provider, and say so.',
		'6. Turn on maintenance mode. The backend answers 503, the web pages say why. (last resort)',
	]);
	expect(
		stepsIn(portal, 'ways-back')
			.slice(1, -1)
			.map(({ kind, id, undos, guards }) => [kind, id, undos, guards]),
	).toEqual([
		['ui-path', 'roll-back-backend', 1, []],
		['ui-path', 'roll-back-web', 1, []],
		['ui-path', 'restart', 1, []],
		['ui-path', 'more-resources', 1, []],
		['ui-path', 'hotfix', 1, []],
		['ui-path', 'maintenance-mode', 1, ['told']],
	]);
});

rule(
	'D10',
	'nothing is over before five things are true, one of them for fifteen minutes',
	async (example) => {
		const id = await opened(example, 'p1');
		await example.run('incident note', [
			id,
			...['--kind', 'mitigation', '--set', 'mitigation=rollback', '--set', 'result=worked'],
		]);
		const portal = example.portal();
		const { items, earliest } = closeChecklist(incident(portal, id), portal);
		expect(items.map(({ text, state, waits }) => [text, state, waits])).toEqual([
			['Both health addresses answer 200 OK.', 'open', undefined],
			['Lookout is green.', 'open', 'nobody has seen the source green since the last change'],
			[
				'The error rate in Faultline is as usual.',
				'open',
				'nobody has seen the source green since the last change',
			],
			['Somebody did by hand what did not work.', 'open', undefined],
			['Somebody watched it for fifteen minutes.', 'open', 'watched since the last change'],
		]);
		expect(earliest?.text).toBe('20 November 2026, 04:56 GMT-5 (09:56 UTC)');
		const tooSoon = [
			'--message',
			'It works.',
			...['health', 'uptime', 'errors', 'by-hand'].flatMap((item) => ['--verified', item]),
		];
		expect(await example.refusal('incident resolve', [id, ...tooSoon])).toEqual({
			message: `Before ${id} is over, this has to be true:
  watched: Somebody watched it for fifteen minutes. Not before 2026-11-20T09:56:01Z.`,
			hint: 'Say what you have seen: --verified watched\nOr why it is over all the same: --waive "…"',
			exitCode: 65,
		});
		const { exitCode } = await example.run(
			'incident resolve',
			[id, ...tooSoon],
			'2026-11-20T09:57:00Z',
		);
		expect(exitCode).toBe(0);
	},
);

rule(
	'D11',
	'chat, status page and those who were affected hear that it is over',
	async (example) => {
		expect(await printed(example, 'c4m9', 'chat-resolved')).toBe(
			`**Resolved, monitoring: [P0] Paid orders are not made**
It took 52 minutes. What ended it: Went back to the deployment before, then sent the failed events again.
Everything else: https://respond.kiteloom.example/incidents/example-c4m9/`,
		);
		expect(await printed(example, 'c4m9', 'status-page-resolved')).toBe(
			'All systems are operational again. It took 52 minutes.',
		);
		const { data } = await example.run('message list', ['k8s5']);
		// A P2 has no e-mail for those who were affected.
		expect((data['templates'] as { id: string }[]).map(({ id }) => id)).toEqual([
			'chat-resolved',
			'status-page-resolved',
		]);
		expect(example.portal().site.sentences.en?.['headline.clear']).toBe('All systems operational');
	},
);

rule('D12', 'numbers decide the level, and the worst of them wins', (example) => {
	const { severity, now } = example.portal();
	const level = (answers: Facts) => grade(severity, answers, now).level?.label;
	const levels = (fact: string, ...values: number[]) =>
		values.map((value) => level({ [fact]: value }));
	expect(levels('users-affected', 51, 50, 10, 9, 1, 0.5)).toEqual([
		'P0',
		'P1',
		'P1',
		'P2',
		'P2',
		'P3',
	]);
	expect(levels('revenue-loss', 101, 100, 10, 9)).toEqual(['P0', 'P1', 'P1', undefined]);
	expect(levels('error-rate', 5.1, 5, 1, 0.9)).toEqual(['P1', 'P2', 'P2', undefined]);
	expect(levels('slowest-query', 2.1, 2)).toEqual(['P1', undefined]);
	const yes = [
		'site-down',
		'payments-broken',
		'data-loss',
		'security-breach',
		'payments-slow',
		'core-broken',
		'extra-broken',
		'vendor-failing',
		'new-error',
		'not-production',
	];
	expect(yes.map((fact) => level({ [fact]: true }))).toEqual([
		'P0',
		'P0',
		'P0',
		'P0',
		'P1',
		'P1',
		'P2',
		'P2',
		'P3',
		'P3',
	]);
	expect(grade(severity, { 'users-affected': 4, 'slowest-query': 3 }, now)).toMatchObject({
		level: { label: 'P1' },
		because: ['Queries of the database take more than 2 seconds.'],
	});
});

rule(
	'D13',
	'each level has its own answer, escalation, channels, cadence and post-mortem',
	(example) => {
		const portal = example.portal();
		const { rows } = matrix(portal);
		const row = (name: string) => rows.find(([head]) => head === name)?.slice(1);
		expect(row('Acknowledge')).toEqual(['15 minutes', '1 hour', '4 hours of work', '1 day']);
		expect(row('Escalate')).toEqual([['secondary at once'], ['secondary after 2 hours'], [], []]);
		expect(row('Tell')).toEqual([
			[
				'Whoever is on call by Team e-mail, SMS, Phone',
				'Customers within 15 minutes by Status page',
				'Affected customers within 15 minutes by Customer e-mail',
			],
			['Whoever is on call by Team e-mail, SMS', 'Customers within 15 minutes by Status page'],
			['Whoever is on call by Team e-mail'],
			['Whoever is on call by Team e-mail, Tickets'],
		]);
		expect(row('Updates')?.map((cell) => (cell as string[])[0])).toEqual([
			'customers: every 30 minutes',
			'customers: every 1 hour',
			'customers: when resolved',
			'customers: none',
		]);
		expect(row('Post-mortem')).toEqual([
			'required, at most 1 day after it is resolved',
			'required, at most 2 days after it is resolved',
			'—',
			'—',
		]);
		// A P2 whose alert fired on Friday at 15:36: an hour and 24 minutes of work are left that day, the rest is Monday's.
		expect(
			stripRows(incident(portal, 'example-k8s5'), portal).map(({ name, due, state }) => [
				name,
				due?.text,
				state,
			]),
		).toEqual([['Acknowledge', '16 November 2026, 11:36 GMT-5 (16:36 UTC)', 'met']]);
		expect(levelTables(portal)[0]?.rows).toEqual([
			['Escalate to Secondary, Noor Haddad', '20 November 2026, 04:46 GMT-5 (09:46 UTC)'],
			['Acknowledge', '20 November 2026, 04:56 GMT-5 (09:56 UTC)'],
			['Tell Customers', '20 November 2026, 04:56 GMT-5 (09:56 UTC)'],
			['Next word to customers', '20 November 2026, 05:11 GMT-5 (10:11 UTC)'],
			['Next word to responders', '20 November 2026, 05:11 GMT-5 (10:11 UTC)'],
			['Post-mortem published', '1 day after it is resolved'],
			['Review meeting', '2 days after it is resolved'],
		]);
	},
);
