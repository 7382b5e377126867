import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signature } from './signature.ts';

describe('a signature', () => {
	test('says what stands in its named places, anywhere in a line, whatever the case and the spaces', () => {
		const fit = signature('connection to <host> failed: <reason>');
		expect(fit('12:00:01 psql: Connection to  db-7 failed:  no route  to host ')).toEqual({
			host: 'db-7',
			reason: 'no route to host',
		});
		expect(fit('connection to failed: no')).toBeUndefined();
	});

	test('of which a place has a form takes only what has it', () => {
		const fit = signature('connect to <host:ip> port <port:port> refused');
		expect(fit('connect to 10.1.2.3 port 80 refused')).toEqual({ host: '10.1.2.3', port: '80' });
		expect(fit('connect to here port 80 refused')).toBeUndefined();
		expect(signature('job <id:uuid>')('job 5f3c2a9e-1b2c-4d5e-8f90-123456789abc.')).toEqual({
			id: '5f3c2a9e-1b2c-4d5e-8f90-123456789abc',
		});
	});

	test('that names a place twice wants the same in both', () => {
		const fit = signature('from <node> to <node>');
		expect(fit('from a1 to a1')).toEqual({ node: 'a1' });
		expect(fit('from a1 to b2')).toBeUndefined();
	});

	test('goes back to an earlier place where a later one would have nothing', () => {
		expect(signature('<who> <port:port> refused')('x y 80 refused')).toEqual({
			who: 'x y',
			port: '80',
		});
	});

	test('keeps the case of what it takes', () => {
		expect(signature('user <name:word> not found')('User Ana not found')).toEqual({ name: 'Ana' });
	});
});

const spaced = 'connection ' + 'x '.repeat(290) + 'refused';

test.each([
	['<a> <b> <c> <d> <e> <f> refused connection', spaced],
	['<a> <b> <c> <d> <e> <f> <a> refused connection', spaced],
	['<a:host>.<b:host>.<c:host>.<d:host> refused', 'a.'.repeat(290) + ' refused'],
	['<a><b><c><d> refused connection', spaced],
])('“%s” is done with a long line at once', (text, line) => {
	const fit = signature(text);
	const started = performance.now();
	expect(fit(line)).toBeUndefined();
	expect(performance.now() - started).toBeLessThan(5000);
});

/** The same by a regular expression, which is right and can take for ever. */
function byExpression(text: string): RegExp {
	const pattern = text.replaceAll(/<(\w+)(:number)?>|[^<]+/g, (piece, name, form) =>
		name === undefined
			? piece.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
			: `(?<${name}>${form === undefined ? '.{1,160}?' : String.raw`-?\d+(?:\.\d+)?`})`,
	);
	return new RegExp(pattern, 'i');
}

test('says the same as a regular expression would', () => {
	const literal = fc.constantFrom('a', ' ', ': ', 'ab', '1', 'x a', '.');
	const line = fc.array(fc.constantFrom('a', 'b', ' ', ': ', '1', '-2.5', 'x', '.'), {
		maxLength: 14,
	});
	fc.assert(
		fc.property(
			fc.array(fc.tuple(literal, fc.boolean()), { minLength: 1, maxLength: 4 }),
			line,
			(parts, words) => {
				const text = `${parts.map(([before, number], place) => `${before}<p${place}${number ? ':number' : ''}>`).join('')}a`;
				const pasted = words.join('').replaceAll(/\s+/g, ' ');
				const found = byExpression(text.replaceAll(/\s+/g, ' ')).exec(pasted);
				expect(signature(text)(pasted)).toEqual(found ? { ...found.groups } : undefined);
			},
		),
		{ numRuns: 1000 },
	);
});
