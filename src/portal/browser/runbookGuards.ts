/** Guards of a runbook: boxes that unlock a command, for as long as what they say was looked at lately. */
import type { RunbookProgress } from '../../domain/runbookProgress.ts';
import { guardHolds, guardLasts } from '../../domain/runbookRuns.ts';
import { element, timeHere } from './times.ts';

/** The guards of a page. */
export interface Guards {
	/** Boxes of a step that have to be ticked, or ticked again. */
	open: (step: string) => HTMLInputElement[];
	/** Shows what is kept, and which ticks are too old. */
	show: (own: RunbookProgress) => void;
}

interface Guard {
	step: string;
	key: string;
	box: HTMLInputElement;
	/** Says that a tick is too old. */
	says: HTMLElement;
	ticked: number | undefined;
}

/**
 * Wires all guards.
 *
 * @param changed is told each tick with what the guard says
 * @param lapsed is called when a tick has become too old
 */
export function wireGuards(
	changed: (guard: { step: string; key: string; text: string }, checked: boolean) => void,
	lapsed: () => void,
): Guards {
	const guards = [...document.querySelectorAll<HTMLElement>('.step .guard')].flatMap(guardOf);
	for (const { step, key, box } of guards) {
		box.addEventListener('change', () => {
			changed({ step, key, text: (box.ariaLabel ?? '').replace('Only if: ', '') }, box.checked);
		});
	}
	setInterval(() => {
		const now = Date.now();
		if (guards.some(({ box, ticked }) => box.checked && !guardHolds(ticked, now))) lapsed();
	}, 1000);
	return {
		open: (id) => {
			const now = Date.now();
			return guards.flatMap(({ step, box, ticked }) =>
				step === id && !guardHolds(ticked, now) ? [box] : [],
			);
		},
		show: (own) => {
			const now = Date.now();
			for (const guard of guards) {
				guard.ticked = own.guards[guard.key];
				guard.box.checked = guardHolds(guard.ticked, now);
				const old = guard.ticked !== undefined && !guard.box.checked;
				const words = old
					? `Ticked at ${timeHere(guard.ticked ?? 0, now)}, more than ${guardLasts / 60_000} minutes ago: look again.`
					: '';
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
	return [{ step, key: `${step}/${place.dataset['guard'] ?? ''}`, box, says, ticked: undefined }];
}
