/**
 * How the files want to be served, in one table: printed as `_headers` (Netlify, Cloudflare Pages) and as a
 * part of an nginx configuration. Every path has one row, because hosts join what two rows say.
 */

/** What both files are made from. */
export interface Hosting {
	/** Path of the site, with a slash at both ends. */
	base: string;
	/** Languages that have a folder of their own. */
	languages: readonly string[];
}

interface Row {
	/**
	 * Below the base. `:name` is one whole part of a path, `*` at the end is any rest. Netlify and Cloudflare read
	 * anything else in different ways. Netlify takes a slash before `*` or at the end as one that may be missing,
	 * so that `history/*` would be `history.json` as well.
	 */
	paths: string[];
	cache: string;
	/** Where it is said; else the file name decides. */
	type?: string;
	/** A page. */
	page?: true;
}

/** Half a minute old at most; then a cache asks anew, and may answer for another minute meanwhile. */
const fresh = 'public, max-age=30, stale-while-revalidate=60';
/** Asked for each time, and answered with 304 while nothing is new. */
const checked = 'public, max-age=0, must-revalidate';
/** Changes with the product only. */
const calm = 'public, max-age=3600, stale-while-revalidate=86400';
/** Has a hash in its name. */
const forever = 'public, max-age=31536000, immutable';

const json = 'application/json; charset=utf-8';
const atom = 'application/atom+xml; charset=utf-8';
const rss = 'application/rss+xml; charset=utf-8';
const jsonFeed = 'application/feed+json; charset=utf-8';
const calendar = 'text/calendar; charset=utf-8';
const svg = 'image/svg+xml; charset=utf-8';

function rowsOf(languages: readonly string[]): Row[] {
	return [
		{
			paths: [
				'',
				'404.html',
				'incidents/:id/',
				'incidents/:id/report/',
				'maintenance/:id/',
				'services/:service/',
				'history/',
				'history/:month/',
				'uptime/',
				'subscribe/',
				'how/',
				...languages.flatMap((language) => [
					`${language}/`,
					`${language}/:page/`,
					`${language}/:kind/:id/`,
					`${language}/incidents/:id/report/`,
				]),
			],
			cache: fresh,
			page: true,
		},
		{ paths: ['api/*', 'ledger/*', 'history.json'], cache: fresh, type: json },
		{ paths: ['heartbeat.json'], cache: checked, type: json },
		{ paths: ['schemas/*'], cache: calm, type: json },
		{ paths: ['history.atom', 'services/:service/history.atom'], cache: fresh, type: atom },
		{ paths: ['history.rss', 'services/:service/history.rss'], cache: fresh, type: rss },
		{ paths: ['feed.json', 'services/:service/feed.json'], cache: fresh, type: jsonFeed },
		{
			paths: ['badge.svg', 'services/:service/badge.svg', 'services/:service/uptime.svg'],
			cache: fresh,
			type: svg,
		},
		{ paths: ['embed.js'], cache: calm, type: 'text/javascript; charset=utf-8' },
		{ paths: ['sitemap.xml'], cache: fresh, type: 'application/xml; charset=utf-8' },
		{ paths: ['robots.txt'], cache: calm, type: 'text/plain; charset=utf-8' },
		{ paths: ['cards/*'], cache: calm, type: 'image/png' },
		{ paths: ['_astro/*'], cache: forever },
	];
}

/** Calendars, by the paths that a host understands. */
const calendarRow = (paths: string[]): Row => ({ paths, cache: fresh, type: calendar });

/** What every answer says. All of it is public, and meant to be used by other sites. */
const everywhere: [string, string][] = [
	['X-Content-Type-Options', 'nosniff'],
	['Referrer-Policy', 'strict-origin-when-cross-origin'],
	['Access-Control-Allow-Origin', '*'],
	['Cross-Origin-Resource-Policy', 'cross-origin'],
];

const notHere = [
	'Strict-Transport-Security is for the whole host to say, not for this site: add it where you terminate TLS.',
];

/** What a row adds to it. */
function headersOf({ cache, type, page }: Row): [string, string][] {
	return [
		['Cache-Control', cache],
		...(type === undefined ? [] : [['Content-Type', type] as [string, string]]),
		// Each page carries its own policy, by the hashes of its styles and script; this only a header can say.
		...(page ? [['Content-Security-Policy', "frame-ancestors 'none'"] as [string, string]] : []),
	];
}

/** More are not read by Cloudflare Pages. */
const mostRules = 100;

