/** What an issue that was filed with one of our forms asks for. */
import { z } from 'astro/zod';
import type { Answers, FormName } from '../../src/domain/issueForms.ts';
import {
	answerOf,
	formLabel,
	formNames,
	issueForms,
	readIssueForm,
} from '../../src/domain/issueForms.ts';
import { opFrom } from '../lib/automation.ts';
import type { Request } from '../lib/automation.ts';
import type { Given } from '../lib/command.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { Workspace } from '../lib/workspace.ts';
import { actions as incident } from './incidentActions.ts';
import { actions as maintenance } from './maintenanceActions.ts';

/** The part of GitHub's event that is read; it has many more fields, which are GitHub's. */
const eventSchema = z.object({
	action: z.enum(['opened', 'edited', 'reopened', 'labeled']),
	issue: z.object({
		number: z.int(),
		state: z.string(),
		body: z.string().nullable(),
		updated_at: z.iso.datetime({ offset: true }),
		author_association: z.string(),
		user: z.object({ login: z.string() }),
		labels: z.array(z.object({ name: z.string() })),
		pull_request: z.unknown().optional(),
	}),
	repository: z.object({ full_name: z.string() }),
});

/** Who may speak for the organisation by an issue. Anybody can file one in a public repository. */
const trusted = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/**
 * Reads the event.
 *
 * @returns `undefined` if the issue is none of ours, or was dealt with
 * @throws {CommandError} if it cannot be done, with all reasons
 */
export function requestOfIssue(event: unknown, workspace: Workspace): Request | undefined {
	const parsed = eventSchema.safeParse(event);
	if (!parsed.success) {
		throw new CommandError(
			exitCodes.invalid,
			'This is no event of an issue that was opened or edited.',
			'Start this from a workflow on `issues`.',
		);
	}
	const { issue, repository } = parsed.data;
	const labels = issue.labels.map(({ name }) => name);
	const names = formNames.filter((name) => labels.includes(formLabel(name)));
	const [name] = names;
	if (name === undefined || issue.pull_request !== undefined || issue.state !== 'open') {
		return undefined;
	}
	if (!trusted.includes(issue.author_association)) {
		throw new CommandError(
			exitCodes.forbidden,
			'Only people of this organisation can do this by an issue.',
			'Ask one of them to file it.',
		);
	}
	if (names.length > 1) {
		throw new CommandError(
			exitCodes.invalid,
			'The issue has the labels of several forms.',
			`Leave one of ${names.map((form) => `\`${formLabel(form)}\``).join(', ')}, and edit the issue.`,
		);
	}
	const form = issueForms(workspace, workspace.now)[name];
	const body = issue.body ?? '';
	const read = readIssueForm(form, body);
	if ('refusals' in read) {
		throw new CommandError(
			exitCodes.invalid,
			read.refusals.join('\n'),
			'Edit the issue; leave its headings as the form wrote them.',
		);
	}
	const request = translations[name](read.answers);
	return {
		...request,
		given: {
			...request.given,
			at: issue.updated_at,
			// Not every action asks who says it.
			...(Object.hasOwn(request.action.flags, 'by') && { by: issue.user.login }),
		},
		op: opFrom(JSON.stringify([repository.full_name, issue.number, body])),
	};
}

/** What the answers of each form call for. */
const translations: Record<FormName, (answers: Answers) => Omit<Request, 'op'>> = {
	declare: (answers) => ({
		action: known(incident, 'open'),
		positionals: [],
		given: {
			...texts(answers, ['title', 'severity', 'since', 'message']),
			service: conditionsOf(answers),
			...(answerOf(answers, 'audience') === 'responders' && { internal: true }),
		},
	}),
	update: (answers) => ({
		action: known(incident, 'update'),
		positionals: [incidentIn(answers)],
		given: {
			...texts(answers, ['status', 'since', 'next-update', 'message']),
			service: conditionsOf(answers),
		},
	}),
	resolve: (answers) => ({
		action: known(incident, 'resolve'),
		positionals: [incidentIn(answers)],
		given: texts(answers, ['since', 'waive', 'message']),
	}),
	maintenance: (answers) => ({
		action: known(maintenance, 'schedule'),
		positionals: [],
		given: {
			...texts(answers, ['title', 'starts', 'ends', 'message']),
			service: [...(answers['services'] ?? [])],
		},
	}),
};

function known<T>(actions: Readonly<Record<string, T>>, name: string): T {
	const action = actions[name];
	if (!action) throw new Error(`There is no action ${name}.`);
	return action;
}

const texts = (answers: Answers, ids: readonly string[]): Given =>
	Object.fromEntries(ids.map((id) => [id, answerOf(answers, id)]));

function conditionsOf(answers: Answers): string[] {
	const services = answers['services'] ?? [];
	const condition = answerOf(answers, 'condition');
	if (services.length > 0 === (condition !== undefined)) {
		return services.map((id) => `${id}=${condition ?? ''}`);
	}
	throw new CommandError(
		exitCodes.invalid,
		services.length > 0
			? 'Services are chosen, and not what customers meet there.'
			: 'It says what customers meet, and not at which services.',
		'Edit the issue and choose both, or neither.',
	);
}

function incidentIn(answers: Answers): string {
	const id = answerOf(answers, 'incident') ?? '';
	if (/^[a-z0-9][a-z0-9-]*$/.test(id)) return id;
	throw new CommandError(
		exitCodes.invalid,
		'“Incident” is not the id of an incident.',
		'Write its id, e.g. `2026-03-01-k3f9`, or the four characters at its end.',
	);
}
