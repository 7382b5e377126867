/** The colours of `tokens.css` for pictures, whose readers do not all know OKLCH. */
import { formatHex } from 'culori';

/** A colour in both schemes, as six hexadecimal digits. */
export interface SchemeColour {
	light: string;
	dark: string;
}

/**
 * Reads a colour from the text of `tokens.css`.
 *
 * @param name without its hyphens, e.g. `ink`
 * @throws if it is not there as `light-dark(oklch(…), oklch(…))`
 */
export function tokenColour(css: string, name: string): SchemeColour {
	const found = new RegExp(
		`--${name}:\\s*light-dark\\(\\s*(oklch\\([^)]*\\)),\\s*(oklch\\([^)]*\\))\\s*\\)`,
	).exec(css);
	const light = formatHex(found?.[1] ?? '');
	const dark = formatHex(found?.[2] ?? '');
	if (!light || !dark) throw new Error(`tokens.css has no colour --${name} in both schemes.`);
	return { light, dark };
}
