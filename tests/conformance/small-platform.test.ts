/** The rules of `examples/small-platform`, as its `CONFORMANCE.md` lists them. */
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { applyMutation, parseMutation } from '../../scripts/conformance/mutation.ts';

import { digestOf } from '../../src/domain/digest.ts';
import { gapsOf } from '../../src/domain/gaps.ts';
import { searchIndex } from '../../src/domain/searchIndex.ts';
import { openItemTable } from '../../src/portal/actionTables.ts';
import type { KnownIncident, PortalContent } from '../../src/portal/content.ts';
import { levelTables, stripRows } from '../../src/portal/clocks.ts';
import { gapGroups, validationRows } from '../../src/portal/gaps.ts';
import { openIncidentRows } from '../../src/portal/home.ts';
import { closeChecklist, joiningOf } from '../../src/portal/joining.ts';
import { portalLinks } from '../../src/portal/links.ts';
import { pageFactsIn } from '../../src/portal/pageFacts.ts';
import { phaseStrip } from '../../src/portal/phases.ts';
import { postMortemRows } from '../../src/portal/postMortems.ts';
import { roleCards } from '../../src/portal/roles.ts';
import { searchFiles } from '../../src/portal/search/entries.ts';
import { matrix } from '../../src/portal/severity.ts';
import { phasesTable } from '../../src/portal/tables.ts';
import { checkContent } from '../../src/read/checkContent.ts';
import { contentHistory } from '../../src/read/gitHistory.ts';
import { parsePage, stepsOf } from '../../src/read/mdx.ts';
import { temporaryFolder } from '../support/whole.ts';
import { Example, rulesOf } from './support/rule.ts';

const rule = rulesOf('small-platform', '2026-11-20T09:41:00Z');

rule(
	'C1',
	'every page says whether it is in force, whose it is and when somebody last went through it; one that is out of date says so and ranks lower',
	(example) => {
		const portal = example.portal();
		const facts = (page: string) =>
			pageFactsIn(portal, page, example.links, { unavailable: 'no repository' });
		expect(facts('handbook/incident-response.mdx')).toMatchObject({
			status: 'active',
			owner: 'Ops/Platform',
			validated: { on: '2 November 2026', by: 'Mirela Voss', how: 'in a review' },
			every: 'every 90 days',
			overdueSince: undefined,
		});
		expect(facts('handbook/roles.mdx')).toMatchObject({
			validated: { on: '15 June 2026' },
			overdueSince: '13 September 2026',
		});
		const found = searchFiles(portal, example.links).file.entries;
		const entry = (title: string) => found.find((item) => item.title === title);
		expect(entry('Incident response')).toMatchObject({ fresh: 'reviewed 2026-11-02' });
		expect(entry('Incident response')).not.toHaveProperty('doubtful');
		expect(entry('Roles')).toMatchObject({
			fresh: 'not validated since 2026-06-15',
			doubtful: true,
		});
		expect(said(portal, 'handbook/roles.mdx')).toEqual([
			'“Roles” was last validated on 2026-06-15; it was due again on 2026-09-13, 68 days ago.',
		]);
		const trusted = changed(example, 'handbook/roles.mdx validate-every = P1Y').portal();
		expect(rank('roles', 'Roles', portal)).toBeLessThan(rank('roles', 'Roles', trusted));
	},
);

