/** How freely a step may be taken: more may be risked while more is being lost. */
import type { Level } from '../schemas/severity.ts';
import type { StepRisk } from '../schemas/vocabulary.ts';
import { stepRisks } from '../schemas/vocabulary.ts';

/** What a level says of a step of some risk; `undefined` where it says nothing. */
export function toneOf(
	{ label, risks }: Pick<Level, 'label' | 'risks'>,
	risk: StepRisk,
): string | undefined {
	if (!risks) return undefined;
	if (stepRisks.indexOf(risk) <= stepRisks.indexOf(risks.withoutAsking)) {
		return `At ${label} this may be done without asking.`;
	}
	return `At ${label} ask ${risks.ask ?? 'somebody'} first.`;
}
