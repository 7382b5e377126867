import { describe, expect, test } from 'vitest';
import type { Problem } from '../../src/domain/problem.ts';
import { annotationsOf } from './annotations.ts';

const problem: Problem = {
	severity: 'error',
	file: 'incidents/2026/a, b: c/updates/x.md',
	line: 4,
	field: 'services.uploads',
	message: 'There is no service `uploads`.',
	cure: 'Did you mean `upload`?',
};

describe('annotationsOf', () => {
	test('names file, line and field, and says what to do', () => {
		expect(annotationsOf([problem], 'content')).toEqual([
			'::error file=content/incidents/2026/a%2C b%3A c/updates/x.md,line=4,title=services.uploads::There is no service `uploads`.%0ADid you mean `upload`?',
		]);
	});

	test('leaves out what is not known', () => {
		const { severity, file, message, cure } = { ...problem, severity: 'warning' as const };
		expect(annotationsOf([{ severity, file: 'site.yaml', message, cure }], '')).toEqual([
			`::warning file=site.yaml::${message}%0A${cure}`,
		]);
		expect(file).not.toBe('site.yaml');
	});

	test('names errors before warnings', () => {
		const warning = { ...problem, severity: 'warning' as const };
		expect(annotationsOf([warning, problem], '').map((line) => line.slice(0, 7))).toEqual([
			'::error',
			'::warni',
		]);
	});

	test('lets no text begin a command of its own', () => {
		const [line = ''] = annotationsOf(
			[{ ...problem, file: 'x\n::set-env name=a::b', message: '100%\r\n::error::no' }],
			'content',
		);
		expect(line).not.toMatch(/[\r\n]/);
		expect(line).toContain('100%25%0D%0A::error::no');
	});
});
