import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, stored } from '../../tests/support/records.ts';
import type { UpdateTranslation } from '../schemas/translation.ts';
import type { Amended, Amending } from './amendments.ts';
import { applyAmendments, targetIn } from './amendments.ts';
import type { Stored } from './stored.ts';
import { inOrder } from './stored.ts';

interface Word extends Amending {
	mood?: string | undefined;
}

/** A word said at a minute after nine; its text is its name unless it says otherwise. */
function word(op: string, minutes: number, fields: Partial<Word> = {}): Stored<Word> {
	const said = at('2026-03-01T09:00:00Z') + minutes * 60_000;
	return stored(op, { at: said, body: `Text of ${op}.`, reason: `Reason of ${op}.`, ...fields });
}

const amend = (value: Word, by: Word): Word => ({ ...value, mood: by.mood ?? value.mood });
const apply = (...words: Stored<Word>[]) => applyAmendments(inOrder(words), amend);
const texts = (list: readonly Amended<Word>[]) => list.map(({ value }) => value.body);

describe('a correction', () => {
	test('replaces text and fields where its update stands, and keeps the instant', () => {
		const list = apply(
			word('first0', 0, { mood: 'calm' }),
			word('second', 10),
			word('mend00', 20, { corrects: 'first0', mood: 'worried' }),
		);
		expect(texts(list)).toEqual(['Text of mend00.', 'Text of second.']);
		expect(list[0]?.value).toMatchObject({ at: at('2026-03-01T09:00:00Z'), mood: 'worried' });
		expect(list[0]?.updatedAt).toBe(at('2026-03-01T09:20:00Z'));
	});

	test('shows the text that it replaced, with its reason', () => {
		const [first] = apply(word('first0', 0), word('mend00', 20, { corrects: 'first0' }));
		expect(first?.corrections).toEqual([
			{ at: at('2026-03-01T09:20:00Z'), reason: 'Reason of mend00.', replaced: 'Text of first0.' },
		]);
	});

	test('of a correction is about the same update', () => {
		const list = apply(
			word('first0', 0),
			word('mend00', 10, { corrects: 'first0' }),
			word('mend11', 20, { corrects: 'mend00' }),
		);
		expect(texts(list)).toEqual(['Text of mend11.']);
		expect(list[0]?.corrections.map(({ replaced }) => replaced)).toEqual([
			'Text of first0.',
			'Text of mend00.',
		]);
	});

	test('without a text leaves the text, and is not said to have replaced any', () => {
		const [first] = apply(
			word('first0', 0),
			word('mend00', 10, { corrects: 'first0', body: undefined, mood: 'worried' }),
			word('mend11', 20, { corrects: 'first0' }),
		);
		expect(first?.value).toMatchObject({ body: 'Text of mend11.', mood: 'worried' });
		expect(first?.corrections.map(({ replaced }) => replaced)).toEqual([
			undefined,
			'Text of first0.',
		]);
	});

	test('of nothing known is an update of its own', () => {
		const list = apply(word('first0', 0), word('mend00', 10, { corrects: 'nobody' }));
		expect(texts(list)).toEqual(['Text of first0.', 'Text of mend00.']);
		expect(list[1]?.corrections).toEqual([]);
	});

	test('of an update that corrects nothing known is about that one', () => {
		const list = apply(
			word('mend00', 0, { corrects: 'nobody' }),
			word('mend11', 10, { corrects: 'mend00' }),
		);
		expect(texts(list)).toEqual(['Text of mend11.']);
	});

	test('of itself is an update of its own', () => {
		expect(texts(apply(word('mend00', 10, { corrects: 'mend00' })))).toEqual(['Text of mend00.']);
	});

	test('in a circle, or of one in a circle, is an update of its own', () => {
		const list = apply(
			word('circle', 0, { corrects: 'round0' }),
			word('round0', 10, { corrects: 'circle' }),
			word('beside', 20, { corrects: 'circle' }),
		);
		expect(texts(list)).toEqual(['Text of circle.', 'Text of round0.', 'Text of beside.']);
	});

	test('counts although it was said before the update it is about', () => {
		expect(texts(apply(word('first0', 30), word('mend00', 10, { corrects: 'first0' })))).toEqual([
			'Text of mend00.',
		]);
	});
});

