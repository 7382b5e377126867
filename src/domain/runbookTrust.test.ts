import { describe, expect, test } from 'vitest';
import { contentWith, parts } from '../../tests/support/content.ts';
import type { CheckInput } from '../schemas/evidence.ts';
import type { RunbookInput } from '../schemas/page.ts';
import { trustIn } from './runbookTrust.ts';

const now = Date.parse('2026-06-01T12:00:00Z');
const validated = {
	on: '2026-03-01',
	by: 'Ana',
	how: 'incident',
	evidence: 'It worked.',
} as const;

function trust(
	fields: Partial<RunbookInput>,
	checks: Partial<CheckInput>[] = [],
	lastChange?: (path: string) => number | undefined,
) {
	const content = contentWith({
		runbooks: { 'runbooks/db.mdx': { title: 'A', ...fields } },
		organisation: { ...parts.organisation, review: { runbook: 'P6M' } },
		checks: Object.fromEntries(
			checks.map((check, index) => [
				`checks/2026/c${index}.yaml`,
				{
					kind: 'runbook-rehearsed',
					subject: 'db',
					at: '2026-04-01T09:00:00Z',
					by: 'bo',
					result: 'passed',
					how: 'rehearsal',
					evidence: 'Seen.',
					...check,
				},
			]),
		),
	});
	const [page] = content.runbooks;
	if (!page) throw new Error('There is no page.');
	return trustIn(page, 'runbook', { content, now, lastChange });
}

describe('a validation', () => {
	test('is due again after the time of the page, else after that of the organisation', () => {
		expect(trust({ 'last-validated': validated, 'validate-every': 'P2M' }).overdueSince).toBe(
			'2026-05-01',
		);
		expect(trust({ 'last-validated': validated }).overdueSince).toBeUndefined();
	});

	test('may be recorded as a check, and the newer one counts; one that failed is none', () => {
		const check = { kind: 'runbook-validated', at: '2026-05-01T09:00:00Z' } as const;
		expect(trust({ 'last-validated': validated }, [check]).validated?.on).toBe('2026-05-01');
		const failed = { ...check, result: 'failed' } as const;
		expect(trust({ 'last-validated': validated }, [failed]).validated?.on).toBe('2026-03-01');
	});
});

test('the last rehearsal is the newest check of this page, whatever came of it', () => {
	const checks = [
		{},
		{ at: '2026-05-01T09:00:00Z', result: 'failed' as const },
		{ at: '2026-05-20T09:00:00Z', subject: 'other' },
	];
	const { rehearsed, rehearsalOverdueSince } = trust({ 'rehearse-every': 'P1M' }, checks);
	expect(rehearsed).toMatchObject({ on: '2026-05-01', result: 'failed' });
	expect(rehearsalOverdueSince).toBeUndefined();
	expect(trust({ 'rehearse-every': 'P1M' }, [{}]).rehearsalOverdueSince).toBe('2026-05-01');
});

describe('a source', () => {
	const changes: Record<string, number> = {
		'a.sh': Date.parse('2026-03-02T09:00:00Z'),
		'b.sh': Date.parse('2026-03-01T09:00:00Z'),
	};
	const sources = ['a.sh', 'b.sh', 'c.sh'];
	const changed = (fields: Partial<RunbookInput>) =>
		trust({ sources, ...fields }, [], (path) => changes[path])
			.sources?.filter(({ since }) => since)
			.map(({ path }) => path);

	test('changed since, if a later day than that of the validation', () => {
		expect(changed({ 'last-validated': validated })).toEqual(['a.sh']);
	});

	test('changed since, if the page was never validated', () => {
		expect(changed({})).toEqual(['a.sh', 'b.sh']);
	});

	test('is unknown where git cannot say', () => {
		expect(trust({ sources }).sources).toBeUndefined();
	});
});
