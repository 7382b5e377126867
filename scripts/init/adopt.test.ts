import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Answers } from './adopt.ts';
import { adopt, peopleLeft } from './adopt.ts';

const answers: Answers = {
	name: 'Acme',
	url: 'https://status.acme.com',
	portalUrl: undefined,
	zone: 'Europe/Lisbon',
	repository: 'acme/response',
	colour: '#1f5f8b',
	support: undefined,
	person: { name: 'Ana Lúcia Lopes', contact: '+351 21 555 01 40' },
};
const now = Date.parse('2026-03-01T09:15:00Z');

const example = new Map(
	Object.entries({
		'site.yaml': `# yaml-language-server: $schema=../../src/schemas/json/site.json
name: Harbour
url: https://status.harbour.example
zone: UTC
brand: { colour: '#aa0000', logo: brand/harbour.svg }
example-anchor: 2026-01-01T00:00:00Z
`,
		'services.yaml': `groups:
  - id: shop
    name: Shop
    services:
      - { id: checkout, name: Checkout, since: 2024-01-01T00:00:00Z, was: [cart] }
      - { id: imports, name: Imports, since: 2024-01-01T00:00:00Z, until: 2025-01-01T00:00:00Z }
`,
		'organisation.yaml': `name: Harbour
repository: { slug: harbour/response, branch: main }
services:
  checkout: { owner: Payments, reviewers: [harbour/payments] }
  imports: { owner: Payments }
channels:
  - { id: pager, name: Pager, kind: pager, url: 'https://pager.harbour.example/in' }
delivery:
  incident: { merge: at-once, reviewers: [owners, nia-bell-harbour] }
`,
		'on-call.yaml': `people:
  # The one who knows the database.
  - id: nia-bell
    name: Nia Bell
    github: nia-bell-harbour
    contacts: [{ kind: phone, value: +44 20 7946 0100 }]
  - { id: ravi-shah, name: Ravi Shah }
rotations:
  - id: primary
    name: Primary
    layers:
      - { handoff: { time: '09:00' }, starts: 2026-01-05, members: [nia-bell, ravi-shah] }
overrides:
  - { rotation: primary, person: ravi-shah, from: 2026-01-06T00:00:00Z, until: 2026-01-07T00:00:00Z }
ladders:
  - { id: urgent, name: Urgent, steps: [{ to: { person: ravi-shah }, after: PT0S }] }
`,
		'process.yaml':
			'open-items:\n  - { text: Ask Nia., owner: nia-bell }\nnotes: Harbour says it first.\n',
		'handbook/roles.mdx':
			'---\ntitle: Roles\nowner: Platform\nlast-validated: { on: 2026-01-01, by: Nia Bell, how: review, evidence: Read. }\nexample: true\n---\n\nAsk Ravi. Rabies is no Ravi. Mail help@harbour.example, bucket `harbour-backups`.\n',
		'incidents/example/example-k3f9/index.md': '---\nby: nia-bell\n---\n',
		'post-mortems/example-k3f9.mdx': 'Nia wrote it.',
		'CONFORMANCE.md': 'Rules.',
		'broken/README.md': 'Slips.',
	}),
);
const files = adopt(example, answers, now);
const data = (path: string): unknown => parse(files.get(path) ?? '');

describe('adopting an example', () => {
	test('keeps settings and pages, and leaves records, evidence and what speaks of the example', () => {
		expect([...files.keys()].sort()).toEqual([
			'handbook/roles.mdx',
			'on-call.yaml',
			'organisation.yaml',
			'process.yaml',
			'services.yaml',
			'site.yaml',
		]);
	});

	test('says of the site what the organisation says', () => {
		expect(data('site.yaml')).toEqual({
			name: 'Acme',
			url: 'https://status.acme.com',
			zone: 'Europe/Lisbon',
			brand: {
				colour: '#1f5f8b',
				'colour-dark': expect.stringMatching(/^#[0-9a-f]{6}$/) as string,
			},
		});
		expect(files.get('site.yaml')).toMatch(/^# yaml-language-server: \$schema=\.\.\/src\//);
	});

	test('offers services from now on, so that there is no history that never was', () => {
		expect(data('services.yaml')).toEqual({
			groups: [
				{
					id: 'shop',
					name: 'Shop',
					services: [{ id: 'checkout', name: 'Checkout', since: '2026-03-01T09:00:00Z' }],
				},
			],
		});
	});

	test('puts the first person where anybody of the example was', () => {
		expect(data('on-call.yaml')).toEqual({
			people: [
				{
					id: 'ana-lucia-lopes',
					name: 'Ana Lúcia Lopes',
					rank: 1,
					contacts: [{ kind: 'phone', value: '+351 21 555 01 40' }],
				},
			],
			rotations: [
				{
					id: 'primary',
					name: 'Primary',
					layers: [
						{ handoff: { time: '09:00' }, starts: '2026-01-05', members: ['ana-lucia-lopes'] },
					],
				},
			],
			ladders: [
				{
					id: 'urgent',
					name: 'Urgent',
					steps: [{ to: { person: 'ana-lucia-lopes' }, after: 'PT0S' }],
				},
			],
		});
	});

	test('asks nobody of the example for a review, and sends nobody to its addresses', () => {
		expect(data('organisation.yaml')).toEqual({
			name: 'Acme',
			repository: { slug: 'acme/response', branch: 'main', path: 'content' },
			services: { checkout: { owner: 'Payments' } },
			channels: [
				{ id: 'pager', name: 'Pager', kind: 'pager', url: 'https://pager.your-domain.example/in' },
			],
			delivery: { incident: { merge: 'at-once', reviewers: ['owners'] } },
		});
		expect(data('process.yaml')).toEqual({ notes: 'Acme says it first.' });
	});

	test('takes names out of prose word by word, and believes no validation of others', () => {
		expect(files.get('handbook/roles.mdx')).toBe(
			'---\ntitle: Roles\nowner: Platform\n---\n\nAsk TBD. Rabies is no TBD. Mail help@your-domain.example, bucket `acme-backups`.\n',
		);
	});

	test('leaves no trace of a person, and would say so', () => {
		expect(peopleLeft(files, example, answers)).toEqual([]);
		const forgotten = new Map([['handbook/x.mdx', 'Ring Nia.']]);
		expect(peopleLeft(forgotten, example, answers)).toEqual(['handbook/x.mdx: Nia']);
	});

	test('keeps the name of a first person who is called like one of the example', () => {
		const nia = { ...answers, person: { name: 'Nia Costa', contact: '@nia' } };
		const kept = adopt(example, nia, now);
		expect(parse(kept.get('on-call.yaml') ?? '')).toMatchObject({
			people: [{ id: 'nia-costa', name: 'Nia Costa', contacts: [{ kind: 'chat', value: '@nia' }] }],
		});
	});
});
