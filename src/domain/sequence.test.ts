import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentRecord, instant, maintenanceFiles } from '../../tests/support/arbitraries.ts';
import { at, note, recordOf, update, works } from '../../tests/support/records.ts';
import { incidentIndexSchema } from '../schemas/incident.ts';
import { maintenanceIndexSchema } from '../schemas/maintenance.ts';
import type { Problem } from './problem.ts';
import { incidentSequence, maintenanceSequence } from './sequence.ts';
import type { IncidentRecord, MaintenanceRecord } from './stored.ts';

const t = (time: string) => `2026-03-01T${time}:00Z`;
const now = at(t('18:00'));
const index = incidentIndexSchema.parse({ opened: t('09:00'), by: 'ana' });

const short = (problems: readonly Problem[]) =>
	problems.map(({ file, field, message, cure }) => [file, field ?? '', message, cure].join(' | '));
/** Warnings about an incident that was opened at nine. */
const warnings = (record: Partial<IncidentRecord>) =>
	short(incidentSequence(recordOf({ index, ...record }), now));
const said = (...updates: IncidentRecord['updates']) => warnings({ updates });

const opened = update('upd111', { at: t('09:10'), since: t('08:50'), title: 'Nobody can pay' });
const closed = update('upd222', { at: t('11:00'), status: 'resolved' });

