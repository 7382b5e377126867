import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandText, fillCommand, placeholdersIn, valueProblem } from './variables.ts';

const filled = (text: string, language: string, values: Record<string, string>) =>
	commandText(fillCommand(text, language, values));

/** What people and attackers put into an address: signs that mean something to a shell, quotes, spaces, letters. */
const value = fc
	.array(
		fc.oneof(
			fc.constantFrom(...`'"\\$\`;&|<>(){}[]!#~*? =-:%`.split('')),
			fc.constantFrom('$(id)', '; rm -rf /', "'\\''", '${HOME}', 'é', 'a', 'B7'),
		),
		{ minLength: 1, maxLength: 12 },
	)
	.map((parts) => parts.join(''))
	.filter((text) => valueProblem({ name: 'X' }, text) === undefined);

describe('a value in a shell command', () => {
	test('reaches the program as it is, whatever it holds and wherever it stands', () => {
		const command = [
			`printf '%s\\n' $X pre$X "$X" "a $X b" '$X' "$(printf '%s' "$X")" \${X} # $X`,
			'cat <<END',
			'$X',
			'END',
			"cat <<'END'",
			'kept',
			'END',
		].join('\n');
		fc.assert(
			fc.property(value, (text) => {
				const output = execFileSync('bash', ['-c', filled(command, 'bash', { X: text })], {
					encoding: 'utf8',
				});
				expect(output).toBe(
					[text, `pre${text}`, text, `a ${text} b`, text, text, text, text, 'kept', ''].join('\n'),
				);
			}),
			{ numRuns: 60 },
		);
	});

	test('stays bare when it is a plain word', () => {
		expect(filled('kubectl get pod "$POD" -n $NS', 'bash', { POD: 'api-7f9', NS: 'shop' })).toBe(
			'kubectl get pod "api-7f9" -n shop',
		);
	});

	test('is refused where the command would read it a second time', () => {
		const { problems, missing } = fillCommand('ssh $HOST "uptime"', 'bash', { HOST: 'a; reboot' });
		expect(missing).toEqual([]);
		expect(problems).toMatchInlineSnapshot(`
			[
			  "This command reads HOST a second time: only letters, digits and . , : @ % + / _ - are safe.",
			]
		`);
	});

	test('leaves alone what the command sets itself and what is escaped', () => {
		const command = 'TAG=1; echo "$TAG" \\$NAME $HOME';
		expect(filled(command, 'bash', { TAG: 'x', NAME: 'y', HOME: 'z' })).toBe(command);
	});
});

describe('a value in a query', () => {
	test('is a number, a literal, a name or a part of a name', () => {
		const values = { PID: '42', WHO: "O'Hara", TABLE: 'orders', NAME: 'two words' };
		expect(filled("select f($PID), $WHO, '$WHO' from $TABLE", 'sql', values)).toBe(
			"select f(42), 'O''Hara', 'O''Hara' from orders",
		);
		expect(filled('insert into missing_$TABLE', 'sql', values)).toBe('insert into missing_orders');
		expect(filled('drop table $NAME', 'sql', values)).toBe('drop table "two words"');
	});

	test('is refused where it would end the name it belongs to', () => {
		const { problems } = fillCommand('select 1 from old_$TABLE', 'sql', { TABLE: 'a; drop' });
		expect(problems).toEqual(['TABLE is a part of a name here: only letters, digits and _ fit.']);
	});

	test('is refused with a backslash, which some databases read', () => {
		expect(fillCommand("select '$X'", 'sql', { X: "\\'" }).problems).toHaveLength(1);
	});
});

describe('what is copied', () => {
	test('has no line break at its end, which would run it at once', () => {
		expect(filled('uptime\n', 'bash', {})).toBe('uptime');
	});

	test('names every value that is missing, also those in angle brackets', () => {
		expect(fillCommand('kubectl logs <pod> -n $NS', 'bash', {}).missing).toEqual(['pod', 'NS']);
		expect(filled('kubectl logs <pod>', 'bash', { pod: 'api' })).toBe('kubectl logs api');
	});

	test('keeps elements of HTML and redirections', () => {
		expect(placeholdersIn('grep "<title>" <in >out; diff <(a) <(b)')).toEqual([]);
	});
});

describe('a value from a link', () => {
	const host = { name: 'DB_HOST', pattern: '[a-z0-9.-]+' };
	test('is accepted if it looks as it should', () => {
		expect(valueProblem(host, 'db-2.internal')).toBeUndefined();
	});

	test.each(['; rm -rf /', 'db\n', '$(id)', ''])('is refused if it is %j', (text) => {
		expect(valueProblem(host, text)).toBeDefined();
	});

	test('is refused as an option, though the pattern lets it pass', () => {
		expect(valueProblem({ name: 'POD', pattern: '[a-z-]+' }, '--all')).toMatchInlineSnapshot(
			`"POD begins with a hyphen; a command would read it as an option."`,
		);
	});

	test('says what it should look like', () => {
		expect(valueProblem(host, '; rm -rf /')).toMatchInlineSnapshot(
			`"DB_HOST does not look as it should ([a-z0-9.-]+)."`,
		);
	});
});
