import { expect, test } from 'vitest';
import { incidentOf, update } from '../../tests/support/records.ts';
import { statusContentOf } from '../../tests/support/statusContent.ts';
import { updateTexts } from './incident.ts';
import { shellOf } from './shell.ts';

/** The last thing said of an incident that was opened by mistake. */
function retraction(body: string | undefined) {
	const content = statusContentOf({
		incidents: [
			incidentOf([
				update('first0', { at: '2026-03-01T09:00:00Z', title: 'Checkout fails' }),
				update('third0', {
					at: '2026-03-01T10:00:00Z',
					retracts: true,
					reason: 'A <test> alert.',
					body,
				}),
			]),
		],
	});
	const [incident] = content.model.incidents;
	if (!incident) throw new Error('There is no incident.');
	return updateTexts(incident, shellOf(content))[0];
}

test('an incident that was opened by mistake says why', () => {
	expect(retraction(undefined)).toMatchObject({
		heading: 'Opened by mistake',
		html: { text: '<p>A &lt;test&gt; alert.</p>' },
		why: undefined,
	});
});

test('an incident that was opened by mistake says why, also below another text', () => {
	expect(retraction('All works.')).toMatchObject({
		heading: 'Opened by mistake',
		html: { text: '<p>All works.</p>' },
		why: { text: 'A <test> alert.' },
	});
});
