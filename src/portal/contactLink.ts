/** Ways to reach somebody, as addresses that a device can follow. */
import type { Contact } from '../schemas/onCall.ts';

/** `tel:`, `sms:`, `mailto:` or a web address; `undefined` for what a device cannot follow. */
export function contactLink({ kind, value }: Pick<Contact, 'kind' | 'value'>): string | undefined {
	const number = value.replaceAll(/[^+\d]/g, '');
	const called = (scheme: string) => (/\d/.test(number) ? `${scheme}:${number}` : undefined);
	return {
		phone: called('tel'),
		sms: called('sms'),
		email: `mailto:${value}`,
		chat: undefined,
		pager: undefined,
		web: value,
	}[kind];
}
