/** What the text of an update, note or report may not hold. */
import MarkdownIt from 'markdown-it';
import { isAllowedAddress } from '../domain/message.ts';
import type { Problem } from '../domain/problem.ts';

// Parses as a browser would be tempted to: with HTML, and with every address, so that both can be named.
const permissive = new MarkdownIt({ html: true, linkify: false });
permissive.validateLink = () => true;

/** Raw HTML and addresses that are not for the web are refused, with their line. */
export function messageProblems(file: string, body: string, bodyLine: number): Problem[] {
	const problems: Problem[] = [];
	for (const token of permissive.parse(body, {})) {
		const line = bodyLine + (token.map?.[0] ?? 0);
		for (const inner of [token, ...(token.children ?? [])]) {
			if (inner.type === 'html_block' || inner.type === 'html_inline') {
				problems.push({
					severity: 'error',
					file,
					line,
					field: 'body',
					message: `The text has HTML in it: \`${inner.content.trim().slice(0, 40)}\`.`,
					cure: 'Write it in Markdown. To show a `<`, put the word between backticks.',
				});
			}
			const found = inner.attrGet('href') ?? inner.attrGet('src');
			const address = found === null ? undefined : String(found);
			if (address !== undefined && !isAllowedAddress(address)) {
				problems.push({
					severity: 'error',
					file,
					line,
					field: 'body',
					message: `The text links to \`${address.slice(0, 60)}\`.`,
					cure: 'Link to an address that begins with `https://` or `mailto:`.',
				});
			}
		}
	}
	return problems;
}
