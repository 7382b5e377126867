/**
 * Rules of an example, each held by one test. `npm run conformance` runs the same tests once more, each on a copy of the
 * content in which the change that its row of `CONFORMANCE.md` names has been made; there every one has to fail.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { applyMutation } from '../../../scripts/conformance/mutation.ts';
import { conformanceRows, examplesFolder } from '../../../scripts/conformance/tables.ts';
import type { Outcome } from '../../../scripts/lib/command.ts';
import { everyProblem } from '../../../scripts/lib/everyProblem.ts';
import { CommandError } from '../../../scripts/lib/exitCodes.ts';
import type { Problem } from '../../../src/domain/problem.ts';
import type { PortalContent } from '../../../src/portal/content.ts';
import { portalAt } from '../../../src/portal/content.ts';
import { portalLinks } from '../../../src/portal/links.ts';
import { checkContent } from '../../../src/read/checkContent.ts';
import { callAction } from '../../support/actions.ts';

/** Set by `npm run conformance` for the run in which every rule is broken. */
const broken = process.env['ALLCLEAR_BREAK_RULES'] === 'yes';

/** The content root of an example as a test of a rule meets it. */
export class Example {
	readonly root: string;
	/** The moment at which the example is where its times say. */
	readonly now: string;
	#clone: string | undefined;

	constructor(root: string, now: string) {
		this.root = root;
		this.now = now;
	}

	/** What the portal shows at a moment. */
	portal(at: string = this.now): PortalContent {
		return portalAt(this.#clone ? join(this.#clone, 'content') : this.root, Date.parse(at));
	}

	/** Addresses in the portal, as if it lived at the root of its host. */
	readonly links = portalLinks('/');

	/** What `npm run check` says at a moment. */
	async problems(at: string = this.now): Promise<Problem[]> {
		return (await everyProblem(this.root, Date.parse(at))).problems;
	}

	/**
	 * Runs a command, such as `incident open`, in a clone of the content, where what it writes is committed. From then on
	 * `portal` shows the clone.
	 * @throws {CommandError} what the person at the terminal is told
	 */
	async run(command: string, words: readonly string[], at: string = this.now): Promise<Outcome> {
		const content = join((this.#clone ??= cloneOf(this.root)), 'content');
		vi.stubEnv('CONTENT_DIR', content);
		vi.stubEnv('BUILD_NOW', at);
		for (const name of ['GH_TOKEN', 'GITHUB_TOKEN', 'GITHUB_REPOSITORY', 'GITHUB_API_URL']) {
			vi.stubEnv(name, undefined);
		}
		try {
			return await callAction(command, { words });
		} finally {
			vi.unstubAllEnvs();
		}
	}

	/** What the person at the terminal is told by a command that refuses: message, way out and exit code. */
	async refusal(
		command: string,
		words: readonly string[],
		at: string = this.now,
	): Promise<{ message: string; hint: string; exitCode: number }> {
		const outcome = await this.run(command, words, at).catch((error: unknown) => error);
		expect(outcome).toBeInstanceOf(CommandError);
		const { message, hint = '', exitCode } = outcome as CommandError;
		return { message, hint, exitCode };
	}
}

/** Declares the test of a rule: its id in `CONFORMANCE.md`, what holds, and how that is seen. */
export type Rule = (
	id: string,
	holds: string,
	look: (example: Example) => Promise<void> | void,
) => void;

/**
 * Tests of the rules of an example.
 * @param now the `example-anchor` of its `site.yaml`
 * @param part the first and the last rule of a file that holds some of them; `<name>.<part>.test.ts` holds others
 */
export function rulesOf(name: string, now: string, part?: readonly [string, string]): Rule {
	const all = conformanceRows(name);
	const [from, to] = (part ?? []).map((id) => all.findIndex(({ rule }) => rule === id));
	const rows = new Map(
		all.slice(from, to === undefined ? undefined : to + 1).map((row) => [row.rule, row]),
	);
	test('every rule of the table is held by a test here, and called what the table says', () => {
		expect([...declared].sort()).toEqual(
			[...rows.values()].map(({ rule, heldBy }) => `${rule} ${heldBy}`).sort(),
		);
	});
	const declared: string[] = [];
	return (id, holds, look) => {
		declared.push(`${id} ${holds}`);
		test(`${id} ${holds}`, async () => {
			const root = join(examplesFolder, name);
			await look(new Example(broken ? brokenCopy(root, id) : root, now));
		});
	};

	function brokenCopy(root: string, id: string): string {
		const copy = join(temporaryFolder(), 'content');
		cpSync(root, copy, { recursive: true });
		for (const change of rows.get(id)?.breaks ?? []) applyMutation(copy, change);
		// The test is to notice, not the reader: what was changed is another way of responding, and a valid one.
		const errors = checkContent(copy, Date.parse(now)).problems.filter(
			({ severity }) => severity === 'error',
		);
		if (errors.length > 0) {
			throw new Error(`The change for ${id} breaks the file: ${JSON.stringify(errors[0])}`);
		}
		return copy;
	}
}

function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'allclear-rule-'));
	onTestFinished(() => {
		rmSync(folder, { recursive: true, force: true });
	});
	return folder;
}

/** Repositories that were made of roots, to be copied: making one takes many processes. */
const templates = new Map<string, string>();
process.once('exit', () => {
	for (const folder of templates.values()) rmSync(folder, { recursive: true, force: true });
});

/** A repository whose `content/` is a copy of this root. */
function cloneOf(root: string): string {
	const template = templates.get(root) ?? repositoryOf(root);
	templates.set(root, template);
	const folder = join(temporaryFolder(), 'clone');
	cpSync(template, folder, { recursive: true });
	return folder;
}

function repositoryOf(root: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'allclear-template-'));
	cpSync(root, join(folder, 'content'), { recursive: true });
	const git = (...words: string[]) => execFileSync('git', words, { cwd: folder });
	git('init', '--quiet', '--initial-branch', 'main', '--template=');
	git('config', 'user.name', 'A Responder');
	git('config', 'user.email', 'responder@example.com');
	git('config', 'core.fsync', 'none');
	git('add', '--all');
	git('commit', '--quiet', '-m', 'Begin');
	return folder;
}