describe('a redaction', () => {
	test('takes the text away and leaves the fact and the reason', () => {
		const list = apply(
			word('first0', 0, { mood: 'calm' }),
			word('redact', 20, { redacts: 'first0', body: undefined }),
		);
		expect(list).toHaveLength(1);
		expect(list[0]?.value).toMatchObject({ body: undefined, mood: 'calm' });
		expect(list[0]?.redaction).toEqual({
			at: at('2026-03-01T09:20:00Z'),
			reason: 'Reason of redact.',
		});
	});

	test('may bring another text', () => {
		expect(texts(apply(word('first0', 0), word('redact', 20, { redacts: 'first0' })))).toEqual([
			'Text of redact.',
		]);
	});

	test('gives the reason of the latest of several', () => {
		const [first] = apply(
			word('first0', 0),
			word('redact', 10, { redacts: 'first0' }),
			word('remove', 20, { redacts: 'first0', body: undefined }),
		);
		expect(first?.value.body).toBeUndefined();
		expect(first?.redaction?.reason).toBe('Reason of remove.');
	});

	test('takes away the texts of corrections, and what they replaced', () => {
		const list = apply(
			word('first0', 0),
			word('mend00', 10, { corrects: 'first0' }),
			word('redact', 20, { redacts: 'first0', body: undefined }),
		);
		expect(JSON.stringify(list.map(({ entry: _, ...shown }) => shown))).not.toContain('Text of');
	});

	test('of a correction takes away the text of its update too', () => {
		const list = apply(
			word('first0', 0),
			word('mend00', 10, { corrects: 'first0' }),
			word('redact', 20, { redacts: 'mend00', body: undefined }),
		);
		expect(JSON.stringify(list.map(({ entry: _, ...shown }) => shown))).not.toContain('Text of');
	});

	test('leaves only the new text of a correction that comes after it', () => {
		const [first] = apply(
			word('first0', 0),
			word('redact', 10, { redacts: 'first0', body: undefined }),
			word('mend00', 20, { corrects: 'first0' }),
		);
		expect(first?.value.body).toBe('Text of mend00.');
		expect(first?.corrections).toEqual([]);
		expect(first?.redaction).toBeDefined();
	});

	test('of nothing known is an update of its own', () => {
		expect(
			texts(apply(word('first0', 0), word('redact', 10, { redacts: 'nobody', body: undefined }))),
		).toEqual(['Text of first0.', undefined]);
	});
});

describe('targetIn', () => {
	test('finds the update that a chain of amendments is about in the end', () => {
		const words = [
			word('first0', 0),
			word('mend00', 10, { corrects: 'first0' }),
			word('redact', 20, { redacts: 'mend00' }),
		];
		expect(words.map((item) => targetIn(item, words)?.op)).toEqual([undefined, 'first0', 'first0']);
	});
});

describe('applyAmendments', () => {
	const ops = ['aaaaaa', 'bbbbbb', 'cccccc', 'dddddd', 'eeeeee'];
	const words = fc.tuple(
		...ops.map((op) =>
			fc
				.record({
					minutes: fc.integer({ min: 0, max: 5 }),
					kind: fc.constantFrom('corrects', 'redacts', 'plain'),
					of: fc.constantFrom(...ops, 'nobody'),
					hasBody: fc.boolean(),
				})
				.map(({ minutes, kind, of, hasBody }) =>
					word(op, minutes, {
						...(kind !== 'plain' && { [kind]: of }),
						...(!hasBody && { body: undefined }),
					}),
				),
		),
	);

	test('loses no update that amends nothing, and shows no amendment twice', () => {
		fc.assert(
			fc.property(words, (list) => {
				const amended = apply(...list);
				const shown = amended.map(({ entry }) => entry.op);
				const meant = list.filter((item) => targetIn(item, list) === undefined);
				expect(shown.toSorted()).toEqual(meant.map(({ op }) => op).toSorted());
			}),
		);
	});

	test('never shows a text that was there before a redaction of it', () => {
		fc.assert(
			fc.property(words, (list) => {
				for (const item of apply(...list)) {
					if (!item.redaction) continue;
					const until = item.redaction.at;
					const gone = list
						.filter(({ op }) => op === item.entry.op)
						.concat(list.filter((by) => targetIn(by, list)?.op === item.entry.op))
						.filter(({ value }) => value.at < until && value.body !== undefined);
					for (const { value } of gone) {
						expect(JSON.stringify([item.value, item.corrections])).not.toContain(value.body);
					}
				}
			}),
		);
	});
});

