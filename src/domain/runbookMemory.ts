/** What past incidents say about a runbook: what the trouble turned out to be, and what ended it. */
import type { NoteOf } from '../schemas/note.ts';
import type { PostMortem } from '../schemas/page.ts';
import type { Instant } from '../schemas/values.ts';
import { firstWords } from './firstWords.ts';
import type { Response } from './response.ts';

/** One thing that the trouble turned out to be. */
export interface PastOutcome {
	/** In the words of the latest note about it. */
	what: string;
	/** Incidents in which it was that, newest first. */
	incidents: string[];
}

/** How a kind of mitigation did in the incidents of a runbook. */
export interface PastMitigation {
	/** Its kind; where there is no name for it, what the note about it said first. */
	mitigation: string;
	worked: number;
	failed: number;
}

/** One time a runbook was used. */
export interface RunbookUse {
	incident: string;
	at: Instant;
	result: NoteOf<'runbook-used'>['result'];
}

/** What is remembered. */
export interface RunbookMemory {
	/** The most frequent first. */
	outcomes: PastOutcome[];
	/** Those that were tried and said to have worked or failed. */
	mitigations: PastMitigation[];
	/** Incidents in which a step was what mattered, by the step's id, newest first. */
	steps: Record<string, string[]>;
	/** The newest incident in which it fixed something or helped. */
	worked: RunbookUse | undefined;
	/** The newest incident that found it outdated or wrong, if none has found it right since. */
	doubted: RunbookUse | undefined;
}

/**
 * Post-mortems that changed a runbook, or whose incident was worked with it, in their order.
 *
 * @param responses incidents, for those that name no change
 */
export function documentsAbout<T extends Pick<PostMortem, 'incident' | 'runbookChanges'>>(
	runbook: string,
	documents: readonly T[],
	responses: readonly Pick<Response, 'id' | 'runbooks'>[],
): T[] {
	return documents.filter(
		({ incident, runbookChanges }) =>
			runbookChanges.includes(runbook) ||
			responses.some(
				({ id, runbooks }) =>
					id === incident &&
					runbooks.some((note) => note.runbook === runbook && note.result !== 'missing'),
			),
	);
}

/** What incidents are remembered by. */
export type Remembered = Pick<
	Response,
	'id' | 'runbooks' | 'cause' | 'mitigations' | 'duplicateOf'
>;

/**
 * Remembers a runbook. Incidents with the same cause count as the same outcome, in whatever words they say it;
 * duplicates count once, as what they are duplicates of.
 */
export function rememberRunbook(runbook: string, responses: readonly Remembered[]): RunbookMemory {
	const uses = responses
		.filter(({ duplicateOf }) => duplicateOf === undefined)
		.flatMap((response) =>
			response.runbooks
				.filter((note) => note.runbook === runbook && note.result !== 'missing')
				.map((note) => ({ response, note })),
		)
		.sort((a, b) => b.note.at - a.note.at);
	const worked = uses.find(({ note }) => note.result === 'fixed' || note.result === 'helped');
	const doubted = uses.find(({ note }) => note.result === 'outdated' || note.result === 'wrong');
	const steps = Map.groupBy(
		uses.filter(({ note }) => note.step !== undefined),
		({ note }) => note.step ?? '',
	);
	return {
		outcomes: outcomesOf(uses),
		mitigations: mitigationsOf(new Set(uses.map(({ response }) => response))),
		steps: Object.fromEntries(
			[...steps].map(([step, list]) => [step, unique(list.map(({ response }) => response.id))]),
		),
		worked: worked && useOf(worked),
		doubted:
			doubted && (worked === undefined || worked.note.at < doubted.note.at)
				? useOf(doubted)
				: undefined,
	};
}

interface Use {
	response: Remembered;
	note: NoteOf<'runbook-used'>;
}

const useOf = ({ response, note }: Use): RunbookUse => ({
	incident: response.id,
	at: note.at,
	result: note.result,
});

const unique = (ids: readonly string[]) => [...new Set(ids)];

function outcomesOf(uses: readonly Use[]): PastOutcome[] {
	const known = uses.flatMap(({ response, note }) => {
		const cause = response.cause?.vendor ?? response.cause?.cause;
		const what = note.outcome ?? cause?.replaceAll('-', ' ');
		return what === undefined
			? []
			: [{ what, key: (cause ?? what).toLowerCase(), incident: response.id }];
	});
	return [...Map.groupBy(known, ({ key }) => key).values()]
		.map((list) => ({
			what: list[0]?.what ?? '',
			incidents: unique(list.map(({ incident }) => incident)),
		}))
		.sort((a, b) => b.incidents.length - a.incidents.length);
}

function mitigationsOf(responses: ReadonlySet<Remembered>): PastMitigation[] {
	const tried = [...responses].flatMap(({ mitigations }) => mitigations);
	return [...Map.groupBy(tried, whatWasTried)]
		.map(([mitigation, notes]) => ({
			mitigation,
			worked: notes.filter(({ result }) => result === 'worked' || result === 'partly').length,
			failed: notes.filter(({ result }) => result === 'failed').length,
		}))
		.filter(({ worked, failed }) => worked + failed > 0)
		.sort((a, b) => b.worked - a.worked || a.failed - b.failed);
}

function whatWasTried({ mitigation, body }: NoteOf<'mitigation'>): string {
	const words = mitigation === 'other' ? firstWords(body ?? '') : '';
	return words === '' ? mitigation.replaceAll('-', ' ') : `“${words}”`;
}

/** `worked twice`, `failed once`, `worked once, failed 3 times`. */
export function mitigationWords({ mitigation, worked, failed }: PastMitigation): string {
	const parts = [
		...(worked > 0 ? [`worked ${times(worked)}`] : []),
		...(failed > 0 ? [`failed ${times(failed)}`] : []),
	];
	return `${mitigation} ${parts.join(', ')}`;
}

const times = (number: number) =>
	number === 1 ? 'once' : number === 2 ? 'twice' : `${number} times`;
