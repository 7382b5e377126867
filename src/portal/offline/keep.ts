/** Which files of a built portal a browser keeps, so that they can be read without a network. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { withoutBuild } from './answers.ts';

/** What a browser keeps at most, in bytes as they are stored. */
export const offlineCeiling = 20 * 1024 * 1024;

/** Files by how much they are missed, the most first. */
const ranks = [
	/** Without these nothing works. */
	'shell',
	'runbooks',
	/** The full text, after titles and signatures, which are part of the shell. */
	'search',
	'pack',
	'handbook',
	'rest',
] as const;
type Rank = (typeof ranks)[number];

/** A file that could be kept. */
export interface Candidate {
	/** Address below the portal’s own: `runbooks/database/database-down/`. */
	path: string;
	bytes: number;
	rank: Rank;
	/** Sorts after that of what is older. */
	age: string;
	/** A fingerprint of what it says, whatever build said it. */
	revision: string;
	/** What a browser compares the bytes with; none for pages, which say themselves what build they are from. */
	integrity?: string;
}

/** What is kept, and what is not because there is no room. */
export interface Kept {
	kept: Candidate[];
	left: Candidate[];
	bytes: number;
}

/**
 * Takes the most missed first, and of those the newest and the smallest, as long as there is room.
 *
 * @throws if not even the shell fits
 */
export function chooseKept(candidates: readonly Candidate[], ceiling: number): Kept {
	const sorted = candidates.toSorted(
		(a, b) =>
			ranks.indexOf(a.rank) - ranks.indexOf(b.rank) ||
			compare(b.age, a.age) ||
			a.bytes - b.bytes ||
			compare(a.path, b.path),
	);
	const kept: Candidate[] = [];
	const left: Candidate[] = [];
	let bytes = 0;
	for (const candidate of sorted) {
		if (bytes + candidate.bytes <= ceiling) {
			kept.push(candidate);
			bytes += candidate.bytes;
		} else left.push(candidate);
	}
	const missed = left.find(({ rank }) => rank === 'shell');
	if (missed) {
		throw new Error(
			`${missed.path} does not fit into the ${sizeWords(ceiling)} that a browser keeps. Make the pages of the portal itself smaller.`,
		);
	}
	return { kept, left, bytes };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** `3.2 MB`, `12 KB`, where a kilobyte is 1,024 bytes; rounded up, so that nothing is free. */
export const sizeWords = (bytes: number) =>
	bytes < 1024 * 1024
		? `${Math.ceil(bytes / 1024)} KB`
		: `${(Math.ceil((bytes / 1024 / 1024) * 10) / 10).toFixed(1)} MB`;

/** Lines for whoever builds: how much is kept of how much, and what is not. */
export function keptWords({ kept, left, bytes }: Kept, ceiling: number): string[] {
	const shown = left.slice(0, 20);
	return [
		`${kept.length} files, ${sizeWords(bytes)} of at most ${sizeWords(ceiling)}, can be read without a network`,
		...shown.map(
			({ path, bytes: size }) => `not kept for want of room: ${path} (${sizeWords(size)})`,
		),
		...(left.length > shown.length ? [`and ${left.length - shown.length} more`] : []),
	];
}

/** Never kept: what is for hosts and robots, other interfaces of Pagefind, and the worker itself. */
const never =
	/^(?:_headers|_nginx\.conf|sw\.js|sitemap.*\.xml|404\.html|pagefind\/pagefind-(?:ui|modular-ui|component-ui|highlight)\..*|pagefind\/wasm\.unknown\..*)$/;
/** Rooms that somebody needs in the middle of an incident. */
const rooms =
	/^(?:$|(?:on-call|clocks|severity|search|offline|sign-out|roles|runbooks|r)\/$|_astro\/.*\.(?:js|css)$|(?:find|lines)\.json$|find\/|favicon\.svg$)/;

/** Everything in a built portal that could be kept. */
export function candidatesIn(folder: string): Candidate[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.filter((file) => !never.test(file))
		.map((file) => candidateOf(file, readFileSync(join(folder, file))))
		.sort((a, b) => compare(a.path, b.path));
}

function candidateOf(file: string, bytes: Buffer): Candidate {
	const path = file.replace(/(^|\/)index\.html$/, '$1');
	const isPage = file.endsWith('.html');
	const fingerprint = createHash('sha256')
		.update(isPage ? withoutBuild(bytes.toString('utf8')) : bytes)
		.digest();
	return {
		path,
		bytes: bytes.length,
		rank: rankOf(path),
		age: ageOf(path),
		revision: fingerprint.toString('hex').slice(0, 16),
		...(!isPage && { integrity: `sha256-${fingerprint.toString('base64')}` }),
	};
}

/** Records say when they are from in their address; what is no record does not grow old. */
function ageOf(path: string): string {
	if (!/^(?:incidents|post-mortems|maintenance|metrics)\/./.test(path)) return 'always';
	return /\d{4}-\d{2}(?:-\d{2})?/.exec(path)?.[0] ?? '';
}

function rankOf(path: string): Rank {
	if (rooms.test(path)) return 'shell';
	if (/^(?:runbooks|r)\//.test(path)) return 'runbooks';
	if (path.startsWith('pagefind/')) return 'search';
	if (path === 'pack.html') return 'pack';
	// Pictures of pages are among the files that Astro names.
	if (/^(?:handbook|_astro)\//.test(path)) return 'handbook';
	return 'rest';
}
