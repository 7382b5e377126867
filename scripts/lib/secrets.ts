/** Words that are never printed. */

const secrets = new Set<string>();

/** Keeps a secret, and what it looks like on its way to a server, out of everything that is printed from now on. */
export function keepSecret(secret: string): void {
	if (secret === '') return;
	secrets.add(secret);
	secrets.add(encodeURIComponent(secret));
	for (const user of ['', 'x-access-token:']) {
		secrets.add(Buffer.from(user + secret).toString('base64'));
	}
}

/** The text without secrets, and without names and passwords in addresses. */
export function scrub(text: string): string {
	let clean = text.replace(/(\w+:\/\/)[^/\s@]+@/g, '$1');
	// The longest first: of a secret that is part of another nothing may be left over.
	for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
		clean = clean.replaceAll(secret, '…');
	}
	return clean;
}
