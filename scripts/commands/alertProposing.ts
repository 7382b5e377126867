/** A proposal in words, for people, pull requests and programs. All of them are the organisation’s or ours. */
import type { AlertChanges } from '../../src/domain/alertEpisode.ts';
import type { AlertProposal } from '../../src/domain/alertProposal.ts';
import type { StoredAlert } from '../../src/domain/response.ts';

/** The day an alert began to fire, in UTC. */
export const day = ({ value }: StoredAlert) => new Date(value.fired).toISOString().slice(0, 10);

/** What is proposed for an alert; the last line says where it belongs. */
export function proposalLines({ id, value }: StoredAlert, proposal: AlertProposal): string[] {
	const { incident, together, level } = proposal;
	return [
		value.runbook === undefined ? 'No runbook is for it.' : `Runbook: ${value.runbook}.`,
		...levelLines(proposal),
		...(together.length > 0
			? [`Probably one trouble with ${together.map((alert) => alert.id).join(', ')}.`]
			: []),
		incident
			? `It probably belongs to incident ${incident.id}. To add it there: npm run alert -- open ${id}`
			: `To open an incident for it: npm run alert -- open ${id}${level ? '' : ' --severity <level>'}`,
	];
}

/** The same for programs. */
export function proposalData({ value }: StoredAlert, proposal: AlertProposal) {
	return {
		runbook: value.runbook,
		service: value.service,
		level: proposal.level?.level.id,
		rule: proposal.level?.rule,
		incident: proposal.incident?.id,
		together: proposal.together.map(({ id }) => id),
	};
}

/** What a post changed of a kept alert, as a title. */
export function newsTitle(id: string, { ended, acknowledged }: AlertChanges): string {
	if (ended === 'taken-back') return `Alert ${id} fires again`;
	if (ended !== undefined) return `Alert ${id} is over`;
	return acknowledged === undefined ? `Alert ${id} got worse` : `Alert ${id} is acknowledged`;
}

/** What may be done now. Nobody’s incident is resolved by a machine. */
export function newsLines({ id, value }: StoredAlert, { ended }: AlertChanges): string[] {
	if (ended === undefined || ended === 'taken-back') return [];
	return value.incident === undefined
		? value.disposition === undefined
			? [`Say what became of it: npm run alert -- disposition ${id} true|false|duplicate|by-itself`]
			: []
		: [
				`Its incident stays open until somebody resolves it: npm run incident -- resolve ${value.incident} --message "…"`,
			];
}

function levelLines({ incident, level }: AlertProposal): string[] {
	if (level) {
		const holds = level.untilProvenOtherwise ? ' This holds until somebody shows otherwise.' : '';
		return [`Proposed level: ${level.level.label}. ${level.text}${holds}`];
	}
	return incident ? [] : ['Nothing says how bad it is.'];
}
