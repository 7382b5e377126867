import { expect, test } from 'vitest';
import { note, recordOf } from '../../tests/support/records.ts';
import { processSchema } from '../schemas/process.ts';
import { closeOutOf } from './closeOut.ts';
import { foldResponse } from './response.ts';

const t = (time: string) => `2026-03-02T${time}:00Z`;
const { closeOut: items } = processSchema.parse({
	'close-out': [
		{ id: 'issue', text: 'The issue is settled.', settles: 'error-tracker' },
		{ id: 'written', text: 'It is written down.' },
		{ id: 'worst', text: 'The board knows.', when: { fact: 'rank', is: 1 } },
	],
});
const doneOf = (notes: ReturnType<typeof note>[], rank = 2) =>
	closeOutOf(items, foldResponse(recordOf({ notes })), { rank }).map(({ item, done }) => [
		item.id,
		done,
	]);

test('what is done after the end is done once somebody says so', () => {
	expect(doneOf([])).toEqual([
		['issue', false],
		['written', false],
	]);
	expect(doneOf([note('aaa222', { kind: 'close-out', at: t('10:00'), item: 'written' })])).toEqual([
		['issue', false],
		['written', true],
	]);
});

test('is asked for only where its condition holds', () => {
	expect(doneOf([], 1)).toContainEqual(['worst', false]);
});

test('what has to be settled is done by its state with the reason, and by nothing else', () => {
	const link = { kind: 'link', at: t('10:00'), what: 'error-tracker', name: 'One' } as const;
	const settled = { ...link, state: 'ignored', reason: 'It does no harm.' };
	expect(doneOf([note('aaa222', { kind: 'close-out', at: t('10:00'), item: 'issue' })])[0]).toEqual(
		['issue', false],
	);
	expect(doneOf([note('aaa222', link)])[0]).toEqual(['issue', false]);
	expect(doneOf([note('aaa222', { ...link, state: 'ignored' })])[0]).toEqual(['issue', false]);
	expect(doneOf([note('aaa222', settled)])[0]).toEqual(['issue', true]);
	expect(doneOf([note('aaa222', { ...settled, what: 'ticket' })])[0]).toEqual(['issue', false]);
});

test('says how it is written down', () => {
	const response = foldResponse(recordOf({}));
	expect(closeOutOf(items, response, {}).map(({ command }) => command)).toEqual([
		`npm run incident -- note ${response.id} --kind link --set what=error-tracker --set state="…" --set reason="…"`,
		`npm run incident -- note ${response.id} --kind close-out --set item=written`,
	]);
});
