import { expect, test } from 'vitest';
import { packTable } from './packTable.ts';

test('a table of the pack names columns in its cells, and marks whom to reach and what is empty', () => {
	const columns = { caption: 'People', head: ['Who', 'What', 'How'], reach: 2 };
	const text = packTable(columns, [
		['Ada & Co', '', [{ text: '+44 1', href: 'tel:+441' }, 'chat: @ada']],
	]);
	expect(text.slice(text.indexOf('<tbody'))).toBe(
		'<tbody role="rowgroup"><tr role="row"><th scope="row" role="rowheader" class="main"><div>Ada &amp; Co</div></th><td role="cell" data-label="What" class="none"><div></div></td><td role="cell" class="reach"><div><a href="tel:+441">+44 1</a></div><div>chat: @ada</div></td></tr></tbody></table></div>',
	);
});
