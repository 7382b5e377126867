import { describe, expect, test } from 'vitest';
import type { BucketServer } from '../../tests/support/bucketServer.ts';
import { startBucket, storeKeys } from '../../tests/support/bucketServer.ts';
import { smallSite, table } from '../../tests/support/smallSite.ts';
import { temporaryFolder } from '../../tests/support/whole.ts';
import { openBucket } from './bucket.ts';
import type { BuiltSite } from './published.ts';
import { publishToBucket } from './s3.ts';
import { parseTarget } from './target.ts';

const soon = [1, 1];

function send(
	{ endpoint }: Pick<BucketServer, 'endpoint'>,
	site: BuiltSite,
	{ dryRun = false, keys = storeKeys, path = '/status' } = {},
) {
	const target = parseTarget(`s3://site${path}?endpoint=${endpoint}`, {});
	if (target.kind !== 's3') throw new Error('This is a bucket.');
	return publishToBucket(site, target, openBucket(target, keys, soon), dryRun);
}

const bodies = ({ objects }: BucketServer) =>
	Object.fromEntries([...objects].map(([key, { body }]) => [key, body]));

describe('publishing to a bucket', () => {
	test('puts every file with its type and its cache, and its table last', async () => {
		const store = await startBucket();
		const site = smallSite(temporaryFolder(), { "services/a b+c'(1)/index.html": 'odd' });
		expect(await send(store, site)).toEqual({ uploaded: 9, removed: 0, same: 0 });
		expect(bodies(store)["status/services/a b+c'(1)/index.html"]).toBe('odd');
		expect(store.objects.get('status/history.atom')?.headers).toMatchObject({
			'content-type': 'application/atom+xml; charset=utf-8',
			'cache-control': 'public, max-age=30',
		});
		expect(store.log.slice(-3)).toEqual([
			'PUT status/index.html',
			'PUT status/heartbeat.json',
			'PUT status/_headers',
		]);
		expect(store.log[0]).toMatch(/_astro|history\.atom/);
	});

	test('sends only what changed, and deletes what is no longer there after that', async () => {
		const store = await startBucket();
		await send(store, smallSite(temporaryFolder()));
		store.log.length = 0;
		const later = smallSite(temporaryFolder(), {
			'index.html': 'home, later',
			'incidents/k3f9/index.html': undefined,
		});
		expect(await send(store, later, { dryRun: true })).toEqual({
			uploaded: 1,
			removed: 1,
			same: 6,
		});
		expect(store.log).toEqual([]);
		expect(await send(store, later)).toEqual({ uploaded: 1, removed: 1, same: 6 });
		expect(store.log).toEqual(['PUT status/index.html', 'DELETE status/incidents/k3f9/index.html']);
		store.log.length = 0;
		expect(await send(store, later)).toEqual({ uploaded: 0, removed: 0, same: 7 });
		expect(store.log).toEqual([]);
	});

	test('sends everything again where the table of headers changed, even after a run that was cut off', async () => {
		const store = await startBucket();
		await send(store, smallSite(temporaryFolder()));
		const later = smallSite(temporaryFolder(), {
			_headers: table.replaceAll('max-age=30', 'max-age=60'),
		});
		store.fault((what) => (what === 'PUT status/index.html' ? 503 : undefined));
		await expect(send(store, later)).rejects.toThrow(/answered 503 SlowDown\.$/);
		expect([...store.objects.keys()]).not.toContain('status/_headers');
		store.fault(() => undefined);
		expect(await send(store, later)).toMatchObject({ uploaded: 8, same: 0 });
		expect(store.objects.get('status/index.html')?.headers['cache-control']).toBe(
			'public, max-age=60',
		);
	});

	test('tries again what fails for a moment', async () => {
		const store = await startBucket();
		const asked = new Map<string, number>();
		store.fault((what) => {
			const times = (asked.get(what) ?? 0) + 1;
			asked.set(what, times);
			return times === 1 ? 503 : undefined;
		});
		expect(await send(store, smallSite(temporaryFolder()))).toMatchObject({ uploaded: 8 });
	});

	test('touches nothing beside its prefix, and refuses a place that holds something else', async () => {
		const store = await startBucket();
		const headers = {};
		store.objects.set('accounts.xlsx', { body: 'figures', headers });
		store.objects.set('statusquo/a', { body: 'b', headers });
		await send(store, smallSite(temporaryFolder()));
		expect(bodies(store)).toMatchObject({ 'accounts.xlsx': 'figures', 'statusquo/a': 'b' });
		await expect(send(store, smallSite(temporaryFolder()), { path: '' })).rejects.toThrow(
			'holds something that is not a published site',
		);
		expect(bodies(store)).toMatchObject({ 'accounts.xlsx': 'figures' });
	});

	test('goes on after a first run that was cut off', async () => {
		const store = await startBucket();
		store.fault((what) => (what === 'PUT status/404.html' ? 500 : undefined));
		await expect(send(store, smallSite(temporaryFolder()))).rejects.toThrow('answered 500');
		store.fault(() => undefined);
		await send(store, smallSite(temporaryFolder()));
		expect(Object.keys(bodies(store))).toHaveLength(8);
	});

	test('says that keys are missing or wrong, and never which', async () => {
		const store = await startBucket();
		const wrong = { ...storeKeys, AWS_SECRET_ACCESS_KEY: 'another key' };
		const site = smallSite(temporaryFolder());
		await expect(send(store, site, { keys: wrong })).rejects.toThrow(
			`s3://site/status?endpoint=${store.endpoint} does not let these keys in (403 SignatureDoesNotMatch).`,
		);
		expect(() => send(store, site, { keys: {} as typeof storeKeys })).toThrow('There are no keys');
		expect(store.objects.size).toBe(0);
	});

	test('says that nobody is there', async () => {
		await expect(
			send({ endpoint: 'http://127.0.0.1:9' }, smallSite(temporaryFolder())),
		).rejects.toThrow(/cannot be reached \(/);
	});
});
