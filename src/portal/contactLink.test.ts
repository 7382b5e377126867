import { expect, test } from 'vitest';
import { contactLink } from './contactLink.ts';

test('a number becomes an address that a phone can call, whatever stands between its digits', () => {
	expect(contactLink({ kind: 'phone', value: '+1 202-555-0110' })).toBe('tel:+12025550110');
	expect(contactLink({ kind: 'sms', value: '(202) 555 0110' })).toBe('sms:2025550110');
});

test('what is no number yet leads nowhere', () => {
	expect(contactLink({ kind: 'phone', value: '(To be filled in)' })).toBeUndefined();
	expect(contactLink({ kind: 'sms', value: '-' })).toBeUndefined();
});
