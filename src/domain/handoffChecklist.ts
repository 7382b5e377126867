/** What a hand-off is gone through by, each point with the data that belongs to it. */
import type { OnCall } from '../schemas/onCall.ts';
import type { Instant } from '../schemas/values.ts';
import type { Content } from './content.ts';
import type { Handoff } from './handoff.ts';
import { timePrinter } from './time.ts';
import { personName } from './words.ts';

/** One point of the checklist. */
export interface HandoffPoint {
	text: string;
	/** What is known of it, a line each; `undefined` where it shows nothing. */
	shown: string[] | undefined;
}

type Shows = NonNullable<NonNullable<OnCall['handoff']>['checklist'][number]['shows']>;

/** What the lists of a hand-off say. */
export type HandoffLists = Readonly<Record<Exclude<Shows, 'contacts' | 'alert-test'>, string[]>>;

/** The organisation's checklist, in order. Evidence younger than `now` is not known yet. */
export function handoffChecklist(
	handoff: Pick<Handoff, 'primary' | 'secondary' | 'zone'>,
	lists: HandoffLists,
	content: Pick<Content, 'onCall' | 'checks'>,
	now: Instant,
): HandoffPoint[] {
	const print = timePrinter(handoff.zone, 'en');
	const latest = (wanted: (check: Content['checks'][number]['value']) => boolean) =>
		content.checks
			.map(({ value }) => value)
			.filter((check) => check.at <= now && wanted(check))
			.toSorted((a, b) => a.at - b.at)
			.at(-1);
	const reach = (person: string) => {
		const contacts = content.onCall.people.find(({ id }) => id === person)?.contacts ?? [];
		const checked = latest(
			({ kind, subject }) => kind === 'contacts-verified' && subject === person,
		);
		return [
			`${personName(content, person)}: ${contacts.map(({ value }) => value).join(', ') || 'no way to reach them'}`,
			checked === undefined ? 'never verified' : `verified on ${print.time(checked.at).day}`,
		].join('; ');
	};
	const shownBy: Record<Shows, () => string[]> = {
		...mapLists(lists),
		contacts: () =>
			[handoff.primary, handoff.secondary].flatMap((person) =>
				person === undefined ? [] : [reach(person)],
			),
		'alert-test': () => {
			const test = latest(({ kind }) => kind === 'alert-route-tested');
			return test === undefined
				? ['No test is on file.']
				: [`${test.subject}, ${print.time(test.at).text}: ${test.result}. ${test.evidence}`];
		},
	};
	return (content.onCall.handoff?.checklist ?? []).map(({ text, shows }) => ({
		text,
		shown: shows === undefined ? undefined : shownBy[shows](),
	}));
}

const mapLists = (lists: HandoffLists) =>
	Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, () => list])) as Record<
		keyof HandoffLists,
		() => string[]
	>;
