import { describe, expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { actions } from './incidentActions.ts';

/** An incident of two updates, `aaaaaa` and `bbbbbb`. */
async function told(internal = false) {
	const there = commandFolder('incident', actions);
	const { data } = await there.does(
		...['open', '--title', 'Nobody can pay', '--severity', 'sev2', '--op', 'aaaaaa'],
		...['--message', 'Ana Silva cannot pay.', ...(internal ? ['--internal'] : [])],
	);
	const id = String(data['id']);
	there.at('2026-03-02T12:05:00Z');
	if (!internal) await there.does('update', id, '--message', 'We are on it.', '--op', 'bbbbbb');
	there.at('2026-03-02T12:10:00Z');
	return { ...there, id };
}

describe('correct', () => {
	test('says which update, why, and only what was wrong', async () => {
		const { does, reads, id } = await told();
		const { files, data } = await does(
			...['correct', id, '--update', 'aaaaaa', '--since', '30m', '--reason', 'It began earlier.'],
			...['--op', 'cccccc'],
		);
		expect(files).toEqual({
			[`incidents/2026/${id}/updates/20260302T121000Z-cccccc.md`]:
				'---\nat: 2026-03-02T12:10:00Z\ncorrects: aaaaaa\nreason: It began earlier.\nsince: 2026-03-02T11:40:00Z\n---\n',
		});
		expect(data['title']).toBe(`Correct update aaaaaa of incident ${id}`);
		const { timeline } = (await reads('show', id)).data as { timeline: { text: string }[] };
		expect(timeline[0]?.text).toBe('Ana Silva cannot pay.');
	});

	test('lists the updates where none is named, with everything that is missing', async () => {
		const { asks, id } = await told();
		expect((await asks('correct', id)).text).toMatchInlineSnapshot(`
			"--update is missing.
			--reason is missing.
			Its updates are:
			  aaaaaa  2026-03-02T12:00:00Z  investigating  Nobody can pay
			  bbbbbb  2026-03-02T12:05:00Z    We are on it."
		`);
	});

	test('offers the nearest update, and refuses to correct nothing', async () => {
		const { asks, id } = await told();
		expect((await asks('correct', id, '--update', 'aaaaab', '--reason', 'x')).text).toBe(
			`${id} has no update \`aaaaab\`.\nDid you mean \`aaaaaa\`?`,
		);
		expect((await asks('correct', id, '--update', 'aaaaaa', '--reason', 'x')).text).toMatch(
			/^Nothing is corrected\./,
		);
	});
});

describe('redact', () => {
	test('takes the text away under the policy for redactions, and repeats none of it', async () => {
		const { asks, id } = await told();
		const { files, data } = await asks(
			...['redact', id, '--update', 'aaaaaa', '--reason', 'It named a customer.'],
		);
		expect(Object.values(files)).toEqual([
			'---\nat: 2026-03-02T12:10:00Z\nredacts: aaaaaa\nreason: It named a customer.\n---\n',
		]);
		expect(JSON.stringify(data)).not.toContain('Ana');
	});

	test('takes it out of every file that holds it with --erase, corrections too, and keeps the rest', async () => {
		const { does, reads, id } = await told();
		await does(
			...['correct', id, '--update', 'aaaaaa', '--reason', 'Her name.', '--op', 'cccccc'],
			...['--message', 'Ana Souza cannot pay.'],
		);
		const { files } = await does(
			...['redact', id, '--update', 'aaaaaa', '--reason', 'It named a customer.', '--erase'],
		);
		const texts = Object.values(files).join('\n');
		expect(Object.keys(files)).toHaveLength(3);
		expect(texts).not.toContain('Ana');
		expect(texts).toContain('status: investigating');
		const { text } = await reads('show', id);
		expect(text).not.toContain('Ana');
		expect(text).toContain('We are on it.');
	});

	test('with --erase takes out title, workaround and reasons, in every language', async () => {
		const { does, writes, id } = await told();
		const folder = `incidents/2026/${id}/updates`;
		const first = `${folder}/20260302T120000Z-aaaaaa`;
		await does(
			...['correct', id, '--update', 'aaaaaa', '--reason', 'It is about Ana.', '--op', 'cccccc'],
			...['--workaround', 'Call Ana.'],
		);
		writes(
			`${first}.de.md`,
			'---\ntitle: Ana kann nicht zahlen\n---\n\nAna Silva kann nicht zahlen.\n',
		);
		writes(`${folder}/20260302T120500Z-bbbbbb.de.md`, '---\n---\n\nWir sind dran.\n');
		const { files } = await does(
			...['redact', id, '--update', 'aaaaaa', '--reason', 'It named a customer.', '--erase'],
			...['--title', 'Payments fail'],
		);
		expect(Object.keys(files).sort()).toEqual([
			`${first}.de.md`,
			`${first}.md`,
			`${folder}/20260302T121000Z-cccccc.md`,
			expect.stringMatching(/20260302T1210\d\dZ-\w{6}\.md$/),
		]);
		expect(Object.values(files).join('\n')).not.toMatch(/Ana|Nobody/);
		expect(files[`${first}.de.md`]).toBe(
			'---\ntitle: This text was taken away.\n---\n\nThis text was taken away.\n',
		);
	});

	test('brings another title where the old one goes', async () => {
		const { asks, id } = await told();
		const words = ['redact', id, '--update', 'aaaaaa', '--reason', 'It named a customer.'];
		expect((await asks(...words)).text).toContain('The title goes with the text');
		const { files, text } = await asks(...words, '--title', 'Payments fail');
		expect(Object.values(files)[0]).toContain('title: Payments fail\n');
		expect(text).not.toContain('The title goes');
	});

	test('says where the text still is', async () => {
		const there = await told();
		const { text } = await there.asks('redact', there.id, '--update', 'bbbbbb', '--reason', 'x');
		expect(text).toContain('--erase takes it out of the files, too.');
	});
});

describe('retract', () => {
	test('says that it was a mistake, once', async () => {
		const { does, asks, reads, id } = await told();
		const { files } = await does('retract', id, '--reason', 'The probe was broken.');
		expect(Object.values(files)[0]).toContain('retracts: true\nreason: The probe was broken.\n');
		expect((await reads('show', id)).data).toMatchObject({ open: false });
		expect((await asks('retract', id, '--reason', 'x')).data).toMatchObject({
			status: 'already-done',
		});
	});

	test('is nothing for an incident that customers do not know', async () => {
		const { asks, id } = await told(true);
		const { code, text } = await asks('retract', id, '--reason', 'x');
		expect(code).toBe(65);
		expect(text).toContain('were never told');
	});
});

describe('duplicate', () => {
	async function two() {
		const there = await told();
		const { data } = await there.does(
			...['open', '--title', 'Cards fail', '--severity', 'sev2', '--message', 'x'],
		);
		return { ...there, other: String(data['id']) };
	}

	test('points to the incident that stays', async () => {
		const { does, asks, id, other } = await two();
		const { files } = await does('duplicate', other, '--of', id.slice(-4));
		expect(Object.values(files)[0]).toContain(`duplicate-of: ${id}\n`);
		expect((await asks('update', other, '--message', 'x')).text).toBe(
			`${other} is a duplicate of ${id}.\nSay it there: npm run incident -- update ${id} --message "…"`,
		);
	});

	test('is not of itself, nor of one that is its own duplicate', async () => {
		const { does, asks, id, other } = await two();
		expect((await asks('duplicate', id, '--of', id)).text).toContain('no duplicate of itself');
		await does('duplicate', other, '--of', id);
		expect((await asks('duplicate', id, '--of', other)).code).toBe(65);
	});

	test('does not lead customers to an incident that they do not know', async () => {
		const { does, asks, id } = await two();
		const { data } = await does(
			...['open', '--internal', '--title', 'x', '--severity', 'sev2', '--message', 'x'],
		);
		const hidden = String(data['id']);
		expect((await asks('duplicate', id, '--of', hidden)).code).toBe(65);
		expect(Object.values((await asks('duplicate', hidden, '--of', id)).files)[0]).toContain(
			`kind: duplicate\nof: ${id}\n`,
		);
	});
});
