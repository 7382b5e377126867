/** What the actions of `npm run runbook` do: parse, draft, act. */
import { basename } from 'node:path';
import { dateAt } from '../../src/domain/calendar.ts';
import type { Content } from '../../src/domain/content.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { foldResponse } from '../../src/domain/response.ts';
import type { RunbookHints } from '../../src/domain/runbookDraft.ts';
import { draftRunbook } from '../../src/domain/runbookDraft.ts';
import { readContent } from '../../src/read/content.ts';
import { listFiles, readText } from '../../src/read/files.ts';
import { isOfKind } from '../../src/read/lines.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import { idSchema, pathSchema } from '../../src/schemas/values.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { argumentOf, wordOf } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import { choose, readEverything } from '../lib/everything.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { needTexts } from '../lib/questions.ts';
import { parsePast } from '../lib/when.ts';
import type { Workspace } from '../lib/workspace.ts';
import { lookUpIncident, openWorkspace, repositoryPath } from '../lib/workspace.ts';
import { oneOf } from './incidentFlags.ts';
import { draftPage, draftRehearsal } from './runbookDrafts.ts';

/** `new`: begins a runbook. */
export async function create(call: Call): Promise<Outcome> {
	const { given } = call;
	const name = argumentOf(
		call,
		0,
		'What is it called?',
		'Write a name for its file, e.g. search-slow.',
	);
	const id = idSchema.safeParse(name);
	if (!id.success) {
		throw new CommandError(
			exitCodes.usage,
			`\`${name}\` cannot be the name of a runbook.`,
			'Use lower case letters, digits and single hyphens, e.g. search-slow.',
		);
	}
	const folder = folderOf(wordOf(given, 'folder'));
	const workspace = await openWorkspace(wordOf(given, 'by'));
	const content = readContent(workspace.root, workspace.now);
	const taken = runbookFiles(workspace.root).find((file) => file.id === id.data);
	if (taken) {
		throw new CommandError(
			exitCodes.invalid,
			`There is a runbook \`${id.data}\` already: ${taken.path}.`,
			'Change that one, or take another name; runbooks are referred to by their name.',
		);
	}
	const hints = hintsOf(call, content, workspace);
	const words = id.data.replaceAll('-', ' ');
	const title = wordOf(given, 'title') ?? words.charAt(0).toUpperCase() + words.slice(1);
	const draft = draftPage(
		id.data,
		folder,
		draftRunbook(title, hints, content, wordOf(given, 'owner')),
		{ prefix: repositoryPath(workspace, ''), op: call.op },
	);
	const outcome = await deliverDraft(workspace, draft, call);
	return {
		...outcome,
		lines: [
			...outcome.lines,
			`Write what is missing, then: npm run runbook -- validate ${id.data}`,
		],
	};
}

function folderOf(folder: string | undefined): string {
	if (folder === undefined) return '';
	const plain = folder.replace(/^(?:runbooks\/)/, '').replace(/\/+$/, '');
	if (pathSchema.safeParse(plain).success && /^[a-z0-9/-]+$/.test(plain)) return plain;
	throw new CommandError(
		exitCodes.usage,
		`\`${folder}\` cannot be a folder of runbooks.`,
		'Use lower case letters, digits and hyphens, e.g. platform.',
	);
}

function hintsOf({ given }: Call, content: Content, workspace: Workspace): RunbookHints {
	const alert = wordOf(given, 'from-alert');
	const incident = wordOf(given, 'from-incident');
	const owner = content.runbooks.find(
		({ value }) => alert !== undefined && value.alerts.includes(alert),
	);
	if (owner) {
		throw new CommandError(
			exitCodes.invalid,
			`\`${alert ?? ''}\` already leads to ${owner.path}.`,
			'An alert leads to one runbook; change that one.',
		);
	}
	return {
		...(alert !== undefined && {
			alert: {
				name: alert,
				seen: content.alertLog
					.filter(({ value }) => value.name === alert)
					.sort((a, b) => a.value.fired - b.value.fired),
			},
		}),
		...(incident !== undefined && {
			incident: foldResponse(lookUpIncident(workspace, incident), content.alertLog),
		}),
	};
}

/** Files of runbooks, those too that cannot be read. */
const runbookFiles = (root: string) =>
	listFiles(root, 'runbooks')
		.filter(({ path }) => isOfKind(fileKinds.runbook, basename(path)))
		.map(({ path }) => ({ id: basename(path, '.mdx'), path }));

/** `validate`: what the check says of one runbook. */
export async function validate(call: Call): Promise<Outcome> {
	const wanted = argumentOf(call, 0, 'Which runbook?', 'Write its name, e.g. disk-full.');
	const { root, now } = readEverything();
	const file = choose(
		runbookFiles(root),
		basename(wanted, '.mdx'),
		'runbook',
		'Begin one: npm run runbook -- new.',
	);
	// The parsers of commands are slow to load, and nothing else here needs them.
	const { everyProblem } = await import('../lib/everyProblem.ts');
	const { problems } = await everyProblem(root, now, file.path);
	const errors = problems.filter(({ severity }) => severity === 'error').length;
	return {
		lines: [
			...problems.flatMap(problemLines),
			errors > 0
				? `${file.path}: ${errors} error${errors === 1 ? '' : 's'}.`
				: `${file.path} is valid.`,
		],
		data: { runbook: file.id, path: file.path, valid: errors === 0, problems },
		exitCode: errors > 0 ? exitCodes.invalid : exitCodes.done,
	};
}

const problemLines = ({ file, line, severity, field, message, cure }: Problem): string[] => [
	`${[file, line].filter((part) => part !== undefined).join(':')} ${severity}${field === undefined ? '' : ` ${field}`}`,
	`  ${message}`,
	`  ${cure}`,
];

/** `rehearsed`: what came of trying a runbook out. */
export async function rehearsed(call: Call): Promise<Outcome> {
	const { given } = call;
	const wanted = argumentOf(call, 0, 'Which runbook?', 'Write its name, e.g. disk-full.');
	const workspace = await openWorkspace(wordOf(given, 'by'));
	const { runbooks } = readContent(workspace.root, workspace.now);
	const page = choose(runbooks, wanted, 'runbook', 'Begin one: npm run runbook -- new.');
	if (page.value.example === true) {
		throw new CommandError(
			exitCodes.invalid,
			`${page.path} came with the product and shows how it works; it is not changed.`,
			'Take `example: true` out of it once it is yours.',
		);
	}
	const said = await needTexts(call, {
		result: 'What came of it: passed, partly or failed?',
		evidence: 'What was seen?',
	});
	const at = wordOf(given, 'at');
	const { now, site, user } = workspace;
	const instant = at === undefined ? now : parsePast(at, now, site.zone, 'at');
	const read = readText(workspace.root, page.path);
	if ('problem' in read) throw new Error(read.problem.message);
	const draft = draftRehearsal(
		page,
		read.text,
		{
			at: instant,
			day: dateAt(instant, site.zone),
			by: user,
			result: oneOf(said.result, results, 'result', 'npm run runbook -- rehearsed --help'),
			how: oneOf(
				wordOf(given, 'how') ?? 'rehearsal',
				ways,
				'way',
				'npm run runbook -- rehearsed --help',
			),
			evidence: said.evidence,
			notes: wordOf(given, 'notes'),
		},
		{ prefix: repositoryPath(workspace, ''), op: call.op },
	);
	return deliverDraft(workspace, draft, call);
}

const results = ['passed', 'partly', 'failed'] as const;
const ways = ['rehearsal', 'incident', 'review', 'automated'] as const;
