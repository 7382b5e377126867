/** What the end of a command means; after sysexits.h, which mail and cron tools know. */
export const exitCodes = {
	/** Done, or done before. */
	done: 0,
	/** A mistake of ours. */
	bug: 1,
	/** A pull request is open and waits for people or checks. */
	waiting: 3,
	/** The command was not written right. */
	usage: 64,
	/** What should be written is not valid. */
	invalid: 65,
	/** Nothing could be reached and nothing was saved. */
	unreachable: 69,
	/** Kept for later: run the same command again. */
	saved: 75,
	/** Not allowed. */
	forbidden: 77,
	/** The person at the terminal called it off. */
	cancelled: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An error whose message is for the person who called the command. */
export class CommandError extends Error {
	override name = 'CommandError' as const;
	readonly exitCode: ExitCode;
	/** What to do about it. */
	readonly hint: string | undefined;
	/** Where what the person wrote is kept, if it is. */
	readonly draft: string | undefined;

	constructor(exitCode: ExitCode, message: string, hint?: string, draft?: string) {
		super(message);
		this.exitCode = exitCode;
		this.hint = hint;
		this.draft = draft;
	}
}

/** People have ended what the command was about: nothing is left to be sent, now or later. */
export class EndedError extends CommandError {}
