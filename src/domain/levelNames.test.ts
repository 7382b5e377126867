import { describe, expect, test } from 'vitest';
import { isCalled, namesInAddress } from './levelNames.ts';

const level = { id: 'p0', label: 'P0', aliases: ['Sev 1', 'Worst (of all)'] };

describe('names of a level in addresses', () => {
	test('are its id and every other name, without what addresses cannot hold', () => {
		expect(namesInAddress(level)).toEqual(['p0', 'sev-1', 'worst-of-all']);
	});

	test.each(['p0', 'P0', 'Sev 1', 'sev-1', 'SEV 1', 'worst of all'])('%s means it', (name) => {
		expect(isCalled(level, name)).toBe(true);
	});

	test.each(['', 'sev', 'sev-10', 'p00'])('“%s” does not', (name) => {
		expect(isCalled(level, name)).toBe(false);
	});
});
