/**
 * How far somebody got through runbooks, and the tape of what they did. A browser keeps it as text, one text for
 * each incident; whatever it finds there, from whatever version of the page, it makes sense of.
 */

/** What happened, in the order in which it did. */
export interface TapeLine {
	/** Milliseconds. */
	at: number;
	/** Title of the runbook. */
	runbook: string;
	/** Title of the step, if it happened at one. */
	step?: string;
	what:
		| 'began'
		| 'afresh'
		| 'ended'
		| 'done'
		| 'not-done'
		| 'copied'
		| 'took'
		| 'overran'
		| 'guard'
		| 'note'
		| 'value';
	/** The command, the branch, the guard or the note. */
	text?: string;
}

/** How far a step got. Milliseconds. */
export interface StepProgress {
	begun?: number;
	done?: number;
	/** One of its commands was copied, which is as good as run: nobody sees what happens in a terminal. */
	copied?: number;
	/** Its timebox was over, and it was said. */
	overran?: number;
	/** What was seen, of its branches. */
	took?: string;
}

/** How far a runbook got. */
export interface RunbookProgress {
	begun?: number;
	/** Whoever follows it said that it is over. */
	ended?: number;
	steps: Record<string, StepProgress>;
	/** When a guard was ticked, by step and guard: `put-back/backup-intact`. */
	guards: Record<string, number>;
	/** Timeboxes of the whole runbook that were said to be over. */
	overran: Record<string, number>;
}

/** All that is kept for one incident. */
export interface Progress {
	/** Values of variables, shared by the runbooks of the incident. */
	values: Record<string, string>;
	/** When each of them was given. */
	valuesAt: Record<string, number>;
	runbooks: Record<string, RunbookProgress>;
	tape: TapeLine[];
	/** The tapes of runs before this one, as one. */
	earlier: TapeLine[];
	/** When it was last written, in milliseconds; 0 if never. */
	touched: number;
}

/** Nothing was done yet. */
export const noProgress = (): Progress => ({
	values: {},
	valuesAt: {},
	runbooks: {},
	tape: [],
	earlier: [],
	touched: 0,
});

/** No longer tape than this is kept: storage is small, and other pages need it too. */
export const longestTape = 2000;

/** Reads what was stored; what is not understood is as if it were not there. */
export function readProgress(stored: string | null): Progress {
	const data = objectIn(parsed(stored));
	return {
		values: textsIn(data['values']),
		valuesAt: numbersIn(data['valuesAt']),
		runbooks: Object.fromEntries(
			Object.entries(objectIn(data['runbooks'])).map(([id, value]) => [id, runbookIn(value)]),
		),
		tape: listIn(data['tape']).flatMap(lineIn).slice(-longestTape),
		earlier: listIn(data['earlier']).flatMap(lineIn).slice(-longestTape),
		touched: typeof data['touched'] === 'number' ? data['touched'] : 0,
	};
}

/** A runbook's progress without what the page no longer has: steps and guards of an older version. */
export function onThisPage(
	progress: RunbookProgress | undefined,
	steps: readonly { id: string; guards: readonly string[] }[],
): RunbookProgress {
	const guards = new Set(
		steps.flatMap(({ id, guards: own }) => own.map((name) => `${id}/${name}`)),
	);
	const ids = new Set(steps.map(({ id }) => id));
	const keep = <T>(record: Record<string, T>, has: ReadonlySet<string>): Record<string, T> =>
		Object.fromEntries(Object.entries(record).filter(([key]) => has.has(key)));
	return {
		...(progress?.begun !== undefined && { begun: progress.begun }),
		...(progress?.ended !== undefined && { ended: progress.ended }),
		steps: keep(progress?.steps ?? {}, ids),
		guards: keep(progress?.guards ?? {}, guards),
		overran: progress?.overran ?? {},
	};
}

function parsed(stored: string | null): unknown {
	try {
		return JSON.parse(stored ?? 'null');
	} catch {
		return undefined;
	}
}

const objectIn = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const of = <T>(type: 'string' | 'number', value: unknown): Record<string, T> =>
	Object.fromEntries(
		Object.entries(objectIn(value)).filter(([, item]) => typeof item === type),
	) as Record<string, T>;
const textsIn = (value: unknown) => of<string>('string', value);
const numbersIn = (value: unknown) => of<number>('number', value);

function runbookIn(value: unknown): RunbookProgress {
	const { steps, guards, overran, begun, ended } = objectIn(value);
	return {
		...(typeof begun === 'number' && { begun }),
		...(typeof ended === 'number' && { ended }),
		steps: Object.fromEntries(
			Object.entries(objectIn(steps)).map(([id, step]) => {
				const { took } = objectIn(step);
				return [id, { ...numbersIn(step), ...(typeof took === 'string' && { took }) }];
			}),
		),
		guards: numbersIn(guards),
		overran: numbersIn(overran),
	};
}

const kinds: readonly unknown[] = [
	'began',
	'afresh',
	'ended',
	'done',
	'not-done',
	'copied',
	'took',
	'overran',
	'guard',
	'note',
	'value',
] satisfies TapeLine['what'][];

function lineIn(value: unknown): TapeLine[] {
	const { at, runbook, step, what, text } = objectIn(value);
	if (typeof at !== 'number' || typeof runbook !== 'string' || !kinds.includes(what)) return [];
	return [
		{
			at,
			runbook,
			what: what as TapeLine['what'],
			...(typeof step === 'string' && { step }),
			...(typeof text === 'string' && { text }),
		},
	];
}

/** What a line says, without its time. */
export function tapeWords({ runbook, step, what, text = '' }: TapeLine): string {
	const place = step ?? runbook;
	const words: Record<TapeLine['what'], string> = {
		began: `Began ${runbook}`,
		afresh: `A fresh run of ${runbook}: ${text}`,
		ended: `Over: ${runbook}`,
		done: `Done: ${place}`,
		'not-done': `Not done after all: ${place}`,
		copied: `Copied at “${place}”: ${text}`,
		took: `${place} ${text}`,
		overran: `Took longer than planned: ${place}${text === '' ? '' : ` (${text})`}`,
		guard: `Made sure for “${place}”: ${text}`,
		note: text,
		value: `Set ${text}`,
	};
	return words[what];
}

/** `2026-03-01 09:15:00Z`, in UTC whatever the reader's zone. */
export const stamp = (at: number) =>
	`${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}Z`;

/** The tape as text, one line each; further lines of a command are indented. */
export function tapeText(tape: readonly TapeLine[]): string {
	return tape
		.map(
			(line) =>
				`${stamp(line.at)}  ${tapeWords(line).replaceAll('\n', '\n                        ')}`,
		)
		.join('\n');
}

/** The tape as the text of a note: a block of code, so that nothing in it means anything. */
export function tapeMessage(tape: readonly TapeLine[]): string {
	const text = tapeText(tape);
	const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
	const fence = '`'.repeat(Math.max(3, longest + 1));
	const books = [...new Set(tape.map(({ runbook }) => runbook))];
	return `What was done by ${books.join(', ')}:\n\n${fence}text\n${text}\n${fence}`;
}

/** `0:07`, `12:40`, `1:02:03`: a figure that counts. */
export function countWords(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	const two = (number: number) => String(number).padStart(2, '0');
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	return hours > 0
		? `${hours}:${two(minutes)}:${two(seconds % 60)}`
		: `${minutes}:${two(seconds % 60)}`;
}