rule(
	'C2',
	'a page names the four files that it rests on, and says which of them changed after somebody last went through it',
	(example) => {
		const page = 'handbook/incident-response.mdx';
		// As an organisation of its own has it: dates of example pages move, and those of git do not.
		const own = changed(example, `${page} example removed`);
		const git = (date: string, ...words: string[]) =>
			execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...words], {
				cwd: own.root,
				env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
			});
		git('', 'init', '--quiet');
		git('', 'add', '--all');
		git('2026-10-01T08:00:00Z', 'commit', '--quiet', '-m', 'Begin');
		change(own.root, 'alerts.yaml same-window = PT15M');
		git('2026-11-10T08:00:00Z', 'commit', '--quiet', '--all', '-m', 'Change');

		const portal = own.portal();
		const history = contentHistory(own.root, portal);
		const facts = pageFactsIn(portal, page, own.links, history);
		expect(facts?.sources.files).toEqual(
			[
				['content/process.yaml', undefined],
				['content/runbooks/delivery/rollback-deploy.mdx', undefined],
				['content/runbooks/database/restore-database.mdx', undefined],
				['content/alerts.yaml', '10 November 2026'],
			].map(([path, on]) => ({
				path,
				href: `https://github.com/fernhall/platform/blob/main/${path ?? ''}`,
				changed: on,
			})),
		);
		const gaps = gapsOf(
			portal,
			[],
			portal.now,
			'unavailable' in history ? undefined : history.lastChangeOf,
		);
		expect(gaps.filter(({ kind }) => kind === 'source-changed')).toEqual([
			expect.objectContaining({
				text: '“Incident response” describes what changed since it was last validated: content/alerts.yaml (2026-11-10).',
				owner: 'Ops/Platform',
				file: page,
			}),
		]);
	},
);

rule(
	'C3',
	'SEV1 is acknowledged in 5 minutes, mitigated in 30 and resolved in 2 hours, SEV2 in 15 minutes, 1 hour and 4, SEV3 acknowledged in 1 hour and resolved in a day, SEV4 fixed by the end of the next sprint',
	(example) => {
		const portal = example.portal();
		// As if an alert came at 09:41 on a Friday; the sprint after the present one is over on Monday in two weeks.
		expect(
			levelTables(portal).map(({ name, rows }) => [
				name,
				rows.filter(([what]) => targetNames.includes(textOf(what))),
			]),
		).toEqual([
			[
				'SEV1 Critical',
				[
					['Acknowledge', '20 November 2026, 09:46 UTC'],
					['Mitigate', '20 November 2026, 10:11 UTC'],
					['Resolve', '20 November 2026, 11:41 UTC'],
				],
			],
			[
				'SEV2 Major',
				[
					['Acknowledge', '20 November 2026, 09:56 UTC'],
					['Mitigate', '20 November 2026, 10:41 UTC'],
					['Resolve', '20 November 2026, 13:41 UTC'],
				],
			],
			[
				'SEV3 Minor',
				[
					['Acknowledge', '20 November 2026, 10:41 UTC'],
					['Resolve', '21 November 2026, 09:41 UTC'],
				],
			],
			['SEV4 Low', [['Permanent fix', '7 December 2026, 00:00 UTC']]],
		]);
		const rows = matrix(portal).rows;
		expect(rows.find(([what]) => what === 'Permanent fix')?.at(-1)).toBe('next sprint');
		// The clock runs from the alert, and each of the three is judged by itself.
		expect(clocks('t9c5', portal)).toEqual([
			'Acknowledge by 08:25 BST (07:25 UTC): met',
			'Mitigate by 08:50 BST (07:50 UTC): missed',
			'Resolve by 10:20 BST (09:20 UTC): met',
			'Post-mortem published by 09:18 BST (08:18 UTC): met',
		]);
	},
);

