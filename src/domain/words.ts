/** What incidents, people and notes are called in one line, wherever they are listed. For responders. */
import type { Note } from '../schemas/note.ts';
import type { IncidentStatus } from '../schemas/vocabulary.ts';
import type { Content } from './content.ts';

/** Names a person by id; an unknown id stays as it is written. */
export function personName({ onCall }: Pick<Content, 'onCall'>, id: string): string {
	return onCall.people.find((person) => person.id === id)?.name ?? id;
}

/** The organisation's own word for a status. */
export function statusWords(
	status: IncidentStatus,
	{ severity }: Pick<Content, 'severity'>,
): string {
	return severity.statusWords[status] ?? `${status.charAt(0).toUpperCase()}${status.slice(1)}`;
}

/** What the names in notes are looked up in. */
export type NoteSources = Pick<
	Content,
	'alertLog' | 'onCall' | 'organisation' | 'process' | 'runbooks' | 'severity'
>;

/** What a note says in one line, without its text. */
export function noteWords(note: Note, content: NoteSources): string {
	const level = (id: string) => content.severity.levels.find((item) => item.id === id)?.label ?? id;
	const because = (reason: string | undefined) => (reason === undefined ? '' : `: ${reason}`);
	switch (note.kind) {
		case 'observation':
			return 'Saw';
		case 'acknowledged':
			return 'Took it';
		case 'severity':
			return `Set the level to ${level(note.level)}${because(note.reason)}`;
		case 'role': {
			const role = content.process.roles.find(({ id }) => id === note.role)?.name ?? note.role;
			return note.person === undefined
				? `${role}: nobody`
				: `${role}: ${personName(content, note.person)}`;
		}
		case 'escalated':
			return `Escalated to ${note.to}: ${note.reason}`;
		case 'milestone':
			return `Milestone: ${note.milestone.replaceAll('-', ' ')}`;
		case 'impact':
			return `Impact: ${Object.entries(note.facts)
				.map(([fact, value]) => `${fact.replaceAll('-', ' ')} ${String(value)}`)
				.join(', ')}`;
		case 'triage':
			return `Triage: ${Object.entries(note.answers)
				.map(([field, answer]) => `${field.replaceAll('-', ' ')}: ${answer}`)
				.join('; ')}`;
		case 'hypothesis':
			return { open: 'Suspects', confirmed: 'Confirmed', 'ruled-out': 'Ruled out' }[note.state];
		case 'command':
			return 'Ran';
		case 'mitigation':
			return `${note.mitigation.replaceAll('-', ' ')}: ${note.result}`;
		case 'verification':
			return `${unended(content.process.verification.find(({ id }) => id === note.item)?.text ?? note.item)}: ${note.outcome}${because(note.reason)}`;
		case 'cause':
			return `Cause: ${note.cause.replaceAll('-', ' ')}`;
		case 'runbook-used':
			return `Runbook ${content.runbooks.find(({ id }) => id === note.runbook)?.value.title ?? note.runbook}: ${note.result}`;
		case 'alert':
			return `Alerts: ${note.alerts
				.map((id) => content.alertLog.find((alert) => alert.id === id)?.value.name ?? id)
				.join(', ')}`;
		case 'communication':
			return `Told ${note.audience ?? content.organisation.channels.find(({ id }) => id === note.channel)?.name ?? note.channel}`;
		case 'decision':
			return 'Decided';
		case 'link':
			return [note.name ?? note.what, note.state, note.reason]
				.filter((part) => part !== undefined)
				.join(', ');
		case 'reference':
			return `Reference ${note.reference}`;
		case 'watch':
			return 'Keep an eye on';
		case 'review':
			return 'Review';
		case 'duplicate':
			return `Part of ${note.of}`;
		case 'resolved':
			return `Resolved${because(note.reason)}`;
		case 'reopened':
			return `Reopened${because(note.reason)}`;
		case 'close-out':
			return `Done: ${content.process.closeOut.find(({ id }) => id === note.item)?.text ?? note.item}`;
	}
}

/** A sentence that goes on. */
const unended = (text: string) => text.replace(/\.$/, '');
