/** The page of one runbook: finished values for its components, and what its script needs to know. */
import { relative, sep } from 'node:path';
import { safePattern } from '../domain/backtracking.ts';
import { reachable } from '../domain/duty.ts';
import type { RunbookMemory } from '../domain/runbookMemory.ts';
import { rememberRunbook } from '../domain/runbookMemory.ts';
import { riskOf } from '../domain/steps.ts';
import { variablesIn } from '../domain/variables.ts';
import type { Step } from '../domain/steps.ts';
import type { Page } from '../domain/content.ts';
import { toneOf } from '../domain/stepTone.ts';
import type { TimedRunbook } from '../domain/timeboxes.ts';
import { parsePage, stepsOf } from '../read/mdx.ts';
import type { FileOf } from '../schemas/index.ts';
import type { Level } from '../schemas/severity.ts';
import type { StepRisk } from '../schemas/vocabulary.ts';
import { harmfulRisks } from '../schemas/vocabulary.ts';
import { durationSchema } from '../schemas/values.ts';
import { printDuration, timePrinter } from '../ui/time.ts';
import { portalContent } from './content.ts';
import { portalLinks } from './links.ts';
import { personName } from './words.ts';

type Runbook = Page<FileOf<'runbook'>>;

/** The runbook in a file of the content root; `undefined` for any other page. */
export function runbookAt(filePath: string | undefined): Runbook | undefined {
	if (filePath === undefined) return undefined;
	const { root, runbooks } = portalContent();
	const path = relative(root, filePath).split(sep).join('/');
	return runbooks.find((page) => page.path === path);
}

const parsed = new Map<string, Step[]>();

/** Its steps, parsed once. */
export function runbookSteps(page: Runbook): Step[] {
	const key = `${page.path}\n${page.body}`;
	const known = parsed.get(key);
	if (known) return known;
	const tree = parsePage(page);
	const steps = 'problem' in tree ? [] : stepsOf(tree);
	parsed.set(key, steps);
	return steps;
}

const memories = new WeakMap<object, RunbookMemory>();

/** What past incidents say about it. */
export function runbookMemory(page: Runbook): RunbookMemory {
	const known = memories.get(page);
	if (known) return known;
	const memory = rememberRunbook(
		page.id,
		portalContent().known.map(({ response }) => response),
	);
	memories.set(page, memory);
	return memory;
}

/** The first step at which something is decided: there it helps most to know what it was before. */
export function decidesFirst(page: Runbook): string | undefined {
	const steps = runbookSteps(page);
	return (
		steps.find(({ kind }) => kind === 'decide') ?? steps.find(({ branches }) => branches.length > 1)
	)?.id;
}

/** Whom to call, for as long as the build knows. */
export interface EscalateTo {
	name: string;
	/** Where on the portal all of them stand. */
	href: string;
	/** Half-open; milliseconds. */
	shifts: { start: number; end: number | null; name: string; phone: string | undefined }[];
}

/** What the script of a runbook's page has to know. */
export interface RunbookData extends TimedRunbook {
	id: string;
	title: string;
	steps: (TimedRunbook['steps'][number] & { guards: string[] })[];
	/** Variables that a disruptive or destructive step uses. */
	harmful: string[];
	variables: { name: string; pattern?: string; label?: string; default?: string }[];
	escalate?: EscalateTo;
	/** Open incidents, newest first, with the path of their folder and what their level says of each risk. */
	incidents: {
		id: string;
		title: string;
		folder: string;
		tones?: Partial<Record<StepRisk, string>>;
	}[];
	people: { id: string; name: string }[];
	repository?: { server: string; slug: string; branch: string; path: string };
}

