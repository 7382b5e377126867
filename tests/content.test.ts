import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shiftsWithin } from '../src/domain/onCall.ts';
import { foldResponse, currentLevel } from '../src/domain/response.ts';
import { riskOf } from '../src/domain/steps.ts';
import { allServices } from '../src/domain/serviceHistory.ts';
import { modelOf, view } from '../src/domain/view.ts';
import { checkContent } from '../src/read/checkContent.ts';
import { listFiles } from '../src/read/files.ts';
import { splitFrontMatter } from '../src/read/frontMatter.ts';
import { parsePage, stepsOf } from '../src/read/mdx.ts';
import { noteKinds } from '../src/schemas/note.ts';

const root = join(import.meta.dirname, '../content');
const anchor = Date.parse('2026-11-20T09:00:00Z');
const minute = 60_000;

function contentAt(now: number) {
	const { content, problems } = checkContent(root, now);
	if (!content) throw new Error('The default content cannot be read.');
	return { content, problems };
}

describe('the default content', () => {
	const now = anchor + 41 * minute;
	const { content, problems } = contentAt(now);
	const responses = content.incidents.map((record) => foldResponse(record, content.alertLog));
	const model = modelOf(content);

	test('is without a problem', () => {
		expect(problems).toEqual([]);
	});

	test('has groups of services, a scheme of four levels, and two rotations with overrides and a ladder', () => {
		expect(content.services.groups.length).toBeGreaterThanOrEqual(4);
		expect(allServices(content.services).length).toBeGreaterThanOrEqual(14);
		expect(content.severity.levels).toHaveLength(4);
		expect(content.onCall.rotations).toHaveLength(2);
		expect(content.onCall.overrides.length).toBeGreaterThan(0);
		expect(content.onCall.ladders.length).toBeGreaterThan(0);
		expect(content.templates).toHaveLength(6);
	});

	test.each(content.runbooks.map((page) => [page.id, page] as const))(
		'%s leads through steps that branch, expect and can be undone',
		(_, page) => {
			const parsed = parsePage(page);
			if ('problem' in parsed) throw new Error(parsed.problem.message);
			const steps = stepsOf(parsed);
			expect(page.value.symptoms.length).toBeGreaterThan(0);
			expect(steps.length).toBeGreaterThanOrEqual(6);
			expect(steps.flatMap(({ branches }) => branches).length).toBeGreaterThanOrEqual(2);
			expect(steps.some(({ kind }) => kind === 'confirm')).toBe(true);
			expect(steps.some(({ kind }) => kind === 'escalate')).toBe(true);
			for (const step of steps) {
				if (step.kind === 'check') expect(step.expects, step.id).toBeGreaterThan(0);
				if (riskOf(step) !== 'read') expect(step.undos, step.id).toBeGreaterThan(0);
			}
		},
	);

	test('has thirteen runbooks', () => {
		expect(content.runbooks).toHaveLength(13);
	});

	test('has incidents of every sort', () => {
		expect(responses.length).toBeGreaterThanOrEqual(12);
		const some = (holds: (response: (typeof responses)[number]) => boolean) =>
			responses.some(holds);
		expect(responses.filter(({ open, duplicateOf }) => open && !duplicateOf)).toHaveLength(1);
		expect(some(({ levels }) => new Set(levels.map(({ level }) => level)).size > 1)).toBe(true);
		expect(some(({ shown }) => new Set(shown?.services.map(({ worst }) => worst)).size >= 3)).toBe(
			true,
		);
		expect(
			some(
				({ shown }) => shown?.updates.some(({ corrections }) => corrections.length > 0) ?? false,
			),
		).toBe(true);
		expect(some(({ shown }) => shown?.updates.some(({ redaction }) => redaction) ?? false)).toBe(
			true,
		);
		expect(
			some(({ shown }) => shown !== undefined && shown.createdAt - shown.startedAt >= 60 * minute),
		).toBe(true);
		expect(some(({ shown }) => shown === undefined)).toBe(true);
		expect(some(({ shown }) => shown?.retraction !== undefined)).toBe(true);
		expect(some(({ duplicateOf }) => duplicateOf !== undefined)).toBe(true);
		expect(responses.every((response) => currentLevel(response) !== undefined)).toBe(true);
		const used = new Set(responses.flatMap(({ notes }) => notes.map(({ note }) => note.kind)));
		expect(noteKinds.filter((kind) => !used.has(kind))).toEqual([]);
	});

	test('has maintenance past, running and to come', () => {
		const phases = view(model, now).maintenances.map(({ phase }) => phase);
		expect(phases).toEqual(expect.arrayContaining(['in-progress', 'scheduled']));
		expect(model.maintenances.some(({ ends }) => ends < now)).toBe(true);
	});

	test('has post-mortems with actions, one of them overdue and one given up with its reason', () => {
		expect(content.postMortems).toHaveLength(4);
		const actions = content.postMortems.flatMap(({ value }) => value.actions);
		const today = new Date(now).toISOString().slice(0, 10);
		const overdue = actions.filter(
			({ status, due }) => ['open', 'in-progress'].includes(status) && due < today,
		);
		expect(overdue).toHaveLength(1);
		expect(actions.find(({ status }) => status === 'wont-do')?.reason).toBeDefined();
	});

	test('has alerts with what became of them, and evidence', () => {
		expect(new Set(content.alertLog.map(({ value }) => value.disposition))).toEqual(
			new Set(['true', 'false', 'duplicate', 'by-itself', undefined]),
		);
		expect(content.checks.length).toBeGreaterThan(10);
	});
});

describe('example data', () => {
	test.each([
		['an hour later', 61 * minute],
		['in a year', 365 * 24 * 60 * minute + 37 * minute],
		['in spring, after the clocks have changed', 150 * 24 * 60 * minute + 5 * minute],
	])('looks as recent %s as at its anchor', (_, later) => {
		const { content, problems } = contentAt(anchor + later);
		expect(problems).toEqual([]);
		const now = anchor + later;
		const page = view(modelOf(content), now);
		expect(page.overall.indicator).toBe('minor');
		expect(now - (page.since ?? 0)).toBeLessThan(6 * 60 * minute);
		expect(page.incidents).toEqual([expect.objectContaining({ overdue: false })]);
		expect(page.maintenances.map(({ phase }) => phase)).toEqual([
			'in-progress',
			'scheduled',
			'scheduled',
		]);
		const [primary] = content.onCall.rotations;
		const context = { zone: content.site.zone, calendar: undefined };
		const window = { start: now, end: now + minute };
		expect(
			primary && shiftsWithin(primary, content.onCall.overrides, window, context),
		).toHaveLength(1);
	});

	test('names no day and no time of day in its words or ids', () => {
		const records = listFiles(root).filter(
			({ path }) => /\/example\//.test(path) || path.startsWith('post-mortems/'),
		);
		const words =
			/\b\d{1,2}:\d{2}\b|\b\d{4}-\d{2}-\d{2}\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|april|june|july|august|september|october|november|december)\b/i;
		const telling = records.flatMap(({ path }) => {
			const text = readFileSync(join(root, path), 'utf8');
			const body = path.endsWith('.yaml') ? '' : (splitFrontMatter(text)?.body ?? '');
			const titles = [...text.matchAll(/^(?:title|reason|note|evidence|notes): (.*)$/gm)].map(
				([, title]) => title,
			);
			const found = words.exec([body, ...titles].join('\n'));
			return found ? [`${path}: ${found[0]}`] : [];
		});
		expect(telling).toEqual([]);
		expect(records.length).toBeGreaterThan(100);
	});
});
