import { describe, expect, test } from 'vitest';
import type { FileKindName } from '../../src/schemas/index.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import { canaryContent, markPattern, writeCanaries } from '../support/canaries.ts';
import { build, bytesBelow, contentCopy } from '../support/whole.ts';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A content root with a mark in every internal field, and an incident that has a public page beside its notes. */
function markedRoot(): string {
	const root = contentCopy();
	writeCanaries(root, canaryContent());
	for (const [folder, fields] of [
		[
			'incidents/2026/2026-11-01-cana',
			'status: investigating\ntitle: A public title\nservices:\n  orders: partial-outage',
		],
		[
			'maintenance/2026/2026-11-02-canb',
			'title: Public works\nservices: [orders]\nstarts: 2026-11-21T01:00:00Z\nends: 2026-11-21T02:00:00Z',
		],
	] as const) {
		mkdirSync(join(root, folder, 'updates'), { recursive: true });
		writeFileSync(
			join(
				root,
				folder,
				'updates/20261101T100000Z-publik.md'.replace(
					'publik',
					folder.startsWith('i') ? 'pub1ik' : 'pub2ik',
				),
			),
			`---\nat: 2026-11-01T10:00:00Z\n${fields}\n---\n\nA public text.\n`,
		);
	}
	return root;
}

describe('the wall between audiences', () => {
	const { canaries, files } = canaryContent();

	test('lets nothing internal into any byte or name of the status page', async () => {
		const { code, output, dist } = await build(['status'], markedRoot());
		expect(output).not.toContain('could not be built');
		expect(code).toBe(0);
		const published = bytesBelow(join(dist, 'status'));
		expect(published.get('incidents/2026-11-01-cana/index.html')?.toString()).toContain(
			'A public title',
		);

		const found: string[] = [];
		for (const [path, bytes] of published) {
			const text = `${path}\n${bytes.toString('latin1')}`.toLowerCase();
			if (markPattern.test(text)) found.push(path);
			for (const { kind, field, mark } of canaries) {
				if (mark.length >= 6 && text.includes(mark.toLowerCase()))
					found.push(`${path}: ${kind} ${field}`);
			}
		}
		expect(found).toEqual([]);
	});

	test('keeps everything internal in the portal', async () => {
		const root = markedRoot();
		// The settings of the real content hold the portal together; the marks stand in everything else.
		for (const name of ['organisation', 'severity', 'process', 'on-call', 'alerts']) {
			cpSync(
				join(import.meta.dirname, '../../content', `${name}.yaml`),
				join(root, `${name}.yaml`),
			);
		}
		const { dist, output } = await build(['portal'], root);
		expect(output).not.toContain('could not be built');
		const text = [...bytesBelow(join(dist, 'portal'))]
			.map(([path, bytes]) => `${path}\n${bytes.toString('latin1')}`)
			.join('\n')
			.toLowerCase();
		const kinds = new Set(
			files.map(({ kind }) => kind).filter((kind) => fileKinds[kind].path.includes('*')),
		);
		const shown = (kind: FileKindName) =>
			canaries.some((item) => item.kind === kind && text.includes(item.mark.toLowerCase()));
		expect([...kinds].filter((kind) => !shown(kind))).toEqual([]);
	});
});
