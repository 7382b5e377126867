/** The few requests to an S3-compatible store that publishing needs, each signed and tried again. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { Target } from './target.ts';

/** Objects of one bucket. Keys are whole. */
export interface Bucket {
	/** MD5 of every object below a prefix by key; `undefined` where the store says nothing of use. */
	list: (prefix: string) => Promise<Map<string, string | undefined>>;
	put: (key: string, body: Uint8Array, headers: Readonly<Record<string, string>>) => Promise<void>;
	remove: (key: string) => Promise<void>;
}

/** Milliseconds between attempts. */
const pauses = [250, 1000, 3000];

/**
 * Opens a bucket with the keys of the environment.
 * @throws {CommandError} if there are none
 */
export function openBucket(
	{ name, bucket, endpoint, region }: Extract<Target, { kind: 's3' }>,
	environment: Readonly<Record<string, string | undefined>> = process.env,
	waits: readonly number[] = pauses,
): Bucket {
	const accessKeyId = environment['AWS_ACCESS_KEY_ID'];
	const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'];
	if (!accessKeyId || !secretAccessKey) {
		throw new CommandError(
			exitCodes.forbidden,
			`There are no keys for ${name}.`,
			'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
		);
	}
	const sessionToken = environment['AWS_SESSION_TOKEN'];
	const client = new AwsClient({
		accessKeyId,
		secretAccessKey,
		...(sessionToken && { sessionToken }),
		service: 's3',
		region,
	});
	const top =
		endpoint === undefined
			? // A certificate of Amazon's fits a name without dots only.
				bucket.includes('.')
				? `https://s3.${region}.amazonaws.com/${bucket}`
				: `https://${bucket}.s3.${region}.amazonaws.com`
			: `${endpoint}/${bucket}`;

	const ask = async (
		method: string,
		path: string,
		body?: Uint8Array<ArrayBuffer>,
		headers: Readonly<Record<string, string>> = {},
	): Promise<string> => {
		const hash = createHash('sha256')
			.update(body ?? '')
			.digest('hex');
		for (let attempt = 0; ; attempt++) {
			const wait = waits[attempt];
			try {
				const request = await client.sign(`${top}/${path}`, {
					method,
					headers: { ...headers, 'x-amz-content-sha256': hash },
					...(body && { body }),
				});
				const answer = await fetch(request, {
					redirect: 'manual',
					signal: AbortSignal.timeout(30_000),
				});
				const text = await answer.text();
				if (answer.ok) return text;
				if (wait === undefined || !passing(answer.status)) {
					throw refusal(name, answer.status, text);
				}
			} catch (error) {
				if (error instanceof CommandError) throw error;
				if (wait === undefined) throw unreachable(name, error);
			}
			await pause(wait);
		}
	};

	return {
		list: async (prefix) => {
			const found = new Map<string, string | undefined>();
			let token: string | undefined;
			do {
				const query = new URLSearchParams({
					'list-type': '2',
					prefix,
					...(token !== undefined && { 'continuation-token': token }),
				});
				const page = await ask('GET', `?${query.toString().replaceAll('+', '%20')}`);
				for (const [, entry = ''] of page.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
					const key = field(entry, 'Key');
					if (key === undefined) continue;
					// A part of what stores call an ETag: of an upload in one piece it is the MD5.
					const tag = field(entry, 'ETag')?.replaceAll('"', '').toLowerCase();
					found.set(key, tag !== undefined && /^[0-9a-f]{32}$/.test(tag) ? tag : undefined);
				}
				token = field(page, 'NextContinuationToken');
			} while (token !== undefined);
			return found;
		},
		put: async (key, body, headers) => {
			await ask('PUT', pathOf(key), new Uint8Array(body), headers);
		},
		remove: async (key) => {
			await ask('DELETE', pathOf(key));
		},
	};
}

/** Every part as a part: no key leads elsewhere. */
const pathOf = (key: string) =>
	key
		.split('/')
		.map((part) =>
			encodeURIComponent(part).replaceAll(
				/[!'()*]/g,
				(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
			),
		)
		.join('/');

/** What may be over in a moment. */
const passing = (status: number) => status >= 500 || status === 429 || status === 408;

/** Text of the first element of this name. Lists of stores are written by machines: no comments, no CDATA. */
function field(xml: string, name: string): string | undefined {
	const [, text] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? [];
	return text
		?.replaceAll(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, digits: string) =>
			String.fromCodePoint(Number.parseInt(digits, hex === '' ? 10 : 16)),
		)
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');
}

function refusal(name: string, status: number, text: string): CommandError {
	const code = field(text, 'Code');
	const said = code !== undefined && /^\w+$/.test(code) ? `${status} ${code}` : String(status);
	if (status === 401 || status === 403) {
		return new CommandError(
			exitCodes.forbidden,
			`${name} does not let these keys in (${said}).`,
			'They have to list, put and delete objects there; check region and endpoint, too.',
		);
	}
	return new CommandError(
		exitCodes.unreachable,
		`${name} answered ${said}.`,
		'Run this again: it goes on from there.',
	);
}

function unreachable(name: string, error: unknown): CommandError {
	const cause = (error as { cause?: { code?: unknown } }).cause?.code;
	const why = typeof cause === 'string' ? cause : (error as Error).name;
	return new CommandError(
		exitCodes.unreachable,
		`${name} cannot be reached (${why}).`,
		'Run this again: it goes on from there.',
	);
}
