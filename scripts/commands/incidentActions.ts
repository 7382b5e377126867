/** The actions of `npm run incident`. Each: parse, draft, act. */
import { parse as parseYamlValue } from 'yaml';
import { cadenceRange } from '../../src/domain/deadlines.ts';
import { findLevel, levelsAt } from '../../src/domain/level.ts';
import { currentLevel, foldResponse } from '../../src/domain/response.ts';
import { didYouMean } from '../../src/domain/suggest.ts';
import { versionAt } from '../../src/domain/version.ts';
import type { NoteKind } from '../../src/schemas/note.ts';
import { noteKinds } from '../../src/schemas/note.ts';
import type { Condition, IncidentStatus } from '../../src/schemas/vocabulary.ts';
import { conditions, incidentStatuses } from '../../src/schemas/vocabulary.ts';
import type { Action, Call, Given, Outcome } from '../lib/command.ts';
import { requireFlags, textOf, textsOf } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { Field } from '../lib/file.ts';
import { randomName } from '../lib/random.ts';
import { parseFuture, parsePast } from '../lib/when.ts';
import type { Workspace } from '../lib/workspace.ts';
import { findIncident, openWorkspace, repositoryPath } from '../lib/workspace.ts';
import type { Circumstances, Saying } from './incidentDrafts.ts';
import { draftNote, draftOpen, draftUpdate } from './incidentDrafts.ts';
import { askForOpening, askForText } from './incidentQuestions.ts';

const flags = {
	message: { type: 'text', about: 'The message; `-` reads standard input.' },
	service: {
		type: 'text',
		value: '<id>=<condition>',
		many: true,
		about: `Condition of a service: ${conditions.filter((item) => item !== 'under-maintenance').join(', ')}.`,
	},
	since: {
		type: 'text',
		value: '<time>',
		about: 'When it became true: 09:15, 20m (ago), or a whole instant.',
	},
	at: { type: 'text', value: '<time>', about: 'When it was said, if not now.' },
	by: { type: 'text', value: '<name>', about: 'Who says it, if not you as git knows you.' },
	'next-update': {
		type: 'text',
		value: '<time>',
		about:
			'By when there will be news: 30m (from now), 09:55. Otherwise by the cadence of the level; `none` promises nothing.',
	},
	workaround: { type: 'text', about: 'What customers can do meanwhile.' },
} as const satisfies Action['flags'];

export const actions: Record<string, Action> = {
	open: {
		about: 'Open an incident.',
		flags: {
			title: { type: 'text', about: 'What is wrong, in customers’ words.' },
			severity: {
				type: 'text',
				value: '<level>',
				about: 'The level, by its id or any name it has.',
			},
			...flags,
			internal: { type: 'yes', about: 'Customers are not told; there will be no page.' },
		},
		example:
			'npm run incident -- open --title "Card payments fail" --severity sev1 --service card-payments=partial-outage --message "Some payments are declined. We are looking into it."',
		run: open,
	},
	update: {
		about: 'Tell customers something new.',
		arguments: ['incident'],
		flags: {
			...flags,
			status: {
				type: 'text',
				value: '<status>',
				about: `Where it stands: ${incidentStatuses.join(', ')}.`,
			},
			title: { type: 'text', about: 'A better title.' },
		},
		example:
			'npm run incident -- update k3f9 --status identified --message "We know the cause and are taking it back."',
		run: update,
	},
	note: {
		about: 'Write down something for responders.',
		arguments: ['incident'],
		flags: {
			message: flags.message,
			kind: { type: 'text', value: '<kind>', about: `What kind of note: ${noteKinds.join(', ')}.` },
			set: { type: 'text', value: '<field>=<value>', many: true, about: 'A field of that kind.' },
			since: flags.since,
			at: flags.at,
			by: flags.by,
		},
		example:
			'npm run incident -- note k3f9 --kind mitigation --set mitigation=rollback --set result=worked --message "Took back the last release."',
		run: note,
	},
	resolve: {
		about: 'Say that it is over.',
		arguments: ['incident'],
		flags: { message: flags.message, since: flags.since, at: flags.at, by: flags.by },
		example:
			'npm run incident -- resolve k3f9 --since 09:40 --message "Payments work again. Nothing was lost."',
		run: resolve,
	},
};

