import { describe, expect, test } from 'vitest';
import { renderMessage } from './template.ts';

const text = (body: string, fields: Parameters<typeof renderMessage>[1]) =>
	renderMessage({ body, subject: undefined }, fields).text;

describe('renderMessage', () => {
	test('fills fields, and their conditions', () => {
		const body =
			'**{{ title }}**\n{% if workaround %}Meanwhile: {{ workaround }}\n{% endif %}{{ next-update }}';
		expect(text(body, { title: 'Down', workaround: 'Wait', 'next-update': '10:00' })).toBe(
			'**Down**\nMeanwhile: Wait\n10:00',
		);
		expect(text(body, { title: 'Down', 'next-update': '10:00' })).toBe('**Down**\n10:00');
	});

	test('takes what looks like a program in a value for text', () => {
		const title = '{{ status }} {% if x %} <b> & "';
		expect(text('{{ title }}', { title })).toBe(title);
	});

	test('leaves out a line of which nothing is known', () => {
		expect(text('Cause: {{ cause }}\nFix: {{ fix }}', { fix: 'Rolled back' })).toBe(
			'Fix: Rolled back',
		);
	});

	test('prints a dash in a line of which something is known, and says so', () => {
		const rendered = renderMessage(
			{ body: '{{ title }} since {{ started }}', subject: undefined },
			{ title: 'Down' },
		);
		expect(rendered).toEqual({
			subject: undefined,
			text: 'Down since —',
			unfilled: ['started'],
			gaps: true,
		});
	});

	test('names what is not known, also where only a condition asks for it', () => {
		const body = 'Hello.{% if workaround %} {{ workaround }}{% endif %}';
		expect(
			renderMessage({ body, subject: '{{ product }}: {{ title }}' }, { product: 'Shop' }),
		).toEqual({
			subject: 'Shop: —',
			text: 'Hello.',
			unfilled: ['title', 'workaround'],
			gaps: true,
		});
	});

	test('keeps a subject on one line', () => {
		const { subject } = renderMessage(
			{ body: 'x', subject: '{{ title }}' },
			{ title: 'a\nBcc: b' },
		);
		expect(subject).toBe('a Bcc: b');
	});
});
