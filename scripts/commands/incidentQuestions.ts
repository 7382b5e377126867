/** Questions at a terminal, for whoever has no flags at hand. */
import { levelsAt } from '../../src/domain/level.ts';
import { servicesAt } from '../../src/domain/serviceHistory.ts';
import { conditions } from '../../src/schemas/vocabulary.ts';
import type { Call } from '../lib/command.ts';
import { requireFlags } from '../lib/command.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { Workspace } from '../lib/workspace.ts';

/** What opening an incident asks for. */
export interface Opening {
	title: string | undefined;
	severity: string | undefined;
	services: string[];
	message: string | undefined;
}

/** Asks for what was not typed. */
export async function askForOpening(
	typed: Opening,
	internal: boolean,
	workspace: Workspace,
): Promise<Opening> {
	const title = typed.title ?? (await ask('What is wrong, in customers’ words?'));
	const severity = typed.severity ?? (await askLevel(workspace));
	const services =
		typed.services.length > 0 || internal ? typed.services : await askServices(workspace);
	const message =
		typed.message ??
		(await ask(internal ? 'What do responders know?' : 'What should customers know?'));
	return { title, severity, services, message };
}

/** Asks for one text, or says which flag would have held it. */
export async function askForText(
	{ interactive }: Pick<Call, 'interactive'>,
	question: string,
): Promise<string> {
	if (!interactive) requireFlags(['message']);
	return ask(question);
}

async function ask(message: string): Promise<string> {
	const { text } = await import('@clack/prompts');
	return answer(
		await text({
			message,
			validate: (value) => (value?.trim() ? undefined : 'Write a sentence, or end with Ctrl-C.'),
		}),
	);
}

async function askLevel({ severity, now }: Workspace): Promise<string> {
	const { select } = await import('@clack/prompts');
	const options = levelsAt(severity, now).map(({ id, label, name, definition }) => ({
		value: id,
		label: `${label} ${name}`,
		hint: definition.split('\n')[0] ?? '',
	}));
	return answer(await select({ message: 'How bad is it? When unsure, take the worse.', options }));
}

async function askServices({ services, now }: Workspace): Promise<string[]> {
	const { multiselect, select } = await import('@clack/prompts');
	const chosen = answer(
		await multiselect({
			message: 'Which services? Space chooses, Enter goes on.',
			options: servicesAt(services, now).map(({ id, name }) => ({ value: id, label: name })),
			required: false,
		}),
	);
	const stated: string[] = [];
	for (const id of chosen) {
		const condition = answer(
			await select({
				message: `What do customers meet at ${id}?`,
				options: conditions
					.filter((name) => name !== 'operational' && name !== 'under-maintenance')
					.map((name) => ({ value: name, label: name.replaceAll('-', ' ') })),
			}),
		);
		stated.push(`${id}=${condition}`);
	}
	return stated;
}

function answer<T>(value: T): Exclude<T, symbol> {
	// Ctrl-C answers with a symbol.
	if (typeof value === 'symbol')
		throw new CommandError(exitCodes.cancelled, 'Called off. Nothing was written.');
	return value as Exclude<T, symbol>;
}
