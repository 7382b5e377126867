/** Who writes, as git knows them. */
import { gitOr } from './git.ts';

const ahead = new Map<string, Promise<string | undefined>>();

/** Asks git before the answer is needed: it answers while the rest of a command is loaded. */
export function askAhead(folder: string): void {
	const asked = ask(folder);
	// Whoever needs the answer hears of it.
	asked.catch(() => undefined);
	ahead.set(folder, asked);
}

/** The name that git would write into a commit made in `folder`; `undefined` if it has none. */
export function gitUser(folder: string): Promise<string | undefined> {
	const asked = ahead.get(folder) ?? ask(folder);
	ahead.delete(folder);
	return asked;
}

async function ask(folder: string): Promise<string | undefined> {
	// Unset is an answer: git then ends with an error.
	const name = await gitOr(folder, ['config', 'user.name']);
	return name === '' ? undefined : name;
}
