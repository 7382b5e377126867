/** References of runbooks, handbook pages, post-mortems and templates. */
import type { Content, Page } from '../content.ts';
import { masked, maskLine } from '../logMask.ts';
import type { Problem } from '../problem.ts';
import { tooWide } from '../signatureBreadth.ts';
import type { Known, Place } from './known.ts';
import { error, refer, referAll } from './known.ts';
import { predicateProblems } from './predicates.ts';

/** Problems of pages and templates. */
export function pageProblems(content: Content, known: Known): Problem[] {
	return [
		...sameIds(content.runbooks),
		...sameIds(content.handbook),
		...sameIds(content.postMortems),
		...runbookProblems(content, known),
		...postMortemProblems(content, known),
		...content.templates.flatMap(({ path: file, value }) => [
			...refer(value.channel, known.channels, { file, field: 'channel' }),
			...predicateProblems(value.when, content.severity, known, { file, field: 'when' }),
		]),
		...content.handbook
			.filter(({ value }) => value.example === true && content.site.exampleAnchor === undefined)
			.map(({ path: file }) =>
				error(
					{ file, field: 'example' },
					'This page moves with `example-anchor`, and site.yaml has none.',
					'Remove `example: true`.',
				),
			),
	];
}

/** A page is referred to by its file name alone, whatever its folder. */
function sameIds(pages: readonly Page<unknown>[]): Problem[] {
	return pages.flatMap(({ id, path }, index) => {
		const first = pages.findIndex((page) => page.id === id);
		return first === index
			? []
			: [
					{
						severity: 'error' as const,
						file: path,
						message: `\`${pages[first]?.path}\` has the same name.`,
						cure: 'Rename one of the two; pages are referred to by their file name.',
					},
				];
	});
}

function runbookProblems(content: Content, known: Known): Problem[] {
	const claimed = new Map<string, string>();
	return content.runbooks.flatMap(({ path: file, value }) => [
		...referAll(value.services, known.services, { file, field: 'services' }),
		...refer(value.level, known.levels, { file, field: 'level' }),
		...referAll(value.access, known.access, { file, field: 'access' }),
		...referAll(value.related, known.runbooks, { file, field: 'related' }),
		...escalationProblems(value.escalateTo, known, file),
		...signatureProblems(value.signatures, file),
		...value.alerts.flatMap((alert, index) =>
			alertPattern(alert, content, { file, field: `alerts.${index}` }),
		),
		...value.alerts.flatMap((alert, index) => {
			const other = claimed.get(alert);
			if (other === undefined) claimed.set(alert, file);
			return other === undefined
				? []
				: [
						error(
							{ file, field: `alerts.${index}` },
							`\`${alert}\` already leads to \`${other}\`.`,
							'An alert leads to one runbook; link from there to this one.',
						),
					];
		}),
	]);
}

/** A signature is found by its fixed words; without them every line would lead here, and with few too many. */
function signatureProblems(signatures: readonly string[], file: string): Problem[] {
	return signatures.flatMap((signature, index) => {
		const place = { file, field: `signatures.${index}` };
		const fixed = maskLine(signature.replaceAll(/<[^<>]*>/g, ' ')).replaceAll(masked, ' ');
		if (!/[\p{L}\p{N}]{3}/u.test(fixed)) {
			return [
				error(
					place,
					`\`${signature}\` fits every line.`,
					'Keep at least one word of the message that does not change.',
				),
			];
		}
		const message = tooWide(signature);
		return message === undefined
			? []
			: [
					{
						severity: 'warning' as const,
						...place,
						message,
						cure: 'Add the words of the message that only this trouble has.',
					},
				];
	});
}

/** A name with a star in it: nothing that fires is called so, and the address `/r/<name>/` would lead nowhere. */
function alertPattern(alert: string, { alerts, alertLog }: Content, place: Place): Problem[] {
	if (!alert.includes('*')) return [];
	const parts = alert.split(/\.?\*/).map((part) => RegExp.escape(part));
	const pattern = new RegExp(`^${parts.join('.*')}$`);
	const fitting = [
		...new Set([
			...alerts.rules.map(({ name }) => name),
			...alertLog.map(({ value }) => value.name),
		]),
	].filter((name) => pattern.test(name));
	return [
		error(
			place,
			`\`${alert}\` is not the name of an alert: a \`*\` stands for nothing here.`,
			fitting.length === 0
				? 'Write the name of each alert, as it fires, on a line of its own.'
				: `Write each name on a line of its own: ${fitting.map((name) => `\`${name}\``).join(', ')}.`,
		),
	];
}

/** A runbook may send people to a rotation, a contact or a person. */
function escalationProblems(to: string | undefined, known: Known, file: string): Problem[] {
	if (to === undefined) return [];
	const list = [...known.rotations.list, ...known.contacts.list, ...known.people.list];
	return refer(
		to,
		{
			thing: 'rotation, contact or person',
			where: 'on-call.yaml',
			list,
			has: (name) => list.includes(name),
		},
		{ file, field: 'escalate-to' },
	);
}

function postMortemProblems({ postMortems, severity }: Content, known: Known): Problem[] {
	const written = new Map<string, string>();
	const actions = new Map<string, string>();
	return postMortems.flatMap(({ path: file, value }) => {
		const other = written.get(value.incident);
		if (other === undefined) written.set(value.incident, file);
		return [
			...refer(value.incident, known.incidents, { file, field: 'incident' }),
			...(other === undefined
				? []
				: [
						error(
							{ file, field: 'incident' },
							`\`${other}\` is about the same incident.`,
							'Make them one.',
						),
					]),
			...referAll(value.runbookChanges, known.runbooks, { file, field: 'runbook-changes' }),
			...(severity.postMortem.needsRunbookChange &&
			['published', 'closed'].includes(value.status) &&
			value.runbookChanges.length === 0 &&
			value.noRunbookChange === undefined
				? [
						error(
							{ file, field: 'status' },
							'It is published, and no runbook was changed because of it.',
							'Name the runbook under `runbook-changes`, or say in `no-runbook-change` why none had to change.',
						),
					]
				: []),
			...(severity.postMortem.needsActions &&
			['published', 'closed'].includes(value.status) &&
			value.actions.length === 0 &&
			value.noActions === undefined
				? [
						error(
							{ file, field: 'status' },
							'It is published, and nothing follows from it.',
							'Add an action, or say in `no-actions` why nothing has to be done.',
						),
					]
				: []),
			...value.actions.flatMap(({ id }, index) => {
				const first = actions.get(id);
				if (first === undefined) actions.set(id, file);
				return first === undefined
					? []
					: [
							error(
								{ file, field: `actions.${index}.id` },
								`The action \`${id}\` is also in \`${first}\`.`,
								'Give it another id; actions are listed together.',
							),
						];
			}),
		];
	});
}
