/** `embed.js`: the custom element for other people's pages, with the words of this site built in. */
import { conditions } from '../schemas/vocabulary.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import { tokenColour } from '../ui/colours.ts';
import { signCharacters } from '../ui/signs.ts';
import { bundleScript } from './bundle.ts';
import type { Shell } from './shell.ts';
import { tokens } from './tokens.ts';

/** The script as one small file. The same words give the same bytes. */
export async function embedScript({
	name,
	strings,
	links,
}: Pick<Shell, 'name' | 'strings' | 'links'>): Promise<string> {
	const said = (condition: Condition) => ({
		label:
			condition === 'operational'
				? strings.headline.clear.replace(/[.。]$/, '')
				: strings.conditions[condition],
		sign: signCharacters[condition],
	});
	const built = {
		name: strings.page.status(name),
		home: links.absolute(links.home),
		colours,
		states: {
			...Object.fromEntries(conditions.map((condition) => [condition, said(condition)])),
			unknown: { label: strings.embed.unknown, sign: '◌' },
		},
	};
	const script = await bundleScript('embed.ts', { BUILT: JSON.stringify(built) });
	// Without a charset of its own a script is read in that of the page it is in.
	return script.replaceAll(
		/[^\0-\x7f]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

/** As the page it is in wants it: `light-dark()` follows the scheme of the place, not of the reader. */
function colour(property: string, name: string): string {
	const { light, dark } = tokenColour(tokens, name);
	return `${property}:${light};${property}:light-dark(${light},${dark})`;
}

const colours = [
	`a{${colour('color', 'ink')};${colour('background', 'card')};${colour('border-color', 'line')}}`,
	...conditions.map((condition) => `:host([state=${condition}]) i{${colour('color', condition)}}`),
].join('');