rule(
	'C4',
	'four roles have their duties, SEV1 and SEV2 ask for all of them, and whatever shows an incident names those that nobody has',
	async (example) => {
		const portal = example.portal();
		expect(
			roleCards(portal, example.links).map(({ name, duties, now }) => [
				name,
				duties,
				now.find(({ wanted }) => wanted)?.person,
			]),
		).toEqual([
			[
				'Incident Commander',
				[
					'Hand out the tasks, each to one person.',
					'See to it that the timeline is kept.',
					'Decide what is tried next, and say when it is over.',
				],
				'Mirela Voss',
			],
			[
				'Comms Lead',
				[
					'Write to #status in the agreed form.',
					'Send the same by e-mail for SEV1 and SEV2.',
					'Bring back what people ask.',
				],
				undefined,
			],
			[
				'Ops/Infra',
				[
					'Roll back releases.',
					'Turn flags off and on.',
					'Do whatever has to be done to the database, with the backup looked at first.',
				],
				'Idris Calloway',
			],
			[
				'Scribe',
				[
					'Keep the timeline in the incident log.',
					'Note every action, with who did it and what came back.',
				],
				undefined,
			],
		]);
		expect(
			openIncidentRows(portal, example.links).map(({ state, rolesMissing }) => [
				state.split(' · ')[0],
				rolesMissing,
			]),
		).toEqual([
			['SEV2 Major', ['Comms Lead', 'Scribe']],
			['SEV4 Low', []],
		]);
		expect((await example.run('incident show', ['m4q8'])).lines.slice(4, 8)).toEqual([
			'  ic: Mirela Voss',
			'  ops: Idris Calloway',
			'  comms: nobody yet',
			'  scribe: nobody yet',
		]);
		const { lines } = await opened(example, 'sev2');
		expect(lines.slice(-2)).toEqual([
			'SEV2 asks for Incident Commander, Comms Lead, Ops/Infra, Scribe, and nobody has them yet.',
			expect.stringMatching(/^Give one with: npm run incident -- role \S+ ic --person <id>$/),
		]);
	},
);

rule(
	'C5',
	'an incident goes through six phases, from declaring to the post-mortem, and declaring it gives it a level and an entry in the log',
	async (example) => {
		const table = phasesTable(example.portal(), example.links);
		expect(table.head).toEqual(['Phase', 'At its end', 'What to do']);
		expect(table.rows.map(([name, goal]) => [name, goal])).toEqual([
			['Declare', 'It has a level and an entry in the incident log.'],
			['Stabilise', 'It gets no worse.'],
			['Communicate', 'Nobody at Fernhall has to ask how it goes.'],
			['Mitigate and fix', 'People can work again, by a way around it or by a patch.'],
			['Close', 'It is over, and somebody has looked.'],
			['Post-mortem', 'What was learned is written down and has owners.'],
		]);
		expect(table.rows[1]?.[2]).toEqual([
			{
				text: 'Roll back the last release, if it may have begun with it.',
				href: '/runbooks/delivery/rollback-deploy/',
			},
			{
				text: 'Turn off the flag of the part that misbehaves.',
				href: '/runbooks/delivery/disable-feature-flag/',
			},
			'Add machines or workers, if it is slow rather than broken.',
			{
				text: 'Withdraw every key and token that may be in the wrong hands.',
				href: '/runbooks/security/rotate-secrets/',
			},
		]);
		// An open incident shows what holds for its level.
		const told = (id: string) =>
			phaseStrip(incident(id, example.portal()), example.portal(), example.links)
				?.rows.find(({ name }) => name === 'Communicate')
				?.checklist.map(textOf);
		expect(told('m4q8')).toEqual([
			'Write to #status with the template status-update. It says impact, estimate and next steps.',
			'Send the same by e-mail.',
		]);
		expect(told('b8x4')).toEqual([]);
		// Without a level nothing is declared; with one, it stands in the log at once.
		const words = ['--title', 'Courts cannot be booked', '--message', 'We are looking into it.'];
		expect(await example.refusal('incident open', [...words, '--by', 'wen-solberg'])).toMatchObject(
			{
				message: '--severity is missing.',
				exitCode: 64,
			},
		);
		const { id } = await opened(example, 'sev1');
		const { response, level } = incident(id, example.portal());
		expect([response.title, response.status, level?.label]).toEqual([
			'Courts cannot be booked',
			'investigating',
			'SEV1',
		]);
	},
);

