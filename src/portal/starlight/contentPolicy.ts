/**
 * What a page of the portal may do: run our scripts and no others, and speak to nobody else. Astro's own policy goes by
 * the hashes of styles too, which the coloured commands and the shell, with styles in attributes, do not fit.
 */
import { createHash } from 'node:crypto';

/** Every script that stands in a page by itself; what only carries data is no script. */
const inline = /<script\b((?:[^"'>]|"[^"]*"|'[^']*')*)>([^]*?)<\/script>/gi;
const fetched = /\ssrc\s*=/i;
const typed = /\stype\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i;

/** Whether what stands in an element with these attributes is run. */
function isRun(attributes: string): boolean {
	const [, double, single, bare] = typed.exec(attributes) ?? [];
	const type = double ?? single ?? bare ?? 'module';
	return (
		!fetched.test(attributes) && ['module', 'text/javascript', ''].includes(type.toLowerCase())
	);
}

/** A page with its policy, before anything that could run. */
export function withPolicy(html: string): string {
	const hashes = new Set(
		[...html.matchAll(inline)]
			.filter(([, attributes = '']) => isRun(attributes))
			.map(([, , text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`),
	);
	const policy = [
		"default-src 'self'",
		// Pagefind, which looks in the text of all pages, is WebAssembly.
		["script-src 'self' 'wasm-unsafe-eval'", ...[...hashes].sort()].join(' '),
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data:",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'none'",
	].join('; ');
	const meta = `<meta http-equiv="content-security-policy" content="${policy}">`;
	return html.replace(
		/<head(?=[\s>])[^>]*>(?:\s*<meta charset=[^>]*>)?/i,
		(before) => before + meta,
	);
}
