/** Badges: a sign, what it is about, and how that is, as a picture that needs nothing else. */
import { tokenColour } from '../ui/colours.ts';
import { signShapes } from '../ui/signs.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import { isolateText, shorten } from './text.ts';
import { tokens } from './tokens.ts';
import type { Xml } from './xml.ts';
import { xml } from './xml.ts';

/** What stands on a badge. */
export interface Badge {
	/** What it is about; cut short where it is too long for a badge. */
	label: string;
	/** How that is. */
	value: string;
	/** The sign beside it; without one nothing is known. */
	condition: Condition | undefined;
	/** For who cannot see it: all of it in a sentence, and what else is to be known. */
	title: string;
	description: string;
}

/** Characters of a label or value that a badge has room for. */
const longest = 48;
const height = 24;
const margin = 8;
const sign = 12;
const fontSize = 12;

/** The same badge gives the same bytes; its width follows from its text alone, whatever letters a reader has. */
export function drawBadge(badge: Badge): string {
	const label = shorten(badge.label, longest);
	const value = shorten(badge.value, longest);
	const labelWidth = textWidth(label);
	const valueWidth = textWidth(value);
	const signX = margin + labelWidth + 2 * margin;
	const valueX = signX + (badge.condition ? sign + 6 : 0);
	const width = valueX + valueWidth + margin;
	const divider = margin + labelWidth + margin - 0.5;
	const drawing = xml`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${badge.title}</title>
<desc>${badge.description}</desc>
<style>${style}</style>
<rect class="ac-card" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="4"/>
<path class="ac-line" d="M${divider} 1v${height - 2}"/>
${text('soft', margin, labelWidth, label)}${badge.condition ? signOf(badge.condition, signX) : []}${text('ink', valueX, valueWidth, value)}</svg>
`;
	return drawing.xml;
}

function text(name: string, x: number, width: number, words: string): Xml {
	// The width is fixed, so that other letters than we reckoned with still fit.
	return xml`<text class="ac-text ac-${name}" x="${x}" y="16" textLength="${width}" lengthAdjust="spacingAndGlyphs">${isolateText(words)}</text>\n`;
}

function signOf(condition: Condition, x: number): Xml {
	const shape: Xml = { xml: signShapes[condition] };
	return xml`<g class="ac-${condition}" transform="translate(${x} 6) scale(.75)">${shape}</g>\n`;
}

const colours = (scheme: 'light' | 'dark') => {
	const hex = (name: string) => tokenColour(tokens, name)[scheme];
	const conditions = Object.keys(signShapes) as Condition[];
	return [
		`.ac-card{fill:${hex('card')};stroke:${hex('line')}}`,
		`.ac-line{stroke:${hex('line')}}`,
		`.ac-soft{fill:${hex('soft')}}`,
		`.ac-ink{fill:${hex('ink')}}`,
		...conditions.map((name) => `.ac-${name}{fill:${hex(name)};color:${hex(name)}}`),
	].join('');
};

const style: Xml = {
	// Names of our own: a badge may be put into a page, whose elements its style then reaches.
	xml: `.ac-text{font:${fontSize}px Verdana,"DejaVu Sans",system-ui,sans-serif}${colours('light')}@media(prefers-color-scheme:dark){${colours('dark')}}`,
};

/** Width of a text in whole pixels, by classes of letters as Verdana has them. */
function textWidth(words: string): number {
	let width = 0;
	for (const character of words) width += widthOf(character) * fontSize;
	return Math.max(1, Math.ceil(width));
}

/** Width of a character in ems. */
function widthOf(character: string): number {
	if (/\p{M}|\p{Cf}/u.test(character)) return 0;
	if (
		/[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(character)
	)
		return 1.1;
	if (/[ijlI.,:;'|!()[\]]/.test(character)) return 0.4;
	if (/[ftr /"\\-]/.test(character)) return 0.42;
	if (/[mwMW@%]/.test(character)) return 1;
	if (/\p{Lu}/u.test(character)) return 0.74;
	return 0.63;
}
