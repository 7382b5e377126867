/** Names of levels as addresses write them. Browsers read them too, so nothing else is imported here. */

/** What a level is called by. */
export interface LevelNames {
	id: string;
	label: string;
	aliases: readonly string[];
}

/** A name as an address writes it: `Sev 1` is `sev-1`. */
export const nameInAddress = (name: string): string =>
	name
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]+/gu, '-')
		.replaceAll(/^-|-$/g, '');

/** Every name by which an address may mean a level, its id first. */
export const namesInAddress = ({ id, label, aliases }: LevelNames): string[] => [
	...new Set([id, label, ...aliases].map(nameInAddress).filter((name) => name !== '')),
];

/** Whether a name means a level, however it is written: `Sev 1`, `sev 1` and `sev-1` are one. */
export const isCalled = (level: LevelNames, name: string): boolean =>
	namesInAddress(level).includes(nameInAddress(name));
