/**
 * The portal’s service worker: what the network says comes first, and a copy takes its place when there is no
 * network, no answer in time, or an answer that is not ours. Copies are kept by Workbox: it fetches only what
 * changed, puts a new build beside the old one, and deletes the old one when the new one takes over. If any file
 * cannot be kept, none of the new build is, and the old copies stay.
 */
import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import type { AnswerFacts, CopyReason } from './answers.ts';
import { markedCopy, mayBeKept, whyCopy } from './answers.ts';

/** Put in when the worker is built. */
declare const BUILT: {
	/** Id and instant of the build. */
	build: string;
	/** Path of the portal, with a slash at both ends. */
	base: string;
	entries: { url: string; revision: string | null; integrity?: string }[];
};

/** What this file uses of a worker; the types of pages and of workers exclude each other. */
interface Worker {
	location: Location;
	clients: { claim: () => Promise<void> };
	skipWaiting: () => Promise<void>;
	addEventListener: ((type: 'install' | 'activate', on: (event: LifeEvent) => void) => void) &
		((type: 'fetch', on: (event: FetchEvent) => void) => void) &
		((type: 'message', on: (event: MessageEvent) => void) => void);
}
interface LifeEvent extends Event {
	waitUntil: (until: Promise<unknown>) => void;
}
interface FetchEvent extends LifeEvent {
	request: Request;
	respondWith: (response: Promise<Response>) => void;
}

/** A network that has not answered after so long is no network, in milliseconds. */
const patience = 4000;

const worker = self as unknown as Worker;
const { build, base, entries } = BUILT;
/** Set when somebody signs out while files are still being fetched. */
let forgotten = false;

const copies = new PrecacheController({
	cacheName: `allclear:${base}`,
	plugins: [
		{
			cacheWillUpdate: async ({ response }) =>
				!forgotten && mayBeKept(await factsOf(response.clone()), build) ? response : null,
		},
	],
});
copies.addToCacheList(entries);

worker.addEventListener('install', (event) => {
	void copies.install(event as Parameters<typeof copies.install>[0]);
});
worker.addEventListener('activate', (event) => {
	void copies.activate(event as Parameters<typeof copies.activate>[0]);
	event.waitUntil(worker.clients.claim());
});
worker.addEventListener('message', ({ data }) => {
	// A page that has just been loaded asks for it: nothing is under a reader’s hands yet.
	if (data === 'allclear:take-over') void worker.skipWaiting();
	if (data === 'allclear:forget') forgotten = true;
});
worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
	if (!url.pathname.startsWith(base) || forgotten) return;
	// Signing in again has to reach the sign-on.
	if (url.searchParams.has('sign-in')) return;
	if (request.mode === 'navigate') event.respondWith(page(request, url));
	else if (copies.getCacheKeyForURL(plain(url)) !== undefined)
		event.respondWith(file(request, url));
});

/** Without what is asked of a page in the browser: values for a runbook, marks against caches. */
const plain = (url: URL) => url.origin + url.pathname;

/** What is kept of a page; of an alert that nobody has written of, what to do without a runbook. */
async function copyOf(url: URL): Promise<Response | undefined> {
	const own = await copies.matchPrecache(plain(url));
	if (own || !url.pathname.startsWith(`${base}r/`)) return own;
	return copies.matchPrecache(`${url.origin}${base}r/`);
}

/** A page: from the network if that gives one of ours, else the copy. */
async function page(request: Request, url: URL): Promise<Response> {
	const copy = await copyOf(url);
	if (!copy) {
		// There is nothing to put in its place but the page that says so.
		return fetch(request).catch(async () => {
			const instead = await copies.matchPrecache(`${url.origin}${base}offline/`);
			return instead ? marked(instead, 'network') : Response.error();
		});
	}
	const answer = await fromNetwork(request);
	if (!answer) return marked(copy, 'network');
	const facts = await factsOf(answer);
	const reason = whyCopy(facts);
	if (reason !== undefined) return marked(copy, reason);
	return facts.html === undefined ? answer : whole(facts.html, answer);
}

/** Anything that a page needs. What is named after its content never changes. */
async function file(request: Request, url: URL): Promise<Response> {
	const copy = await copies.matchPrecache(plain(url));
	if (!copy) return fetch(request);
	if (/\/_astro\/|\/pagefind\/.*\.pf_\w+$/.test(url.pathname)) return copy;
	const answer = await fromNetwork(request);
	if (!answer || whyCopy(await factsOf(answer)) !== undefined) return copy;
	return whole(await answer.blob(), answer);
}

/** What the network says, if it says something in time. */
async function fromNetwork(request: Request): Promise<Response | undefined> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	try {
		return await Promise.race([
			fetch(request),
			new Promise<undefined>((done) => {
				timer = setTimeout(done, patience, undefined);
			}),
		]);
	} catch {
		return undefined;
	} finally {
		clearTimeout(timer);
	}
}

/** Reads the text of a page to its end; anything else is left as it is. */
async function factsOf(response: Response): Promise<AnswerFacts> {
	const { status, type, redirected } = response;
	const kind = response.headers.get('content-type') ?? '';
	const html = /\bhtml\b/.test(kind) ? await response.text() : undefined;
	return { status, type, redirected, kind, html };
}

async function marked(copy: Response, reason: CopyReason): Promise<Response> {
	return whole(markedCopy(await copy.text(), reason, build), copy);
}

/** The answer with its body in one piece, whoever goes on reading it. */
function whole(body: string | Blob, { status, headers: sent }: Response): Response {
	const headers = new Headers(sent);
	// The body is no longer as it was sent.
	for (const name of ['content-length', 'content-encoding']) headers.delete(name);
	return new Response(body, { status, headers });
}
