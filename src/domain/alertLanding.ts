/** Where an alert lands: the runbook that names it, and the page to write when none does. */
import type { Content } from './content.ts';

/** One alert that is known by name. */
export interface KnownAlert {
	name: string;
	/** Id of the runbook; `undefined` if nobody has written one. */
	runbook: string | undefined;
	/** Labels whose values the runbook's commands use. */
	labels: string[];
}

/** All alerts that runbooks or `alerts.yaml` name, by name. */
export function knownAlerts({
	runbooks,
	alerts,
}: Pick<Content, 'alerts' | 'runbooks'>): KnownAlert[] {
	const known = new Map<string, KnownAlert>(
		alerts.rules.map(({ name }) => [name, { name, runbook: undefined, labels: [] }]),
	);
	for (const { id, value } of runbooks) {
		const labels = value.variables.flatMap(({ label }) => label ?? []);
		for (const name of value.alerts) {
			if (known.get(name)?.runbook === undefined) known.set(name, { name, runbook: id, labels });
		}
	}
	return [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether a page can have this name: one that would leave its folder cannot. */
export const hasPage = (name: string) =>
	!name.split('/').some((part) => part === '' || part === '.' || part === '..');

/** `HighErrorRate` → `high-error-rate`. */
export function fileNameOf(alert: string): string {
	const words = alert
		.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
		.replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '')
		.slice(0, 60);
	return words === '' ? 'new-runbook' : words;
}

/** `HighErrorRate` → `High error rate`. */
const titleOf = (alert: string) => {
	const words = fileNameOf(alert).replaceAll('-', ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
};

/**
 * A first runbook for an alert, valid as it stands, for somebody to complete. A browser makes it too, from a name
 * in an address: whatever the name holds, it is text.
 *
 * @param escalateTo a rotation, contact or person to call
 */
export function firstRunbook(
	alert: string,
	escalateTo: string | undefined,
): { path: string; text: string } {
	const name = JSON.stringify(alert.toWellFormed());
	const call =
		escalateTo === undefined
			? ''
			: `
## Escalate

<Escalate id="call" title="Call somebody" to="${escalateTo}">

Say what you saw, and what you have tried.

</Escalate>
`;
	return {
		path: `runbooks/${fileNameOf(alert)}.mdx`,
		text: `---
title: ${JSON.stringify(titleOf(alert))}
status: draft
kind: alert
alerts: [${name}]
---

Not written yet: what this alert means, whom it hurts, and what to do first.

## Find out

<Check id="look" title="Is it still there?">

1. Open the alert and read its labels.
2. Look whether customers notice.

<Expect>Not written yet: what is seen when all is well.</Expect>
</Check>
${call}`,
	};
}
