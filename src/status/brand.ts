/** The organisation's pictures, for every page. */
import type { PictureField } from '../read/brandPictures.ts';
import { brandPicture } from '../read/brandPictures.ts';
import type { Site } from '../schemas/site.ts';

// Every page asks, and the files do not change within a build.
const images = new Map<string, string | undefined>();

/**
 * A picture of `site.yaml` as an address that holds it.
 *
 * @throws {Error} if it cannot be shown
 */
export function brandImage(brand: Site['brand'], field: PictureField): string | undefined {
	const key = `${field} ${brand[field]}`;
	if (images.has(key)) return images.get(key);
	const { address, problem } = brandPicture(brand, field);
	if (problem) throw new Error(`site.yaml: ${problem.message} ${problem.cure}`);
	images.set(key, address);
	return address;
}