describe('incidentSequence', () => {
	test('finds nothing in an ordinary incident', () => {
		expect(
			said(opened, update('upd333', { at: t('10:00'), status: 'identified' }), closed),
		).toEqual([]);
	});

	test('finds nothing when an incident is reopened', () => {
		expect(
			said(opened, closed, update('upd333', { at: t('12:00'), status: 'monitoring' })),
		).toEqual([]);
	});

	test('only ever warns: every set of valid files has a meaning', () => {
		fc.assert(
			fc.property(incidentRecord, instant, ({ record }, when) => {
				for (const { severity, message, cure } of incidentSequence(record, when)) {
					expect(severity).toBe('warning');
					expect(message).toMatch(/\.$/);
					expect(cure).toMatch(/\.$/);
				}
			}),
		);
	});

	test('misses the index of a folder', () => {
		expect(warnings({ index: undefined, updates: [opened] })).toMatchInlineSnapshot(`
			[
			  "incidents/2026/2026-03-01-k3f9 |  | The folder has no readable \`index.md\`. | Add one that says when it was opened and by whom; customers never see it.",
			]
		`);
	});

	test('tells that a redaction leaves the incident without a title', () => {
		const redaction = (title?: string) =>
			update('redact', {
				at: t('09:30'),
				redacts: 'upd111',
				reason: 'It named someone.',
				...(title !== undefined && { title }),
			});
		expect(said(opened, redaction())).toMatchInlineSnapshot(`
			[
			  "updates/20260301T093000Z-redact.md | redacts | The title goes with the text of \`upd111\`, and there is no other. | Write \`title\` here: the same if nothing is wrong with it, otherwise another.",
			]
		`);
		expect(said(opened, redaction('Payments fail'))).toEqual([]);
		expect(
			said(opened, update('upd333', { at: t('09:20'), title: 'Cards fail' }), redaction()),
		).toEqual([]);
	});

	test('misses the title of the first update', () => {
		expect(said(update('upd111', { at: t('09:10') }))).toMatchInlineSnapshot(`
			[
			  "updates/20260301T091000Z-upd111.md | title | The first update has no title. | Add one: it is what customers read first.",
			]
		`);
	});

	test('compares the time in a name with the time in the file', () => {
		const renamed = { ...opened, namedAt: at(t('09:11')), name: '20260301T091100Z-upd111.md' };
		expect(said(renamed)).toMatchInlineSnapshot(`
			[
			  "updates/20260301T091000Z-upd111.md | at | The file is named \`20260301T091100Z\`, but \`at\` is another time. | Rename the file to its \`at\` in UTC; the order goes by \`at\`.",
			]
		`);
	});

	test('compares them to the second, as far as names go', () => {
		const precise = update('upd111', { at: '2026-03-01T09:10:00.750Z', title: 'Nobody can pay' });
		expect(said(precise)).toEqual([]);
	});

	test('looks at the names of notes too', () => {
		const entry = note('not111', { kind: 'acknowledged', at: t('09:05') });
		expect(warnings({ notes: [{ ...entry, namedAt: at(t('09:00')) }] })).toHaveLength(1);
	});

	test('finds a time in the future', () => {
		expect(said(update('upd111', { at: t('18:01'), title: 'Nobody can pay' })))
			.toMatchInlineSnapshot(`
			[
			  "updates/20260301T180100Z-upd111.md | at | \`at\` is in the future. | Mend the time or its offset.",
			]
		`);
	});

	test('finds what became true only after it was said', () => {
		expect(
			said(
				update('upd111', {
					at: t('09:10'),
					since: t('09:20'),
					title: 'Nobody can pay',
					services: { checkout: { condition: 'major-outage', since: t('09:30') } },
				}),
			),
		).toMatchInlineSnapshot(`
			[
			  "updates/20260301T091000Z-upd111.md | since | \`since\` is later than \`at\`, so in the future when it was said. | Mend the time or its offset; it counts from \`at\` on.",
			  "updates/20260301T091000Z-upd111.md | services.checkout.since | \`since\` is later than \`at\`, so in the future when it was said. | Mend the time or its offset; it counts from \`at\` on.",
			]
		`);
	});

	test('finds an update that is older than its incident', () => {
		const early = update('upd111', { at: t('08:50'), title: 'Nobody can pay' });
		expect(said(early)).toMatchInlineSnapshot(`
			[
			  "updates/20260301T085000Z-upd111.md | at | This update is older than the incident: \`index.md\` was opened later. | Mend \`at\`, or say with \`since\` what was true earlier.",
			]
		`);
		expect(warnings({ updates: [early], index: { ...index, backfilled: true } })).toEqual([]);
	});

	test('finds an amendment of an update that is not there', () => {
		const mends = (fields: { corrects?: string; redacts?: string }) =>
			said(opened, update('upd333', { at: t('10:00'), reason: 'Wrong.', ...fields }));
		expect(mends({ corrects: 'upd111' })).toEqual([]);
		expect(mends({ corrects: 'nobody' })).toMatchInlineSnapshot(`
			[
			  "updates/20260301T100000Z-upd333.md | corrects | There is no other update \`nobody\` in this folder. | Write the six characters at the end of the file name of the update that is meant.",
			]
		`);
		expect(mends({ redacts: 'upd333' })).toHaveLength(1);
	});

	test('finds an update after the end that does not reopen the incident', () => {
		expect(said(opened, closed, update('upd333', { at: t('12:00') }))).toMatchInlineSnapshot(`
			[
			  "updates/20260301T120000Z-upd333.md | status | This update comes after \`resolved\` and does not reopen the incident. | Add a \`status\` if it goes on; otherwise say it in the report.",
			]
		`);
	});

	test('takes no offence at amendments, duplicates and retractions after the end', () => {
		const after = { at: t('12:00'), reason: 'Wrong.' };
		expect(said(opened, closed, update('upd333', { ...after, corrects: 'upd111' }))).toEqual([]);
		expect(
			said(
				opened,
				closed,
				update('upd333', { ...after, redacts: 'upd111', title: 'Nobody can pay' }),
			),
		).toEqual([]);
		expect(said(opened, closed, update('upd333', { ...after, retracts: true }))).toEqual([]);
		expect(
			said(opened, closed, update('upd333', { ...after, 'duplicate-of': '2026-03-01-aaaa' })),
		).toEqual([]);
	});

	test('knows that a correction counts where its update stands', () => {
		const mended = update('upd333', {
			at: t('12:00'),
			corrects: 'upd111',
			reason: 'Wrong.',
			status: 'identified',
		});
		expect(said(opened, closed, mended, update('upd444', { at: t('13:00') }))).toHaveLength(1);
		const taken = update('upd333', {
			at: t('12:00'),
			corrects: 'upd222',
			reason: 'Too early.',
			status: 'monitoring',
		});
		expect(said(opened, closed, taken, update('upd444', { at: t('13:00') }))).toEqual([]);
	});

	test('finds a service that is down in an update that says it is over', () => {
		expect(
			said(
				opened,
				update('upd222', {
					at: t('11:00'),
					status: 'resolved',
					services: { checkout: 'partial-outage', search: 'operational' },
				}),
			),
		).toMatchInlineSnapshot(`
			[
			  "updates/20260301T110000Z-upd222.md | services.checkout | The update says \`resolved\` and that \`checkout\` is not operational. | \`resolved\` makes everything operational; use \`monitoring\` if it is not over.",
			]
		`);
	});

	test('finds two updates of one instant that cannot both hold', () => {
		const first = update('upd222', {
			at: t('10:00'),
			status: 'identified',
			services: { checkout: 'partial-outage' },
		});
		expect(said(opened, first, update('upd333', { at: t('10:00'), status: 'monitoring' })))
			.toMatchInlineSnapshot(`
			[
			  "updates/20260301T100000Z-upd333.md | status | It contradicts \`20260301T100000Z-upd222.md\`, which was said at the same instant. | Keep one of the two, or correct the other with \`corrects\`; the later name counts.",
			]
		`);
		expect(
			said(
				opened,
				first,
				update('upd333', { at: t('10:00'), services: { checkout: 'major-outage' } }),
			),
		).toHaveLength(1);
		expect(said(opened, first, update('upd333', { at: t('10:00'), status: 'identified' }))).toEqual(
			[],
		);
	});

	test('finds milestones in an order that cannot be', () => {
		const milestone = (op: string, name: 'detected' | 'mitigated', since: string) =>
			note(op, { kind: 'milestone', at: t('12:00'), milestone: name, since: t(since) });
		expect(
			warnings({
				notes: [
					milestone('not111', 'detected', '09:30'),
					milestone('not222', 'mitigated', '09:20'),
				],
			}),
		).toMatchInlineSnapshot(`
			[
			  "incidents/2026/2026-03-01-k3f9 |  | \`mitigated\` comes before \`detected\`. | Mend the \`since\` of the first update or of the notes of kind \`milestone\`; durations are computed from them.",
			]
		`);
		expect(
			warnings({
				notes: [
					milestone('not111', 'detected', '09:20'),
					milestone('not222', 'mitigated', '09:30'),
				],
			}),
		).toEqual([]);
	});
});

