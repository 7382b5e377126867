/** Where an organisation can start from: each example, the default content as it came, or next to nothing. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { listFiles } from '../../src/read/files.ts';
import { examplesFolder, exampleNames } from '../conformance/tables.ts';
import { readTables } from '../conformance/table.ts';
import type { Files } from './adopt.ts';

/** One way to start. */
export interface Start {
	name: string;
	/** Whom it fits, in one line. */
	about: string;
	folder: string;
}

/** All ways to start. */
export function starts(): Start[] {
	const readme = join(examplesFolder, 'README.md');
	const about = new Map(
		(existsSync(readme) ? readTables(readme) : []).map(({ text }) => [
			text['Example'] ?? '',
			text['For'] ?? '',
		]),
	);
	return [
		...exampleNames().map((name) => ({
			name,
			about: about.get(name) ?? '',
			folder: join(examplesFolder, name),
		})),
		...(isUntouched(defaultContent)
			? [
					{
						name: 'as-it-came',
						about: 'What content/ shows now: a marketplace with everything there is.',
						folder: defaultContent,
					},
				]
			: []),
		{
			name: 'empty',
			about: 'Three levels, one service, one runbook; you write the rest.',
			folder: resolve(import.meta.dirname, 'empty'),
		},
	];
}

const defaultContent = resolve(import.meta.dirname, '../../content');

/** Whether a content root is still the one that came with the product. */
const isUntouched = (root: string) =>
	existsSync(join(root, 'site.yaml')) &&
	/^example-anchor:/m.test(readFileSync(join(root, 'site.yaml'), 'utf8'));

/** All texts below a folder. Pictures and other bytes are left out: they are the example's own. */
export function textsBelow(folder: string): Files {
	return new Map(
		listFiles(folder)
			.filter(({ path }) => /\.(?:ya?ml|mdx?)$/.test(path))
			.map(({ path }) => [path, readFileSync(join(folder, path), 'utf8')]),
	);
}
