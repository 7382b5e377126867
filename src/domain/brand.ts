/**
 * Whether an organisation's colour can be read on our paper, and the nearest one that can. Contrast by WCAG 2.2,
 * success criterion 1.4.3: 4.5 to 1 for text.
 */
import { clampChroma, converter, formatHex, wcagContrast } from 'culori';
import type { Site } from '../schemas/site.ts';
import type { Problem } from './problem.ts';

/** What text stands on, by scheme: the page and a card. `ui/tokens.css` has the same. */
export const papers = {
	light: ['oklch(0.985 0.005 95)', 'oklch(1 0 0)'],
	dark: ['oklch(0.19 0.014 260)', 'oklch(0.23 0.016 260)'],
} as const;
export type Scheme = keyof typeof papers;

const textContrast = 4.5;
const toOklch = converter('oklch');

/** The lowest contrast that a colour has on the papers of a scheme. */
export function contrastIn(scheme: Scheme, colour: string): number {
	return Math.min(...papers[scheme].map((paper) => wcagContrast(colour, paper)));
}

/**
 * The colour of the same hue that is nearest in lightness and can be read.
 *
 * @param colour six hexadecimal digits, e.g. `#ffcc00`
 */
export function nearestReadable(scheme: Scheme, colour: string): string {
	const start = toOklch(colour);
	if (!start || contrastIn(scheme, colour) >= textContrast) return colour;
	const step = scheme === 'light' ? -0.002 : 0.002;
	for (let l = start.l; l >= 0 && l <= 1; l += step) {
		const candidate = formatHex(clampChroma({ ...start, l }, 'oklch'));
		if (contrastIn(scheme, candidate) >= textContrast) return candidate;
	}
	return scheme === 'light' ? '#000000' : '#ffffff';
}

/** Colours of the brand that cannot be read. */
export function brandProblems({ brand }: Pick<Site, 'brand'>): Problem[] {
	const { colour, colourDark } = brand;
	return [
		...(colour === undefined ? [] : unreadable('light', colour, 'brand.colour')),
		...(colourDark === undefined
			? colour === undefined
				? []
				: unreadable('dark', colour, 'brand.colour', 'colour-dark')
			: unreadable('dark', colourDark, 'brand.colour-dark')),
	];
}

function unreadable(scheme: Scheme, colour: string, field: string, add?: string): Problem[] {
	const contrast = contrastIn(scheme, colour);
	if (contrast >= textContrast) return [];
	const nearest = nearestReadable(scheme, colour);
	return [
		{
			severity: 'error',
			file: 'site.yaml',
			field,
			message: `\`${colour}\` cannot be read on the ${scheme} page: its contrast is ${contrast.toFixed(1)} to 1, and text needs ${textContrast} to 1.`,
			cure:
				add === undefined
					? `The nearest that can be read is \`${nearest}\`.`
					: `Add \`${add}: '${nearest}'\`, the nearest that can be read there.`,
		},
	];
}

/** The brand's colours where they can be read; `undefined` if there is none. */
export function brandColours({
	brand: { colour, colourDark },
}: Pick<Site, 'brand'>): Record<Scheme, string> | undefined {
	if (colour === undefined) return undefined;
	return { light: colour, dark: colourDark ?? colour };
}
