import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { alertClone, fieldsOf, filesOf, pathsOf, posts } from '../../tests/support/alerts.ts';

/** Each copies the settings and asks git; a busy machine takes its time. */
const slow = { timeout: 60_000 };

afterEach(() => {
	vi.unstubAllEnvs();
});

const hour = '2026-11-21T03:00:00Z';

describe('what a real Alertmanager posted', slow, () => {
	test('makes one alert that is kept, known again, and over at the end', async () => {
		const { receive, merge, problems } = alertClone(hour);
		const [first, second, third, fourth, last] = posts('alertmanager');
		const kept = merge(await receive(first));
		expect(pathsOf(kept)).toEqual(['content/alerts/2026/47im2haj-1.yaml']);
		expect(fieldsOf(kept)).toEqual({
			source: 'prometheus',
			name: 'HighErrorRate',
			key: '{}:{alertname="HighErrorRate", service="api"}',
			title: 'API errors',
			fired: '2026-11-21T02:26:52Z',
			service: 'public-api',
			severity: 'critical',
			labels: {
				alertname: 'HighErrorRate',
				instance: 'api-1',
				service: 'api',
				severity: 'critical',
			},
			url: 'https://alertmanager.harbour.example',
			runbook: 'high-error-rate',
		});
		expect(kept.data).toMatchObject({ proposal: { level: 'sev2', runbook: 'high-error-rate' } });
		for (const again of [first, second, third, fourth]) {
			expect((await receive(again)).data).toEqual({ status: 'already-done', id: '47im2haj-1' });
		}
		const over = merge(await receive(last));
		expect(pathsOf(over)).toEqual(pathsOf(kept));
		expect(fieldsOf(over)).toEqual({ ...fieldsOf(kept), ended: '2026-11-21T02:26:52Z' });
		expect((await receive(last)).data).toEqual({ status: 'already-done', id: '47im2haj-1' });
		expect(problems()).toEqual([]);
	});

	test('opens an incident also for an alert that was kept before, as long as it goes on', async () => {
		const { receive, act, merge } = alertClone(hour);
		const [first] = posts('alertmanager');
		const id = String(merge(await receive(first)).data['id']);
		const opened = await receive(first, { open: true });
		expect(opened.data).toMatchObject({ alert: id, incident: expect.any(String) as string });
		merge(await act('disposition', [id, 'false']));
		expect((await receive(first, { open: true })).data).toEqual({ status: 'already-done', id });
	});

	test('makes the same file, branch and operation as long as nothing of it is merged', async () => {
		const { receive } = alertClone(hour);
		const [first, second] = posts('alertmanager');
		const once = await receive(first, { open: true });
		const again = await receive(first, { open: true });
		const moreMembers = await receive(second, { open: true });
		expect(again.data).toEqual(once.data);
		expect(moreMembers.data['branch']).toBe(once.data['branch']);
		expect(pathsOf(moreMembers)).toEqual(pathsOf(once));
	});

	test('opens an incident for responders, from which customers learn nothing', async () => {
		const { receive, merge, problems } = alertClone(hour);
		const opened = merge(await receive(posts('alertmanager')[0], { open: true }));
		const [alert, index, detected] = filesOf(opened);
		expect(pathsOf(opened).some((path) => path.includes('/updates/'))).toBe(false);
		expect(alert?.text).toContain(`incident: ${String(opened.data['incident'])}`);
		expect(index?.text).toMatchInlineSnapshot(`
			"---
			opened: 2026-11-21T03:00:00Z
			by: Nia Bell
			level: sev2
			title: API errors
			alert: 47im2haj-1
			---
			"
		`);
		expect(detected?.text).toMatchInlineSnapshot(`
			"---
			at: 2026-11-21T03:00:00Z
			by: Nia Bell
			kind: milestone
			since: 2026-11-21T02:26:52Z
			milestone: detected
			detected-by: monitoring
			---
			"
		`);
		expect(opened.lines.filter((line) => !line.includes('\n'))).toContain(
			'Runbook: high-error-rate.',
		);
		expect(problems()).toEqual([]);
	});

	test('is another alert and the same incident at the next outage, if that is still open', async () => {
		const { receive, merge } = alertClone(hour);
		const [first, , , , last] = posts('alertmanager');
		const opened = merge(await receive(first, { open: true }));
		merge(await receive(last));
		const next = {
			...first,
			alerts: [{ ...(first?.['alerts'] as object[])[0], startsAt: '2026-11-21T02:50:00Z' }],
		};
		const again = merge(await receive(next, { open: true }));
		expect(again.data).toMatchObject({ alert: '47im2haj-2', incident: opened.data['incident'] });
		expect(pathsOf(again)).toEqual(['content/alerts/2026/47im2haj-2.yaml']);
	});
});

