import { describe, expect, test } from 'vitest';
import {
	contentSetting,
	contentWith,
	incidentNote,
	incidentPath,
	incidentWith,
	index,
	now,
} from '../../../tests/support/content.ts';
import type { Content } from '../content.ts';
import { contentProblems } from './index.ts';

/** All problems in short. */
const short = (content: Content) =>
	contentProblems(content, now).map(({ severity, file, field, message, cure }) =>
		[`${severity} ${file}`, field ?? '', message, cure].join(' | '),
	);
const time = '2026-03-01T10:00:00Z';

describe('the owner of a page', () => {
	const owner = (name: string) =>
		short(contentSetting(['runbooks', 'runbooks/checkout-down.mdx', 'owner'], name));

	test.each([
		'ana',
		'Ana',
		'Payments',
		'payments',
		'Commander',
		'primary',
		'Payment vendor',
		'TBD',
	])('may be a person, a team, a role or nobody yet: %s', (name) => {
		expect(owner(name)).toEqual([]);
	});

	test('that nobody is called is named, with the nearest', () => {
		expect(owner('Paymens')).toEqual([
			'warning runbooks/checkout-down.mdx | owner | No person, team or role of the organisation is called `Paymens`. | Did you mean `Payments`?',
		]);
		expect(owner('Nobody')).toEqual([
			'warning runbooks/checkout-down.mdx | owner | No person, team or role of the organisation is called `Nobody`. | Name a person or contact of on-call.yaml, a role of process.yaml, or a team that owns a service in organisation.yaml.',
		]);
		expect(
			short(contentSetting(['handbook', 'handbook/start.mdx', 'backup-owner'], 'Nobody')),
		).toEqual([expect.stringContaining('warning handbook/start.mdx | backup-owner | ')]);
	});
});

describe('who wrote a note', () => {
	const notes = (...names: string[]) =>
		short(
			contentWith(
				incidentWith({
					notes: names.map((by, place) =>
						incidentNote(`not99${place}`, { kind: 'acknowledged', at: time, by }),
					),
				}),
			),
		);

	test.each(['ana', 'Ana', 'probe', 'response-bot', 'pager', 'github-actions[bot]'])(
		'may be a person or a tool: %s',
		(name) => {
			expect(notes(name)).toEqual([]);
		},
	);

	test('and whom nobody knows is named once a record, with the nearest', () => {
		expect(notes('anna', 'anna')).toEqual([
			`warning ${incidentPath}/notes/20260301T100000Z-not990.md | by | No person of the organisation is called \`anna\`. | Did you mean \`ana\`?`,
		]);
		expect(notes('Nia Bell')).toEqual([]);
		expect(notes('your-name')).toEqual([
			expect.stringContaining('Write the id of somebody in on-call.yaml, or add them there.'),
		]);
	});

	test('counts also for who opened it and who decided', () => {
		const opened = incidentWith({
			index: index({ opened: '2026-03-01T09:00:00Z', by: 'nobody', level: 'sev1' }),
		});
		expect(short(contentWith(opened)).filter((line) => line.startsWith('warning'))).toEqual([
			expect.stringContaining(`${incidentPath}/index.md | by | `),
		]);
		const decision = incidentNote('not999', {
			kind: 'decision',
			at: time,
			body: 'We go back.',
			'decided-by': 'nobody',
		});
		expect(short(contentWith(incidentWith({ notes: [decision] })))).toEqual([
			expect.stringContaining('| decided-by | '),
		]);
		const escalated = (to: string) =>
			incidentNote('not999', { kind: 'escalated', at: time, to, reason: 'Nobody answers.' });
		expect(short(contentWith(incidentWith({ notes: [escalated('vendors')] })))).toEqual([
			expect.stringContaining('| to | No person, team or role of the organisation is called'),
		]);
		expect(short(contentWith(incidentWith({ notes: [escalated('vendor')] })))).toEqual([]);
	});
});
