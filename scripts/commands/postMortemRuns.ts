/** What the actions of `npm run post-mortem` do: parse, draft, act. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Content } from '../../src/domain/content.ts';
import { measure } from '../../src/domain/durations.ts';
import type { KnownIncident } from '../../src/domain/knownIncidents.ts';
import { knownIncidents } from '../../src/domain/knownIncidents.ts';
import { measuredWords, verdictSentences } from '../../src/domain/postMortemDraft.ts';
import { readContent } from '../../src/read/content.ts';
import { maxFileBytes } from '../../src/read/files.ts';
import { publicPart } from '../../src/read/mdx.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { argumentOf, textOf, wordOf } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { refuseControlCharacters } from '../lib/plainText.ts';
import { needTexts } from '../lib/questions.ts';
import { findIncident, isTaken, openWorkspace, repositoryPath } from '../lib/workspace.ts';
import { draftDocument, draftReport } from './postMortemDrafts.ts';

/** `new`: begins a document. */
export async function create(call: Call): Promise<Outcome> {
	const { workspace, content, known } = await open(call);
	const { id, open: isOpen } = known.response;
	const written = content.postMortems.find(({ value }) => value.incident === id);
	if (written || isTaken(workspace, `post-mortems/${id}.mdx`)) {
		throw new CommandError(
			exitCodes.invalid,
			`${written?.path ?? `post-mortems/${id}.mdx`} is about ${id} already.`,
			'Go on writing there.',
		);
	}
	const author = personOf(content, workspace.user);
	const draft = draftDocument(
		known,
		content,
		{ author, title: wordOf(call.given, 'title') },
		{ prefix: repositoryPath(workspace, ''), op: call.op },
	);
	const outcome = await deliverDraft(workspace, draft, call);
	const measured = measure(known.response.milestones);
	return {
		...outcome,
		lines: [
			...outcome.lines,
			...verdictSentences(known.verdict, content),
			...measured.map((item) => `${measuredWords(item)}.`),
			...(isOpen ? [`Note: ${id} is still open; what follows has to be added by hand.`] : []),
		],
		data: {
			...outcome.data,
			required: known.verdict.state,
			reasons: known.verdict.reasons,
			due: iso(known.verdict.due),
			durations: Object.fromEntries(
				measured.map(({ part, length }) => [part, length === undefined ? null : length / 1000]),
			),
		},
	};
}

/** `publish`: writes what customers read afterwards. */
export async function publish(call: Call): Promise<Outcome> {
	const { workspace, content, known, folder } = await open(call);
	const { id, shown, open: isOpen } = known.response;
	if (!shown) {
		throw new CommandError(
			exitCodes.invalid,
			`Customers were not told of ${id}, so they cannot read a report on it.`,
			'Tell them first: npm run incident -- update.',
		);
	}
	if (isOpen) {
		throw new CommandError(
			exitCodes.invalid,
			`${id} is not over yet; a report comes afterwards.`,
			'Resolve it first: npm run incident -- resolve.',
		);
	}
	const replace = call.given['replace'] === true;
	if (shown.report && !replace) {
		throw new CommandError(
			exitCodes.invalid,
			`There is a report on ${id} already.`,
			'Add --replace to publish another text in its place.',
		);
	}
	const text = await reportText(call, content, known);
	const draft = draftReport(
		known,
		folder,
		{
			title: wordOf(call.given, 'title'),
			summary: wordOf(call.given, 'summary'),
			text,
			published: workspace.now,
			before: shown.report?.body,
		},
		{ prefix: repositoryPath(workspace, ''), op: call.op },
	);
	const outcome = await deliverDraft(workspace, draft, call);
	const address = `${content.site.url.replace(/\/$/, '')}/incidents/${id}/report/`;
	return {
		...outcome,
		lines: [...outcome.lines, `Once published, it is at ${address}`],
		data: { ...outcome.data, address },
	};
}

async function open(call: Call) {
	const wanted = argumentOf(
		call,
		0,
		'Which incident?',
		'Write its id, or the four characters at its end.',
	);
	const workspace = await openWorkspace(wordOf(call.given, 'by'));
	const record = findIncident(workspace, wanted);
	const content = readContent(workspace.root, workspace.now);
	const known = knownIncidents(content, workspace.now).find(
		({ response }) => response.id === record.id,
	);
	if (!known) throw new Error(`${record.id} was found and could not be read.`);
	return { workspace, content, known, folder: record.path };
}

/** A person by the name that git or the caller gave, as an id where there is one. */
function personOf({ onCall }: Pick<Content, 'onCall'>, name: string): string {
	const wanted = name.toLowerCase();
	const person = onCall.people.find(
		(item) =>
			item.id === wanted ||
			item.name.toLowerCase() === wanted ||
			item.github?.toLowerCase() === wanted,
	);
	return person?.id ?? name;
}

async function reportText(call: Call, content: Content, known: KnownIncident): Promise<string> {
	const file = wordOf(call.given, 'file');
	if (file !== undefined) return fileText(file);
	const given = await textOf(call.given, 'message');
	if (given !== undefined) return given;
	const document = content.postMortems.find(({ value }) => value.incident === known.response.id);
	const part = document ? publicPart(document) : { missing: true as const };
	if ('text' in part) return part.text;
	if ('refused' in part) {
		throw new CommandError(
			exitCodes.invalid,
			`The public part of ${document?.path ?? ''} cannot be a report. ${part.refused.why}`,
			`See line ${part.refused.line}. A report is Markdown without components and HTML.`,
		);
	}
	if (call.interactive)
		return (await needTexts(call, { message: 'What should customers know?' })).message;
	throw new CommandError(
		exitCodes.usage,
		'There is no text to publish.',
		'Add --file or --message, or write {/* public */} below a heading of the post-mortem: that section is then the report.',
	);
}

function fileText(path: string): string {
	let bytes: Buffer;
	try {
		bytes = readFileSync(path === '-' ? 0 : resolve(path));
	} catch (error) {
		throw new CommandError(
			exitCodes.usage,
			`\`${path}\` cannot be read.`,
			`Write the path of a Markdown file. (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
		);
	}
	if (bytes.length > maxFileBytes) {
		throw new CommandError(
			exitCodes.invalid,
			`\`${path}\` has more than a megabyte.`,
			'Shorten it; a report is a text that people read.',
		);
	}
	const text = bytes.toString('utf8').replaceAll('\r\n', '\n');
	refuseControlCharacters(text, `\`${path}\``);
	// What is above the text in a file of its own is not for customers.
	return text.replace(/^\ufeff?---\n[\s\S]*?\n---(?:\n|$)/, '');
}

const iso = (instant: number | undefined) =>
	instant === undefined ? null : new Date(instant).toISOString();
