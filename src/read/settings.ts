/** The files that say how the organisation works. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'astro/zod';
import type { Settings } from '../domain/content.ts';
import type { Problem } from '../domain/problem.ts';
import { fileKinds } from '../schemas/index.ts';
import { UnreadableError } from './publicContent.ts';
import type { Reading } from './readFile.ts';
import { readFile } from './readFile.ts';

/** Name of each of these files among the kinds of files. */
const kindOfSetting = {
	organisation: 'organisation',
	severity: 'severity',
	process: 'process',
	onCall: 'on-call',
	alerts: 'alerts',
} as const satisfies Record<keyof Settings, keyof typeof fileKinds>;

/** The names of all these files. */
export const settingNames = Object.keys(kindOfSetting) as (keyof Settings)[];

/**
 * All of these files, and all their problems at once.
 * @throws {UnreadableError} if one of them is broken, or missing where it has to be there
 */
export function readSettings(reading: Reading): Settings {
	const problems: Problem[] = [];
	const setting = <K extends keyof Settings>(name: K): Settings[K] | undefined => {
		const read = trySetting(name, reading);
		if ('value' in read) return read.value;
		problems.push(...read.problems);
		return undefined;
	};
	const organisation = setting('organisation');
	const severity = setting('severity');
	const process = setting('process');
	const onCall = setting('onCall');
	const alerts = setting('alerts');
	if (!organisation || !severity || !process || !onCall || !alerts)
		throw new UnreadableError(problems);
	return { organisation, severity, process, onCall, alerts };
}

/**
 * One of these files, for commands that need no other.
 * @throws {UnreadableError} if it is broken, or missing where it has to be there
 */
export function readSetting<K extends keyof Settings>(name: K, reading: Reading): Settings[K] {
	const read = trySetting(name, reading);
	if ('problems' in read) throw new UnreadableError(read.problems);
	return read.value;
}

function trySetting<K extends keyof Settings>(
	name: K,
	reading: Reading,
): { value: Settings[K] } | { problems: Problem[] } {
	const kind = fileKinds[kindOfSetting[name]];
	// The cast undoes an inference gap: that a name and its kind belong together is said above.
	const valueOf = (value: z.output<typeof kind.schema>) => ({ value: value as Settings[K] });
	if (existsSync(join(reading.root, kind.path))) {
		const read = readFile(kind, kind.path, reading);
		return 'file' in read ? valueOf(read.file.value) : { problems: read.problems };
	}
	const empty = kind.schema.safeParse({});
	if (empty.success) return valueOf(empty.data);
	return {
		problems: [
			{
				severity: 'error',
				file: kind.path,
				message: `\`${kind.path}\` is missing.`,
				cure: 'The portal cannot do without it; npm run init writes one.',
			},
		],
	};
}
