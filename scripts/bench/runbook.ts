/** The text of generated runbooks: the length and the components of real ones, and words of their own. */
import { picker, random } from './random.ts';

/** Folders over which runbooks are spread. */
export const runbookFolders = 20;

const onsets = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z'];
const nuclei = ['a', 'e', 'i', 'o', 'u'];
const syllables = onsets.flatMap((onset) => nuclei.map((nucleus) => onset + nucleus));
/** `index` written in syllables: no two indexes share it, so every page has words that only it has. */
const ownSyllables = (index: number) =>
	`${syllables[index % syllables.length]}${syllables[Math.floor(index / syllables.length) % syllables.length]}`;

/** Path of the runbook below `runbooks/`, without its ending. */
export const runbookPath = (index: number) =>
	`team-${(index % runbookFolders) + 1}/${runbookId(index)}`;
const runbookId = (index: number) => `${ownSyllables(index)}-${index + 1}`;

/**
 * Runbook `index` as a page of the content root, with eight steps and eight code blocks. An index has the
 * same text whatever the number of runbooks, as long as that is twenty or more.
 *
 * @param count how many runbooks there are, because runbooks point at each other
 */
export function runbookText(index: number, count: number): string {
	const next = random(index + 1);
	const pick = picker(next);
	const own = ownSyllables(index);
	const words = Array.from(
		{ length: 24 },
		() => own + pick(syllables) + pick(['n', 'r', 's', 'k']),
	);
	const word = () => pick(words);
	const name = `${own.charAt(0).toUpperCase()}${own.slice(1)}${pick(syllables)}`;
	const neighbour = runbookId((index + 1) % Math.min(count, runbookFolders));
	const sentence = () =>
		pick([
			`The ${word()} of ${word()} decides whether ${word()} can go on; look there before ${word()}.`,
			`A full ${word()} shows first at ${word()}, then at ${word()}, and customers feel it last.`,
			`When ${word()} has been moved, ${word()} takes a minute to follow; wait for ${word()}.`,
			`Never touch ${word()} while ${word()} is still writing, because what ${word()} holds is not copied.`,
		]);
	const check = (id: string, then: string, otherwise: string) => `
<Check id="${id}" title="How is ${word()} doing?" timebox="PT3M">

${sentence()}

\`\`\`bash
kubectl get pods --namespace "$NAMESPACE" --selector app=${word()} --sort-by=.metadata.creationTimestamp
kubectl logs --namespace "$NAMESPACE" --selector app=${word()} --tail=50 | grep --count '${word()}'
\`\`\`

<Expect>Every pod \`Running\`, and \`${word()}\` below ${Math.ceil(next() * 90)}.</Expect>
<If says="It is higher than that" then="${then}" />
<If says="${word()} does not answer" then="${otherwise}">${sentence()}</If>
</Check>
`;
	const command = (id: string, then: string) => `
<Command id="${id}" title="Give ${word()} more room" risk="reversible">

${sentence()}

\`\`\`bash
kubectl scale deployment ${word()} --namespace "$NAMESPACE" --replicas=${Math.ceil(next() * 12)}
kubectl rollout status deployment ${word()} --namespace "$NAMESPACE" --timeout=5m
curl --silent "https://${word()}.example.com/health" | jq --raw-output '.${word()}'
\`\`\`

<Expect>\`deployment "${word()}" successfully rolled out\`, then \`ok\`.</Expect>
<Undo>Scale ${word()} back to what the first line printed.</Undo>
<If says="It is well again" then="${then}" />
<If says="${word()} is still slow" then="runbook:${neighbour}" />
</Command>
`;
	return `---
title: ${name} ${pick(['is slow', 'is full', 'does not answer', 'loses messages', 'restarts'])}
description: ${sentence()}
owner: Team ${(index % runbookFolders) + 1}
kind: alert
services: [service-${(index % 20) + 1}]
aliases: [${word()}, ${word()}]
symptoms:
  - ${sentence()}
  - ${sentence()}
level: sev2
variables:
  - { name: NAMESPACE, prompt: Kubernetes namespace, default: shop }
last-validated:
  on: 2026-10-01
  by: Somebody
  how: rehearsal
  evidence: It was followed to the end on the spare cluster
---

${sentence()} ${sentence()} ${sentence()}

:::caution[Before you begin]
${sentence()} ${sentence()}
:::

## Find out
${check('first', 'second', 'scale')}${check('second', 'third', 'move')}${check('third', 'scale', 'spare')}
## Mend
${command('scale', 'verify')}${command('move', 'verify')}${command('spare', 'verify')}
## Verify
${check('verify', 'first', 'again')}${check('again', 'first', 'second')}`;
}

/**
 * The same page for a site that has none of our components: steps are headings, their ends fall away, and
 * a result is a line with a link. Prose and code blocks stay as they are.
 */
export function withoutComponents(text: string): string {
	return text
		.replace(/<(?:Check|Command) id="[^"]*" title="([^"]*)"[^>]*>/g, '### $1')
		.replace(
			/<If says="([^"]*)" then="(?:runbook:)?([^"]*)"(?: \/>|>(.*)<\/If>)/g,
			'\n$1: [$2](#$2) $3',
		)
		.replace(/<\/?(?:Check|Command|Expect|Undo)>/g, '');
}
