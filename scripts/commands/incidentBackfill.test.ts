import { describe, expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { actions } from './incidentActions.ts';

const whole = [
	...['backfill', '--title', 'Nobody could pay', '--severity', 'sev1', '--op', 'aaaaaa'],
	...['--service', 'checkout=major-outage', '--since', '2026-02-01T09:15:00Z'],
	...['--at', '2026-02-01T09:20:00Z', '--message', 'Payments fail.'],
	...['--update', '2026-02-01T09:30:00Z identified: We know the cause.'],
	...['--update', '2026-02-01T09:35:00Z Nearly there.'],
	...['--resolved', '2026-02-01T09:40:00Z', '--resolved-message', 'Payments work again.'],
	...['--by', 'ana'],
];

describe('backfill', () => {
	test('writes a whole incident with its times, in one draft of its own kind', async () => {
		const { files, data } = await commandFolder('incident', actions).asks(...whole);
		expect(files).toMatchInlineSnapshot(`
			{
			  "incidents/2026/2026-02-01-2pin/index.md": "---
			opened: 2026-02-01T09:20:00Z
			by: ana
			level: sev1
			backfilled: true
			---
			",
			  "incidents/2026/2026-02-01-2pin/updates/20260201T092000Z-aaaaaa.md": "---
			at: 2026-02-01T09:20:00Z
			title: Nobody could pay
			status: investigating
			since: 2026-02-01T09:15:00Z
			services:
			  checkout: major-outage
			---

			Payments fail.
			",
			  "incidents/2026/2026-02-01-2pin/updates/20260201T093000Z-ny8kzw.md": "---
			at: 2026-02-01T09:30:00Z
			status: identified
			---

			We know the cause.
			",
			  "incidents/2026/2026-02-01-2pin/updates/20260201T093500Z-m7f5ki.md": "---
			at: 2026-02-01T09:35:00Z
			---

			Nearly there.
			",
			  "incidents/2026/2026-02-01-2pin/updates/20260201T094000Z-x25v9g.md": "---
			at: 2026-02-01T09:40:00Z
			status: resolved
			---

			Payments work again.
			",
			}
		`);
		expect(data['title']).toBe(`Write down incident ${String(data['id'])}: Nobody could pay`);
		expect(data['warnings']).toEqual([]);
	});

	test('is over, with its own duration', async () => {
		const { does, reads } = commandFolder('incident', actions);
		const { data } = await does(...whole);
		expect((await reads('show', String(data['id']))).data).toMatchObject({
			open: false,
			opened: '2026-02-01T09:20:00Z',
			resolved: '2026-02-01T09:40:00Z',
		});
	});

	test('tells customers nothing with --internal', async () => {
		const { does, reads } = commandFolder('incident', actions);
		const { files, data } = await does(...whole, '--internal');
		expect(Object.keys(files).some((path) => path.includes('/updates/'))).toBe(false);
		expect((await reads('show', String(data['id']))).data).toMatchObject({
			open: false,
			public: false,
		});
	});

	test.each([
		[['--resolved', '2026-02-01T09:25:00Z'], /^--resolved is .*, before --update: /],
		[['--at', '2026-02-01T09:10:00Z'], /^--at is .*, before --since: /],
		[['--resolved', '2026-04-01T00:00:00Z'], /is in the future/],
		[['--update', '2026-02-01T09:36:00Z resolved: x'], /^--update says `resolved`/],
		[['--update', 'soon'], /holds no time and text/],
	])('refuses %j', async (words, message) => {
		const { code, text } = await commandFolder('incident', actions).asks(...whole, ...words);
		expect(code).toBe(64);
		expect(text).toMatch(message);
	});

	test('names all that is missing at once', async () => {
		const { text } = await commandFolder('incident', actions).asks('backfill');
		expect(text).toMatch(
			/^--title, --severity, --since, --message, --resolved, --resolved-message are missing\./,
		);
	});
});
