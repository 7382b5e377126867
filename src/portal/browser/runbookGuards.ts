/** Guards of a runbook: boxes that unlock a command, for as long as what they say was looked at lately. */
import type { RunbookProgress } from '../../domain/runbookProgress.ts';
import { guardHolds, guardLasts } from '../../domain/runbookRuns.ts';
import { element, timeHere } from './times.ts';

/** The guards of a page. */
export interface Guards {
	/** Boxes of a step that have to be ticked, or ticked again. */
	open: (step: string) => HTMLInputElement[];
	/** Shows what is kept, and which ticks are too old. */
	show: () => void;
}

interface Guard {
	step: string;
	key: string;
	box: HTMLInputElement;
	/** Says that a tick is too old. */
	says: HTMLElement;
}

/**
 * Wires all guards.
 *
 * @param progress what is kept
 * @param changed is told each tick with what the guard says
 * @param lapsed is called when a tick has become too old
 */
export function wireGuards(
	progress: () => RunbookProgress,
	changed: (guard: { step: string; key: string; text: string }, checked: boolean) => void,
	lapsed: () => void,
): Guards {
	const guards = [...document.querySelectorAll<HTMLElement>('.step .guard')].flatMap(guardOf);
	for (const { step, key, box } of guards) {
		box.addEventListener('change', () => {
			changed({ step, key, text: (box.ariaLabel ?? '').replace('Only if: ', '') }, box.checked);
		});
	}
	const holds = ({ key }: Guard) => guardHolds(progress().guards[key], Date.now());
	setInterval(() => {
		if (guards.some((guard) => guard.box.checked && !holds(guard))) lapsed();
	}, 1000);
	return {
		open: (id) =>
			guards.flatMap((guard) => (guard.step === id && !holds(guard) ? [guard.box] : [])),
		show: () => {
			for (const guard of guards) {
				const ticked = progress().guards[guard.key];
				guard.box.checked = holds(guard);
				const words =
					ticked === undefined || guard.box.checked
						? ''
						: `Ticked at ${timeHere(ticked, Date.now())}, more than ${guardLasts / 60_000} minutes ago: look again.`;
				if (guard.says.textContent !== words) guard.says.textContent = words;
			}
		},
	};
}

function guardOf(place: HTMLElement): Guard[] {
	const step = place.closest<HTMLElement>('.step')?.dataset['step'] ?? '';
	const box = place.querySelector<HTMLInputElement>('.tick');
	if (!box) return [];
	const says = element('p', '', 'again');
	says.role = 'status';
	place.append(says);
	return [{ step, key: `${step}/${place.dataset['guard'] ?? ''}`, box, says }];
}
