import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CommandError } from '../lib/exitCodes.ts';
import { parseTarget } from './target.ts';

const refused = (word: string) => {
	try {
		parseTarget(word, {});
	} catch (error) {
		if (error instanceof CommandError) return [error.message, error.hint];
		throw error;
	}
	return undefined;
};

describe('parseTarget', () => {
	test.each([
		['/srv/status', 'folder'],
		['out/status', 'folder'],
		['./a:b', 'folder'],
		['deploy@host.example:/srv/status', 'rsync'],
		['host:status', 'rsync'],
		['[::1]:/srv/status', 'rsync'],
		['rsync://host:8730/status/', 'rsync'],
		['s3://status-mirror', 's3'],
	])('sees in %s a target of the kind %s', (word, kind) => {
		expect(parseTarget(word, {})).toMatchObject({ kind, name: word });
	});

	test('reads bucket, prefix, endpoint and region', () => {
		expect(
			parseTarget('s3://mirror/status/?endpoint=https://s3.host.example/&region=eu-1', {}),
		).toMatchObject({
			bucket: 'mirror',
			prefix: 'status/',
			endpoint: 'https://s3.host.example',
			region: 'eu-1',
		});
		expect(parseTarget('s3://mirror', { AWS_REGION: 'eu-west-1' })).toMatchObject({
			prefix: '',
			endpoint: undefined,
			region: 'eu-west-1',
		});
		expect(parseTarget('out', {})).toMatchObject({ path: resolve('out') });
	});

	test('takes no word for a flag of another program', () => {
		expect(refused('-e sh')?.[0]).toBe('`-e sh` is no target.');
		expect(refused('-oProxyCommand=x:/srv')?.[0]).toBe('`-oProxyCommand=x:/srv` is no target.');
		expect(refused('user@-oProxyCommand=x:/srv')?.[0]).toBe(
			'`user@-oProxyCommand=x:/srv` is no target.',
		);
	});

	test('refuses a password, and does not repeat it', () => {
		expect(refused('rsync://me:hunter2@host/status')).toMatchInlineSnapshot(`
			[
			  "A target has a password in it.",
			  "Leave it out: rsync takes RSYNC_PASSWORD, a bucket AWS_SECRET_ACCESS_KEY, ssh a key.",
			]
		`);
	});

	test('says what a target can be', () => {
		expect(refused('ftp://host/status')).toMatchInlineSnapshot(`
			[
			  "Nothing can be published to \`ftp://\`.",
			  "Write a folder, \`user@host:/path\`, \`rsync://host/module/path\` or \`s3://bucket/prefix?endpoint=https://…\`.",
			]
		`);
		for (const word of ['s3://b', 's3://b/prefix', 's3://']) {
			expect(refused(word)).toEqual([
				`\`${word === 's3://' ? '' : 'b'}\` cannot be the name of a bucket.`,
				'Write s3://bucket or s3://bucket/prefix. A bucket has 3 to 63 lower case letters, digits, dots and hyphens, and begins and ends with a letter or digit.',
			]);
		}
		expect(refused('s3://mirror?acl=public')?.[0]).toBe(
			"`acl` means nothing in a bucket's address.",
		);
		expect(refused('rsync://host')?.[0]).toBe('`rsync://host` names no module.');
		expect(refused('host::module')?.[0]).toBe('`host::module` is no target.');
	});
});
