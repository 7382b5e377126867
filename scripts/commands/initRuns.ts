/** What the actions of `npm run init` do. */
import type { Call, Outcome } from '../lib/command.ts';
import { contentTarget, gapCount, refuseToLose, writeContent } from '../init/write.ts';
import { initAnswers } from '../init/answers.ts';
import { adopt, peopleLeft } from '../init/adopt.ts';
import { starts, textsBelow } from '../init/starts.ts';
import { currentInstant } from '../../src/read/root.ts';

/** Writes the content of an organisation. */
export async function begin({ given, interactive }: Call): Promise<Outcome> {
	const target = contentTarget();
	await refuseToLose(target, given['replace'] === true);
	const { start, answers } = await initAnswers(given, starts(), interactive);
	const example = textsBelow(start.folder);
	const now = currentInstant();
	const files = adopt(example, answers, now);
	const left = peopleLeft(files, example, answers);
	if (left.length > 0) throw new Error(`People of the example are left: ${left.join('; ')}`);
	const paths = [...files.keys()].map((path) => `${target.shown}/${path}`).sort();
	if (given['dry-run'] === true) {
		return { lines: paths, data: { from: start.name, files: paths, written: false } };
	}
	await writeContent(target, files, now);
	const gaps = gapCount(target, now);
	return {
		lines: [
			`${target.shown}/ is yours: ${files.size} files, from ${start.name}.`,
			`${gaps} things are still to be said: people, addresses, first checks. npm run check names each with its line;`,
			'npm start shows them in the portal at /gaps/, with who can mend them.',
			`Begin with ${target.shown}/services.yaml: what your customers use. Then ${target.shown}/on-call.yaml: who answers.`,
		],
		data: { from: start.name, files: paths, written: true, gaps },
	};
}

/** Lists where to start. */
export function list(): Outcome {
	const all = starts();
	const width = Math.max(...all.map(({ name }) => name.length));
	return {
		lines: all.map(({ name, about }) => `${name.padEnd(width)}  ${about}`),
		data: { examples: all.map(({ name, about }) => ({ name, about })) },
	};
}
