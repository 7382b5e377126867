/** What responders answered to the organisation's questions, in words. */
import type { Fact } from '../schemas/predicate.ts';
import type { FactValue } from './predicate.ts';

/** An answer with its unit; `undefined` where nobody has answered. */
export function answerWords(
	{ type }: Pick<Fact, 'type'>,
	answer: FactValue | undefined,
	currency: string,
): string | undefined {
	if (answer === undefined) return undefined;
	switch (type) {
		case 'yes-no':
			return answer === true ? 'yes' : answer === false ? 'no' : String(answer);
		case 'percent':
			return `${String(answer)} %`;
		case 'money-per-hour':
			return `${String(answer)} ${currency} an hour`;
		case 'seconds':
			return `${String(answer)} s`;
		case 'count':
			return String(answer);
	}
}
