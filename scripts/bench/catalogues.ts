/**
 * Messages that real programs write into logs, read out of Debian packages: translation catalogues, lists of
 * errors, and the strings of programs. Nothing of them is kept in this repository beyond a few cited lines.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** One message and where it stands. */
export interface Message {
	package: string;
	/** Path within the package. */
	file: string;
	/** Line of a text; number of the entry in a catalogue; number of the string, of 8 letters or more, in a program. */
	line: number;
	text: string;
}

/** Packages with the files in which their messages stand. */
export const catalogueFiles: Readonly<Record<string, readonly string[]>> = {
	'postgresql-15': ['usr/share/locale/de/LC_MESSAGES/postgres-15.mo'],
	git: ['usr/share/locale/de/LC_MESSAGES/git.mo'],
	systemd: ['usr/lib/systemd/catalog/systemd.catalog'],
	dpkg: ['usr/share/locale/de/LC_MESSAGES/dpkg.mo'],
	apt: ['usr/share/locale/de/LC_MESSAGES/apt.mo'],
	coreutils: ['usr/share/locale/de/LC_MESSAGES/coreutils.mo'],
	e2fsprogs: ['sbin/e2fsck'],
	wget: ['usr/share/locale/de/LC_MESSAGES/wget.mo'],
	nginx: ['usr/sbin/nginx'],
	haproxy: ['usr/sbin/haproxy'],
	'redis-tools': ['usr/bin/redis-check-rdb'],
	'openssh-server': ['usr/sbin/sshd'],
	rsync: ['usr/bin/rsync'],
	libcurl4: ['usr/lib/x86_64-linux-gnu/libcurl.so.4.8.0'],
	postfix: ['usr/lib/postfix/sbin/smtp', 'usr/lib/postfix/sbin/smtpd'],
	memcached: ['usr/bin/memcached'],
	'mariadb-server-core': ['usr/sbin/mariadbd'],
};

/**
 * Brings the packages into a folder and unpacks them there, unless they are there already.
 * @throws if `apt-get` or `dpkg` are missing or a package cannot be had
 */
export function fetchCatalogues(folder: string): void {
	mkdirSync(folder, { recursive: true });
	const missing = Object.keys(catalogueFiles).filter((name) => !existsSync(join(folder, name)));
	if (missing.length === 0) return;
	execFileSync('apt-get', ['download', '-q', ...missing], { cwd: folder, stdio: 'pipe' });
	for (const file of readdirSync(folder)) {
		const name = /^([^_]+)_.*\.deb$/.exec(file)?.[1];
		if (name) execFileSync('dpkg', ['-x', join(folder, file), join(folder, name)]);
	}
}

/** All messages of the packages in a folder, in the order of packages and lines. */
export function readCatalogues(folder: string): Message[] {
	return Object.entries(catalogueFiles).flatMap(([name, files]) =>
		files.flatMap((file) => {
			const bytes = readFileSync(join(folder, name, file));
			return linesOf(basename(file), bytes)
				.map((text, index) => ({ package: name, file, line: index + 1, text }))
				.filter(({ text }) => isMessage(text));
		}),
	);
}

function linesOf(name: string, bytes: Buffer): string[] {
	if (name.endsWith('.mo')) return entriesOf(bytes);
	if (name.endsWith('.catalog'))
		return bytes
			.toString('utf8')
			.split('\n')
			.map((line) => /^Subject: (.+)$/.exec(line)?.[1] ?? '');
	return bytes.toString('latin1').match(/[\t\x20-\x7e]{8,}/g) ?? [];
}

/** The originals in a compiled catalogue of GNU gettext. */
function entriesOf(bytes: Buffer): string[] {
	const count = bytes.readUInt32LE(8);
	const table = bytes.readUInt32LE(12);
	return Array.from({ length: count }, (_, index) => {
		const length = bytes.readUInt32LE(table + index * 8);
		const start = bytes.readUInt32LE(table + index * 8 + 4);
		return (
			(bytes.toString('utf8', start, start + length).split('\0')[0] ?? '').split('\u0004').at(-1) ??
			''
		);
	});
}

/** One line with at least three words that looks like something that went into a log. */
function isMessage(text: string): boolean {
	const words = text.match(/[A-Za-z]{3,}/g) ?? [];
	return (
		words.length >= 3 &&
		text.split(' ').length >= 3 &&
		text.length <= 160 &&
		!/[\n\r]|^\s|^[-*]|\t|^usage/i.test(text) &&
		/^[\w<'"%[(]/.test(text) &&
		words.join('').length / text.length > 0.5
	);
}

const directive =
	/%(?:\d+\$)?[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGaAcspmVTPO]|@[A-Z_]+@/g;

/** A message as the signature of a runbook: its directives become `<*>`. */
export const asSignature = (text: string) =>
	text.replaceAll('%%', '%').replaceAll(directive, '<*>');

/** A message as a program would have written it: its directives filled by `value`. */
export const asWritten = (text: string, value: (directive: string) => string) =>
	text.replaceAll('%%', '%').replaceAll(directive, value);
