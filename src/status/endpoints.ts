/** Endpoints that print one answer of the public API, always in the site's first language. */
import type { StatusContent } from './content.ts';
import { statusContent } from './content.ts';
import { jsonResponse } from './responses.ts';
import { shellOf } from './shell.ts';
import type { Api, ApiFile } from './v2/api.ts';
import { apiOf } from './v2/api.ts';

const prepared = new WeakMap<StatusContent, Api>();

/** The answers of this build; prepared once, however many files are made from them. */
export async function statusApi(): Promise<Api> {
	const content = await statusContent();
	const known = prepared.get(content);
	if (known) return known;
	const api = apiOf(content, shellOf(content).strings);
	prepared.set(content, api);
	return api;
}

/** The endpoint of one file of the API. */
export const apiEndpoint = (file: ApiFile) => async (): Promise<Response> =>
	jsonResponse((await statusApi())[file]());
