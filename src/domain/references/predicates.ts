/** Whether conditions ask for facts that exist, and compare them with something they can be. */
import type { FactTest, FactType, Predicate } from '../../schemas/predicate.ts';
import { builtInFacts } from '../../schemas/predicate.ts';
import type { Severity } from '../../schemas/severity.ts';
import { detections } from '../../schemas/vocabulary.ts';
import type { Problem } from '../problem.ts';
import type { Known, Names, Place } from './known.ts';
import { error, refer } from './known.ts';

/** Problems of one condition at a place. */
export function predicateProblems(
	predicate: Predicate | undefined,
	severity: Severity,
	known: Known,
	place: Place,
): Problem[] {
	if (predicate === undefined) return [];
	const below = (list: readonly Predicate[], name: string) =>
		list.flatMap((item, index) =>
			predicateProblems(item, severity, known, {
				...place,
				field: `${place.field}.${name}.${index}`,
			}),
		);
	if ('all' in predicate) return below(predicate.all, 'all');
	if ('any' in predicate) return below(predicate.any, 'any');
	if ('not' in predicate) {
		return predicateProblems(predicate.not, severity, known, {
			...place,
			field: `${place.field}.not`,
		});
	}
	const unknown = refer(predicate.fact, known.facts, { ...place, field: `${place.field}.fact` });
	return unknown.length > 0
		? unknown
		: testProblems(predicate, typeOf(predicate.fact, severity), known, place);
}

function typeOf(fact: string, { facts }: Severity): FactType {
	// Not `in`: every object also has names of the language, such as `constructor`.
	if (Object.hasOwn(builtInFacts, fact)) return builtInFacts[fact as keyof typeof builtInFacts];
	return facts.find(({ id }) => id === fact)?.type === 'yes-no' ? 'yes-no' : 'number';
}

const numberTests = ['over', 'at-least', 'under', 'at-most'] as const;

function testProblems(test: FactTest, type: FactType, known: Known, place: Place): Problem[] {
	const at = (field: string) => ({ ...place, field: `${place.field}.${field}` });
	const fits = {
		'yes-no': ['is'],
		number: ['is', ...numberTests],
		duration: ['longer-than'],
		id: ['is', 'includes'],
		ids: ['includes'],
	}[type];
	const misfit = Object.keys(test)
		.filter((name) => name !== 'fact' && !fits.includes(name))
		.map((name) =>
			error(
				at(name),
				`\`${test.fact}\` cannot be compared with \`${name}\`.`,
				`It is ${kindOf[type]}; use ${fits.map((item) => `\`${item}\``).join(', ')}.`,
			),
		);
	if (type === 'yes-no' && test.is !== undefined && typeof test.is !== 'boolean') {
		misfit.push(
			error(at('is'), `\`${test.fact}\` is true or false.`, 'Write `is: true` or `is: false`.'),
		);
	}
	const wanted = [
		...(typeof test.is === 'string' ? [test.is] : []),
		...(typeof test.includes === 'string' ? [test.includes] : (test.includes ?? [])),
	];
	const names = namesOf(test.fact, known);
	return [...misfit, ...(names ? wanted.flatMap((name) => refer(name, names, place)) : [])];
}

const kindOf: Record<FactType, string> = {
	'yes-no': 'true or false',
	number: 'a number',
	duration: 'a length of time',
	id: 'a name',
	ids: 'a list of names',
};

/** The names that a fact's value has to be among. */
function namesOf(fact: string, known: Known): Names | undefined {
	if (fact === 'level') return known.levels;
	if (fact === 'services' || fact === 'services-down') return known.services;
	if (fact === 'detected-by') {
		const list: readonly string[] = detections;
		return {
			thing: 'way of detection',
			where: 'the description of the file',
			has: (name) => list.includes(name),
			list,
		};
	}
	return undefined;
}
