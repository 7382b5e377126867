import { describe, expect, test } from 'vitest';
import { incidentOf, maintenanceOf, update, works } from '../../tests/support/records.ts';
import type { StatusParts } from '../../tests/support/statusContent.ts';
import { statusContentOf } from '../../tests/support/statusContent.ts';
import type { Stored } from './stored.ts';
import { foreignLanguage, modelIn } from './translation.ts';

const opened = update('first0', {
	at: '2026-03-01T09:00:00Z',
	title: 'Cards fail',
	workaround: 'Pay in cash.',
});
const later = update('second', { at: '2026-03-01T09:30:00Z', status: 'identified' });
const planned = works('plan00', {
	at: '2026-03-01T08:00:00Z',
	title: 'New disks',
	starts: '2026-03-03T20:00:00Z',
	ends: '2026-03-03T22:00:00Z',
});
const german = <T>(said: Stored<T>, de: NonNullable<Stored<T>['translations']>[string]) => ({
	...said,
	translations: { de },
});
const model = (parts: StatusParts) =>
	statusContentOf({ site: { languages: ['en', 'de'] }, ...parts }).model;
const incident = (...updates: Parameters<typeof incidentOf>[0]) => {
	const [found] = modelIn(model({ incidents: [incidentOf(updates)] }), 'de').incidents;
	if (!found) throw new Error('There is no incident.');
	return found;
};

describe('a model in another language', () => {
	test('says an incident in it, and marks nothing', () => {
		const said = incident(
			german(opened, { title: 'Karten', workaround: 'Zahlen Sie bar.', body: 'Wir sehen nach.' }),
		);
		expect(said).toMatchObject({ title: 'Karten', workaround: 'Zahlen Sie bar.' });
		expect(said.updates[0]).toMatchObject({ title: 'Karten', body: 'Wir sehen nach.' });
		expect(foreignLanguage(said)).toBeUndefined();
	});

	test('keeps what was not translated, and marks it with its own language', () => {
		const said = incident(german(opened, { title: 'Karten' }), later);
		expect(said).toMatchObject({
			title: 'Karten',
			workaround: 'Pay in cash.',
			foreign: { workaround: 'en' },
		});
		expect(said.updates[1]).toMatchObject({ body: 'Text of second.', foreign: { body: 'en' } });
		expect(foreignLanguage(said)).toBe('en');
	});

	test('calls an incident what its latest title was translated to', () => {
		const renamed = update('second', { at: '2026-03-01T09:30:00Z', title: 'Nothing works' });
		const said = incident(german(opened, { title: 'Karten' }), renamed);
		expect(said).toMatchObject({ title: 'Nothing works', foreign: { title: 'en' } });
	});

	test('says a maintenance in it', () => {
		const { maintenances } = modelIn(
			model({ maintenances: [maintenanceOf([german(planned, { title: 'Neue Platten' })])] }),
			'de',
		);
		expect(maintenances[0]).toMatchObject({ title: 'Neue Platten', foreign: {} });
		expect(maintenances[0]?.updates[0]).toMatchObject({
			title: 'Neue Platten',
			foreign: { body: 'en' },
		});
	});

	test('says corrections and redactions in it, as far as they are there', () => {
		const mend = update('mend00', {
			at: '2026-03-01T10:00:00Z',
			corrects: 'first0',
			reason: 'We were wrong.',
		});
		const redaction = update('redact', {
			at: '2026-03-01T10:30:00Z',
			redacts: 'second',
			reason: 'It named someone.',
		});
		const said = incident(
			german(opened, { title: 'Karten', workaround: 'Bar.', body: 'Wir sehen nach.' }),
			german(mend, { reason: 'Wir lagen falsch.' }),
			later,
			german(redaction, { reason: 'Ein Name stand darin.', body: 'Neuer Text.' }),
		);
		const [first, second] = said.updates;
		expect(first).toMatchObject({ body: 'Text of mend00.', foreign: { body: 'en' } });
		expect(first?.corrections[0]).toMatchObject({
			reason: 'Wir lagen falsch.',
			replaced: 'Wir sehen nach.',
			foreign: { reason: undefined, body: undefined },
		});
		expect(second).toMatchObject({ body: 'Neuer Text.', foreign: {} });
		expect(second?.redaction).toMatchObject({ reason: 'Ein Name stand darin.' });
	});

	test('says a report in it, or marks it', () => {
		const report = { published: 0, title: 'What happened', summary: undefined, body: 'It broke.' };
		const reports = (de?: { body: string }) => {
			const files = incidentOf([opened], { report, ...(de && { reportTranslations: { de } }) });
			return modelIn(model({ incidents: [files] }), 'de').incidents[0];
		};
		expect(reports({ body: 'Es ging kaputt.' })).toMatchObject({
			report: { published: 0, body: 'Es ging kaputt.' },
			reportLanguage: undefined,
		});
		expect(reports()).toMatchObject({ report: { body: 'It broke.' }, reportLanguage: 'en' });
	});

	test('names services and groups in it where they have a name there', () => {
		const since = '2025-01-01T00:00:00Z';
		const { services } = modelIn(
			model({
				services: {
					groups: [
						{
							id: 'shop',
							name: 'Shop',
							names: { de: 'Laden' },
							services: [
								{ id: 'checkout', name: 'Checkout', names: { de: 'Kasse' }, since },
								{ id: 'api', name: 'API', since },
							],
						},
					],
				},
			}),
			'de',
		);
		expect(services.groups.map(({ name }) => name)).toEqual(['Laden']);
		expect(services.groups[0]?.services.map(({ name }) => name)).toEqual(['Kasse', 'API']);
	});

	test('is the model itself in the language of everything', () => {
		const same = model({ incidents: [incidentOf([opened])] });
		expect(modelIn(same, 'en')).toBe(same);
	});
});

test('a translation changes nothing for readers of the first language', () => {
	const bare = model({ incidents: [incidentOf([opened, later])] });
	const spoken = model({ incidents: [incidentOf([german(opened, { title: 'Karten' }), later])] });
	const words = ({ incidents }: typeof bare) =>
		incidents.map(({ title, updatedAt, updates }) => [
			title,
			updatedAt,
			updates.map(({ id, body, updatedAt: at }) => [id, body, at]),
		]);
	expect(words(spoken)).toEqual(words(bare));
});
