/** What `npm run init` wants to know: by flags, or asked for at a terminal. */
import { contrastIn, nearestReadable } from '../../src/domain/brand.ts';
import { suggest } from '../../src/domain/suggest.ts';
import { emailSchema, lineSchema, urlSchema, zoneSchema } from '../../src/schemas/values.ts';
import type { Given } from '../lib/command.ts';
import { requireFlags } from '../lib/command.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { answered } from '../lib/questions.ts';
import type { Answers } from './adopt.ts';
import type { Start } from './starts.ts';

interface Question {
	flag: string;
	ask: string;
	/** What is written if nobody says anything. */
	initial?: string;
	/** What is wrong with an answer, if anything. */
	fault: (answer: string) => string | undefined;
}

/** What a schema has against an answer. */
const fits =
	(schema: { safeParse: (text: string) => { error?: { issues: { message: string }[] } } }) =>
	(answer: string): string | undefined =>
		schema.safeParse(answer).error?.issues[0]?.message;

const optional =
	(fault: (answer: string) => string | undefined) =>
	(answer: string): string | undefined =>
		answer === '' ? undefined : fault(answer);

/** Questions in the order in which they are asked; those that may stay unanswered come last. */
const questions: readonly Question[] = [
	{ flag: 'name', ask: 'What do customers call you?', fault: fits(lineSchema) },
	{
		flag: 'url',
		ask: 'Where will the status page live?',
		initial: 'https://status.your-domain.example',
		fault: fits(urlSchema),
	},
	{
		flag: 'zone',
		ask: 'In which time zone does your day begin?',
		initial: Intl.DateTimeFormat().resolvedOptions().timeZone,
		fault: fits(zoneSchema),
	},
	{
		flag: 'person',
		ask: 'Who answers first when something breaks? Others are added in on-call.yaml.',
		fault: fits(lineSchema),
	},
	{
		flag: 'contact',
		ask: 'How are they reached? A phone number, an e-mail address, or a name in your chat.',
		fault: fits(lineSchema),
	},
	{
		flag: 'portal-url',
		ask: 'Where will responders reach the portal? Enter leaves it open.',
		fault: optional(fits(urlSchema)),
	},
	{
		flag: 'repository',
		ask: 'Owner and name of the repository on GitHub? Enter leaves it open.',
		fault: optional((answer) =>
			/^[\w.-]+\/[\w.-]+$/.test(answer) ? undefined : 'Write owner and name, e.g. `acme/response`.',
		),
	},
	{
		flag: 'colour',
		ask: 'Colour of your brand, such as #1f5f8b? Enter leaves it open.',
		fault: optional(colourFault),
	},
	{
		flag: 'support',
		ask: 'E-mail address at which customers find help? Enter leaves it open.',
		fault: optional(fits(emailSchema)),
	},
];
const needed = ['from', 'name', 'url', 'zone', 'person', 'contact'];

/**
 * The start that was chosen and the answers.
 * @throws {CommandError} if something is missing and nobody can be asked, or an answer cannot be used
 */
export async function initAnswers(
	given: Given,
	all: readonly Start[],
	interactive: boolean,
): Promise<{ start: Start; answers: Answers }> {
	const wanted = given['from'];
	const named = typeof wanted === 'string' ? startNamed(wanted, all) : undefined;
	if (!interactive) requireFlags(needed.filter((flag) => given[flag] === undefined));
	const start = named ?? (await chooseStart(all));
	const said = new Map<string, string>();
	for (const question of questions)
		said.set(question.flag, await answerTo(question, given, interactive));
	const maybe = (flag: string) => said.get(flag) || undefined;
	return {
		start,
		answers: {
			name: said.get('name') ?? '',
			url: said.get('url') ?? '',
			zone: said.get('zone') ?? '',
			portalUrl: maybe('portal-url'),
			repository: maybe('repository'),
			colour: maybe('colour')?.toLowerCase(),
			support: maybe('support'),
			person: { name: said.get('person') ?? '', contact: said.get('contact') ?? '' },
		},
	};
}

function startNamed(wanted: string, all: readonly Start[]): Start {
	const found = all.find(({ name }) => name === wanted);
	if (found) return found;
	const names = all.map(({ name }) => name);
	const near = suggest(wanted, names);
	throw new CommandError(
		exitCodes.usage,
		`There is no example \`${wanted}\`.`,
		near === undefined ? `Choose one of ${names.join(', ')}.` : `Did you mean \`${near}\`?`,
	);
}

async function chooseStart(all: readonly Start[]): Promise<Start> {
	const { select } = await import('@clack/prompts');
	return answered(
		await select({
			message: 'Whose way of responding is nearest to yours?',
			options: all.map((start) => ({ value: start, label: start.name, hint: start.about })),
		}),
	);
}

async function answerTo(
	{ flag, ask, initial = '', fault }: Question,
	given: Given,
	interactive: boolean,
): Promise<string> {
	const typed = given[flag];
	if (typeof typed === 'string') {
		const wrong = fault(typed.trim());
		if (wrong !== undefined) {
			throw new CommandError(exitCodes.usage, `\`${typed}\` cannot be --${flag}.`, wrong);
		}
		return typed.trim();
	}
	if (!interactive) return '';
	const { text } = await import('@clack/prompts');
	return answered(
		await text({
			message: ask,
			...(initial !== '' && { initialValue: initial }),
			validate: (answer) => fault((answer ?? '').trim()),
		}),
	).trim();
}

function colourFault(answer: string): string | undefined {
	if (!/^#[0-9a-f]{6}$/i.test(answer)) {
		return 'Write a colour as six hexadecimal digits, e.g. `#1f5f8b`.';
	}
	if (contrastIn('light', answer) >= 4.5) return undefined;
	return `It cannot be read on white. The nearest that can is \`${nearestReadable('light', answer)}\`.`;
}
