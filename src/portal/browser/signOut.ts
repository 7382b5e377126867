/** Removes everything that the portal keeps in this browser, and says what became of it. */
const base = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/`;

/** Copies of pages, after the workers that would make them again. */
async function forgetCopies(): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	const registrations = await navigator.serviceWorker.getRegistrations();
	for (const registration of registrations) {
		if (new URL(registration.scope).pathname !== base) continue;
		for (const worker of [registration.installing, registration.waiting, registration.active])
			worker?.postMessage('allclear:forget');
		await registration.unregister();
	}
	for (const name of await caches.keys())
		if (name === `allclear:${base}`) await caches.delete(name);
}

/** Progress, values and choices. */
function forgetStored(storage: Storage): void {
	for (const key of Object.keys(storage)) if (key.startsWith('allclear:')) storage.removeItem(key);
}

async function forget(): Promise<boolean> {
	// Where storage is forbidden there is nothing to remove; where it is broken, the reader has to know. Even to
	// name a storage may be refused, so each is named in a step of its own.
	const steps = await Promise.allSettled([
		forgetCopies(),
		Promise.try(() => {
			forgetStored(localStorage);
		}),
		Promise.try(() => {
			forgetStored(sessionStorage);
		}),
	]);
	return steps.every(({ status }) => status === 'fulfilled');
}

const place = document.querySelector<HTMLElement>('[data-forget]');
if (place) {
	place.textContent = (await forget())
		? 'Nothing of the portal is kept in this browser any more: no pages, no contacts, no progress.'
		: 'This browser did not let the page look at everything that may be kept. Remove the data of this site in the browser’s settings.';
}
