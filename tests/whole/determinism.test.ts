import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { build, bytesBelow, repository, temporaryFolder } from '../support/whole.ts';

/** Every file with a fingerprint of its bytes. */
function fingerprints(folder: string): string[] {
	return [...bytesBelow(folder)]
		.map(
			([path, bytes]) => `${path} ${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`,
		)
		.sort();
}

describe.each(['status', 'portal'] as const)('building the %s site twice', (site) => {
	test('gives the same bytes, whatever the zone of the machine', async () => {
		const content = join(repository, 'content');
		// `npm test` has built both sites already, in the zone of the machine.
		const built = process.env['ALLCLEAR_BUILT'];
		const first =
			built === undefined
				? await build([site], content, { TZ: 'UTC' })
				: { code: 0, dist: join(repository, built) };
		const second = await build([site], content, { TZ: 'Pacific/Auckland' });
		expect([first.code, second.code]).toEqual([0, 0]);
		const files = fingerprints(join(first.dist, site));
		expect(files.length).toBeGreaterThan(50);
		expect(fingerprints(join(second.dist, site))).toEqual(files);
	});
});

test('two portals that are built at the same moment each have their own pages', async () => {
	const built = await Promise.all(
		[temporaryFolder(), temporaryFolder()].map((folder) => {
			const content = join(folder, 'content');
			cpSync(join(repository, 'scripts/init/empty'), content, { recursive: true });
			return build(['portal'], content, {}, join(folder, 'dist'));
		}),
	);
	expect(built.map(({ code, output }) => (code === 0 ? '' : output))).toEqual(['', '']);
});
