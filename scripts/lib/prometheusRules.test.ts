import { expect, test } from 'vitest';
import { parseRules, readRuleFile } from './prometheusRules.ts';

test('reads a rule file: alerts with their lines, addresses and severities, without what is only recorded', () => {
	const { rules, problems } = parseRules(
		'rules.yml',
		`groups:
  - name: database
    rules:
      - record: job:up
        expr: up
      - alert: DatabaseDown
        expr: up == 0
        labels:
          severity: critical
        annotations:
          summary: 'It is down: {{ $labels.instance }}'
          runbook_url: https://respond.example.com/r/DatabaseDown/
      - alert: Slow
        expr: x > 1
`,
	);
	expect(problems).toEqual([]);
	expect(rules).toEqual([
		{
			file: 'rules.yml',
			line: 6,
			name: 'DatabaseDown',
			severity: 'critical',
			runbookUrl: { text: 'https://respond.example.com/r/DatabaseDown/', line: 12 },
		},
		{ file: 'rules.yml', line: 13, name: 'Slow', severity: undefined },
	]);
});

test('reads the custom resource, several in one file, and a list of them', () => {
	const resource = (name: string, indent = '') =>
		[
			'apiVersion: monitoring.coreos.com/v1',
			'kind: PrometheusRule',
			'spec:',
			'  groups:',
			'    - name: g',
			'      rules:',
			`        - alert: ${name}`,
		]
			.map((line) => indent + line)
			.join('\n');
	const text = `${resource('One')}\n---\n${resource('Two')}\n---\nkind: List\nitems:\n  -\n${resource('Three', '    ')}\n`;
	expect(parseRules('crd.yml', text).rules.map(({ name, line }) => [name, line])).toEqual([
		['One', 7],
		['Two', 15],
		['Three', 26],
	]);
});

test('says where a file is broken, what holds no rules, and what is not there', () => {
	const messages = [
		parseRules('a.yml', 'groups:\n  - name: [\n'),
		parseRules('b.yml', 'receivers: []\n'),
		parseRules('c.yml', ''),
		readRuleFile('no/such/rules.yml'),
	].map(({ problems: [problem] }) => `${problem?.file}:${problem?.line} ${problem?.message}`);
	expect(messages).toMatchInlineSnapshot(`
		[
		  "a.yml:3 YAML cannot read this file: Flow sequence in block collection must be sufficiently indented and end with a ] at line 3, column 1.",
		  "b.yml:1 There are no groups of rules in this file.",
		  "c.yml:1 There are no groups of rules in this file.",
		  "no/such/rules.yml:undefined There is no such file, or it cannot be read.",
		]
	`);
});
