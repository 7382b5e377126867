import { describe, expect, test } from 'vitest';
import { warRoomName } from './warRoom.ts';

const words = { level: 'SEV 1', date: '2026-03-01', time: '09:15', id: 'k3f9' };

describe('the name of a war room', () => {
	test('follows the pattern, in letters that every chat takes', () => {
		expect(warRoomName('incident-{level}-{date}-{time}', words)).toBe(
			'incident-sev-1-2026-03-01-0915',
		);
		expect(warRoomName('#INC {id}!', words)).toBe('#inc-k3f9');
	});

	test('leaves out what is not known', () => {
		expect(warRoomName('incident-{id}-{date}-{whatever}', { ...words, id: undefined })).toBe(
			'incident-2026-03-01',
		);
	});
});
