/** Stands between our code and a peer: makes faults, judges what passes, and counts. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultsOfAnswer, faultsOfRequest } from './judge.ts';

/** What goes wrong. */
export type FaultKind =
	/** Answered without being passed on. */
	| { kind: 'answer'; status: number; body: unknown; headers?: Record<string, string> }
	/** Passed on and done; then answered with something else. */
	| { kind: 'answer-after'; status: number; body: unknown }
	| { kind: 'reset-before' }
	| { kind: 'reset-after' }
	| { kind: 'truncated' }
	| { kind: 'hang' }
	/** The answer that the same question had the last time, or 404 if it was never asked. */
	| { kind: 'stale' };

/** What goes wrong where, and how often. */
export type Fault = FaultKind & {
	/** `POST /pulls`: the method, and the end of the path; any request if not said. */
	at?: { method: string; path: RegExp };
	/** How many such requests pass before. */
	skip?: number;
	/** How many fail. */
	times: number;
	/** What goes wrong from then on. */
	begins?: Fault;
};

/** One request that came by. */
export interface Passed {
	method: string;
	url: string;
	authorization: string | undefined;
	fault: FaultKind['kind'] | undefined;
}

export interface FaultProxy {
	url: string;
	passed: Passed[];
	/** What GitHub's description has against requests, and against answers of the peer. */
	badRequests: string[];
	badAnswers: string[];
	/** Faults to come; emptied, everything works. */
	faults: Fault[];
	/** Something that happens before a request is passed on. */
	before: ((request: Passed) => Promise<void>) | undefined;
	close: () => Promise<void>;
}

/** Starts a proxy on loopback before a peer. */
export async function startFaultProxy(peer: string, faults: Fault[] = []): Promise<FaultProxy> {
	const passed: Passed[] = [];
	const badRequests: string[] = [];
	const badAnswers: string[] = [];
	const last = new Map<string, Answer>();
	const proxy: FaultProxy = {
		url: '',
		passed,
		badRequests,
		badAnswers,
		faults,
		before: undefined,
		close: () => Promise.resolve(),
	};

	const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const body = await bytesOf(incoming);
		const { method = 'GET', url = '/' } = incoming;
		const fault = nextFault(faults, method, url);
		const request: Passed = {
			method,
			url,
			authorization: incoming.headers.authorization,
			fault: fault?.kind,
		};
		passed.push(request);
		await proxy.before?.(request);
		const isGit = url.includes('.git/');
		const sent = parsed(body);
		if (!isGit) badRequests.push(...faultsOfRequest({ method, url, sent }));

		if (fault?.kind === 'answer') {
			send(outgoing, fault.status, fault.body, fault.headers);
			return;
		}
		if (fault?.kind === 'reset-before') {
			incoming.socket.destroy();
			return;
		}
		if (fault?.kind === 'hang') return;
		if (fault?.kind === 'stale') {
			const old = last.get(url) ?? notFound;
			reply(outgoing, old);
			return;
		}
		const answer = await passOn(peer, incoming, body);
		if (method === 'GET') last.set(url, answer);
		if (!isGit) {
			const { status } = answer;
			const answered = parsed(answer.body);
			badAnswers.push(...faultsOfAnswer({ method, url, sent, status, answered }));
		}
		if (fault?.kind === 'reset-after') incoming.socket.destroy();
		else if (fault?.kind === 'answer-after') send(outgoing, fault.status, fault.body);
		else if (fault?.kind === 'truncated') {
			outgoing.writeHead(answer.status, headersOf(answer));
			outgoing.write(answer.body.subarray(0, answer.body.length >> 1));
			setTimeout(() => incoming.socket.destroy(), 5);
		} else reply(outgoing, answer);
	};
	const server = createServer((incoming, outgoing) => {
		serve(incoming, outgoing).catch(() => {
			send(outgoing, 502, { message: 'Server Error' });
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	Object.assign(proxy, {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () =>
			new Promise<void>((done) => {
				server.closeAllConnections();
				server.close(() => {
					done();
				});
			}),
	});
	return proxy;
}

function nextFault(faults: Fault[], method: string, url: string): Fault | undefined {
	const path = decodeURIComponent(url.split('?')[0] ?? '');
	const fault = faults.find(
		({ at, times }) => times > 0 && (!at || (at.method === method && at.path.test(path))),
	);
	if (!fault) return undefined;
	if ((fault.skip ?? 0) > 0) {
		fault.skip = (fault.skip ?? 0) - 1;
		return undefined;
	}
	fault.times--;
	if (fault.begins) {
		faults.push(fault.begins);
		delete fault.begins;
	}
	return fault;
}

interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: Buffer;
}

const notFound: Answer = {
	status: 404,
	headers: { 'content-type': 'application/json; charset=utf-8' },
	body: Buffer.from(JSON.stringify({ message: 'Not Found' })),
};

function passOn(peer: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
	const { hostname, port, host } = new URL(peer);
	return new Promise((done, fail) => {
		const onward = request(
			{
				hostname,
				port,
				method: incoming.method,
				path: incoming.url,
				headers: { ...incoming.headers, host },
				agent: false,
			},
			(answer) => {
				bytesOf(answer).then((bytes) => {
					done({ status: answer.statusCode ?? 502, headers: answer.headers, body: bytes });
				}, fail);
			},
		);
		onward.on('error', fail);
		onward.end(body);
	});
}

function headersOf({ headers, body }: Answer) {
	const kept = Object.entries(headers).filter(
		([name]) => !['transfer-encoding', 'connection', 'keep-alive'].includes(name),
	);
	return { ...Object.fromEntries(kept), 'content-length': String(body.length) };
}

function reply(outgoing: ServerResponse, answer: Answer): void {
	outgoing.writeHead(answer.status, headersOf(answer));
	outgoing.end(answer.status === 204 ? undefined : answer.body);
}

function send(
	outgoing: ServerResponse,
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): void {
	const page = typeof body === 'string';
	outgoing.writeHead(status, {
		'content-type': page ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
		...headers,
	});
	outgoing.end(page ? body : JSON.stringify(body));
}

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

function parsed(body: Buffer): unknown {
	if (body.length === 0) return undefined;
	try {
		return JSON.parse(body.toString());
	} catch {
		return undefined;
	}
}
