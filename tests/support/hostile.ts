/** Texts that try to be more than text. */
import fc from 'fast-check';
import { lineSchema } from '../../src/schemas/values.ts';

/** Pieces that mean something in one of the formats a text ends up in. */
export const hostilePieces = [
	'"',
	"'",
	'&',
	'&lt;',
	'&#x3c;',
	'<',
	'>',
	'<script>alert(1)</script>',
	'</title>',
	'</svg>',
	']]>',
	'<![CDATA[',
	'<!--',
	'-->',
	'<?xml version="1.1"?>',
	'<!DOCTYPE x [<!ENTITY y "z">]>',
	'javascript:alert(1)',
	'[link](javascript:alert(1))',
	'![picture](https://example.org/x.png)',
	'**bold** _it_ `code` # heading',
	'<a href="javascript:alert(1)">x</a>',
	'&href="/evil"',
	' href="/evil" ',
	'\\',
	'\\n',
	';',
	',',
	':',
	'END:VEVENT',
	'{count}',
	'${x}',
	'%0d%0a',
	'🧯',
	'👩🏽‍🚒',
	'e\u0301\u0302\u0303',
	'\u202e',
	'\u2067',
	'\u2069',
	'\u200f',
	'שלום',
	'你好',
	'\u2028',
	'\ufeff',
	'\uffff',
	'\ud800',
	'\udc00',
	'\t',
	'x'.repeat(80),
	'é'.repeat(10_000),
];

// What schemas refuse does not come this far.
const accepted = (text: string) => lineSchema.safeParse(text).success;
const allowed = [...hostilePieces].filter((piece) => accepted(`a${piece}a`));

/** One line that a file of ours may hold. */
export const hostileLine = fc
	.array(fc.oneof(fc.constantFrom(...allowed), fc.string({ maxLength: 8 }).filter(accepted)), {
		minLength: 1,
		maxLength: 6,
	})
	.map((list) => list.join('').trim())
	.filter(accepted);

/** Paragraphs that a file of ours may hold. */
export const hostileText = fc
	.array(hostileLine, { minLength: 1, maxLength: 3 })
	.map((lines) => lines.join('\n\n'));
