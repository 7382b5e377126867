/** What the badges say: the words and figures of the pages. */
import type { Service } from '../schemas/services.ts';
import type { Badge } from './badge.ts';
import { drawBadge } from './badge.ts';
import type { StatusContent } from './content.ts';
import { headline } from './home.ts';
import { textResponse } from './responses.ts';
import { servicePage } from './service.ts';
import type { Shell } from './shell.ts';
import { isolateText } from './text.ts';

/** How the whole is. */
export function siteBadge(content: StatusContent, shell: Shell): string {
	const { strings } = shell;
	const { condition } = headline(content, shell);
	return draw(content, shell, {
		label: strings.page.status(shell.name),
		value:
			condition === 'operational'
				? // A badge is no sentence.
					strings.headline.clear.replace(/[.。]$/, '')
				: strings.conditions[condition],
		condition,
	});
}

/** How a service is. */
export function serviceBadge(content: StatusContent, shell: Shell, service: Service): string {
	const { strings } = shell;
	const { condition, retiredAt } = servicePage(content, shell, service.id);
	return draw(content, shell, {
		label: service.name,
		value:
			condition !== undefined
				? strings.conditions[condition]
				: retiredAt !== undefined
					? strings.badge.retired
					: strings.services.noData,
		condition,
	});
}

/** How much of the last ninety days a service was there. */
export function uptimeBadge(content: StatusContent, shell: Shell, service: Service): string {
	const { strings } = shell;
	const { uptime } = servicePage(content, shell, service.id);
	return draw(content, shell, {
		label: strings.badge.uptime(service.name, 90),
		value: uptime === undefined ? strings.services.noData : strings.services.percent(uptime),
		condition: undefined,
	});
}

/** A picture cannot know its age, so that it says what it is as of when. */
function draw(
	{ now, validUntil }: StatusContent,
	{ strings, print }: Shell,
	badge: Pick<Badge, 'label' | 'value' | 'condition'>,
): string {
	return drawBadge({
		...badge,
		title: strings.badge.asOf(isolateText(badge.label), badge.value, print.time(now).text),
		description: strings.badge.believed(print.time(validUntil).text),
	});
}

/** A badge as an answer. */
export const badgeResponse = (svg: string) => textResponse(svg, 'image/svg+xml');
