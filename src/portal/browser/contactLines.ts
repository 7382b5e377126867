/** Ways to reach somebody. */
import type { Reach } from '../clocks.ts';
import { element } from './times.ts';

/** Each way on its line, with its kind, as a link where a device can follow it. */
export function contactLines(reach: Reach | undefined): HTMLElement[] {
	return (reach?.contacts ?? []).map(({ kind, value, href, note }) => {
		const line = element('div');
		line.append(element('span', kind, 'soft'), ' ');
		if (href === undefined) line.append(value);
		else {
			const link = element('a', value);
			link.href = href;
			line.append(link);
		}
		if (note !== undefined) line.append(' ', element('span', note, 'soft'));
		return line;
	});
}
