/** An emulator of GitHub by others: the second opinion about what is ordinary. */
import { createSign } from 'node:crypto';
import type { Emulator } from 'emulate';
import { createEmulator } from 'emulate';

export const emulated = { owner: 'nia', repo: 'status' };

/** Starts the emulator with a person, a stranger and two apps: one that may write, one that may read. */
export function startEmulator(): Promise<Emulator> {
	const app = (id: number, slug: string, permissions: Record<string, string>) => ({
		app_id: id,
		slug,
		name: slug,
		permissions,
		installations: [{ installation_id: id + 100, account: 'nia', repository_selection: 'all' }],
	});
	return createEmulator({
		service: 'github',
		port: 0,
		seed: {
			tokens: {
				'token-of-nia': { login: 'nia', scopes: ['repo'] },
				'token-of-stranger': { login: 'stranger', scopes: ['repo'] },
			},
			github: {
				users: [{ login: 'nia' }, { login: 'ravi' }, { login: 'stranger' }],
				repos: [{ owner: 'nia', name: 'status', auto_init: true }],
				apps: [
					app(77, 'writer', {
						contents: 'write',
						pull_requests: 'write',
						issues: 'write',
						metadata: 'read',
					}),
					app(78, 'reader', { contents: 'read', metadata: 'read' }),
				],
			},
		},
	});
}

/** A token of an app, as a workflow gets one: a signed name for a token of an hour. */
export async function appToken(emulator: Emulator, app: number): Promise<string> {
	const secret = emulator.generatedSecrets.find(
		({ kind, id }) => kind === 'github.app_private_key' && id === String(app),
	);
	const now = Math.floor(Date.now() / 1000);
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const unsigned = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: now - 60, exp: now + 300, iss: app })}`;
	const signature = createSign('RSA-SHA256')
		.update(unsigned)
		.sign(secret?.value ?? '', 'base64url');
	const answer = await fetch(`${emulator.url}/app/installations/${app + 100}/access_tokens`, {
		method: 'POST',
		headers: { authorization: `Bearer ${unsigned}.${signature}` },
	});
	const { token } = (await answer.json()) as { token: string };
	return token;
}
