/** The organisation's pictures, put into the page itself: nothing has to be fetched to see them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../schemas/site.ts';

const images = new Map<string, string>();

/**
 * A picture of `site.yaml` as an address that holds it.
 *
 * @param field where it is named, for the error
 * @throws {Error} if the file is not there
 */
export function brandImage(brand: Site['brand'], field: 'logo' | 'icon'): string | undefined {
	const path = brand[field];
	if (path === undefined) return undefined;
	const known = images.get(path);
	if (known !== undefined) return known;
	const file = join('public/status', path);
	if (!existsSync(file)) {
		throw new Error(`site.yaml: \`brand.${field}\` names ${file}, which is not there.`);
	}
	const svg = readFileSync(file, 'utf8')
		.replace(/^<\?xml.*?\?>\s*/, '')
		.trim();
	const address = `data:image/svg+xml,${encodeURIComponent(svg)}`;
	images.set(path, address);
	return address;
}
