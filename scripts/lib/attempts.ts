/** Trying again where that is safe. Nothing here repeats a write without looking first whether it was done. */
import { GitHubError } from './githubApi.ts';

/** How long is waited between attempts, and for how long altogether without an answer. */
export interface Patience {
	/** Milliseconds before each further attempt; its length is how many there are. */
	pauses: readonly number[];
	/** After this many milliseconds without an answer nothing is tried again. */
	giveUpAfterMs: number;
	/** For this many milliseconds somebody else may always be faster. */
	contendForMs: number;
}

/** What people at a terminal will wait for. */
export const ordinaryPatience: Patience = {
	pauses: [300, 1000, 3000, 6000],
	giveUpAfterMs: 25_000,
	contendForMs: 120_000,
};

/**
 * The patience that `ALLCLEAR_PAUSES` asks for: milliseconds between attempts, e.g. `300,1000`. Nothing, or anything
 * else, is the ordinary one.
 */
export function patienceFrom(environment: Readonly<Record<string, string | undefined>>): Patience {
	const pauses = environment['ALLCLEAR_PAUSES']?.split(',').map(Number) ?? [];
	const meant = pauses.length > 0 && pauses.every((pause) => pause >= 0);
	return meant ? { ...ordinaryPatience, pauses } : ordinaryPatience;
}

/** GitHub cannot be reached: what to do next is for the caller to say. */
export class UnreachableError extends Error {
	override name = 'UnreachableError' as const;
}

/**
 * What to do about a refusal: take a value, or try the same again. `undefined`: it stays an error.
 *
 * `contended`: somebody else was faster, and each time somebody gets through, so it is tried for much longer.
 */
export type Verdict<T> =
	{ value: T } | { again: true; otherwise: T; contended?: boolean } | undefined;

/** One delivery's attempts. */
export interface Attempts {
	/** Reads until there is an answer. */
	read: <T>(look: () => Promise<T>) => Promise<T>;
	/**
	 * Writes once, and judges a lost answer by the truth.
	 *
	 * @param write one attempt
	 * @param done what the write would have brought about, if it is there already
	 * @param refused what a refusal means
	 */
	write: <T>(steps: {
		write: () => Promise<T>;
		done: () => Promise<T | undefined>;
		refused?: (error: GitHubError, attempt: number) => Promise<Verdict<T>>;
	}) => Promise<T>;
	/** Waits before attempt number `attempt + 1`; `false` if there is none. */
	pause: (attempt: number) => Promise<boolean>;
}

export function attempts({ pauses, giveUpAfterMs, contendForMs }: Patience): Attempts {
	const began = performance.now();
	let answered = began;
	const heard = <T>(value: T): T => {
		answered = performance.now();
		return value;
	};
	const pause = async (attempt: number) => {
		const length = pauses[attempt];
		if (length === undefined || performance.now() - answered > giveUpAfterMs) return false;
		await spread(length);
		return true;
	};
	/** The same where somebody else was faster: the third pause is long enough for any number of others. */
	const contend = async (attempt: number) => {
		const length = pauses.slice(0, 3)[attempt] ?? pauses[2] ?? pauses.at(-1);
		if (length === undefined || performance.now() - began > contendForMs) return false;
		await spread(length);
		return true;
	};
	const orGiveUp = async (error: unknown, attempt: number) => {
		if (!(error instanceof GitHubError) || error.kind === 'refused') throw error;
		// Octokit has waited for a limit that ends soon; a longer one is like no answer at all.
		if (error.kind === 'limited' || !(await pause(attempt)))
			throw new UnreachableError(error.message);
	};

	return {
		pause,
		async read(look) {
			for (let attempt = 0; ; attempt++) {
				try {
					return heard(await look());
				} catch (error) {
					await orGiveUp(error, attempt);
				}
			}
		},
		async write({ write, done, refused }) {
			for (let attempt = 0; ; attempt++) {
				try {
					return heard(await write());
				} catch (error) {
					if (!(error instanceof GitHubError)) throw error;
					if (error.kind === 'refused') {
						const verdict = await refused?.(error, attempt);
						if (verdict === undefined) throw error;
						if ('value' in verdict) return verdict.value;
						const wait = verdict.contended === true ? contend : pause;
						if (!(await wait(attempt))) return verdict.otherwise;
						continue;
					}
					if (error.kind === 'unsure') {
						// Nobody heard whether it was done, so it is looked up before it is done again.
						const already = await done().catch(() => undefined);
						if (already !== undefined) return heard(already);
					}
					await orGiveUp(error, attempt);
				}
			}
		},
	};
}

/** Waits about as long: many commands that were refused together would otherwise come back together. */
const spread = (length: number) =>
	new Promise((resolve) => setTimeout(resolve, length * (0.5 + Math.random())));
