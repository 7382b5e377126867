import { expect, test } from 'vitest';
import { qrDrawing } from './qrDrawing.ts';
import { sheetOf } from './sheet.ts';

const path = '/portal/runbooks/redis-down/';
const portalUrl = 'https://respond.example/portal/';
const validated = { on: '2 November 2026', by: 'Maya Okafor', how: 'by hand', evidence: '' };
const runbook = {
	worked: undefined,
	doubted: undefined,
	rehearsed: undefined,
	rehearsalOverdueSince: undefined,
	noLongerTrueIf: undefined,
	postMortems: [],
	rotates: [],
};

test('a sheet of a runbook says where it is from, when it was validated, and leads back there', () => {
	expect(sheetOf(path, { runbook, validated }, { portalUrl })).toMatchObject({
		address: 'https://respond.example/portal/runbooks/redis-down/',
		validated: 'Validated on 2 November 2026 by Maya Okafor',
		code: qrDrawing('https://respond.example/portal/runbooks/redis-down/'),
	});
	expect(sheetOf(path, { runbook, validated: undefined }, { portalUrl }).validated).toBe(
		'Never validated',
	);
});

test('without a known address it gives the path and no code, and other pages have no code', () => {
	const unknown = sheetOf(path, { runbook, validated }, { portalUrl: undefined });
	expect(unknown.address).toBe(path);
	expect(unknown.code).toBeUndefined();
	expect(sheetOf('/portal/severity/', undefined, { portalUrl })).toEqual({
		address: 'https://respond.example/portal/severity/',
		validated: undefined,
		code: undefined,
	});
});
