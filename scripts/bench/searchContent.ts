/** A content root to search in: what comes with the product, the labelled pages, and a haystack around them. */
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { Message } from './catalogues.ts';
import { asSignature } from './catalogues.ts';
import { generateIncidents } from './generate.ts';
import { picker, random } from './random.ts';
import { runbookPath, runbookText } from './runbook.ts';
import type { SearchSet } from './searchSet.ts';

/** Services of the content that comes with the product; generated pages are about them. */
const services = [
	'storefront',
	'checkout',
	'card-payments',
	'dashboard',
	'catalogue-search',
	'orders',
	'payouts',
	'public-api',
	'webhooks',
	'messages',
	'images',
	'uploads',
];

/** How much hay there is. */
export interface Haystack {
	runbooks: number;
	incidents: number;
	/** Signatures of the generated runbooks, dealt out in turn; none of those that are asked for. */
	signatures: readonly string[];
}

/** Writes the content root. */
export function writeSearchContent(root: string, { pages }: SearchSet, haystack: Haystack): void {
	cpSync(resolve(import.meta.dirname, '../../content'), root, { recursive: true });
	const withServices = (text: string) =>
		text.replaceAll(
			/service-(\d+)/g,
			(_, number: string) => services[Number(number) % services.length] ?? '',
		);
	const hay = `${root}-hay`;
	generateIncidents(hay, haystack.incidents);
	for (const path of filesBelow(join(hay, 'incidents'))) {
		const text = withServices(readFileSync(join(hay, 'incidents', path), 'utf8'));
		write(join(root, 'incidents', path), text);
	}
	for (let index = 0; index < haystack.runbooks; index++) {
		const text = withServices(runbookText(index, haystack.runbooks));
		write(join(root, 'runbooks', `${runbookPath(index)}.mdx`), withMessages(text, index, haystack));
	}
	for (const { id, signatures, ...page } of pages) {
		const matter = { ...page, owner: 'Platform', signatures: signatures.map(({ text }) => text) };
		write(
			join(root, `runbooks/catalogue/${id}.mdx`),
			`---\n${stringify(matter, { lineWidth: 0 })}---\n\n${page.description}\n`,
		);
	}
}

/**
 * A generated runbook with signatures of its own, and with words that programs really use where people are told what
 * is seen: among made-up words alone, every real one would be rare, and finding would be easy.
 */
function withMessages(text: string, index: number, { runbooks, signatures }: Haystack): string {
	if (signatures.length === 0) return text;
	const own = signatures.filter((_, place) => place % runbooks === index);
	const said = [0, 1, 2].map((place) =>
		(signatures[(index * 3 + place) % signatures.length] ?? '')
			.replaceAll('<*>', '')
			.replaceAll(/\s+/g, ' ')
			.trim(),
	);
	const [description = '', ...symptoms] = said;
	const matter = stringify({ description, symptoms, signatures: own }, { lineWidth: 0 });
	return (
		text
			.replace(/^description: .*\n/m, '')
			.replace(/^symptoms:\n(?: {2}- .*\n)+/m, '')
			// A message may hold `$'`, which means something where the new text is given as text.
			.replace('\n---\n', () => `\n${matter}---\n`)
	);
}

/** So many different signatures from all packages in turn, without those that labelled pages have. */
export function drawSignatures(
	messages: readonly Message[],
	count: number,
	{ pages }: SearchSet,
): string[] {
	const asked = new Set(
		pages.flatMap(({ signatures }) => signatures.map(({ from }) => `${from.package} ${from.line}`)),
	);
	const next = random(7);
	const pick = picker(next);
	const byPackage = [...Map.groupBy(messages, (message) => message.package).values()];
	const drawn = new Set<string>();
	while (drawn.size < count) {
		const message = pick(pick(byPackage));
		if (asked.has(`${message.package} ${message.line}`)) continue;
		const text = asSignature(message.text).replaceAll(/\s+/g, ' ').trim();
		// The same words at another place of the same package are the same message.
		if (!pages.some(({ signatures }) => signatures.some((own) => asSignatureOf(own.text) === text)))
			drawn.add(text);
	}
	return [...drawn];
}

const asSignatureOf = (text: string) => text.replaceAll(/<[a-z]+>/g, '<*>');

function write(path: string, text: string): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}

const filesBelow = (folder: string) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
		statSync(join(folder, path)).isFile(),
	);
