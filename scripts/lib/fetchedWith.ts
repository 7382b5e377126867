/** What a browser has to fetch before a page can be read. */

/**
 * Addresses that a browser fetches by itself to show a page: styles, scripts, fonts, pictures, frames. Links
 * that a reader follows are not among them, nor are `data:` addresses and parts of the page itself.
 */
export function fetchedWith(html: string): string[] {
	const styles = [...html.matchAll(/<style\b[^>]*>(.*?)<\/style>/gis)].map(([, css]) => css ?? '');
	const markup = html
		.replace(/<!--.*?-->/gs, '')
		.replace(/(<(script|style)\b[^>]*>).*?(<\/\2>)/gis, '$1$3');
	const fetched = [...markup.matchAll(tag)].flatMap(([, name = '', text = '']) => {
		const attributes = attributesOf(text);
		return [
			...addressesOf(name.toLowerCase(), attributes),
			...addressesInCss(attributes.get('style') ?? ''),
		];
	});
	return [...fetched, ...styles.flatMap(addressesInCss)].filter(
		(address) => address !== '' && !/^(?:data:|#)/i.test(address),
	);
}

const tag = /<([a-z][\w-]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/gi;

/** Relations of `<link>` for which a browser fetches what they point at. */
const fetchedRelations = /\b(?:stylesheet|icon|preload|modulepreload|prefetch|manifest)\b/i;

function addressesOf(name: string, attributes: ReadonlyMap<string, string>): string[] {
	const value = (attribute: string) => attributes.get(attribute) ?? '';
	switch (name) {
		case 'link':
			return fetchedRelations.test(value('rel')) ? [value('href')] : [];
		case 'use':
		case 'image':
			return [value('href'), value('xlink:href')];
		case 'object':
			return [value('data')];
		default:
			return [value('src'), value('poster'), ...candidates(value('srcset'))];
	}
}

/** Addresses of a `srcset`, without their sizes. */
const candidates = (text: string) =>
	text.split(/,\s+/).map((candidate) => candidate.trim().split(/\s/)[0] ?? '');

function addressesInCss(css: string): string[] {
	return [
		...css.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*?))\s*\)/gi),
		...css.matchAll(/@import\s+(?:"([^"]*)"|'([^']*)')/gi),
	].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}

function attributesOf(text: string): Map<string, string> {
	const found = text.matchAll(/([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g);
	return new Map(
		[...found].map(([, name = '', double, single, bare]) => [
			name.toLowerCase(),
			double ?? single ?? bare ?? '',
		]),
	);
}
