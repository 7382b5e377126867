/** The organisation's colour, as a stylesheet that both sites import as `virtual:brand.css`. */
import type { Plugin } from 'vite';

const id = 'virtual:brand.css';

/** Gives the token `--brand` its colours; without any it is that of the ink. */
export function brandStyles(colours: { light: string; dark: string } | undefined): Plugin {
	const css = brandCss(colours);
	return {
		name: 'allclear:brand',
		resolveId: (asked) => (asked === id ? `\0${id}` : undefined),
		load: (asked) => (asked === `\0${id}` ? css : undefined),
	};
}

/** The stylesheet itself; empty without colours. */
export function brandCss(colours: { light: string; dark: string } | undefined): string {
	return colours
		? `:root{--brand:light-dark(${colours.light},${colours.dark});--link:var(--brand)}`
		: '';
}
