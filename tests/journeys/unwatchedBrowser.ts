/**
 * A browser of which only the page is driven. Playwright attaches a debugger to every service worker, and a worker
 * under a debugger never counts as idle, so that none is ever replaced while a page is open.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchOptions } from '@playwright/test';

export interface UnwatchedPage {
	/** Opens an address and waits until the page is loaded. */
	goto: (url: string) => Promise<void>;
	/** Runs the body of an async function in the page and gives what it returns. */
	run: (body: string) => Promise<unknown>;
	close: () => void;
}

interface Message {
	id?: number;
	method?: string;
	result?: { result?: { value?: unknown }; exceptionDetails?: { text: string } };
}

/** Starts a browser with one page. */
export async function openUnwatched({
	executablePath,
	args = [],
}: LaunchOptions): Promise<UnwatchedPage> {
	const profile = mkdtempSync(join(tmpdir(), 'allclear-browser-'));
	const browser = spawn(executablePath ?? '', [
		'--headless',
		'--remote-debugging-port=0',
		`--user-data-dir=${profile}`,
		...args,
		'about:blank',
	]);
	const port = await new Promise<string>((done, fail) => {
		let said = '';
		browser.on('error', fail);
		browser.stderr.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			const found = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(said);
			if (found?.[1] !== undefined) done(found[1]);
		});
		browser.on('exit', () => {
			fail(new Error(`The browser ended: ${said}`));
		});
	});
	const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
		type: string;
		webSocketDebuggerUrl: string;
	}[];
	const page = targets.find(({ type }) => type === 'page');
	const socket = new WebSocket(page?.webSocketDebuggerUrl ?? '');
	await new Promise((done) => {
		socket.addEventListener('open', done, { once: true });
	});
	const answers = new Map<number, (message: Message) => void>();
	let loaded = () => {};
	socket.addEventListener('message', ({ data }) => {
		const message = JSON.parse(String(data)) as Message;
		if (message.id !== undefined) answers.get(message.id)?.(message);
		if (message.method === 'Page.loadEventFired') loaded();
	});
	let asked = 0;
	const send = (method: string, params = {}) =>
		new Promise<Message>((done) => {
			asked++;
			answers.set(asked, done);
			socket.send(JSON.stringify({ id: asked, method, params }));
		});
	await send('Page.enable');
	return {
		async goto(url) {
			const done = new Promise<void>((load) => {
				loaded = load;
			});
			await send('Page.navigate', { url });
			await done;
		},
		async run(body) {
			const { result } = await send('Runtime.evaluate', {
				expression: `(async () => { ${body} })()`,
				awaitPromise: true,
				returnByValue: true,
			});
			if (result?.exceptionDetails) throw new Error(result.exceptionDetails.text);
			return result?.result?.value;
		},
		close() {
			socket.close();
			browser.removeAllListeners('exit');
			browser.once('exit', () => {
				rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
			});
			browser.kill('SIGKILL');
		},
	};
}