describe('maintenanceSequence', () => {
	const record = (rest: Partial<MaintenanceRecord>): MaintenanceRecord => ({
		id: '2026-03-01-m4nt',
		path: 'maintenance/2026/2026-03-01-m4nt',
		index: maintenanceIndexSchema.parse({ opened: t('08:00'), by: 'ana' }),
		updates: [],
		unshown: [],
		notes: [],
		...rest,
	});
	const plan = {
		at: t('09:00'),
		title: 'Upgrade',
		services: ['checkout'],
		starts: t('20:00'),
		ends: t('21:00'),
	};
	const announced = (...updates: MaintenanceRecord['updates']) =>
		short(maintenanceSequence(record({ updates }), now));

	test('finds nothing in an ordinary maintenance', () => {
		expect(
			announced(works('wrk111', plan), works('wrk222', { at: t('10:00'), ends: t('22:00') })),
		).toEqual([]);
	});

	test('only ever warns: every set of valid files has a meaning', () => {
		fc.assert(
			fc.property(maintenanceFiles, instant, ({ id, updates }, when) => {
				for (const { severity } of maintenanceSequence(record({ id, updates }), when)) {
					expect(severity).toBe('warning');
				}
			}),
		);
	});

	test('misses what an announcement needs', () => {
		expect(announced(works('wrk111', { at: t('09:00'), title: 'Upgrade' }))).toMatchInlineSnapshot(`
			[
			  "updates/20260301T090000Z-wrk111.md |  | The first update does not say \`starts\`, \`ends\` and \`services\`. | Add them: without them it cannot be announced.",
			]
		`);
	});

	test('finds a maintenance that ends before it starts', () => {
		expect(
			announced(works('wrk111', plan), works('wrk222', { at: t('10:00'), starts: t('21:30') })),
		).toMatchInlineSnapshot(`
			[
			  "updates/20260301T100000Z-wrk222.md | starts | With this update the maintenance ends before it starts. | Move the other time too.",
			]
		`);
		expect(
			announced(works('wrk111', plan), works('wrk222', { at: t('10:00'), ends: t('19:30') })),
		).toHaveLength(1);
	});

	test('finds an amendment of an update that is not there', () => {
		const mend = works('wrk222', { at: t('10:00'), corrects: 'nobody', reason: 'Wrong.' });
		expect(announced(works('wrk111', plan), mend)).toHaveLength(1);
	});

	test('looks at the names of notes too', () => {
		const entry = note('not111', { kind: 'observation', at: t('09:05'), body: 'Saw.' });
		const notes = [{ ...entry, namedAt: at(t('09:00')) }];
		expect(
			maintenanceSequence(record({ updates: [works('wrk111', plan)], notes }), now),
		).toHaveLength(1);
	});

	test('misses the index of a folder', () => {
		const updates = [works('wrk111', plan)];
		expect(maintenanceSequence(record({ updates, index: undefined }), now)).toHaveLength(1);
	});
});
