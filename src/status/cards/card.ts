/** The pictures that go with a link to the status page: one an indicator, the same for every organisation. */
import { overall } from '../../domain/indicator.ts';
import type { Condition, Indicator } from '../../schemas/vocabulary.ts';
import { signShapes } from '../../ui/signs.ts';

/** Size in pixels, as social networks ask for it. */
export const cardSize = { width: 1200, height: 630 };

/** The sign of each indicator. Its words are in no language: the link's own title says the rest. */
const signs: Record<Indicator, Condition> = {
	none: 'operational',
	maintenance: 'under-maintenance',
	minor: 'degraded-performance',
	major: 'partial-outage',
	critical: 'major-outage',
};

/**
 * The card of a page about one service, incident or maintenance: that of the indicator which the whole page
 * would have if this were all there is. A page about the whole has the card of its own indicator, which is
 * often a milder one, as the rest may well be working.
 */
export const cardOf = (condition: Condition): Indicator => overall([condition], false).indicator;

/**
 * A card as a page to be photographed: a large sign above ninety days, of which only the last is marked.
 * @param tokens the text of `tokens.css`
 */
export function cardPage(indicator: Indicator, tokens: string): string {
	const condition = signs[indicator];
	const days = Array.from({ length: 90 }, (_, day) => {
		const last = day === 89 && condition !== 'operational';
		return `<rect x="${day * 11}" width="8" height="64" fill="var(--${last ? condition : 'track'})"/>`;
	});
	return `<!doctype html><meta charset="utf-8"><title>${indicator}</title><style>${tokens}
:root{color-scheme:light}
body{margin:0;width:${cardSize.width}px;height:${cardSize.height}px;background:var(--paper);display:grid;place-content:center;gap:80px;justify-items:center}
.sign{width:240px;height:240px;fill:var(--${condition});color:var(--${condition})}
</style><svg class="sign" viewBox="0 0 16 16">${signShapes[condition]}</svg><svg width="987" height="64">${days.join('')}</svg>`;
}
