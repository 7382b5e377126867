/** Commands called as functions, in a small organisation of their own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { stringify } from 'yaml';
import type { Action, Outcome } from '../../scripts/lib/command.ts';
import { callCommand } from '../../scripts/lib/command.ts';
import { CommandError } from '../../scripts/lib/exitCodes.ts';
import type { Parts } from './content.ts';
import { parts } from './content.ts';
import { temporaryFolder } from './whole.ts';

/** The moment in which these commands are called. */
export const calledAt = '2026-03-02T12:00:00Z';

/** What a command said, and the files it would write by their path below the content root. */
export interface Said {
	code: number;
	/** What people read: the lines, or the message and its hint. */
	text: string;
	data: Readonly<Record<string, unknown>>;
	files: Readonly<Record<string, string>>;
}

/** A folder with content, in which commands are called. */
export interface CommandFolder {
	/** Calls a command without writing anything. */
	asks: (...words: string[]) => Promise<Said>;
	/** Calls a command that only reads. */
	reads: (...words: string[]) => Promise<Said>;
	/** Calls a command and writes what it would write. */
	does: (...words: string[]) => Promise<Said>;
	/** Writes a file below the content root. */
	writes: (path: string, text: string) => void;
	/** Moves the clock. */
	at: (instant: string) => void;
}

/** A small organisation on disk, gone after the test; its settings can be laid over. */
export function commandFolder(
	name: string,
	actions: Readonly<Record<string, Action>>,
	settings: Partial<
		Pick<Parts, 'organisation' | 'severity' | 'process' | 'onCall' | 'alerts'>
	> = {},
): CommandFolder {
	const folder = temporaryFolder();
	const writes = (path: string, text: string) => {
		const full = join(folder, 'content', path);
		mkdirSync(dirname(full), { recursive: true });
		writeFileSync(full, text);
	};
	const { site, services, organisation, severity, process, onCall, alerts } = {
		...parts,
		...settings,
	};
	for (const [file, value] of Object.entries({
		site,
		services,
		organisation,
		severity,
		process,
		'on-call': onCall,
		alerts,
	})) {
		writes(`${file}.yaml`, stringify(value));
	}
	vi.stubEnv('CONTENT_DIR', join(folder, 'content'));
	vi.stubEnv('BUILD_NOW', calledAt);
	// Whoever runs the tests is not in them.
	vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
	vi.stubEnv('GIT_CONFIG_SYSTEM', '/dev/null');
	for (const secret of ['GH_TOKEN', 'GITHUB_TOKEN', 'GITHUB_REPOSITORY', 'GITHUB_API_URL']) {
		vi.stubEnv(secret, undefined);
	}
	onTestFinished(() => {
		vi.unstubAllEnvs();
	});

	const call = async (words: readonly string[]): Promise<Said> => {
		try {
			return said(await callCommand(name, '', actions, words));
		} catch (error) {
			if (!(error instanceof CommandError)) throw error;
			const text = [error.message, error.hint].filter((part) => part !== undefined).join('\n');
			return { code: error.exitCode, text, data: {}, files: {} };
		}
	};
	const asks = (...words: string[]) => call([...words, '--dry-run']);
	return {
		asks,
		reads: (...words) => call(words),
		does: async (...words) => {
			const outcome = await asks(...words);
			for (const [path, text] of Object.entries(outcome.files)) writes(path, text);
			return outcome;
		},
		writes,
		at: (instant) => {
			vi.stubEnv('BUILD_NOW', instant);
		},
	};
}

function said({ lines, data, exitCode = 0 }: Outcome): Said {
	const files = (data['files'] ?? []) as { path: string; text: string }[];
	return {
		code: exitCode,
		text: lines.join('\n'),
		data,
		files: Object.fromEntries(
			files.map(({ path, text }) => [path.replace(/^content\//, ''), text]),
		),
	};
}
