import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { CommandError } from '../lib/exitCodes.ts';
import { parsePayload, readPayloadText } from './alertInput.ts';

const stream = (...chunks: (string | Buffer)[]) =>
	Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

async function refusal(work: () => unknown): Promise<string> {
	try {
		await work();
	} catch (error) {
		if (error instanceof CommandError) {
			return [error.exitCode, error.message, error.hint].join(' | ');
		}
		throw error;
	}
	return 'It was taken.';
}

describe('a payload on standard input', () => {
	test('is read whole, however it is cut on its way', async () => {
		const umlaut = Buffer.from('{"title":"Grün"}');
		expect(await readPayloadText(stream(umlaut.subarray(0, 12), umlaut.subarray(12)))).toBe(
			'{"title":"Grün"}',
		);
	});

	test('of ten megabytes is refused before it is all read', async () => {
		let sent = 0;
		async function* endless() {
			while (sent < 10 * 1024 * 1024) {
				sent += 65_536;
				yield Promise.resolve(Buffer.alloc(65_536, 'x'));
			}
		}
		expect(await refusal(() => readPayloadText(endless()))).toMatchInlineSnapshot(
			`"65 | The payload has more than 1 MB; nothing of it was kept. | An alert has a few kilobytes. Let the sender post less: Alertmanager has max_alerts for it."`,
		);
		expect(sent).toBeLessThan(2 * 1024 * 1024);
	});

	test('that is not there is asked for', async () => {
		expect(await refusal(() => readPayloadText(stream()))).toMatchInlineSnapshot(
			`"64 | No payload came in. | Pass it on standard input: npm run alert < payload.json"`,
		);
		expect(await refusal(() => readPayloadText(stream(' \n')))).toContain('No payload came in.');
		const terminal = Object.assign(stream('{}'), { isTTY: true });
		expect(await refusal(() => readPayloadText(terminal))).toContain('No payload came in.');
	});

	test('that is no JSON is refused, and no word of it is printed', async () => {
		expect(await refusal(() => parsePayload('{"secret":"hunter2","al'))).toMatchInlineSnapshot(
			`"65 | The payload is not JSON; it seems to be cut off. | Post what the sender’s webhook posts, whole and unchanged."`,
		);
		expect(await refusal(() => parsePayload('secret=hunter2&x={}'))).toMatchInlineSnapshot(
			`"65 | The payload is not JSON. | Post what the sender’s webhook posts, whole and unchanged."`,
		);
		expect(parsePayload('"x"')).toBe('x');
	});

	test('that nests without end is refused or read, and ends nothing', async () => {
		const deep = '['.repeat(200_000) + ']'.repeat(200_000);
		const outcome = await refusal(() => parsePayload(deep));
		expect(outcome).toMatch(/^(?:It was taken\.|65 \| The payload is not JSON\.)/);
	});
});
