import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentWith, parts } from '../../tests/support/content.ts';
import { parsePage, stepsOf } from '../read/mdx.ts';
import { parseFile } from '../read/readFile.ts';
import { fileKinds } from '../schemas/index.ts';
import { fileNameOf, firstRunbook, hasPage, knownAlerts } from './alertLanding.ts';
import { stepProblems } from './steps.ts';

test('every alert that a runbook or a rule names is known, with the labels that fill variables', () => {
	const content = contentWith({
		alerts: { ...parts.alerts, rules: [{ name: 'Lonely', source: 'probe' }] },
		runbooks: {
			'runbooks/a.mdx': {
				title: 'A',
				alerts: ['One', 'Two'],
				variables: [{ name: 'POD', prompt: 'Pod', label: 'pod' }],
			},
		},
	});
	expect(knownAlerts(content)).toEqual([
		{ name: 'Lonely', runbook: undefined, labels: [] },
		{ name: 'One', runbook: 'a', labels: ['pod'] },
		{ name: 'Two', runbook: 'a', labels: ['pod'] },
	]);
});

describe('a runbook for an unknown alert', () => {
	test('is named like others', () => {
		expect(['HighErrorRate', 'KubePodOOMKilled', 'tcp/up: 9', '…'].map(fileNameOf)).toEqual([
			'high-error-rate',
			'kube-pod-oom-killed',
			'tcp-up-9',
			'new-runbook',
		]);
	});

	test('is valid as it stands, whatever the name in the address was', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (name) => {
				fc.pre(/^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(name) && name.trim() === name);
				const { path, text } = firstRunbook(name, 'probe');
				const read = parseFile(fileKinds.runbook, path, text);
				if ('problems' in read) throw new Error(JSON.stringify(read.problems));
				const { value, body = '', bodyLine = 1 } = read.file;
				expect(value).toMatchObject({ alerts: [name], status: 'draft' });
				const page = { id: 'x', path, value: value as never, body, bodyLine };
				const tree = parsePage(page);
				if ('problem' in tree) throw new Error(tree.problem.message);
				const references = { runbooks: [], templates: [], callable: ['probe'], guards: [] };
				expect(stepProblems(page, stepsOf(tree), references)).toEqual([]);
			}),
		);
	});
});

test('a name that would leave its folder has no page', () => {
	expect(['HighErrorRate', 'a/b', '..', 'a/../b', ''].map(hasPage)).toEqual([
		true,
		true,
		false,
		false,
		false,
	]);
});
