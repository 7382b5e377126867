/** JSON Feed 1.1, rule by rule (jsonfeed.org/version/1.1). */

const feedKeys: Record<string, (value: unknown) => boolean> = {
	version: (value) => value === 'https://jsonfeed.org/version/1.1',
	title: isText,
	home_page_url: isAddress,
	feed_url: isAddress,
	description: isText,
	language: (value) => isText(value) && /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(value),
	authors: (value) =>
		Array.isArray(value) && value.every((author) => isText((author as { name: unknown }).name)),
	items: Array.isArray,
};
const itemKeys: Record<string, (value: unknown) => boolean> = {
	id: isText,
	url: isAddress,
	title: isText,
	content_html: isText,
	date_published: isDate,
	date_modified: isDate,
	tags: (value) => Array.isArray(value) && value.every(isText),
};

/** What a feed breaks; nothing if it keeps every rule. */
export function brokenJsonFeedRules(feed: Record<string, unknown>): string[] {
	const items = Array.isArray(feed['items']) ? (feed['items'] as Record<string, unknown>[]) : [];
	const ids = items.map(({ id }) => id);
	return [
		...['version', 'title', 'items']
			.filter((key) => !(key in feed))
			.map((key) => `${key} is required`),
		...brokenKeys(feed, feedKeys),
		...items.flatMap((item) => [
			...['id', 'content_html'].filter((key) => !(key in item)).map((key) => `${key} is required`),
			...brokenKeys(item, itemKeys),
		]),
		...(new Set(ids).size === ids.length ? [] : ['ids are unique']),
	];
}

const brokenKeys = (thing: Record<string, unknown>, rules: typeof feedKeys) =>
	Object.entries(thing)
		.filter(([key, value]) => !rules[key]?.(value))
		.map(([key, value]) => `${key}: ${JSON.stringify(value)}`);

function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}

function isAddress(value: unknown): boolean {
	return isText(value) && /^https?:$/.test(URL.parse(value)?.protocol ?? '');
}

function isDate(value: unknown): boolean {
	return (
		isText(value) &&
		/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
		!Number.isNaN(Date.parse(value))
	);
}