rule(
	'C6',
	'while a SEV1 or SEV2 is open, #status hears every 15 to 30 minutes of impact, estimate and next steps, and stakeholders read the same by e-mail; nothing goes out with one of the three missing',
	async (example) => {
		const portal = example.portal();
		const next = stripRows(incident('m4q8', portal), portal).find(
			({ name }) => name === 'Next word to stakeholders',
		);
		// The last word was at 09:12.
		expect([next?.earliest?.short, next?.due?.short]).toEqual(['09:27 UTC', '09:42 UTC']);

		const print = (id: string, template: string) =>
			example.run('message print', [id, template, '--json']);
		const update = await print('m4q8', 'status-update');
		expect(update.lines).toEqual([
			[
				'**[SEV2] Payments are confirmed late** · Identified',
				'Impact: Paid bookings read unpaid for up to twenty minutes, in every club.',
				'ETA: Half past ten, by how fast the queue shrinks.',
				'Next steps: Give the confirmations a second worker, then watch the queue.',
				'Next word: 20 November 2026, 09:48 GMT (09:48 UTC)',
			].join('\n'),
		]);
		expect(update.data).toMatchObject({ channel: 'status', audience: 'stakeholders' });
		const email = await print('m4q8', 'stakeholder-email');
		expect(email.data).toMatchObject({
			channel: 'email',
			subject: '[SEV2] Payments are confirmed late',
			text: expect.stringContaining('Impact: Paid bookings read unpaid') as string,
		});

		const { id } = await opened(example, 'sev1');
		const set = ['impact=No court can be booked.', 'next-steps=Go back.'];
		expect(
			await example.refusal('message print', [
				...[id, 'status-update'],
				...set.flatMap((text) => ['--set', text]),
			]),
		).toEqual({
			message: '“News in #status” needs `eta`, and nothing says it.',
			hint: 'Add --set eta="…"',
			exitCode: 64,
		});
		expect(await example.refusal('message print', ['b8x4', 'stakeholder-email'])).toMatchObject({
			message: '“E-mail to stakeholders” is not for this incident: its condition does not hold.',
		});
	},
);

rule(
	'C7',
	'no step changes the database before somebody has said that the backup is intact, and the check refuses a runbook with such a step and no such guard',
	(example) => {
		const path = 'runbooks/database/restore-database.mdx';
		const page = example.portal().runbooks.find((item) => item.path === path);
		const tree = page && parsePage(page);
		if (!tree || 'problem' in tree) throw new Error(`${path} cannot be read.`);
		// The portal locks the command of a step until each of its guards is ticked.
		expect(
			stepsOf(tree)
				.filter(({ kind }) => kind === 'sql')
				.map(({ id, guards }) => [id, guards]),
		).toEqual([['put-back', ['backup-intact', 'two-people']]]);
		const without = changed(example, `${path} "<Guard id=\\"backup-intact\\">" becomes "<Guard>"`);
		const found = checkContent(without.root, Date.parse(without.now)).problems;
		expect(found.filter(({ severity }) => severity === 'error')).toMatchObject([
			{
				file: path,
				message: 'This step does not ask for `backup-intact`.',
				cure: 'Add `<Guard id="backup-intact">…</Guard>`. process.yaml says: Before the database is changed, somebody sees that the last backup is whole.',
			},
		]);
	},
);

rule(
	'C8',
	'an incident is over once somebody has confirmed it, nobody feels it and errors are normal; until then the command refuses and says what is left',
	async (example) => {
		const portal = example.portal();
		expect(closeChecklist(incident('m4q8', portal), portal).items.map(({ text }) => text)).toEqual([
			'Somebody did by hand what did not work, and it works.',
			'Nobody feels it any more.',
			'Errors are back to what is usual for the hour.',
		]);
		const { id } = await opened(example, 'sev1');
		const over = [id, '--message', 'Courts can be booked again.', '--by', 'odette-marsh'];
		expect(await example.refusal('incident resolve', over)).toMatchObject({
			exitCode: 65,
			message: [
				`Before ${id} is over, this has to be true:`,
				'  confirmed: Somebody did by hand what did not work, and it works.',
				'  impact-over: Nobody feels it any more.',
				'  errors-normal: Errors are back to what is usual for the hour. Nobody has looked at the source since.',
			].join('\n'),
		});
		const verified = ['confirmed', 'impact-over'].flatMap((item) => ['--verified', item]);
		expect(await example.refusal('incident resolve', [...over, ...verified])).toMatchObject({
			message: [
				`Before ${id} is over, this has to be true:`,
				'  errors-normal: Errors are back to what is usual for the hour. Nobody has looked at the source since.',
			].join('\n'),
		});
		await example.run('incident resolve', [...over, ...verified, '--verified', 'errors-normal']);
		expect(incident(id, example.portal()).response.status).toBe('resolved');
	},
);

