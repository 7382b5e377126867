/** Something about the content that a person has to know, said once and the same everywhere. */
export interface Problem {
	/** `error`: the file cannot be used as it is. `warning`: it has a meaning, but probably not the intended one. */
	severity: 'error' | 'warning';
	/** Path below the content root, with forward slashes. */
	file: string;
	/** Line in the file, from 1. Missing where the problem is the file itself. */
	line?: number | undefined;
	/** Field, as its author writes it, e.g. `services.card-payments.since`. */
	field?: string | undefined;
	/** What is wrong, in one sentence that quotes the value. */
	message: string;
	/** What to do about it, in one sentence. */
	cure: string;
}

/** Problems by file, then line, then wording, so that the same content always prints the same. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
	return problems.toSorted(
		(a, b) =>
			compareText(a.file, b.file) ||
			(a.line ?? 0) - (b.line ?? 0) ||
			compareText(a.field ?? '', b.field ?? '') ||
			compareText(a.message, b.message),
	);
}

/** Orders two texts by their code units: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
