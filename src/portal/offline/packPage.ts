/** The text of a built page as it stands in the pack: without what belongs to the site around it. */
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { parse, parseFragment, serialize } from 'parse5';

type Node = Tree.ChildNode;
type Element = Tree.Element;

/** How links of a page are written in the pack. */
export interface PackPlace {
	/** Path of the portal, with a slash at its end. */
	base: string;
	/** The portal’s own address, for pages that are not in the pack. */
	origin: string;
	/** Names of pages in the pack, by path below the base. */
	names: ReadonlyMap<string, string>;
	/** A picture as a `data:` address; `undefined` if it cannot be had. */
	picture: (path: string) => string | undefined;
}

/** What needs the site’s scripts, or is said elsewhere. */
const dropped = new Set([
	'script',
	'style',
	'link',
	'template',
	'form',
	'button',
	'input',
	'select',
	'textarea',
	'dialog',
	'iframe',
	'object',
	'starlight-tabs-restore',
]);
/** Attributes that say something where there are no scripts of the site. */
const keptAttributes = new Set([
	'class',
	'id',
	'href',
	'src',
	'alt',
	'width',
	'height',
	'colspan',
	'rowspan',
	'scope',
	'start',
	'open',
	'datetime',
	'title',
	'lang',
	'dir',
	'role',
	'aria-label',
	'aria-labelledby',
	'aria-hidden',
	'viewbox',
	'viewBox',
	'd',
	'fill',
	'stroke',
	'data-language',
	// Names of columns, for a phone.
	'data-label',
]);

/**
 * The text of a page between its title and its footer, with every `id` and every link under the page’s name.
 *
 * @param name of the page in the pack: `runbooks/database/database-down`
 * @throws if the page has no text where Starlight puts it
 */
export function packPage(html: string, name: string, place: PackPlace): string {
	const main = find(parse(html), (node) => hasClass(node, 'sl-markdown-content'));
	if (!main) throw new Error(`The page ${name} has no text to put into the pack.`);
	for (const child of [...main.childNodes]) tidy(child, name, place);
	return serialize(main).trim();
}

function tidy(node: Node, name: string, place: PackPlace): void {
	if (!isElement(node)) {
		if (node.nodeName === '#comment') remove(node);
		return;
	}
	if (
		dropped.has(node.tagName) ||
		has(node, 'hidden') ||
		hasClass(node, 'sl-anchor-link') ||
		hasClass(node, 'starlight-aside__icon')
	) {
		remove(node);
		return;
	}
	if (hasClass(node, 'expressive-code')) {
		asCommand(node);
		return;
	}
	for (const child of [...node.childNodes]) tidy(child, name, place);
	node.attrs = node.attrs.flatMap((attribute) => attributeInPack(attribute, node, name, place));
	if (node.tagName === 'img' && !has(node, 'src')) {
		replace(node, parseFragment(`<em>Picture: ${escaped(get(node, 'alt') ?? '')}</em>`).childNodes);
	}
}

function attributeInPack(
	{ name: key, value }: Element['attrs'][number],
	node: Element,
	name: string,
	place: PackPlace,
): Element['attrs'] {
	if (!keptAttributes.has(key)) return [];
	if (key === 'id') return [{ name: key, value: `${name}--${value}` }];
	if (key === 'aria-labelledby')
		return [
			{
				name: key,
				value: value
					.split(/\s+/)
					.map((id) => `${name}--${id}`)
					.join(' '),
			},
		];
	if (key === 'href') return [{ name: key, value: linkInPack(value, name, place) }];
	if (key === 'src') {
		const picture = node.tagName === 'img' ? place.picture(value) : undefined;
		return picture === undefined ? [] : [{ name: key, value: picture }];
	}
	return [{ name: key, value }];
}

/** A link of the site as it is in the pack: to the same page there, else to the portal itself. */
export function linkInPack(
	href: string,
	name: string,
	{ base, origin, names }: Pick<PackPlace, 'base' | 'origin' | 'names'>,
): string {
	if (href.startsWith('#')) return `#${name}--${href.slice(1)}`;
	if (!href.startsWith(base)) return href.startsWith('/') ? origin + href : href;
	const [path = '', anchor] = href.slice(base.length).split('#');
	const there = names.get(path.replace(/\?.*/, ''));
	if (there === undefined) return origin + href;
	return anchor ? `#${there}--${anchor}` : `#${there}`;
}

/** A block of code as its bare text: the colours of its words are most of its bytes. */
function asCommand(block: Element): void {
	const pre = find(block, (node) => node.tagName === 'pre');
	const lines = all(block, (node) => hasClass(node, 'ec-line')).map((line) =>
		textOf(line).replace(/\n$/, ''),
	);
	const text = lines.length > 0 ? lines.join('\n') : pre ? textOf(pre) : textOf(block);
	const language = (pre && get(pre, 'data-language')) ?? '';
	replace(
		block,
		parseFragment(
			`<pre class="command" data-language="${escaped(language)}" tabindex="0"><code>${escaped(text)}</code></pre>`,
		).childNodes,
	);
}

/** Text as it stands in HTML. */
export const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const isElement = (node: Tree.Node): node is Element => 'tagName' in node;
const get = (node: Element, name: string) => node.attrs.find((item) => item.name === name)?.value;
const has = (node: Element, name: string) => get(node, name) !== undefined;
const hasClass = (node: Element, name: string) =>
	(get(node, 'class') ?? '').split(/\s+/).includes(name);

function* elementsIn(node: Tree.Node): Generator<Element> {
	if (!('childNodes' in node)) return;
	for (const child of node.childNodes) {
		if (isElement(child)) yield child;
		yield* elementsIn(child);
	}
}
function find(node: Tree.Node, fits: (node: Element) => boolean): Element | undefined {
	for (const element of elementsIn(node)) if (fits(element)) return element;
	return undefined;
}
const all = (node: Tree.Node, fits: (node: Element) => boolean) =>
	[...elementsIn(node)].filter(fits);

function textOf(node: Tree.Node): string {
	if ('value' in node) return node.value;
	return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function remove(node: Node): void {
	replace(node, []);
}

function replace(node: Node, by: readonly Node[]): void {
	const parent = node.parentNode;
	if (!parent) return;
	for (const child of by) child.parentNode = parent;
	parent.childNodes.splice(parent.childNodes.indexOf(node), 1, ...by);
}