rule(
	'C9',
	'a post-mortem is published within 48 hours of a SEV1 or SEV2 and five days of a SEV3, and leaves its draft only with timeline, root cause, blast radius, fixes and preventions',
	(example) => {
		const portal = example.portal();
		const due = (id: string) => clocks(id, portal, 'text').at(-1);
		// They were resolved at 14:16 on the 3rd, 11:08 on the 19th, and 19:20 on the 12th.
		expect(['r7d2', 'k2w6', 'v5j1'].map(due)).toEqual([
			'Post-mortem published by 5 November 2026, 14:16 UTC: met',
			'Post-mortem published by 21 November 2026, 11:08 UTC: pending',
			'Post-mortem published by 17 November 2026, 19:20 UTC: overdue',
		]);
		expect(incident('b8x4', portal).verdict.state).toBe('not-required');
		expect(postMortemRows(portal, example.links)[0]?.slice(0, 3)).toEqual([
			'Not written yet',
			{ text: 'A club saw names that were not its own', href: '/incidents/example-k2w6/' },
			'required',
		]);
		const path = 'post-mortems/example-v5j1.mdx';
		expect(errors(changed(example, `${path} status = in-review`))).toEqual([
			`${path}: The section “Blast radius” is missing.`,
			`${path}: The section “Fixes” is missing.`,
			`${path}: The section “Preventions” is missing.`,
		]);
		const whole = 'post-mortems/example-h3n9.mdx';
		const bare = ['Timeline', 'Root cause'].map(
			(heading) => `${whole} "## ${heading}\\n" becomes "## Something else\\n"`,
		);
		expect(errors(changed(example, ...bare))).toEqual([
			`${whole}: The section “Root cause” is missing.`,
			`${whole}: The section “Timeline” is missing.`,
		]);
	},
);

rule(
	'C10',
	'channels that are not decided are gaps with their names, the check warns of each, and a message that would go there says so',
	async (example) => {
		const group = gapGroups(example.portal()).find(({ id }) => id === 'placeholder');
		expect(group?.rows.map(([, whose, where]) => [whose, textOf(where)])).toEqual([
			['Ops/Platform', 'organisation.yaml, channels.primary.name'],
			['Ops/Platform', 'organisation.yaml, channels.escalation.name'],
			['Ops/Platform', 'organisation.yaml, channels.external.name'],
		]);
		// A strict check takes warnings for errors.
		expect(
			(await example.problems()).filter(({ file }) => file === 'organisation.yaml'),
		).toMatchObject(
			['channels.2.name', 'channels.3.name', 'channels.4.name'].map((field) => ({
				severity: 'warning',
				field,
				message: '“TBD” still stands where something has to be filled in.',
			})),
		);
		const there = changed(example, 'templates/status-update.md channel = escalation');
		const { data } = await there.run('message print', ['m4q8', 'status-update', '--json']);
		expect(data['notes']).toEqual([
			'Where it goes is not decided: organisation.yaml calls the channel `escalation` “TBD”.',
		]);
	},
);

