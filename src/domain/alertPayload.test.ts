import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alertsSchema } from '../schemas/alerts.ts';
import type { IncomingAlert } from './alertPayload.ts';
import { readPayload } from './alertPayload.ts';

const top = join(import.meta.dirname, '../..');
const shipped = alertsSchema.parse(parse(readFileSync(join(top, 'content/alerts.yaml'), 'utf8')));
const alerts = alertsSchema.parse({
	sources: [
		{ id: 'grafana', name: 'Grafana', kind: 'metrics', sender: 'grafana' },
		{ id: 'pager', name: 'Pager', kind: 'pager', sender: 'pagerduty' },
	],
});
const settings = { sources: [...shipped.sources, ...alerts.sources] };

const samples = (name: string): unknown[] =>
	[JSON.parse(readFileSync(join(top, `tests/fixtures/alerts/${name}.json`), 'utf8'))].flat();

function read(payload: unknown): IncomingAlert {
	const said = readPayload(payload, settings);
	if (!('alert' in said)) throw new Error(JSON.stringify(said));
	return said.alert;
}

const told = (payload: unknown) => {
	const { source, ...said } = read(payload);
	return {
		...said,
		source: source.id,
		fired: said.fired === undefined ? undefined : new Date(said.fired).toISOString(),
		ended: said.ended === undefined ? undefined : new Date(said.ended).toISOString(),
	};
};

describe('a group as a real Alertmanager posted it', () => {
	const posts = samples('alertmanager');

	test('says what fires, since when, and how bad it is', () => {
		expect(told(posts[0])).toEqual({
			source: 'prometheus',
			key: '{}:{alertname="HighErrorRate", service="api"}',
			name: 'HighErrorRate',
			title: 'API errors',
			state: 'firing',
			reopened: undefined,
			fired: '2026-11-21T02:26:52.000Z',
			ended: undefined,
			severities: ['critical'],
			service: 'api',
			labels: {
				alertname: 'HighErrorRate',
				instance: 'api-1',
				service: 'api',
				severity: 'critical',
			},
			url: 'https://alertmanager.harbour.example',
			acknowledged: undefined,
			by: undefined,
			leftOut: 0,
			tellsEnd: true,
		});
	});

	test('is as bad as its worst member that fires, though the common label is gone', () => {
		expect(posts[1]).toMatchObject({ commonLabels: { alertname: 'HighErrorRate' } });
		expect(posts[1]).not.toHaveProperty('commonLabels.severity');
		expect(told(posts[1])).toMatchObject({
			severities: ['critical', 'warning'],
			labels: { instance: 'api-1', severity: 'critical' },
			fired: '2026-11-21T02:26:50.000Z',
			leftOut: 1,
		});
	});

	test('is as bad as its worst member, whichever is told first', () => {
		const group = posts[1] as { alerts: object[] };
		expect(told({ ...group, alerts: group.alerts.toReversed() })).toMatchObject({
			severities: ['critical', 'warning'],
			labels: { instance: 'api-1', severity: 'critical' },
		});
	});

	test('goes on while one member fires, and a member that is over no longer counts', () => {
		expect(told(posts[3])).toMatchObject({
			state: 'firing',
			severities: ['critical'],
			fired: '2026-11-21T02:26:52.000Z',
			ended: undefined,
		});
	});

	test('is over when all of it is', () => {
		expect(told(posts[4])).toMatchObject({
			state: 'resolved',
			ended: '2026-11-21T02:26:52.000Z',
			severities: ['critical', 'warning'],
		});
	});
});

