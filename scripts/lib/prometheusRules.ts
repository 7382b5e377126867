/** Alert rules as Prometheus reads them: rule files, and the custom resource that carries the same in Kubernetes. */
import { readFileSync } from 'node:fs';
import { LineCounter, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Node, YAMLMap } from 'yaml';
import type { PrometheusRule } from '../../src/domain/alertRules.ts';
import type { Problem } from '../../src/domain/problem.ts';

/** What a file holds. */
export interface RuleFile {
	rules: PrometheusRule[];
	problems: Problem[];
}

/** Reads a file; what cannot be read is a problem, not an exception. */
export function readRuleFile(path: string): RuleFile {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch {
		return {
			rules: [],
			problems: [
				{
					severity: 'error',
					file: path,
					message: 'There is no such file, or it cannot be read.',
					cure: 'Name rule files behind `--alerts`.',
				},
			],
		};
	}
	return parseRules(path, text);
}

/** Alert rules with the line each begins on; rules that record are left out. */
export function parseRules(file: string, text: string): RuleFile {
	const lines = new LineCounter();
	const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false });
	const lineOf = (node: unknown) => lines.linePos((node as Node | undefined)?.range?.[0] ?? 0).line;
	const result: RuleFile = { rules: [], problems: [] };
	const problem = (line: number, message: string, cure: string) =>
		result.problems.push({ severity: 'error', file, line, message, cure });
	let groupsSeen = false;
	for (const document of Array.isArray(documents) ? documents : []) {
		const [error] = document.errors;
		if (error) {
			problem(
				error.linePos?.[0].line ?? 1,
				`YAML cannot read this file: ${error.message.split('\n')[0]?.replace(/:$|\.$/, '') ?? ''}.`,
				'Mend it, or check it with promtool.',
			);
			continue;
		}
		for (const groups of groupsIn(document.contents)) {
			groupsSeen = true;
			for (const group of groups) {
				if (!isMap(group)) continue;
				const rules = group.get('rules');
				for (const rule of isSeq(rules) ? rules.items : []) {
					if (!isMap(rule)) continue;
					const name = textIn(rule, 'alert');
					if (name === undefined) continue;
					const url = mapIn(rule, 'annotations')?.get('runbook_url', true);
					result.rules.push({
						file,
						line: lineOf(rule),
						name,
						severity: textIn(mapIn(rule, 'labels'), 'severity'),
						...(isScalar(url) && {
							runbookUrl: { text: String(url.value), line: lineOf(url) },
						}),
					});
				}
			}
		}
	}
	if (!groupsSeen && result.problems.length === 0) {
		problem(
			1,
			'There are no groups of rules in this file.',
			'Name a Prometheus rule file or a PrometheusRule behind `--alerts`.',
		);
	}
	return result;
}

/** `groups` of a rule file, `spec.groups` of a PrometheusRule, and both in a List of resources. */
function groupsIn(node: unknown): Node[][] {
	if (!isMap(node)) return [];
	const own = [node.get('groups'), mapIn(node, 'spec')?.get('groups')].flatMap((groups) =>
		isSeq(groups) ? [groups.items as Node[]] : [],
	);
	const items = node.get('items');
	return [...own, ...(isSeq(items) ? items.items.flatMap(groupsIn) : [])];
}

function mapIn(map: YAMLMap | undefined, key: string): YAMLMap | undefined {
	const value = map?.get(key);
	return isMap(value) ? value : undefined;
}

function textIn(map: YAMLMap | undefined, key: string): string | undefined {
	const value = map?.get(key);
	return typeof value === 'string' ? value : undefined;
}
