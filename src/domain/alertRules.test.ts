import { describe, expect, test } from 'vitest';
import { contentWith, parts } from '../../tests/support/content.ts';
import type { PrometheusRule } from './alertRules.ts';
import { compareRules } from './alertRules.ts';

const portal = 'https://respond.example.com/base';
const content = contentWith({
	organisation: { ...parts.organisation, 'portal-url': `${portal}/` },
	alerts: {
		sources: [
			{ id: 'prometheus', name: 'Prometheus', kind: 'metrics' },
			{ id: 'uptime', name: 'Uptime', kind: 'uptime' },
		],
		rules: [
			{ name: 'SiteDown', source: 'uptime' },
			{ name: 'Waiting', source: 'prometheus' },
		],
	},
	runbooks: {
		'runbooks/db/db-down.mdx': { title: 'A', alerts: ['DatabaseDown', 'SiteDown', 'Gone'] },
	},
});
const rule = (name: string, url?: string, severity?: string): PrometheusRule => ({
	file: 'rules.yml',
	line: 7,
	name,
	severity,
	...(url !== undefined && { runbookUrl: { text: url, line: 9 } }),
});
const report = (...rules: PrometheusRule[]) => compareRules(rules, content);

describe('an alert rule', () => {
	test.each([
		`${portal}/r/DatabaseDown/`,
		`${portal}/r/DatabaseDown?pod={{ $labels.pod }}`,
		`${portal}/r/{{ $labels.alertname }}/`,
		`${portal}/runbooks/db/db-down/#first`,
		'/r/DatabaseDown/',
	])('with a runbook at %s is right', (url) => {
		const { missing, dead, unlinked } = report(rule('DatabaseDown', url));
		expect([missing, dead, unlinked]).toEqual([[], [], []]);
	});

	test('without a runbook is missing one, unless it never wakes anybody', () => {
		expect(report(rule('Waiting')).missing).toMatchInlineSnapshot(`
			[
			  {
			    "cure": "Run \`npm run runbook -- new waiting --from-alert Waiting\`, or name it in \`alerts\` of one.",
			    "file": "rules.yml",
			    "line": 7,
			    "message": "No runbook names \`Waiting\`.",
			    "severity": "error",
			  },
			]
		`);
		expect(report(rule('Watchdog', undefined, 'none')).missing).toEqual([]);
	});

	test.each([`${portal}/r/DatabseDown/`, `${portal}/runbooks/db-down/`, `${portal}/r/Waiting/`])(
		'that leads to %s leads nowhere',
		(url) => {
			const { dead } = report(rule('DatabaseDown', url));
			expect(dead).toMatchObject([{ line: 9, cure: `Write \`${portal}/r/DatabaseDown/\`.` }]);
		},
	);

	test('with a runbook and no address is told the address', () => {
		expect(report(rule('DatabaseDown')).unlinked).toMatchObject([
			{
				severity: 'warning',
				line: 7,
				cure: `Add \`runbook_url: ${portal}/r/DatabaseDown/\` to its annotations.`,
			},
		]);
	});

	test('that leads to another site is counted and left alone', () => {
		const found = report(rule('Other', 'https://wiki.example.com/other'));
		expect(found).toMatchObject({ missing: [], dead: [], elsewhere: 1 });
	});
});

test('a runbook that names an alert of Prometheus which no rule has is an orphan', () => {
	expect(report(rule('DatabaseDown', '/r/DatabaseDown/')).orphaned).toMatchObject([
		{
			file: 'runbooks/db/db-down.mdx',
			field: 'alerts.2',
			message: 'No rule has the alert `Gone`.',
		},
	]);
});
