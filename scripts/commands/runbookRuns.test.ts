import { describe, expect, test } from 'vitest';
import { commandFolder } from '../../tests/support/command.ts';
import { actions } from './runbook.ts';

const tick = '```';
/** A runbook with one command. */
const runbook = (code: string, matter = '') =>
	`---\ntitle: Checkout is down\n${matter}---\n\n<Check id="look" title="Look">\n\n${tick}bash\n${code}\n${tick}\n\n<Expect>Fine.</Expect>\n</Check>\n`;

describe('runbook validate', () => {
	const at = 'runbooks/checkout-down.mdx';

	test('reads commands by the parsers of their languages, as the check does', async () => {
		const folder = commandFolder('runbook', actions);
		folder.writes(at, runbook('echo "never closed'));
		const { code, text, data } = await folder.reads('validate', 'checkout-down');
		expect(code).toBe(65);
		expect(text).toContain(
			`${at}:8 error\n  This command cannot be read: reached EOF without closing quote \`"\`.`,
		);
		expect(text).toContain(`${at}: 1 error.`);
		expect(data).toMatchObject({ valid: false });
	});

	test('names gaps of that runbook, and nothing of another', async () => {
		const folder = commandFolder('runbook', actions);
		folder.writes(at, runbook('uptime', 'rehearse-every: P90D\n'));
		folder.writes('runbooks/search-slow.mdx', runbook('echo "never closed'));
		const { code, text } = await folder.reads('validate', 'checkout-down');
		expect(code).toBe(0);
		expect(text).toContain('“Checkout is down” was never rehearsed.');
		expect(text).not.toContain('search-slow');
		expect(text).toContain(`${at} is valid.`);
	});
});
