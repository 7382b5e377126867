/** Who is told, and how: a file that is kept outside the repository, because its addresses are secrets. */
import { readFileSync } from 'node:fs';
import { z } from 'astro/zod';
import { parse } from 'yaml';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';

const url = z.url({ protocol: /^https?$/, error: 'Write an address with https://.' });
const base = {
	id: z
		.string()
		.regex(/^[a-z0-9-]+$/)
		.describe('Name of the receiver; the ledger goes by it.'),
	services: z.array(z.string()).optional().describe('Only news about these; missing: all news.'),
};

/** One place that is told. */
export const receiverSchema = z.discriminatedUnion('kind', [
	z.strictObject({ ...base, kind: z.literal('slack'), url }),
	z.strictObject({ ...base, kind: z.literal('teams'), url }),
	z.strictObject({
		...base,
		kind: z.literal('webhook'),
		url,
		secret: z.string().min(16).optional().describe('Key of the signature (HMAC with SHA-256).'),
		takes: z
			.array(z.enum(['news', 'escalations']))
			.min(1)
			.default(['news'])
			.describe('What it is sent. An escalation is internal: never send it to customers.'),
	}),
	z.strictObject({
		...base,
		kind: z.literal('email'),
		server: z.string().regex(/^smtps?:\/\//, { error: 'Write smtp:// or smtps:// and the host.' }),
		from: z.string().min(3),
		to: z.array(z.string().min(3)).describe('Addresses that hear of everything.'),
		'to-by-service': z
			.record(z.string(), z.array(z.string().min(3)))
			.default({})
			.describe('Addresses that hear of one service alone.'),
	}),
	z.strictObject({
		...base,
		kind: z.literal('pagerduty'),
		url: url.default('https://events.pagerduty.com/v2/enqueue'),
		'routing-key': z.string().min(1).describe('The integration key of the service.'),
	}),
]);
export type Receiver = z.output<typeof receiverSchema>;

const fileSchema = z.strictObject({ receivers: z.array(receiverSchema) });

/**
 * Reads receivers from a YAML file. `${NAME}` stands for a variable of the environment.
 * @throws {CommandError} that names what is wrong, without any value: values are secrets
 */
export function readReceivers(
	path: string,
	environment: Readonly<Record<string, string | undefined>> = process.env,
): Receiver[] {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch {
		throw new CommandError(
			exitCodes.usage,
			`${path} cannot be read.`,
			'Name the file with --receivers; docs/publishing.md says what stands in it.',
		);
	}
	const missing = new Set<string>();
	const filled = text.replaceAll(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_, name: string) => {
		const value = environment[name];
		if (value === undefined) missing.add(name);
		return value ?? '';
	});
	if (missing.size > 0) {
		throw new CommandError(
			exitCodes.usage,
			`${path} names ${[...missing].join(', ')}, and the environment has no such variable.`,
			'Set it, or take the receiver out.',
		);
	}
	let value: unknown;
	try {
		value = parse(filled);
	} catch {
		throw new CommandError(
			exitCodes.invalid,
			`${path} is not YAML.`,
			'Mend it and run this again.',
		);
	}
	const read = fileSchema.safeParse(value);
	if (!read.success) {
		throw new CommandError(
			exitCodes.invalid,
			`${path}: ${read.error.issues.map(({ path: place, message }) => `${place.join('.')}: ${message}`).join('; ')}`,
			'Mend it and run this again.',
		);
	}
	const ids = read.data.receivers.map(({ id }) => id);
	const twice = ids.find((id, index) => ids.indexOf(id) < index);
	if (twice !== undefined) {
		throw new CommandError(
			exitCodes.invalid,
			`${path}: two receivers are called \`${twice}\`.`,
			'Give one of them another id.',
		);
	}
	return read.data.receivers;
}
