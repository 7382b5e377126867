/**
 * Which answers are the portal’s own. Behind a sign-on, an expired session answers with a page of somebody else,
 * often with status 200: it must neither be kept nor take the place of a page that is kept. A page of ours says
 * which build it is from.
 */

/** Name of the tag that carries the build’s id, which is also the instant of the build. */
export const buildTag = 'allclear-build';

/** Why somebody reads a copy. */
export const copyReasons = ['network', 'session', 'server'] as const;
export type CopyReason = (typeof copyReasons)[number];

const tag = new RegExp(`<meta name="${buildTag}" content="([^"]*)"\\s*/?>`);

/** The build that a page is from; `undefined` if it is none of ours. */
export function buildOf(html: string): string | undefined {
	return tag.exec(html)?.[1];
}

/** The page without its build: two builds that say the same differ in nothing else. */
export function withoutBuild(html: string): string {
	return html.replace(tag, '');
}

/** Marks a page as a copy, for its banner. `built` is the newest build that is known to have said the same. */
export function markedCopy(html: string, reason: CopyReason, built: string): string {
	return html.replace(/<html\b/i, `<html data-copy="${reason}" data-copy-built="${built}"`);
}

/** What is looked at of an answer. */
export type AnswerFacts = Pick<Response, 'status' | 'type' | 'redirected'> & {
	/** Its `content-type`. */
	kind: string;
	/** Its text, if it is a page. */
	html?: string | undefined;
};

/**
 * Why an answer from the network is not to be shown where there is a copy; `undefined` if it is to be shown. A page
 * that is gone (404 of ours) is shown as gone.
 */
export function whyCopy({
	status,
	type,
	redirected,
	kind,
	html,
}: AnswerFacts): CopyReason | undefined {
	if (type === 'opaqueredirect' || redirected || status === 401 || status === 403) return 'session';
	if (status >= 300 && status !== 404 && status !== 410) return 'server';
	if (html === undefined) return /\bhtml\b/.test(kind) ? 'session' : undefined;
	if (buildOf(html) !== undefined) return undefined;
	return status === 200 ? 'session' : 'server';
}

/** Whether an answer may be kept: our own, whole, and of this very build. */
export function mayBeKept(
	{ status, type, redirected, kind, html }: AnswerFacts,
	build: string,
): boolean {
	if (status !== 200 || type !== 'basic' || redirected) return false;
	// What is no page was compared with its fingerprint when it was fetched.
	return /\bhtml\b/.test(kind) ? html !== undefined && buildOf(html) === build : true;
}
