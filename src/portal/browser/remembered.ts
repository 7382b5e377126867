/** Small things this browser remembers for its reader. Storage that is full or forbidden is no reason to stop. */

/** What was kept under a name; `undefined` if nothing was, or nothing may be kept. */
export function remembered(name: string): string | undefined {
	try {
		return localStorage.getItem(name) ?? undefined;
	} catch {
		return undefined;
	}
}

/** Keeps a text under a name; gives whether it could. */
export function remember(name: string, text: string): boolean {
	try {
		localStorage.setItem(name, text);
		return true;
	} catch {
		return false;
	}
}