rule(
	'C11',
	'four runbooks are pinned to every open incident, and the one for secrets says of each when it was rotated and whether it is due',
	(example) => {
		const portal = example.portal();
		const pinned = ['m4q8', 'b8x4'].map((id) =>
			joiningOf(incident(id, portal), portal, example.links).handy.map(textOf),
		);
		const four = [
			'Roll back a deploy',
			'Turn a feature off by its flag',
			'Restore the database from its backup',
			'Rotate secrets',
		];
		expect(pinned).toEqual([four, four]);
		const path = 'runbooks/security/rotate-secrets.mdx';
		const facts = pageFactsIn(portal, path, example.links, { unavailable: 'no repository' });
		expect(facts?.runbook?.rotates).toEqual([
			{
				secret: 'Database service key',
				last: 'last on 1 October 2026, due again on 30 December 2026',
				late: false,
			},
			{
				secret: 'Database read key',
				last: 'last on 1 October 2026, due again on 30 December 2026',
				late: false,
			},
			{
				secret: 'Card processor secret key',
				last: 'last on 6 July 2026, due again on 4 October 2026',
				late: true,
			},
			{
				secret: 'Card processor webhook secret',
				last: 'last on 21 September 2026, due again on 20 December 2026',
				late: false,
			},
		]);
		expect(said(portal, path)).toEqual([
			'“Card processor secret key” was last rotated on 2026-07-06; it was due again on 2026-10-04, 47 days ago.',
		]);
	},
);

rule(
	'C12',
	'what the process itself still lacks has an owner and a day, and is tracked, overdue and in the digest like any action',
	async (example) => {
		const portal = example.portal();
		expect(openItemTable(portal).rows.map((row) => row.slice(0, 3).flat().map(textOf))).toEqual([
			[
				'Fill the contact roster. Names and turns are there, phone numbers are not.',
				'Mirela Voss',
				'2026-11-13',
				'7 days late',
			],
			[
				'Tell clubs where the status page is, in the footer and in every invoice.',
				'Odette Marsh',
				'2026-12-11',
			],
			[
				'Write the message to customers by e-mail, once the external channel is decided.',
				'Odette Marsh',
				'2027-01-15',
			],
		]);
		const words = ['--overdue', '--owner', 'mirela-voss'];
		expect((await example.run('action list', words)).lines).toEqual([
			'What the process still lacks, by `open-items` in process.yaml:',
			'7 days overdue · Mirela Voss',
			'  Fill the contact roster. Names and turns are there, phone numbers are not.',
			'',
			'1 listed, 1 overdue.',
		]);
		expect(digestOf(portal, portal.now).actions).toEqual([
			{
				title: 'Fill the contact roster. Names and turns are there, phone numbers are not',
				path: 'process.yaml',
				since: '2026-11-13',
				owner: 'Mirela Voss',
			},
		]);
		expect(said(portal, 'process.yaml')).toEqual([
			'Fill the contact roster. Names and turns are there, phone numbers are not. Due 2026-11-13.',
			'Tell clubs where the status page is, in the footer and in every invoice. Due 2026-12-11.',
			'Write the message to customers by e-mail, once the external channel is decided. Due 2027-01-15.',
		]);
	},
);