describe('other senders', () => {
	test('Grafana sends the same envelope with its own links, and times with an offset', () => {
		expect(told(samples('grafana')[0])).toMatchObject({
			source: 'grafana',
			name: 'DiskWillFill',
			title: 'A disk is full in four hours',
			fired: '2026-11-21T03:00:10.000Z',
			severities: ['warning'],
			url: 'https://grafana.harbour.example/d/disks',
		});
	});

	test('PagerDuty tells of its incident, whoever has it, its end, and that it began again', () => {
		const [triggered, acknowledged, resolved, reopened, annotated] = samples('pagerduty');
		expect(told(triggered)).toMatchObject({
			source: 'pager',
			key: 'PGR0VU2',
			title: 'Card payments fail',
			fired: '2026-11-21T03:00:00.000Z',
			severities: ['high'],
			service: 'Payments',
			url: 'https://harbour.pagerduty.com/incidents/PGR0VU2',
		});
		expect(told(acknowledged)).toMatchObject({
			state: 'acknowledged',
			acknowledged: Date.parse('2026-11-21T03:02:00Z'),
			by: 'Maya Okafor',
		});
		expect(told(resolved)).toMatchObject({
			state: 'resolved',
			ended: '2026-11-21T03:20:00.000Z',
			by: undefined,
		});
		expect(told(reopened)).toMatchObject({
			state: 'firing',
			reopened: Date.parse('2026-11-21T03:25:00Z'),
		});
		expect(readPayload(annotated, settings)).toEqual({
			nothing: 'It says neither that something fires nor that it is over.',
		});
	});

	test('Sentry tells of an issue by the rule it triggered, and of its end if the team asked for that', () => {
		const [triggered, resolved] = samples('sentry');
		expect(told(triggered)).toMatchObject({
			source: 'error-tracker',
			key: 'issue/48112',
			name: 'ErrorRateAfterDeploy',
			title: 'KeyError: tax_lines',
			fired: '2026-11-21T03:10:05.000Z',
			severities: ['error'],
			labels: { environment: 'production', release: '2231', deployment: 'api' },
			tellsEnd: false,
		});
		expect(told(resolved)).toMatchObject({ key: 'issue/48112', state: 'resolved' });
	});

	test('UptimeRobot is read by the mapping that comes along; a variable it did not fill is nothing', () => {
		const [down, up] = samples('uptimerobot');
		expect(told(down)).toMatchObject({
			source: 'uptime',
			key: '778899/SiteUnreachable',
			name: 'SiteUnreachable',
			title: 'Storefront: HTTP 503 - Service Unavailable',
			state: 'firing',
			fired: '2026-11-21T02:50:00.000Z',
		});
		expect(told(up)).toMatchObject({ state: 'resolved', ended: '2026-11-21T03:00:00.000Z' });
		const bare = { ...(down as object), details: '*alertDetails*', at: '*alertDateTime*' };
		expect(told(bare)).toMatchObject({ title: 'Storefront:', fired: undefined });
	});

	test('Datadog is read by the mapping that comes along, and each cycle has a key of its own', () => {
		const [triggered, recovered] = samples('datadog');
		expect(told(triggered)).toMatchObject({
			source: 'datadog',
			key: '9bd4ac313a4d1e8fae2482df7b77628-6127423987',
			name: 'QueueBacklog',
			state: 'firing',
			fired: '2026-11-21T02:50:00.000Z',
			severities: ['P3'],
			service: 'messages',
			labels: { scope: 'queue:mail' },
		});
		expect(told(recovered)).toMatchObject({ state: 'resolved' });
	});
});

describe('what cannot be read is refused with a way on', () => {
	const refused = (payload: unknown, source?: string) => {
		const said = readPayload(payload, settings, source);
		return 'refusal' in said ? `${said.refusal} ${said.cure}` : said;
	};

	test('whatever it is', () => {
		const [down] = samples('uptimerobot');
		expect(
			[
				refused([]),
				refused('firing'),
				refused(null),
				refused({}),
				refused({ action: 'opened', issue: { number: 1 } }),
				refused({ ...(down as object), monitor: '*monitorID*' }),
				refused({ ...(down as object), type: '*alertType*' }),
				refused({ ...(samples('alertmanager')[0] as object), alerts: [] }),
				refused({ ...(samples('alertmanager')[0] as object), status: 'perhaps' }),
				refused(samples('alertmanager')[0], 'promtheus'),
				refused(samples('alertmanager')[0], 'error-tracker'),
				readPayload(samples('grafana')[0], { sources: shipped.sources }),
			].map((said) => (typeof said === 'string' ? said : JSON.stringify(said))),
		).toMatchInlineSnapshot(`
			[
			  "The payload is not a JSON object. Post one alert or one group of alerts, as the sender’s webhook does.",
			  "The payload is not a JSON object. Post one alert or one group of alerts, as the sender’s webhook does.",
			  "The payload is not a JSON object. Post one alert or one group of alerts, as the sender’s webhook does.",
			  "No alert source is known to send a payload like this. Add a mapping for it to a source in alerts.yaml; docs/alerts.md shows how.",
			  "No alert source is known to send a payload like this. Only webhooks about alerts are read; docs/alerts.md lists them.",
			  "The payload has nothing at \`{monitor}/{alert}\`, which tells its alerts apart. Correct \`key\` of the mapping in alerts.yaml, or what the sender posts.",
			  "The payload has nothing at \`type\`, which says whether it fires. Correct \`status\` of the mapping in alerts.yaml, or what the sender posts.",
			  "The payload is without an alert. Post what the sender’s webhook posts, whole.",
			  "The payload is without a status. Post what the sender’s webhook posts, whole.",
			  "There is no alert source \`promtheus\`. Did you mean \`prometheus\`?",
			  "This is a payload of Alertmanager, and \`error-tracker\` sends others. Add \`sender: alertmanager\` to its source in alerts.yaml.",
			  "{"refusal":"This is a payload of Grafana, and no source in alerts.yaml says that it sends those.","cure":"Add \`sender: grafana\` to its source in alerts.yaml."}",
			]
		`);
	});
});

