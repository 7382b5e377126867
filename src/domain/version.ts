/** Values that changed over time. */
import type { Instant, Version } from '../schemas/values.ts';

/**
 * The version in force at `instant`: the latest that had begun, or the first if none had.
 * A record keeps the version of the instant it was opened, whatever changes later.
 */
export function versionAt<T>(versions: readonly Version<T>[], instant: Instant): T {
	const begun = versions.findLast(({ from }) => (from ?? -Infinity) <= instant);
	const version = begun ?? versions[0];
	if (!version) throw new Error('A versioned value has no version.');
	return version.value;
}
