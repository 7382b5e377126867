/** The first draft of a runbook: a page that is valid from the start, with what is known and what is left to write. */
import type { RunbookInput } from '../schemas/page.ts';
import type { Content } from './content.ts';
import { mdxAttribute, mdxCode, mdxLine } from './mdxText.ts';
import { messageToText } from './message.ts';
import { rotationBehind } from './duty.ts';
import type { Response, StoredAlert } from './response.ts';
import { currentLevel } from './response.ts';
import { serviceIds } from './serviceHistory.ts';
import { variablesIn } from './steps.ts';

/** Stands wherever somebody still has to write something. */
export const notWritten = 'Not written yet';

/** What a draft may begin from. */
export interface RunbookHints {
	/** Name of the alert that leads here, and alerts of that name that came in, the newest last. */
	alert?: { name: string; seen: readonly StoredAlert[] } | undefined;
	/** The incident that had no runbook. */
	incident?: Response | undefined;
}

/** What of the content a draft refers to. */
export type RunbookSources = Pick<Content, 'alerts' | 'onCall' | 'services'>;

/** A page before it is a file. */
export interface RunbookDraft {
	fields: RunbookInput;
	body: string;
}

/**
 * Drafts a runbook. With an alert it leads there and knows its labels; with an incident it holds the commands that
 * were run and the mitigations that worked, for somebody to put in order. It stays a draft until a person has.
 */
export function draftRunbook(
	title: string,
	{ alert, incident }: RunbookHints,
	content: RunbookSources,
	owner?: string,
): RunbookDraft {
	const rule = content.alerts.rules.find(({ name }) => name === alert?.name);
	const services = [
		...new Set([
			...(rule?.service === undefined ? [] : [rule.service]),
			...(alert?.seen.flatMap(({ value }) => value.service ?? []) ?? []),
			...(incident?.shown?.services.map(({ id }) => id) ?? []),
		]),
	].map((id) => serviceIds(content.services).get(id) ?? id);
	const labels = Object.keys(alert?.seen.at(-1)?.value.labels ?? {}).filter(
		(label) => variableName(label) !== undefined,
	);
	const commands = commandsOf(incident);
	const look = commands.length > 0 ? commands : [firstLook(alert?.name ?? title, labels)];
	const declared = variables(look.join('\n'), labels);
	const to = escalateTo(content);
	const level = rule?.level ?? (incident && currentLevel(incident)?.level);
	const symptoms = [
		...new Set([
			...(alert?.seen.flatMap(({ value }) => value.title ?? []) ?? []),
			...(incident?.shown?.title === undefined ? [] : [incident.shown.title]),
		]),
	].slice(0, 5);
	return {
		fields: {
			title,
			...(owner !== undefined && { owner }),
			status: 'draft',
			kind: alert ? 'alert' : 'service',
			...(services.length > 0 && { services: [...new Set(services)] }),
			...(alert && { alerts: [alert.name] }),
			...(symptoms.length > 0 && { symptoms }),
			...(level !== undefined && { level }),
			...(declared.length > 0 && { variables: declared }),
			...(to !== undefined && { 'escalate-to': to }),
		},
		body: bodyOf(alert?.name ?? title, look, incident, to),
	};
}

function bodyOf(
	subject: string,
	look: readonly string[],
	incident: Response | undefined,
	to: string | undefined,
): string {
	const worked = (incident?.mitigations ?? []).filter(({ result }) => result === 'worked');
	const helped = worked.map(({ mitigation, body }) => {
		const what = body === undefined ? '' : ` ${messageToText(body)}`;
		return `- ${mdxLine(`In ${incident?.id ?? ''} this worked: ${mitigation.replaceAll('-', ' ')}.${what}`)}`;
	});
	const since = incident === undefined ? '' : ` It began with incident ${incident.id}.`;
	return [
		`${notWritten}: what this is, whom it hurts, and what to do first.${mdxLine(since) === '' ? '' : ` ${mdxLine(since)}`}`,
		'## Find out',
		`<Check id="look" title="${mdxAttribute(`Is it still so: ${subject}?`)}" timebox="PT5M">`,
		...look.map((code) => mdxCode(code, 'bash')),
		`<Expect>${notWritten}: what is seen when all is well.</Expect>\n<If says="All is well" then="over" />\n<If says="It is not" then="act" />\n</Check>`,
		'## Mend',
		'<UiPath id="act" title="Stop the impact" risk="reversible">',
		`1. ${notWritten}: the first thing that ends the impact, click by click, or a \`<Command>\` with its code.`,
		...(helped.length > 0 ? [helped.join('\n')] : []),
		`<Undo>${notWritten}: how to take it back.</Undo>\n<If says="It helped" then="look" />${to === undefined ? '' : '\n<If says="It did not help" then="call" />'}\n</UiPath>`,
		'## Verify',
		`<Confirm id="over" title="It is over">`,
		`${notWritten}: what has to be true, and for how long somebody watched it.`,
		'</Confirm>',
		...(to === undefined
			? []
			: [
					'## Escalate',
					`<Escalate id="call" title="Call for help" to="${mdxAttribute(to)}">`,
					`${notWritten}: what to say, and what they will ask.`,
					'</Escalate>',
				]),
	].join('\n\n');
}

/** Something to run from the first day: it shows the labels that the alert brings. */
function firstLook(subject: string, labels: readonly string[]): string {
	const names = labels.flatMap((label) => variableName(label) ?? []);
	const shown = names.map((name) => ` ${name.toLowerCase()}=$${name}`).join('');
	return `# ${notWritten}: put the command here that shows whether it is still so.\necho "${subject.replaceAll(/[^\p{L}\p{N} ._-]/gu, ' ')}:${shown}"`;
}

/** The commands of an incident, each once, in the order in which they were run. */
function commandsOf(incident: Response | undefined): string[] {
	const commands = (incident?.notes ?? []).flatMap(({ note }) =>
		note.kind === 'command' ? note.command : [],
	);
	return [...new Set(commands)].slice(0, 12);
}

/** Declares every variable that a code uses; labels of the alert fill those that are called like them. */
function variables(
	code: string,
	labels: readonly string[],
): NonNullable<RunbookInput['variables']> {
	return variablesIn(code).map((name) => {
		const label = labels.find((item) => variableName(item) === name);
		return {
			name,
			prompt:
				label === undefined ? `${notWritten}: what ${name} is` : `Label ${label} of the alert`,
			...(label !== undefined && { label }),
		};
	});
}

/** `pod_name` → `POD_NAME`; `undefined` if no variable can be called like it. */
function variableName(label: string): string | undefined {
	const name = label
		.toUpperCase()
		.replaceAll(/[^A-Z0-9]+/g, '_')
		.replace(/^_+|_+$/g, '');
	return /^[A-Z][A-Z0-9_]*$/.test(name) ? name : undefined;
}

/** Whoever is called when the first on call does not answer; with one rotation, that one. */
function escalateTo({ onCall }: RunbookSources): string | undefined {
	const first = onCall.handoff?.rotation ?? onCall.rotations[0]?.id;
	return first === undefined ? undefined : (rotationBehind({ onCall }, first)?.id ?? first);
}
