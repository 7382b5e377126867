/** XML as text that cannot be broken by what stands in it. */

/** Text as it may stand between tags and within quotes. Characters that XML 1.0 does not have are dropped. */
export function escapeXml(text: string): string {
	return text
		.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

/** A piece of XML that is already escaped. */
export interface Xml {
	readonly xml: string;
}

/** A whole document. */
export const xmlDocument = (root: Xml) => `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}`;

/** A template for XML: everything put in is escaped, unless it is XML itself. */
export function xml(
	strings: TemplateStringsArray,
	...values: readonly (string | number | Xml | readonly Xml[])[]
): Xml {
	return {
		xml: strings.reduce((text, part, index) => {
			const value = values[index - 1];
			return text + (value === undefined ? '' : print(value)) + part;
		}),
	};
}

function print(value: string | number | Xml | readonly Xml[]): string {
	if (typeof value === 'string' || typeof value === 'number') return escapeXml(String(value));
	return 'xml' in value ? value.xml : value.map((item) => item.xml).join('');
}
