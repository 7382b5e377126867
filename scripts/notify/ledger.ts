/** What was sent to whom: a rerun is silent, and what failed is tried again. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file with one line per delivery: receiver and news. */
export interface Ledger {
	has: (receiver: string, key: string) => boolean;
	add: (receiver: string, key: string) => void;
}

/** Opens or begins the ledger at `path`. Every delivery is written down before the next one begins. */
export function openLedger(path: string): Ledger {
	const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
	const known = new Set(lines.map(withoutNumber));
	const line = (receiver: string, key: string) => `${receiver} ${key}`;
	return {
		has: (receiver, key) => known.has(line(receiver, key)),
		add: (receiver, key) => {
			known.add(line(receiver, key));
			mkdirSync(dirname(path), { recursive: true });
			// A file that is half written would send everything again.
			writeFileSync(`${path}.next`, `${[...known].join('\n')}\n`);
			renameSync(`${path}.next`, path);
		},
	};
}

/** Earlier versions numbered the addresses of a receiver; another address of the list gave the rest other numbers. */
const withoutNumber = (line: string) => line.replace(/^(\S+ \S+) \d+ (?=[0-9a-z]+$)/, '$1 ');
