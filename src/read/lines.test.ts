import { matchesGlob } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileKind } from '../schemas/index.ts';
import { fileKinds } from '../schemas/index.ts';
import { kindOf } from './lines.ts';

const kinds = Object.values<FileKind>(fileKinds);

describe('kindOf', () => {
	test('agrees with the patterns of the kinds as Node reads them', () => {
		const part = fc.constantFrom(
			...[
				'incidents',
				'maintenance',
				'runbooks',
				'handbook',
				'templates',
				'post-mortems',
				'alerts',
			],
			...['checks', '2026', '2026-03-01-k3f9', 'updates', 'notes', '.hidden', 'a', 'index.md'],
			...[
				'x.md',
				'x.de.md',
				'x.mdx',
				'x.yaml',
				'.x.md',
				'.x.mdx',
				'site.yaml',
				'siteXyaml',
				'report.md',
			],
		);
		fc.assert(
			fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
				const path = parts.join('/');
				expect(kindOf(path)).toBe(kinds.find((kind) => matchesGlob(path, kind.path)));
			}),
			{ numRuns: 3000 },
		);
	});

	test.each([
		['site.yaml', fileKinds.site],
		[
			'incidents/2026/2026-03-01-k3f9/updates/20260301T091500Z-k3f9xa.md',
			fileKinds['incident-update'],
		],
		['maintenance/2026/2026-03-01-k3f9/notes/20260301T091500Z-k3f9xa.md', fileKinds.note],
		['runbooks/deep/down/site-down.mdx', fileKinds.runbook],
		['runbooks/site-down.mdx', fileKinds.runbook],
		['elsewhere/site.yaml', undefined],
	])('knows %s', (path, kind) => {
		expect(kindOf(path)).toBe(kind);
	});
});