/**
 * `_headers`, for Netlify and Cloudflare Pages.
 *
 * @param calendars names of the files in `maintenance/`, newest first. They are listed, because no pattern means
 *   them alone to both hosts; as many as there is room for. For others Cloudflare says what it says of any file.
 */
export function headersFile(
	{ base, languages }: Hosting,
	calendars: readonly string[] = [],
): string {
	const block = (path: string, headers: readonly [string, string][]) =>
		[base + path, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n');
	const blocksOf = (row: Row) => row.paths.map((path) => block(path, headersOf(row)));
	const blocks = [
		block('*', everywhere),
		...rowsOf(languages).flatMap(blocksOf),
		...blocksOf(
			calendarRow(['maintenance.ics', ...calendars.map((name) => `maintenance/${name}`)]),
		),
	];
	return [...notHere.map((line) => `# ${line}`), ...blocks.slice(0, mostRules), ''].join('\n');
}

/** Types by the ending of a file's name, for nginx, whose own list lacks some. */
const endings = {
	'text/html': 'html',
	'text/css': 'css',
	'text/javascript': 'js',
	'text/plain': 'txt',
	'text/calendar': 'ics',
	'text/xml': 'xml',
	'application/json': 'json',
	'application/atom+xml': 'atom',
	'application/rss+xml': 'rss',
	'image/svg+xml': 'svg',
	'image/png': 'png',
	'image/x-icon': 'ico',
	'image/webp': 'webp',
	'font/woff2': 'woff2',
};
const texts = [...Object.keys(endings), 'application/feed+json', 'application/xml'].filter(
	(type) => !/^(?:image\/(?!svg)|font\/|text\/html)/.test(type),
);

/** A part of an nginx configuration, to be included within `server { … }`. */
export function nginxFile({ base, languages }: Hosting): string {
	const add = (headers: readonly [string, string][]) =>
		headers
			.filter(([name]) => name !== 'Content-Type')
			.map(([name, value]) => `\tadd_header ${name} "${value}" always;`);
	const locations = [
		...rowsOf(languages),
		calendarRow(['maintenance.ics', 'maintenance/:id.ics']),
	].map((row) => {
		const type = row.type?.split(';')[0];
		return [
			`location ~ ^${escaped(base)}(?:${row.paths.map(patternOf).join('|')})$ {`,
			...(type === undefined ? [] : ['\ttypes { }', `\tdefault_type ${type};`]),
			...add([...everywhere, ...headersOf(row)]),
			`\ttry_files ${row.page ? '$uri ${uri}index.html' : '$uri'} =404;`,
			'}',
		].join('\n');
	});
	const withoutSlash = base.slice(0, -1);
	return [
		'# Within server { … }, with the site at its path below root. Made by the build; it stays the same until the',
		'# address or the languages of the site change.',
		...notHere.map((line) => `# ${line}`),
		'',
		'types {',
		...Object.entries(endings).map(([type, ending]) => `\t${type} ${ending};`),
		'}',
		'charset utf-8;',
		`charset_types ${texts.join(' ')};`,
		'gzip on;',
		'gzip_comp_level 6;',
		'gzip_vary on;',
		`gzip_types ${texts.join(' ')};`,
		'etag on;',
		'absolute_redirect off;',
		`error_page 404 ${base}404.html;`,
		'',
		'# For hosts, not for readers.',
		`location ~ ^${escaped(base)}_(?:headers|nginx\\.conf)$ {\n\treturn 404;\n}`,
		...locations,
		'# Whatever is left: also a page without its slash, which is sent to where it is, with its query.',
		[
			`location ${base} {`,
			...add([...everywhere, ['Cache-Control', fresh]]),
			'\tif (-f $request_filename/index.html) {',
			'\t\trewrite ^(.*[^/])$ $1/ permanent;',
			'\t}',
			'\ttry_files $uri ${uri}index.html =404;',
			'}',
		].join('\n'),
		...(withoutSlash === ''
			? []
			: [
					[
						`location = ${withoutSlash} {`,
						...add([...everywhere, ['Cache-Control', fresh]]),
						`\treturn 301 ${base}$is_args$args;`,
						'}',
					].join('\n'),
				]),
		'',
	].join('\n');
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A path of the table as a regular expression; a page has the name of its file as well. */
const patternOf = (path: string) =>
	escaped(path)
		.replaceAll('\\*', '.*')
		.replaceAll(/:\w+/g, '[^/]+')
		.replace(/(?:^|\/)$/, '$&(?:index\\.html)?');