describe('a text somebody else chose', () => {
	const hostile = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.string({ unit: 'grapheme', maxLength: 500 }),
		fc.constantFrom(
			'---\nincident: x',
			'\u001b]0;title\u0007',
			'\u202eevil\u2066',
			'<script>alert(1)</script>',
			'::set-output name=a::b\n##[add-mask]x',
			'$(rm -rf /) `id` ${{ github.token }}',
			'*monitorID*',
			'x'.repeat(100_000),
			'\ud83d',
		),
		fc.integer(),
		fc.boolean(),
		fc.constant(null),
		fc.constant({ toString: 'x' }),
	);

	test('comes out as one short line of visible text, or not at all', () => {
		const [group] = samples('alertmanager') as Record<string, unknown>[];
		fc.assert(
			fc.property(
				fc.dictionary(fc.string({ unit: 'binary' }), hostile),
				hostile,
				hostile,
				(labels, summary, startsAt) => {
					const said = readPayload(
						{
							...group,
							groupLabels: {},
							commonLabels: labels,
							alerts: [{ status: 'firing', labels, annotations: { summary }, startsAt }],
							truncatedAlerts: summary,
						},
						settings,
					);
					if (!('alert' in said)) throw new Error(JSON.stringify(said));
					const { name, title, severities, service } = said.alert;
					const lines = [name, title, service, ...severities, ...Object.entries(said.alert.labels)];
					for (const line of lines.flat()) {
						if (line === undefined) continue;
						expect(line.length).toBeLessThanOrEqual(240);
						expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
						expect(line.trim()).toBe(line);
						expect(line).not.toBe('');
					}
					expect(Number.isSafeInteger(said.alert.leftOut)).toBe(true);
				},
			),
		);
	});

	test('never throws a reader off, whatever the shape', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
				for (const payload of [
					value,
					{ groupKey: 'k', version: '4', status: 'firing', alerts: [value, other] },
					{ event: { event_type: 'incident.triggered', data: value, agent: other } },
					{ action: 'triggered', data: { event: { issue_id: value, tags: other } } },
					{ sender: 'uptimerobot', monitor: value, alert: other, type: 1 },
				]) {
					readPayload(payload, settings);
				}
			}),
		);
	});

	test('names no field of the program: a payload’s path finds only what the payload holds', () => {
		const [triggered] = samples('datadog') as object[];
		const said = readPayload({ ...triggered, service: '__proto__' }, settings);
		expect(said).toMatchObject({ alert: { service: '__proto__' } });
		const { sources } = alertsSchema.parse({
			sources: [
				{
					id: 'odd',
					name: 'Odd',
					kind: 'metrics',
					mapping: {
						recognise: { toString: '*' },
						key: 'key',
						name: 'name',
						title: 'title',
						status: { field: 'state', firing: ['on'] },
					},
				},
			],
		});
		expect(readPayload({ key: 'k', state: 'on' }, { sources })).toHaveProperty('refusal');
	});
});