async function open(call: Call): Promise<Outcome> {
	const { given } = call;
	const workspace = await openWorkspace(text(given, 'by'));
	const internal = given['internal'] === true;
	const typed = {
		title: text(given, 'title'),
		severity: text(given, 'severity'),
		services: textsOf(given, 'service'),
		message: await textOf(given, 'message'),
	};
	const answers = call.interactive ? await askForOpening(typed, internal, workspace) : typed;
	const { title, severity, message } = answers;
	if (title === undefined || severity === undefined || message === undefined) {
		requireFlags(
			Object.entries({ title, severity, message })
				.filter(([, value]) => value === undefined)
				.map(([name]) => name),
		);
		throw new Error('A missing flag went unnoticed.');
	}
	const level = findLevel(workspace.severity, severity);
	if (!level) {
		const names = levelsAt(workspace.severity, workspace.now).map(({ id }) => id);
		throw new CommandError(
			exitCodes.usage,
			`There is no level \`${severity}\`.`,
			didYouMean(severity, names, 'severity.yaml'),
		);
	}
	const circumstances = circumstancesOf(given, workspace);
	const id = `${new Date(circumstances.at).toISOString().slice(0, 10)}-${randomName(4)}`;
	const draft = draftOpen(
		{
			title,
			level: level.id,
			internal,
			message,
			status: 'investigating',
			since: since(given, workspace),
			services: servicesOf(answers.services),
			workaround: text(given, 'workaround'),
			nextUpdate: internal ? undefined : nextUpdate(given, workspace, level.id, circumstances.at),
		},
		{ id, noteOp: randomName(6) },
		circumstances,
	);
	const outcome = await deliverDraft(workspace, draft, call);
	return call.dryRun ? outcome : { ...outcome, lines: [...outcome.lines, ...next(id)] };
}

async function update(call: Call): Promise<Outcome> {
	const { given } = call;
	const workspace = await openWorkspace(text(given, 'by'));
	const record = findIncident(workspace, incidentOf(call));
	const message =
		(await textOf(given, 'message')) ?? (await askForText(call, 'What should customers know?'));
	const status = statusOf(text(given, 'status'));
	if (status === 'resolved') return resolve(call);
	const response = foldResponse(record);
	if (!response.shown && text(given, 'title') === undefined) {
		throw new CommandError(
			exitCodes.usage,
			'Customers have not been told of this incident yet, so this update needs a title.',
			'Add --title "…", or write it down for responders: npm run incident -- note.',
		);
	}
	const circumstances = circumstancesOf(given, workspace);
	const saying: Saying = {
		message,
		status: status ?? (response.shown ? undefined : 'investigating'),
		title: text(given, 'title'),
		since: since(given, workspace),
		services: servicesOf(textsOf(given, 'service')),
		workaround: text(given, 'workaround'),
		nextUpdate: nextUpdate(given, workspace, currentLevel(response)?.level, circumstances.at),
	};
	return deliverDraft(
		workspace,
		draftUpdate(record.id, record.path, saying, circumstances),
		call,
		record,
	);
}

async function resolve(call: Call): Promise<Outcome> {
	const { given } = call;
	const workspace = await openWorkspace(text(given, 'by'));
	const record = findIncident(workspace, incidentOf(call));
	const message =
		(await textOf(given, 'message')) ?? (await askForText(call, 'What should customers know?'));
	const circumstances = circumstancesOf(given, workspace);
	if (foldResponse(record).shown) {
		const saying: Saying = { message, status: 'resolved', since: since(given, workspace) };
		return deliverDraft(
			workspace,
			draftUpdate(record.id, record.path, saying, circumstances),
			call,
			record,
		);
	}
	const ending = { kind: 'resolved' as const, fields: {}, message, since: since(given, workspace) };
	return deliverDraft(
		workspace,
		draftNote(record.id, record.path, ending, circumstances),
		call,
		record,
	);
}