/** Everything for the script, as small as it can be. */
export function runbookData(page: Runbook, content = portalContent()): RunbookData {
	const { organisation, onCall, known, incidents } = content;
	const { value } = page;
	const { repository } = organisation;
	const open = known.filter(({ response }) => response.open && response.duplicateOf === undefined);
	const escalate = escalateTo(value.escalateTo, content);
	return {
		id: page.id,
		title: value.title,
		steps: runbookSteps(page).flatMap((step) => {
			if (step.id === undefined) return [];
			const timebox = durationSchema.safeParse(step.timebox);
			return [
				{
					id: step.id,
					title: step.title ?? step.id,
					...(timebox.success && { timebox: timebox.data }),
					changes: riskOf(step) !== 'read',
					guards: step.guards,
				},
			];
		}),
		harmful: harmfulVariables(page),
		variables: value.variables.map(({ name, pattern: written, label, default: preset }) => {
			const pattern = safePattern(written);
			return {
				name,
				...(pattern !== undefined && { pattern }),
				...(label !== undefined && { label }),
				...(preset !== undefined && { default: preset }),
			};
		}),
		timeboxes: {
			...(value.timeboxes.triage !== undefined && { triage: value.timeboxes.triage }),
			...(value.timeboxes.firstAction !== undefined && {
				firstAction: value.timeboxes.firstAction,
			}),
			...(value.timeboxes.resolve !== undefined && { resolve: value.timeboxes.resolve }),
		},
		...(escalate && { escalate }),
		incidents: open.map(({ response, level }) => ({
			id: response.id,
			title: response.title,
			folder: incidents.find(({ id }) => id === response.id)?.path ?? '',
			...(level?.risks && { tones: tonesOf(level) }),
		})),
		people: onCall.people.map(({ id, name }) => ({ id, name })),
		...(repository && {
			repository: {
				server: repository.server,
				slug: repository.slug,
				branch: repository.branch,
				path: repository.path,
			},
		}),
	};
}

const tonesOf = (level: Level): Partial<Record<StepRisk, string>> =>
	Object.fromEntries(harmfulRisks.map((risk) => [risk, toneOf(level, risk)]));

function harmfulVariables(page: Runbook): string[] {
	const steps = runbookSteps(page).filter((step) => harmfulRisks.includes(riskOf(step)));
	return [...new Set(steps.flatMap(({ code }) => code.flatMap(({ text }) => variablesIn(text))))];
}

/** A rotation with who has it now and next, or one person or contact. */
export function escalateTo(
	id: string | undefined,
	content = portalContent(),
): EscalateTo | undefined {
	const { onCall, duties } = content;
	const href = portalLinks().onCall;
	const duty = duties.find(({ rotation }) => rotation.id === id);
	if (duty) {
		return {
			name: duty.rotation.name,
			href,
			shifts: [duty.shift, duty.next].flatMap((shift) =>
				shift
					? [
							{
								start: shift.start,
								end: Number.isFinite(shift.end) ? shift.end : null,
								name: personName(content, shift.person),
								phone: phoneOf(reachable(content, shift.person).contacts),
							},
						]
					: [],
			),
		};
	}
	const one = [...onCall.people, ...onCall.contacts].find((item) => item.id === id);
	if (!one) return undefined;
	return {
		name: one.name,
		href,
		shifts: [{ start: 0, end: null, name: one.name, phone: phoneOf(one.contacts) }],
	};
}

const phoneOf = (contacts: readonly { kind: string; value: string }[]) =>
	contacts.find(({ kind }) => kind === 'phone' || kind === 'sms')?.value;

/** What a title of a target of a branch is, and where it is. */
export function branchTarget(
	then: string,
	page: Runbook | undefined,
): { title: string; href: string | undefined } {
	if (then.startsWith('runbook:')) {
		const id = then.slice('runbook:'.length);
		const other = portalContent().runbooks.find((item) => item.id === id);
		return { title: other?.value.title ?? id, href: other && portalLinks().page(other) };
	}
	const step = page && runbookSteps(page).find(({ id }) => id === then);
	return { title: step?.title ?? then.replaceAll('-', ' '), href: `#${then}` };
}

/** Day and words of an incident, for a link to it. */
export function incidentLink(id: string): { title: string; href: string; on: string } {
	const { known, site } = portalContent();
	const response = known.find((item) => item.response.id === id)?.response;
	return {
		title: response?.title ?? id,
		href: portalLinks().incident(id),
		on: response ? timePrinter(site.zone, 'en').time(response.opened).day : '',
	};
}

/** `5 minutes`, of a duration as it is written; empty if it is none. */
export function durationWords(text: string | undefined): string {
	const length = durationSchema.safeParse(text);
	return length.success ? printDuration(length.data, 'en') : '';
}
