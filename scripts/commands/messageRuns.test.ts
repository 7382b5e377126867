import { expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { parts } from '../../tests/support/content.ts';
import { actions as incident } from './incidentActions.ts';
import { actions } from './message.ts';

test.each([
	['#news', []],
	['TBD', ['Where it goes is not decided: organisation.yaml calls the channel `news` “TBD”.']],
])('a message for the channel %s says whether that is decided', async (name, notes) => {
	const organisation = {
		...parts.organisation,
		channels: [{ id: 'news', name, kind: 'chat' as const, audience: 'stakeholders' as const }],
	};
	const opening = commandFolder('incident', incident, { organisation });
	const { data, files } = await opening.does(
		...['open', '--title', 'Slow', '--severity', 'sev2', '--message', 'x', '--by', 'ana'],
	);
	const there = commandFolder('message', actions, { organisation });
	for (const [path, text] of Object.entries(files)) there.writes(path, text);
	there.writes(
		'templates/news.md',
		'---\nname: News\npurpose: News.\nchannel: news\naudience: stakeholders\n---\n\n{{ title }}\n',
	);
	const printed = await there.reads('print', String(data['id']), 'news', '--json');
	expect(printed.text).toBe('Slow');
	expect(printed.data['notes']).toEqual(notes);
});
