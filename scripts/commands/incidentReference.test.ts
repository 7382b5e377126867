import { describe, expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { parts } from '../../tests/support/content.ts';
import { actions } from './incidentActions.ts';

const organisation = { ...parts.organisation, reference: 'INC-{date}-{###}' };

/** Two incidents that were opened in the same second. */
async function two(settings = organisation) {
	const there = commandFolder('incident', actions, { organisation: settings });
	const open = async (op: string) => {
		const { data } = await there.does(
			...['open', '--title', 'Nobody can pay', '--severity', 'sev1', '--message', 'x', '--op', op],
			...['--service', 'checkout=major-outage'],
		);
		return String(data['id']);
	};
	const ids = [await open('aaaaaa'), await open('bbbbbb')].sort();
	return { ...there, first: ids[0] ?? '', second: ids[1] ?? '' };
}

describe('reference', () => {
	test('writes down the number that the incident has', async () => {
		const { does, second } = await two();
		const { data, files } = await does('reference', second, '--op', 'cccccc');
		expect(data).toMatchObject({ reference: 'INC-2026-03-02-002' });
		expect(Object.values(files).join()).toContain(
			'kind: reference\nreference: INC-2026-03-02-002\n',
		);
		expect(await does('reference', second)).toMatchObject({
			text: `${second} is INC-2026-03-02-002, and that is written down.`,
			data: { status: 'already-done' },
			files: {},
		});
	});

	test('is written down when it is over', async () => {
		const { does, first } = await two();
		const { files } = await does(
			...['resolve', first, '--message', 'Over.', '--waive', 'A test.', '--op', 'cccccc'],
		);
		expect(Object.values(files).join()).toContain(
			'kind: reference\nreference: INC-2026-03-02-001\n',
		);
	});

	test('is refused where the organisation has no pattern', async () => {
		const { asks, first } = await two(parts.organisation as typeof organisation);
		expect((await asks('reference', first)).text).toBe(
			'organisation.yaml says nothing of how incidents are referred to.\nAdd `reference`, such as `INC-{date}-{###}`.',
		);
	});
});
