/** Keeps copies of the portal in the browser, and says so when a reader is reading one. */
import { ageWords } from '../../domain/age.ts';
import { buildTag } from '../offline/answers.ts';
import type { CopyReason } from '../offline/answers.ts';

const base = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/`;

/** The instant of the build that the page is from. */
const built = () =>
	Date.parse(
		document.documentElement.dataset['copyBuilt'] ??
			document.querySelector<HTMLMetaElement>(`meta[name="${buildTag}"]`)?.content ??
			'',
	);

const sentences: Record<CopyReason, string> = {
	network: 'No network.',
	session: 'Your session seems to be over.',
	server: 'The server does not answer as it should.',
};

/** The instant of the build as the reader’s clock shows it. */
function builtTime(at: number): HTMLTimeElement {
	const time = document.createElement('time');
	time.dateTime = new Date(at).toISOString();
	time.textContent = new Date(at).toLocaleString('en-GB', {
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		timeZoneName: 'short',
	});
	return time;
}

/**
 * At the foot of every page and at the head of its sheet: of when it is. The page itself does not say it, so that it
 * stays the same from build to build. Said when it is looked at: the first time that a browser prints takes it longer
 * than a whole page.
 */
function sayAge(place: HTMLElement): void {
	const at = built();
	if (Number.isNaN(at)) return;
	const say = () => {
		place.hidden = false;
		place.replaceChildren('As of ', builtTime(at), ` (${ageWords(Date.now() - at)} ago)`);
	};
	new IntersectionObserver(([entry]) => {
		if (entry?.isIntersecting === true) say();
	}).observe(place.parentElement ?? place);
	addEventListener('beforeprint', say);
}

/** Says why a copy is read, from when it is, and how to sign in again where that is the reason. */
function say(banner: HTMLElement, reason: CopyReason | undefined): void {
	banner.hidden = reason === undefined;
	if (reason === undefined) return;
	const at = built();
	const age = ageWords(Date.now() - at);
	banner.replaceChildren(
		`${sentences[reason]} You are reading a copy of `,
		builtTime(at),
		` (${age} old).`,
	);
	if (reason !== 'session') return;
	const link = document.createElement('a');
	const address = new URL(location.href);
	address.searchParams.set('sign-in', '');
	link.href = address.href;
	link.textContent = 'Sign in again';
	banner.append(' ', link);
}

function watch(banner: HTMLElement): void {
	const reason = document.documentElement.dataset['copy'] as CopyReason | undefined;
	const look = () => {
		say(banner, navigator.onLine ? reason : 'network');
	};
	addEventListener('online', look);
	addEventListener('offline', look);
	look();
}

/** Registers the worker when the page is done; a build that waits takes over, because this page is new. */
async function keep(): Promise<void> {
	const { connection } = navigator as { connection?: { saveData?: boolean } };
	// Whoever has asked for little data is not sent everything.
	if (connection?.saveData) return;
	const registration = await navigator.serviceWorker.register(`${base}sw.js`, {
		scope: base,
		updateViaCache: 'none',
	});
	registration.waiting?.postMessage('allclear:take-over');
}

for (const place of document.querySelectorAll<HTMLElement>('[data-built]')) sayAge(place);
const banner = document.querySelector<HTMLElement>('[data-copy-banner]');
if (banner) watch(banner);
// The page that forgets everything must not begin again, and a page being written is no build.
if (import.meta.env.PROD && !document.querySelector('[data-forget]')) {
	const start = () => {
		// Forbidden storage, an insecure address: the portal is as before, only without copies.
		try {
			keep().catch(() => undefined);
		} catch {
			// Even to look for the worker may be forbidden.
		}
	};
	if (document.readyState === 'complete') start();
	else addEventListener('load', start, { once: true });
}