/** The same in German: everything that the update says, unless the test says otherwise. */
function inGerman(said: Stored<Word>, german: UpdateTranslation = {}): Stored<Word> {
	const { body, reason, title, workaround } = said.value;
	const all = Object.entries({ body, reason, title, workaround }).flatMap(([field, text]) =>
		text === undefined ? [] : [[field, `${text} (de)`]],
	);
	return {
		...said,
		translations: { de: { ...(Object.fromEntries(all) as UpdateTranslation), ...german } },
	};
}

describe('a translation', () => {
	const titled = () => word('first0', 0, { title: 'A title', workaround: 'A way' });
	const translated = (...words: Stored<Word>[]) => apply(...words)[0]?.translations?.['de'];

	test('is what its update says in another language', () => {
		expect(translated(inGerman(titled()))).toMatchObject({
			title: 'A title (de)',
			workaround: 'A way (de)',
			body: 'Text of first0. (de)',
		});
	});

	test('is out of date where a correction brings another text without its translation', () => {
		const said = translated(inGerman(titled()), word('mend00', 10, { corrects: 'first0' }));
		expect(said?.body).toBeUndefined();
		expect(said).toMatchObject({ title: 'A title (de)', workaround: 'A way (de)' });
	});

	test('is replaced by that of a correction, field by field', () => {
		const mend = word('mend00', 10, { corrects: 'first0', body: undefined, title: 'Another' });
		expect(translated(inGerman(titled()), inGerman(mend))).toMatchObject({
			title: 'Another (de)',
			workaround: 'A way (de)',
			body: 'Text of first0. (de)',
		});
	});

	test('may come with the correction alone', () => {
		expect(translated(titled(), inGerman(word('mend00', 10, { corrects: 'first0' })))?.body).toBe(
			'Text of mend00. (de)',
		);
	});

	test('of what was replaced stands beside it, as far as there is one', () => {
		const [first] = apply(
			inGerman(titled()),
			word('mend00', 10, { corrects: 'first0' }),
			inGerman(word('mend11', 20, { corrects: 'first0' })),
		);
		expect(first?.corrections.map(({ translations }) => translations?.['de'])).toEqual([
			{ replaced: 'Text of first0. (de)' },
			{ reason: 'Reason of mend11. (de)' },
		]);
	});
});

describe('a redaction of title and workaround', () => {
	const titled = word('first0', 0, { title: 'A name', workaround: 'Call the name' });

	test('takes them away with the text', () => {
		const [first] = apply(titled, word('redact', 10, { redacts: 'first0', body: undefined }));
		expect(first?.value).toMatchObject({
			title: undefined,
			workaround: undefined,
			body: undefined,
			reason: undefined,
		});
	});

	test('puts others in their place if it brings them', () => {
		const [first] = apply(
			titled,
			word('redact', 10, { redacts: 'first0', title: 'No name', workaround: 'none' }),
		);
		expect(first?.value).toMatchObject({ title: 'No name', workaround: 'none' });
	});

	test('leaves nothing of them in any language', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('corrects', 'redacts'), { minLength: 1, maxLength: 4 }),
				fc.boolean(),
				(kinds, speaks) => {
					const amendments = kinds.map((kind, index) => {
						const op = `amend${index}`;
						const by = word(op, 10 + index, {
							[kind]: 'first0',
							title: `Title of ${op}.`,
							workaround: `Way of ${op}.`,
						});
						return speaks ? inGerman(by) : by;
					});
					const last = kinds.lastIndexOf('redacts');
					const [first] = apply(inGerman(titled), ...amendments);
					if (!first || last < 0) return;
					const { entry: _, ...shown } = first;
					const text = JSON.stringify(shown);
					expect(text).not.toMatch(/A name|Call the name|first0/);
					for (const { op } of amendments.slice(0, last)) {
						expect(text).not.toMatch(new RegExp(`(?:Title|Way|Text) of ${op}`));
					}
				},
			),
		);
	});
});
