import { describe, expect, test } from 'vitest';
import {
	fieldForPeople,
	placeholdersIn,
	placeholdersInBody,
	placeholdersInData,
} from './placeholders.ts';

describe('placeholders', () => {
	test.each([
		'Primary: **TBD**',
		'| Phone | (To be filled) |',
		'[Phone/Email]',
		'[Access instructions]',
		'curl https://your-backend.up.railway.app/health',
		'https://status.yourdomain.com',
		'[Your Name]',
		'<your token>',
		'password: changeme',
		'Roster: to be decided',
		'Backup: (to be assigned)',
		'RCA by [engineer]',
	])('finds one in: %s', (text) => {
		expect(placeholdersIn(text)).toHaveLength(1);
	});

	test.each([
		'The cause has to be decided by two people.',
		'A role needs to be assigned at once.',
		'[Phone](tel:+442079460101)',
		'Restart your service and read your app log.',
		'Use `$NAMESPACE` and <host>.',
		'The list [1] of links.',
		'What you do to do it again.',
	])('finds none in: %s', (text) => {
		expect(placeholdersIn(text)).toEqual([]);
	});

	test('names the field of data as its author writes it', () => {
		expect(placeholdersInData({ people: [{ backupOwner: 'TBD', name: 'Ana' }] })).toEqual([
			{ text: 'TBD', field: 'people.0.backup-owner' },
		]);
	});

	test('names the field for people by the ids of items', () => {
		const value = { channels: [{ id: 'primary', name: 'TBD' }], openItems: [{ text: 'TBD' }] };
		expect(fieldForPeople(value, 'channels.0.name')).toBe('channels.primary.name');
		expect(fieldForPeople(value, 'open-items.0.text')).toBe('open-items.0.text');
	});

	test('names the line of a body, in commands too', () => {
		expect(placeholdersInBody('Ask.\n\n```bash\nping your-host\n```', 10)).toEqual([
			{ text: 'your-host', line: 13 },
		]);
	});
});
