/** Gaps and what has to be true of the documentation itself, as their page shows them. */
import type { Gap, GapKind } from '../domain/gaps.ts';
import { gapKinds, gapsOf } from '../domain/gaps.ts';
import { givenUpProblems } from '../domain/references/givenUp.ts';
import { contentProblems } from '../domain/references/index.ts';
import type { Cell } from './cells.ts';
import { linked } from './cells.ts';
import type { PortalContent } from './content.ts';
import { portalHistory } from './history.ts';
import { editAddress, newAddress } from './links.ts';

const found = new WeakMap<PortalContent, Gap[]>();

/** All gaps; looked for once a build. */
export function portalGaps(content: PortalContent): Gap[] {
	const responses = content.known.map(({ response }) => response);
	const known = found.get(content);
	if (known) return known;
	const history = portalHistory(content);
	const lastChange = 'unavailable' in history ? undefined : history.lastChangeOf;
	const gaps = gapsOf(content, responses, content.now, lastChange);
	found.set(content, gaps);
	return gaps;
}

/** How many gaps have to be seen to; what is planned and not late does not count. */
export const gapCount = (content: PortalContent): number =>
	portalGaps(content).filter(({ kind, late }) => kind !== 'open-item' || late).length;

/** The same number in words, and what is listed beyond it; `undefined` where nothing is. */
export function gapsInWords(content: PortalContent): string | undefined {
	const all = portalGaps(content).length;
	const count = gapCount(content);
	if (all === 0) return undefined;
	const planned = all - count;
	const seenTo = count === 1 ? '1 has to be seen to.' : `${count} have to be seen to.`;
	return planned === 0
		? seenTo
		: `${seenTo} ${planned === 1 ? '1 more is' : `${planned} more are`} known and not late; ${planned === 1 ? 'it stands' : 'they stand'} last.`;
}

const headings: Record<GapKind, string> = {
	uncovered: 'Hours without anybody on call',
	'runbook-failed': 'Runbooks that an incident found wanting',
	'alert-without-runbook': 'Alerts without a runbook',
	unowned: 'Runbooks without an owner',
	unwritten: 'Pages that are named and not written',
	placeholder: 'Placeholders',
	contradiction: 'Prose that contradicts data',
	unreachable: 'People and contacts without a way to reach them',
	access: 'Access that is in doubt',
	stale: 'Pages that are due for a look',
	'source-changed': 'Pages whose sources changed since',
	secret: 'Secrets that are due to be rotated',
	unevidenced: 'Dates that nothing shows',
	rehearsal: 'Rehearsals that are due',
	review: 'Reviews that are due',
	'open-item': 'Known to be missing',
};

/** Gaps of one kind, ready to be printed. */
export interface GapGroup {
	id: string;
	heading: string;
	rows: Cell[][];
}

/** Gaps by kind; kinds without any are left out. */
export function gapGroups(content: PortalContent): GapGroup[] {
	const gaps = portalGaps(content);
	return gapKinds.flatMap((kind) => {
		const rows = gaps.filter((gap) => gap.kind === kind).map((gap) => gapRow(gap, content));
		return rows.length === 0 ? [] : [{ id: kind, heading: headings[kind], rows }];
	});
}

function gapRow(gap: Gap, content: PortalContent): Cell[] {
	const { text, cure, owner, file } = gap;
	const exists = content.runbooks.some(({ path }) => path === file) || !/^runbooks\//.test(file);
	const address = exists
		? editAddress(content.organisation, file)
		: newAddress(content.organisation, file);
	return [[text, { text: cure, class: 'soft from' }], owner, linked(whereWords(gap), address)];
}

/** Where a gap is, as exactly as people can use it. */
function whereWords({ file, line, place }: Pick<Gap, 'file' | 'line' | 'place'>): string {
	if (line !== undefined) return `${file}, line ${line}`;
	return place === undefined ? file : `${file}, ${place}`;
}

/** What has to be true of the documentation: the requirement, whether it is, and why not. */
export function validationRows(content: PortalContent): Cell[][] {
	return content.process.validation.map(({ check, text }) => {
		const faults = validationFaults[check](content);
		return [
			text,
			faults.length === 0 ? '✓ true' : { text: '✗ not true', class: 'late' },
			faults.length === 0 ? '—' : faults,
		];
	});
}

type Validation = PortalContent['process']['validation'][number]['check'];

const ofKinds = (content: PortalContent, ...kinds: GapKind[]) =>
	portalGaps(content)
		.filter(({ kind }) => kinds.includes(kind))
		.map((gap) => `${whereWords(gap)}: ${gap.text}`);

const validationFaults: Record<Validation, (content: PortalContent) => string[]> = {
	log: ({ known }) =>
		known
			.filter(({ response }) => response.duplicateOf === undefined && !response.shown?.retraction)
			.flatMap(({ response, level }) => [
				...(level ? [] : [`${response.title}: no level.`]),
				...(response.open || response.cause ? [] : [`${response.title}: no cause.`]),
			]),
	references: (content) =>
		[
			...[...content.problems, ...contentProblems(content, content.now)].filter(
				({ severity }) => severity === 'error',
			),
			...givenUpProblems(content),
		].map(
			({ file, field, line, message }) => `${whereWords({ file, line, place: field })}: ${message}`,
		),
	'no-placeholders': (content) => ofKinds(content, 'placeholder'),
	contacts: (content) => ofKinds(content, 'unreachable'),
	sources: (content) => {
		const history = portalHistory(content);
		return 'unavailable' in history
			? [`History unavailable: ${history.unavailable}.`]
			: ofKinds(content, 'source-changed');
	},
};