async function note(call: Call): Promise<Outcome> {
	const { given } = call;
	const workspace = await openWorkspace(text(given, 'by'));
	const record = findIncident(workspace, incidentOf(call));
	const kind = text(given, 'kind') ?? 'observation';
	if (!noteKinds.includes(kind as NoteKind)) {
		throw new CommandError(
			exitCodes.usage,
			`There is no kind of note \`${kind}\`.`,
			didYouMean(kind, noteKinds, 'npm run incident -- note --help'),
		);
	}
	const given_ = textsOf(given, 'set');
	const message =
		(await textOf(given, 'message')) ??
		(given_.length > 0 ? '' : await askForText(call, 'What do responders know now?'));
	const fields = Object.fromEntries(given_.map(assignment));
	return deliverDraft(
		workspace,
		draftNote(
			record.id,
			record.path,
			{ kind: kind as NoteKind, fields, message, since: since(given, workspace) },
			circumstancesOf(given, workspace),
		),
		call,
		record,
	);
}

function circumstancesOf(given: Given, workspace: Workspace): Circumstances {
	const at = text(given, 'at');
	return {
		at: at === undefined ? workspace.now : parsePast(at, workspace.now, workspace.site.zone, 'at'),
		op: randomName(6),
		by: workspace.user,
		prefix: repositoryPath(workspace, ''),
	};
}

const text = (given: Given, flag: string): string | undefined => {
	const value = given[flag];
	return typeof value === 'string' ? value : undefined;
};

function since(given: Given, { now, site }: Workspace): number | undefined {
	const value = text(given, 'since');
	return value === undefined ? undefined : parsePast(value, now, site.zone, 'since');
}

/** What was promised, or the latest that the level's cadence for customers allows. */
function nextUpdate(
	given: Given,
	workspace: Workspace,
	levelId: string | undefined,
	at: number,
): number | undefined {
	const value = text(given, 'next-update');
	if (value === 'none') return undefined;
	if (value !== undefined)
		return parseFuture(value, workspace.now, workspace.site.zone, 'next-update');
	const level = workspace.severity.levels.find(({ id }) => id === levelId);
	const cadence =
		level && versionAt(level.updates, at).find(({ audience }) => audience === 'customers')?.cadence;
	const range = cadence && cadenceRange(cadence);
	return range && at + range.max;
}

function incidentOf({ positionals }: Call): string {
	const [id] = positionals;
	if (id === undefined) {
		throw new CommandError(
			exitCodes.usage,
			'Which incident?',
			'Write its id, or the four characters at its end.',
		);
	}
	return id;
}

function servicesOf(list: readonly string[]): Record<string, Condition> {
	return Object.fromEntries(
		list.map((item) => {
			const [id = '', condition = ''] = item.split('=');
			const known = conditions.filter((name) => name !== 'under-maintenance');
			const found = known.find((name) => name === condition);
			if (found) return [id, found];
			throw new CommandError(
				exitCodes.usage,
				condition === ''
					? `\`--service ${item}\` names no condition.`
					: `There is no condition \`${condition}\`.`,
				condition === ''
					? `Write \`--service ${id}=${known[2]}\`.`
					: didYouMean(condition, known, 'npm run incident -- open --help'),
			);
		}),
	);
}

function statusOf(value: string | undefined): IncidentStatus | undefined {
	if (value === undefined) return undefined;
	const found = incidentStatuses.find((status) => status === value);
	if (found) return found;
	throw new CommandError(
		exitCodes.usage,
		`There is no status \`${value}\`.`,
		didYouMean(value, incidentStatuses, 'npm run incident -- update --help'),
	);
}

/** `result=worked` as a field; lists and numbers as YAML writes them. */
function assignment(item: string): [string, Field] {
	const split = item.indexOf('=');
	if (split <= 0) {
		throw new CommandError(
			exitCodes.usage,
			`\`--set ${item}\` sets nothing.`,
			'Write `--set field=value`.',
		);
	}
	return [item.slice(0, split), parseYamlValue(item.slice(split + 1)) as Field];
}

const next = (id: string) => [
	`Go on with: npm run incident -- update ${id} --message "…"`,
	`            npm run incident -- resolve ${id} --message "…"`,
];
