/** Where a site can be published: a folder, anything rsync reaches, a bucket. */
import { resolve } from 'node:path';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';

/** One place, and the word it was given by. */
export type Target =
	| { kind: 'folder'; name: string; path: string }
	| { kind: 'rsync'; name: string; address: string }
	| {
			kind: 's3';
			name: string;
			bucket: string;
			/** Ends with a slash, or is empty. */
			prefix: string;
			region: string;
			/** `undefined`: Amazon's own. */
			endpoint: string | undefined;
	  };

/** What is said of each way, where a target cannot be understood. */
const forms =
	'Write a folder, `user@host:/path`, `rsync://host/module/path` or `s3://bucket/prefix?endpoint=https://…`.';

/**
 * Understands one target.
 * @throws {CommandError} that says what it could be
 */
export function parseTarget(
	word: string,
	environment: Readonly<Record<string, string | undefined>> = process.env,
): Target {
	const refuse = (message: string, hint = forms): never => {
		throw new CommandError(exitCodes.usage, message, hint);
	};
	if (word === '' || word.startsWith('-')) return refuse(`\`${word}\` is no target.`);
	if (/^[^/]*:\/\/[^/]*:[^/]*@/.test(word)) {
		return refuse(
			'A target has a password in it.',
			'Leave it out: rsync takes RSYNC_PASSWORD, a bucket AWS_SECRET_ACCESS_KEY, ssh a key.',
		);
	}
	if (word.startsWith('s3://')) return parseBucket(word, environment, refuse);
	if (word.startsWith('rsync://')) {
		if (!/^rsync:\/\/(?:[^/@]+@)?[^/]+\/[^/]+/.test(word)) {
			return refuse(`\`${word}\` names no module.`, 'Write rsync://host/module/path.');
		}
		return { kind: 'rsync', name: word, address: word };
	}
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(word)) {
		return refuse(`Nothing can be published to \`${word.split('://')[0] ?? ''}://\`.`);
	}
	// As rsync itself sees it: a colon before the first slash is another machine.
	if (/^[^/]*:/.test(word)) {
		const remote = /^(?:\w[\w.-]*@)?(?:[a-z0-9][\w.-]*|\[[0-9a-f:]+\]):(.+)$/i.exec(word);
		if (!remote || remote[1]?.startsWith(':')) return refuse(`\`${word}\` is no target.`);
		return { kind: 'rsync', name: word, address: word };
	}
	return { kind: 'folder', name: word, path: resolve(word) };
}

function parseBucket(
	word: string,
	environment: Readonly<Record<string, string | undefined>>,
	refuse: (message: string, hint?: string) => never,
): Target {
	const url = URL.parse(word);
	const bucket = url?.hostname ?? '';
	if (!url || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
		return refuse(
			`\`${word.slice('s3://'.length).split(/[/?]/)[0] ?? ''}\` cannot be the name of a bucket.`,
			'Write s3://bucket or s3://bucket/prefix. A bucket has 3 to 63 lower case letters, digits, dots and hyphens, and begins and ends with a letter or digit.',
		);
	}
	for (const name of url.searchParams.keys()) {
		if (!['endpoint', 'region'].includes(name)) {
			refuse(`\`${name}\` means nothing in a bucket's address.`, 'Write endpoint or region.');
		}
	}
	const asked = url.searchParams.get('endpoint') ?? undefined;
	const endpoint = asked?.replace(/\/+$/, '');
	if (endpoint !== undefined && !/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')) {
		refuse(`\`${endpoint}\` is no endpoint.`, 'Write it with https://.');
	}
	const prefix = decodeURIComponent(url.pathname).replaceAll(/^\/+|\/+$/g, '');
	return {
		kind: 's3',
		name: word,
		bucket,
		prefix: prefix === '' ? '' : `${prefix}/`,
		region:
			url.searchParams.get('region') ??
			environment['AWS_REGION'] ??
			environment['AWS_DEFAULT_REGION'] ??
			(endpoint === undefined ? 'us-east-1' : 'auto'),
		endpoint,
	};
}
