/** Questions about an incident, at a terminal. */
import { levelsAt } from '../../src/domain/level.ts';
import { servicesAt } from '../../src/domain/serviceHistory.ts';
import type { VerificationItem } from '../../src/schemas/process.ts';
import type { Level } from '../../src/schemas/severity.ts';
import { conditions } from '../../src/schemas/vocabulary.ts';
import { answered, askText } from '../lib/questions.ts';
import type { Workspace } from '../lib/workspace.ts';

/** What opening an incident asks for. */
export interface Opening {
	title: string | undefined;
	severity: string | undefined;
	services: string[];
	message: string | undefined;
}

/**
 * Asks for what was not typed; which services first, since the level may follow from them.
 *
 * @param levelFor the level that criteria and rules ask for, if these services are affected
 */
export async function askForOpening(
	typed: Opening,
	internal: boolean,
	workspace: Workspace,
	levelFor: (services: readonly string[]) => Level | undefined,
): Promise<Opening> {
	const services =
		typed.services.length > 0 || internal ? typed.services : await askServices(workspace);
	const title =
		typed.title ??
		(await askText(internal ? 'What is wrong?' : 'What is wrong, in customers’ words?'));
	const severity = typed.severity ?? (await askLevel(workspace, levelFor(services)));
	const message =
		typed.message ??
		(await askText(internal ? 'What do responders know?' : 'What should customers know?'));
	return { title, severity, services, message };
}

/** Which of the open items somebody saw to be true, and why the others are waived; no reason if none are. */
export async function askForVerification(
	open: readonly VerificationItem[],
): Promise<{ verified: string[]; reason: string | undefined }> {
	const { multiselect } = await import('@clack/prompts');
	const verified = answered(
		await multiselect({
			message: 'Which of these has somebody seen to be true? Space chooses, Enter goes on.',
			options: open.map(({ id, text }) => ({ value: id, label: text })),
			required: false,
		}),
	);
	return {
		verified,
		reason:
			verified.length === open.length
				? undefined
				: await askText('Why is it over although the others were not seen?'),
	};
}

async function askLevel({ severity, now }: Workspace, asked: Level | undefined): Promise<string> {
	const { select } = await import('@clack/prompts');
	const options = levelsAt(severity, now).map(({ id, label, name, definition }) => ({
		value: id,
		label: `${label} ${name}`,
		hint: definition.split('\n')[0] ?? '',
	}));
	return answered(
		await select({
			message: 'How bad is it? When unsure, take the worse.',
			options,
			...(asked && { initialValue: asked.id }),
		}),
	);
}

async function askServices({ services, organisation, now }: Workspace): Promise<string[]> {
	const { multiselect, select } = await import('@clack/prompts');
	const chosen = answered(
		await multiselect({
			message: 'Which services? Space chooses, Enter goes on.',
			options: servicesAt(services, now).map(({ id, name }) => {
				const { scope } = organisation.services[id] ?? {};
				return { value: id, label: name, ...(scope !== undefined && { hint: scope }) };
			}),
			required: false,
		}),
	);
	const stated: string[] = [];
	for (const id of chosen) {
		const condition = answered(
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
