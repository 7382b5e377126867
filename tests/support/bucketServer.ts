/** A store on this machine that speaks as much of S3 as publishing needs. Amazon's own code judges every signature. */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignatureV4 } from '@smithy/signature-v4';
import { onTestFinished } from 'vitest';

/** An object as it was put. */
export interface StoredObject {
	body: string;
	headers: IncomingMessage['headers'];
}

export interface BucketServer {
	endpoint: string;
	/** Objects of the bucket `site` by key. */
	objects: Map<string, StoredObject>;
	/** Writes and deletions in the order they came, e.g. `PUT status/index.html`. */
	log: string[];
	/** Answers with this instead, once for each request that it is asked about. */
	fault: (answer: (what: string) => number | undefined) => void;
}

/** The keys that the store knows. */
export const storeKeys = { AWS_ACCESS_KEY_ID: 'AKIAHARBOUR', AWS_SECRET_ACCESS_KEY: 'a quiet key' };

/** SHA-256 as Amazon's code wants it. */
class Sha256 {
	#hash;
	constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
		this.#hash =
			secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string | Buffer);
	}
	update(data: string | Uint8Array) {
		this.#hash.update(data);
	}
	digest() {
		return Promise.resolve(new Uint8Array(this.#hash.digest()));
	}
	reset() {
		throw new Error('Nobody asks for this.');
	}
}

/** Starts it; it ends with the test. Lists come two keys a page, as if there were many. */
export async function startBucket(): Promise<BucketServer> {
	const objects: BucketServer['objects'] = new Map();
	const log: string[] = [];
	let faulty: (what: string) => number | undefined = () => undefined;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			void answer(request, Buffer.concat(chunks), response);
		});
	});
	const answer = async (request: IncomingMessage, body: Buffer, response: ServerResponse) => {
		const send = (status: number, text = '', headers: Record<string, string> = {}) => {
			response.writeHead(status, { 'content-type': 'application/xml', ...headers });
			response.end(text);
		};
		const refuse = (status: number, code: string) => {
			send(status, `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
		};
		const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
		const method = request.method ?? '';
		if (!(await isSigned(request, url, body))) {
			refuse(403, 'SignatureDoesNotMatch');
			return;
		}
		if (!url.pathname.startsWith('/site/')) {
			refuse(404, 'NoSuchBucket');
			return;
		}
		const key = decodeURIComponent(url.pathname.slice('/site/'.length));
		const what = `${method} ${key}`;
		const status = faulty(what);
		if (status !== undefined) {
			refuse(status, 'SlowDown');
			return;
		}
		if (method === 'GET') {
			send(200, list(objects, url.searchParams));
			return;
		}
		log.push(what);
		if (method === 'PUT') objects.set(key, { body: body.toString(), headers: request.headers });
		else objects.delete(key);
		send(method === 'PUT' ? 200 : 204);
	};
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return {
		endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		objects,
		log,
		fault: (asked) => {
			faulty = asked;
		},
	};
}

function list(objects: BucketServer['objects'], query: URLSearchParams): string {
	const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	const from = Number(query.get('continuation-token') ?? 0);
	const keys = [...objects.keys()]
		.filter((key) => key.startsWith(query.get('prefix') ?? ''))
		.sort();
	const page = keys.slice(from, from + 2).map((key) => {
		const md5 = createHash('md5')
			.update(objects.get(key)?.body ?? '')
			.digest('hex');
		return `<Contents><Key>${escape(key)}</Key><ETag>&quot;${md5}&quot;</ETag></Contents>`;
	});
	const next =
		from + 2 < keys.length ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : '';
	return `<?xml version="1.0"?><ListBucketResult>${page.join('')}${next}</ListBucketResult>`;
}

/** Signs the request once more with Amazon's code, and compares. */
async function isSigned(request: IncomingMessage, url: URL, body: Buffer): Promise<boolean> {
	const { authorization = '', 'x-amz-date': date = '' } = request.headers;
	const [, scope = '', names = '', signature] =
		/Credential=(\S+), ?SignedHeaders=(\S+), ?Signature=([0-9a-f]{64})/.exec(authorization) ?? [];
	const [id, , region = ''] = scope.split('/');
	const [, year, month, day, hour, minute, second] =
		/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(date)) ?? [];
	const hash = createHash('sha256').update(body).digest('hex');
	if (id !== storeKeys.AWS_ACCESS_KEY_ID || year === undefined) return false;
	// What is signed is what came.
	if (request.headers['x-amz-content-sha256'] !== hash) return false;
	const signer = new SignatureV4({
		credentials: { accessKeyId: id, secretAccessKey: storeKeys.AWS_SECRET_ACCESS_KEY },
		region,
		service: 's3',
		sha256: Sha256,
		uriEscapePath: false,
		applyChecksum: false,
	});
	const signed = await signer.sign(
		{
			method: request.method ?? '',
			protocol: 'http:',
			hostname: url.hostname,
			path: url.pathname,
			query: Object.fromEntries(url.searchParams),
			headers: Object.fromEntries(
				names.split(';').map((name) => [name, String(request.headers[name])]),
			),
			body,
		},
		{
			// Those that the sender signed, though Amazon's own senders leave some out.
			signableHeaders: new Set(names.split(';')),
			signingDate: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`),
		},
	);
	return signed.headers['authorization']?.endsWith(`Signature=${signature}`) === true;
}