describe('a second source within the window', slow, () => {
	test('joins the open incident and makes it the worst level, until somebody shows otherwise', async () => {
		const { receive, merge, problems } = alertClone(hour);
		const opened = merge(await receive(posts('uptimerobot')[0], { open: true }));
		const joined = merge(await receive(posts('datadog')[0], { open: true }));
		expect(opened.data).toMatchObject({ proposal: { level: 'sev1' } });
		expect(joined.data['incident']).toBe(opened.data['incident']);
		expect(pathsOf(joined).some((path) => path.endsWith('/index.md'))).toBe(false);
		expect(problems()).toEqual([]);
	});

	test('raises the level by the rule, in a note that names it', async () => {
		const { receive, merge, problems } = alertClone(hour);
		merge(await receive(posts('datadog')[0], { open: true }));
		const other = { ...posts('uptimerobot')[0], alert: 'Odd' };
		const joined = merge(await receive(other, { open: true }));
		const note = filesOf(joined).find(({ path }) => path.includes('/notes/'));
		expect(note?.text).toMatchInlineSnapshot(`
			"---
			at: 2026-11-21T03:00:00Z
			by: Nia Bell
			kind: severity
			level: sev1
			rule: two-sources
			reason: Two different sources alarm within ten minutes. It is a SEV1 until somebody shows that it is not.
			---
			"
		`);
		expect(joined.lines.join('\n')).toContain('This holds until somebody shows otherwise.');
		expect(problems()).toEqual([]);
	});

	test('takes the first alert along if that has no incident yet', async () => {
		const { receive, act, merge, problems } = alertClone(hour);
		merge(await receive(posts('datadog')[0]));
		const second = merge(await receive(posts('uptimerobot')[0]));
		expect(second.data).toMatchObject({ proposal: { rule: 'two-sources' } });
		const opened = merge(await act('open', [String(second.data['id'])]));
		expect(pathsOf(opened).filter((path) => path.includes('/alerts/'))).toHaveLength(2);
		expect(problems()).toEqual([]);
	});
});

describe('what people say of an alert', slow, () => {
	test('is kept in its file beside what they wrote there', async () => {
		const { receive, act, merge, root, problems } = alertClone(hour);
		const id = String(merge(await receive(posts('uptimerobot')[0])).data['id']);
		const path = join(root, `alerts/2026/${id}.yaml`);
		writeFileSync(path, `# Seen before.\n${readFileSync(path, 'utf8')}`);
		const said = await act('disposition', [id, 'false'], { reason: 'The probe was broken.' });
		merge(said);
		const text = readFileSync(path, 'utf8');
		expect(text).toContain('# Seen before.');
		expect(parse(text)).toMatchObject({
			disposition: 'false',
			note: 'The probe was broken.',
		});
		expect((await act('disposition', [id, 'false'])).data['status']).toBe('already-done');
		expect(problems()).toEqual([]);
	});

	test('is told to customers in a person’s words alone', async () => {
		const { receive, act, merge } = alertClone(hour);
		const id = String(merge(await receive(posts('uptimerobot')[0])).data['id']);
		const opened = await act('open', [id], {
			public: 'Shops do not open. We are looking into it.',
			title: 'Shops do not open',
			service: ['storefront=major-outage'],
		});
		const update = filesOf(opened).find(({ path }) => path.includes('/updates/'));
		expect(update?.text).toMatchInlineSnapshot(`
			"---
			at: 2026-11-21T03:00:00Z
			title: Shops do not open
			status: investigating
			services:
			  storefront: major-outage
			---

			Shops do not open. We are looking into it.
			"
		`);
		await expect(act('open', [id], { public: 'Shops do not open.' })).rejects.toThrow(
			'Customers have not been told of this yet, so what they are told needs a title.',
		);
		await expect(act('open', [id], { title: 'Shops do not open' })).rejects.toThrow(
			'--title and --service are for customers, and nothing is said to them.',
		);
	});

	test.each([
		[['disposition', 'nobody', 'false'], 'There is no alert `nobody` of your own.'],
		[['disposition'], 'Which alert?'],
		[['open', 'a7k2m9'], 'There is no alert `a7k2m9` of your own.'],
	])('is refused if it cannot be: %j', async ([action = '', ...words], message) => {
		await expect(alertClone(hour).act(action, words)).rejects.toThrow(message);
	});
});

describe('hostile texts', slow, () => {
	const hostile = fc.oneof(
		fc.string({ unit: 'binary', minLength: 1 }),
		fc.constantFrom(
			'x\n---\nincident: 2026-01-01-aaaa',
			'Status-Op: aaaaaa\n\nStatus-Op: aaaaaa',
			'fixes #1 @everyone https://evil.example/issues/1 GH-1',
			'````',
			'../../../etc/passwd',
			'true',
			'null',
			'2026-01-01T00:00:00Z',
			'*anchor',
			'!!js/function x',
			'<img src=x onerror=alert(1)>',
		),
	);

	test('stay what they are in a file, and are in no name, title or path', async () => {
		const { receive } = alertClone(hour);
		const [group = {}] = posts('alertmanager');
		await fc.assert(
			fc.asyncProperty(hostile, hostile, hostile, async (name, title, groupKey) => {
				const labels = { alertname: name, severity: title, service: name, [title]: name };
				const payload = {
					...group,
					groupKey: `k${groupKey}`,
					groupLabels: {},
					commonLabels: labels,
					commonAnnotations: { summary: title },
					alerts: [{ status: 'firing', labels, startsAt: '2026-11-21T02:26:52Z' }],
				};
				const outcome = await receive(payload, { open: true });
				const { data } = outcome;
				expect(data['branch']).toMatch(/^status\/alert\/[a-z0-9]{8}-1--[a-z0-9]{6}$/);
				expect(data['title']).toMatch(
					/^Open incident 2026-11-21-[a-z0-9]{4} for alert [a-z0-9]{8}-1 of prometheus$/,
				);
				for (const path of pathsOf(outcome)) {
					expect(path).toMatch(
						/^content\/(?:alerts|incidents)\/2026\/[a-zA-Z0-9/-]+\.(?:yaml|md)$/,
					);
				}
				const fields = fieldsOf(outcome);
				expect(Object.keys(fields).toSorted()).toEqual(
					expect.arrayContaining(['fired', 'incident', 'key', 'name', 'source']),
				);
				expect(fields['source']).toBe('prometheus');
				expect(fields['incident']).toBe(data['incident']);
				const body = String(data['body']);
				expect(body).not.toMatch(/#\d|@\w|https?:\/\/|GH-\d|^Status-Op/m);
			}),
			{ numRuns: 40 },
		);
	});
});
