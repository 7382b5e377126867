import { expect, test } from 'vitest';
import { at, note, recordOf, update } from '../../tests/support/records.ts';
import type { OrganisationInput } from '../schemas/organisation.ts';
import { organisationSchema } from '../schemas/organisation.ts';
import type { SeverityInput } from '../schemas/severity.ts';
import { severitySchema } from '../schemas/severity.ts';
import { foldResponse } from './response.ts';
import { spreadOf } from './spread.ts';

const t = (time: string) => `2026-03-02T${time}:00Z`;
const organisation = organisationSchema.parse({
	name: 'Harbour',
	channels: [
		{ id: 'page', name: 'Status page', kind: 'status-page', audience: 'customers' },
		{ id: 'mail', name: 'E-mail', kind: 'email', audience: 'customers' },
		{ id: 'banner', name: 'Banner', kind: 'in-app', audience: 'customers' },
		{ id: 'chat', name: 'Chat', kind: 'chat' },
	],
} satisfies OrganisationInput);
const [level] = severitySchema.parse({
	levels: [
		{
			id: 'sev1',
			label: 'SEV1',
			name: 'Critical',
			rank: 1,
			definition: 'Bad.',
			notify: [
				{ who: 'Customers', channels: ['page', 'mail'] },
				{
					who: 'Affected customers',
					channels: ['mail', 'banner'],
					when: { fact: 'many', is: true },
				},
				{ who: 'Colleagues', channels: ['chat'] },
			],
		},
	],
} satisfies SeverityInput).levels;
if (!level) throw new Error('The level is gone.');

const first = update('updaaa', { at: t('09:00'), title: 'Slow', status: 'investigating' });
const mailed = note('comaaa', {
	at: t('09:02'),
	kind: 'communication',
	channel: 'mail',
	body: 'Sent.',
});
const spread = (record: Parameters<typeof recordOf>[0], facts = {}) =>
	spreadOf(foldResponse(recordOf(record)), level, facts, organisation).map(({ channel, told }) => [
		channel.id,
		told,
	]);

test('every channel to customers is named once, with when the last word was said there', () => {
	expect(spread({ updates: [first], notes: [mailed] }, { many: true })).toEqual([
		['page', at(t('09:00'))],
		['mail', at(t('09:02'))],
		['banner', undefined],
	]);
});

test('a channel that depends on a fact is left out until the fact is known', () => {
	expect(spread({ updates: [first] })).toEqual([
		['page', at(t('09:00'))],
		['mail', undefined],
	]);
});

test('what was said before the last word no longer counts', () => {
	const second = update('updbbb', { at: t('09:05') });
	expect(spread({ updates: [first, second], notes: [mailed] })).toEqual([
		['page', at(t('09:05'))],
		['mail', undefined],
	]);
});

test('nothing is asked for while customers were told nothing', () => {
	expect(spread({ notes: [mailed] })).toEqual([]);
});
