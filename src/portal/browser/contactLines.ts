/** Ways to reach somebody. */
import type { Reach } from '../clocks.ts';
import { element } from './times.ts';

/** Each way on its line, as a link where a device can follow it. */
export function contactLines(reach: Reach | undefined): HTMLElement[] {
	return (reach?.contacts ?? []).map(({ value, href }) => {
		const line = element('div');
		if (href === undefined) line.textContent = value;
		else {
			const link = element('a', value);
			link.href = href;
			line.append(link);
		}
		return line;
	});
}
