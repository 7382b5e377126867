import { describe, expect, test } from 'vitest';
import { contentWith, parts } from '../../tests/support/content.ts';
import { at, iso } from '../../tests/support/records.ts';
import type { OnCallInput } from '../schemas/onCall.ts';
import { onCallSchema } from '../schemas/onCall.ts';
import { coverageOf } from './coverage.ts';
import { onCallProblems } from './references/onCall.ts';
import { knownNames } from './references/known.ts';

const now = at('2026-03-02T12:00:00Z');
const content = (people: OnCallInput['people'], rest: Partial<OnCallInput> = {}) => ({
	...contentWith(),
	onCall: onCallSchema.parse({ ...parts.onCall, overrides: [], people, ...rest }),
});
const ana = { id: 'ana', name: 'Ana' };
const bo = { id: 'bo', name: 'Bo' };
const unmanned = (people: OnCallInput['people']) =>
	coverageOf(content(people), now).flatMap((item) =>
		item.unmanned.map(({ person, why, start }) => `${person} ${why} ${iso(start).slice(0, 10)}`),
	);

describe('the coming fortnight', () => {
	test('is covered where everybody is somebody', () => {
		expect(coverageOf(content([ana, bo]), now)).toMatchObject([{ gaps: [], unmanned: [] }]);
	});

	test('is not covered by a name that is still to be written', () => {
		expect(unmanned([ana, { ...bo, name: 'TBD' }])).toEqual(['bo placeholder 2026-03-09']);
		expect(
			unmanned([ana, { ...bo, contacts: [{ kind: 'phone' as const, value: '[Phone]' }] }]),
		).toEqual(['bo placeholder 2026-03-09']);
	});

	test('is not covered by somebody who leaves in the middle of it', () => {
		expect(unmanned([ana, { ...bo, until: '2026-03-12' }])).toEqual(['bo left 2026-03-09']);
		expect(unmanned([ana, { ...bo, until: '2026-04-01' }])).toEqual([]);
	});

	test('is refused by the check, with the first hour and the cure', () => {
		const wrong = content([
			{ ...ana, until: '2026-03-01' },
			{ ...bo, name: 'TBD' },
		]);
		const found = onCallProblems(wrong, knownNames(wrong), now);
		expect(found.map(({ message, cure }) => `${message} ${cure}`)).toMatchInlineSnapshot(`
			[
			  "\`primary\` falls to Ana, who has left, from 2026-03-02, 12:00. Take them out of the layer, or add an override for that time.",
			  "\`primary\` falls to \`bo\`, of whom not everything is written yet, from 2026-03-09, 09:00. Write name and contacts of that person, or put somebody else in their place.",
			]
		`);
	});
});
