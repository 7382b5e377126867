/** References and gaps of `on-call.yaml`. */
import type { Ladder, LadderTarget, OnCall } from '../../schemas/onCall.ts';
import type { Instant } from '../../schemas/values.ts';
import { inZone } from '../calendar.ts';
import type { Content } from '../content.ts';
import { coverageOf } from '../coverage.ts';
import { overlappingOverrides } from '../onCall.ts';
import type { Problem } from '../problem.ts';
import type { Known, Names, Place } from './known.ts';
import { error, refer, referAll, twice } from './known.ts';

const file = 'on-call.yaml';

/** Problems of who is on call, as of `now`. */
export function onCallProblems(content: Content, known: Known, now: Instant): Problem[] {
	const { onCall } = content;
	return [
		...(['people', 'rotations', 'ladders', 'contacts', 'systems', 'access'] as const).flatMap(
			(list) =>
				twice(
					onCall[list].map(({ id }) => id),
					{ file, field: list },
				),
		),
		...rotationProblems(content, known),
		...coverageProblems(content, now),
		...onCall.overrides.flatMap(({ rotation, person }, index) => [
			...refer(rotation, known.rotations, { file, field: `overrides.${index}.rotation` }),
			...refer(person, known.people, { file, field: `overrides.${index}.person` }),
		]),
		...overrideWarnings(onCall.overrides),
		...onCall.ladders.flatMap((ladder, index) => ladderProblems(ladder, index, content, known)),
		...onCall.access.flatMap(({ system, rotations }, index) => [
			...refer(system, known.systems, { file, field: `access.${index}.system` }),
			...referAll(rotations, known.rotations, { file, field: `access.${index}.rotations` }),
		]),
		...refer(onCall.handoff?.rotation, known.rotations, { file, field: 'handoff.rotation' }),
		...refer(onCall.handoff?.channel, known.channels, { file, field: 'handoff.channel' }),
		...refer(onCall.handoff?.template, known.templates, { file, field: 'handoff.template' }),
	];
}

/** Of two overrides at the same time the later in the list wins, so it has a meaning. */
function overrideWarnings(overrides: OnCall['overrides']): Problem[] {
	const later = new Set(overlappingOverrides(overrides).map(([, second]) => second));
	return [...later].map((override) => ({
		severity: 'warning',
		file,
		field: `overrides.${overrides.indexOf(override)}`,
		message: `Another override of \`${override.rotation}\` holds at the same time.`,
		cure: 'The later in the list wins; shorten or remove one of them.',
	}));
}

function rotationProblems({ onCall, organisation }: Content, known: Known): Problem[] {
	return onCall.rotations.flatMap(({ layers, covers }, rotation) => [
		...layers.flatMap(({ members, hours, from, until }, layer) => {
			const field = `rotations.${rotation}.layers.${layer}`;
			return [
				...referAll(members, known.people, { file, field: `${field}.members` }),
				...(hours !== 'always' && !organisation.workingHours
					? [
							error(
								{ file, field: `${field}.hours` },
								'This layer goes by working hours, and nothing says when people work.',
								'Add `working-hours` to organisation.yaml.',
							),
						]
					: []),
				...(from !== undefined && until !== undefined && until <= from
					? [
							error(
								{ file, field: `${field}.until` },
								'The layer ends before it begins.',
								'Swap `from` and `until`.',
							),
						]
					: []),
			];
		}),
		...(covers !== 'always' && !organisation.workingHours
			? [
					error(
						{ file, field: `rotations.${rotation}.covers` },
						'This rotation goes by working hours, and nothing says when people work.',
						'Add `working-hours` to organisation.yaml.',
					),
				]
			: []),
	]);
}

function coverageProblems(content: Content, now: Instant): Problem[] {
	const { site, onCall } = content;
	return coverageOf(content, now).flatMap(({ rotation, gaps, unmanned }, index) => {
		const when = (instant: Instant) => {
			const from = inZone(instant, rotation.zone ?? site.zone);
			return `${from.toPlainDate().toString()}, ${from.toPlainTime().toString({ smallestUnit: 'minute' })}`;
		};
		const place = { file, field: `rotations.${index}` };
		const [gap] = gaps;
		// One problem a person: their next turn has the same cure.
		const first = unmanned.filter(
			({ person }, at) => unmanned.findIndex((other) => other.person === person) === at,
		);
		return [
			...(gap
				? [
						error(
							place,
							`Nobody has \`${rotation.id}\` from ${when(gap.start)}.`,
							'Let a layer go on, or add an override for that time.',
						),
					]
				: []),
			...first.map(({ person, start, why }) => {
				const name = onCall.people.find(({ id }) => id === person)?.name ?? person;
				return error(
					place,
					why === 'left'
						? `\`${rotation.id}\` falls to ${name}, who has left, from ${when(start)}.`
						: `\`${rotation.id}\` falls to \`${person}\`, of whom not everything is written yet, from ${when(start)}.`,
					why === 'left'
						? 'Take them out of the layer, or add an override for that time.'
						: 'Write name and contacts of that person, or put somebody else in their place.',
				);
			}),
		];
	});
}

function ladderProblems(ladder: Ladder, index: number, content: Content, known: Known): Problem[] {
	const field = `ladders.${index}.steps`;
	return ladder.steps.flatMap(({ value: steps }) => {
		const last = steps.at(-1);
		const everyoneAsleep = steps.every(({ to }) => 'ticket' in to);
		return [
			...steps.flatMap(({ to }, step) =>
				targetProblems(to, known, { file, field: `${field}.${step}.to` }),
			),
			...steps.flatMap(({ after }, step) =>
				step > 0 && after < (steps[step - 1]?.after ?? 0)
					? [
							error(
								{ file, field: `${field}.${step}.after` },
								'This step comes before the one above it.',
								'Put the steps in the order in which people are called.',
							),
						]
					: [],
			),
			...(last && !everyoneAsleep && !endsAtSomeone(last.to, content, new Set([ladder.id]))
				? [
						error(
							{ file, field: `${field}.${steps.length - 1}.to` },
							`The ladder \`${ladder.id}\` never ends at a person.`,
							'Let its last step call a person, a rotation or a contact.',
						),
					]
				: []),
		];
	});
}

function targetProblems(to: LadderTarget, known: Known, place: Place): Problem[] {
	const one = (name: string | undefined, names: Names) => refer(name, names, place);
	if ('rotation' in to) return one(to.rotation, known.rotations);
	if ('person' in to) return one(to.person, known.people);
	if ('contact' in to) return one(to.contact, known.contacts);
	if ('channel' in to) return one(to.channel, known.channels);
	if ('ladder' in to) return one(to.ladder, known.ladders);
	return [];
}

/** Whether a last step leads to somebody, through other ladders but in no circle. */
function endsAtSomeone(to: LadderTarget, content: Content, seen: ReadonlySet<string>): boolean {
	if ('channel' in to || 'ticket' in to) return false;
	if (!('ladder' in to)) return true;
	const next = content.onCall.ladders.find(({ id }) => id === to.ladder);
	if (!next || seen.has(next.id)) return false;
	return next.steps.every(({ value }) => {
		const last = value.at(-1);
		return last !== undefined && endsAtSomeone(last.to, content, new Set([...seen, next.id]));
	});
}
