/** What a page hands to its script. */

/** The data of the element with that id; `undefined` if the page has none. The page and its script are one build. */
export function pageData(id: string): unknown {
	const text = document.getElementById(id)?.textContent;
	return text ? (JSON.parse(text) as unknown) : undefined;
}