rule(
	'C13',
	'the portal answers by itself whether the log is whole, the runbooks named for rolling back and restoring are followed, and channels and contacts are decided',
	(example) => {
		const answers = (content: PortalContent) =>
			validationRows(content).map(([what, is, why]) => [what, textOf(is), why]);
		const [log, references, decided, contacts] = [
			'Every incident is in the log, with a level, and with a cause once it is over.',
			'Every runbook that is named for rolling back or restoring is there and is followed.',
			'Channels and everything else are decided. Nothing stands for something that is still open.',
			'Everybody on call can be reached.',
		];
		const undecided = ['primary', 'escalation', 'external'].map(
			(id) =>
				`organisation.yaml, channels.${id}.name: “TBD” still stands where something has to be filled in.`,
		);
		expect(answers(example.portal())).toEqual([
			[log, '✓ true', '—'],
			[references, '✓ true', '—'],
			[decided, '✗ not true', undecided],
			[contacts, '✓ true', '—'],
		]);
		const worse = changed(
			example,
			'runbooks/delivery/rollback-deploy.mdx status = deprecated',
			'on-call.yaml people.wen-solberg.contacts = []',
			'incidents/example/example-r7d2/notes/20261103T144000Z-a68vp4.md removed',
			...['primary', 'escalation', 'external'].map(
				(id) => `organisation.yaml channels.${id}.name = Decided`,
			),
		);
		expect(answers(worse.portal())).toEqual([
			[log, '✗ not true', ['Nobody could sign in: no cause.']],
			[
				references,
				'✗ not true',
				[
					'process.yaml, first-response.0.runbook',
					'process.yaml, mitigations.0.runbook',
					'process.yaml, phases.1.checklist.0.runbook',
					'process.yaml, handy-runbooks.0',
					'runbooks/database/restore-database.mdx, related.0',
					'runbooks/delivery/disable-feature-flag.mdx, related.0',
					'runbooks/security/rotate-secrets.mdx, related.0',
				].map((where) => `${where}: \`rollback-deploy\` was given up, and this still leads to it.`),
			],
			[decided, '✓ true', '—'],
			[contacts, '✗ not true', ['on-call.yaml: Nothing says how to reach Wen Solberg.']],
		]);
	},
);

const targetNames = ['Acknowledge', 'Mitigate', 'Resolve', 'Permanent fix'];

/** The text of a cell, without its link. */
const textOf = (cell: unknown): string =>
	typeof cell === 'string' ? cell : String((cell as { text?: unknown } | undefined)?.text);

/** An incident by its id or the end of it. */
function incident(id: string, { known }: PortalContent): KnownIncident {
	const found = known.find(({ response }) => response.id.endsWith(id));
	if (!found) throw new Error(`There is no incident ${id}.`);
	return found;
}

/** The deadlines of an incident, in words. */
const clocks = (id: string, portal: PortalContent, how: 'short' | 'text' = 'short') =>
	stripRows(incident(id, portal), portal).map(
		({ name, due, state }) => `${name} by ${due?.[how] ?? 'no time'}: ${state}`,
	);

/** How far up a page stands among the answers to a question. */
function rank(text: string, title: string, portal: PortalContent): number {
	const { file, shards } = searchFiles(portal, portalLinks('/'));
	const index = searchIndex(file.entries, file.shards);
	const question = { text, typed: true };
	for (const shard of index.needed(question)) index.add(shard, shards[shard] ?? {});
	return index.search(question).find(({ entry }) => entry.title === title)?.score ?? 0;
}

/** Gaps of a file, as the check and their page name them. */
const said = (content: PortalContent, path: string) =>
	gapsOf(content, [], content.now)
		.filter(({ file }) => file === path)
		.map(({ text }) => text);

/** What the check refuses. */
const errors = ({ root, now }: Example) =>
	checkContent(root, Date.parse(now))
		.problems.filter(({ severity }) => severity === 'error')
		.map(({ file, message }) => `${file}: ${message}`);

/** Declares an incident of the organisation's own. */
async function opened(
	example: Example,
	level: string,
): Promise<{ id: string; lines: readonly string[] }> {
	const { data, lines } = await example.run('incident open', [
		...['--title', 'Courts cannot be booked', '--severity', level],
		...['--message', 'Courts cannot be booked. We are looking into it.', '--by', 'wen-solberg'],
	]);
	return { id: String(data['id']), lines };
}

const change = (root: string, written: string) => {
	applyMutation(root, parseMutation(written));
};

/** The same content with changes, as an example of its own. */
function changed(example: Example, ...changes: string[]): Example {
	const root = join(temporaryFolder(), 'content');
	cpSync(example.root, root, { recursive: true });
	for (const written of changes) change(root, written);
	return new Example(root, example.now);
}
