import { expect, test, vi } from 'vitest';
import { runbookSchema } from '../schemas/page.ts';
import { commandProblems } from './commands.ts';

const tick = '```';

/** What is said of one block of code in a runbook. */
async function said(
	language: string,
	code: string,
	tools: string[] = ['psql'],
	step = 'Check',
): Promise<string[]> {
	const body = `<${step} id="a" title="A">\n\n${tick}${language}\n${code}\n${tick}\n\n<Expect>\n\n${tick}\n3 rows\n${tick}\n\n</Expect>\n</${step}>\n`;
	const page = {
		id: 'a',
		path: 'runbooks/a.mdx',
		body,
		bodyLine: 10,
		value: runbookSchema.parse({ title: 'A', tools }),
	};
	const problems = await commandProblems({ runbooks: [page] });
	return problems.map(({ line, message }) => `${line}: ${message}`);
}

test.each([
	['bash', 'for pod in $(kubectl get pods --output name); do\n  echo "$pod $NAMESPACE"\ndone'],
	['bash', "cat <<'END'\nit's\nEND"],
	['sql', "select pg_cancel_backend($PID) from missing_$TABLE where who = '$WHO';\n\\d orders"],
	['mysql', 'select `name` from `order` limit 1'],
	['text', 'anything (goes" here'],
])('a %s block that can be read is right: %s', async (language, code) => {
	expect(await said(language, code)).toEqual([]);
});

test('a command that no shell reads is named with its line', async () => {
	expect(await said('bash', 'uptime\necho "never closed')).toEqual([
		'14: This command cannot be read: reached EOF without closing quote `"`.',
	]);
});

test('a query that PostgreSQL does not read is named with its line', async () => {
	expect(await said('sql', 'select 1;\nselect f($PID frm x;')).toEqual([
		'14: This query cannot be read by PostgreSQL: syntax error at or near "frm".',
	]);
});

test('SQL is read as PostgreSQL where a page says nothing of a database', async () => {
	const fault = '13: This query cannot be read by PostgreSQL: syntax error at or near "tabel".';
	expect(await said('sql', 'drop tabel orders whre;', [])).toEqual([fault]);
	expect(await said('', 'drop tabel orders whre;', [], 'Sql')).toEqual([fault]);
	expect(await said('', 'drop tabel orders whre;', [], 'Check')).toEqual([]);
});

test.each(['mysql', 'mariadb 11', 'clickhouse-client', 'sqlite3', 'mongosh'])(
	'SQL is not read as PostgreSQL where the page lists %s',
	async (tool) => {
		expect(await said('sql', 'show full processlist', ['curl', tool])).toEqual([]);
		expect(await said('sql', 'show full processlist', ['psql', tool])).toHaveLength(1);
	},
);

test('SQL is not read as PostgreSQL where a command of the page runs another client', async () => {
	const shell = `mysql --host db\n${tick}\n\n${tick}sql\nshow full processlist`;
	expect(await said('bash', shell, [])).toEqual([]);
});

test.each([
	'select 1 \\watch 5',
	'select :\'name\', :count from :"table" where id = :id',
	'select counts[1:2] from t',
	'select 1 \\gset\nselect 2;',
])('what psql reads itself is no fault: %s', async (query) => {
	expect(await said('sql', query)).toEqual([]);
});

test('of another database only what is certain is said', async () => {
	expect(await said('sql', 'show full processlist\\G', ['mysql'])).toEqual([]);
	expect(await said('sql', "select f('a'", ['mysql'])).toEqual([
		'13: This query cannot be read: ( is never closed.',
	]);
});

test('the sign of a prompt would be copied', async () => {
	expect(await said('bash', '$ uptime')).toEqual([
		'13: The sign of the prompt would be copied with the command.',
	]);
});

test('commands are read one after another, so that thousands of them need no more room than one', async () => {
	const body = Array.from(
		{ length: 20 },
		(_, index) =>
			`<Check id="a${index}" title="A">\n\n${tick}bash\necho ${index}\n${tick}\n\n</Check>\n`,
	).join('\n');
	const value = runbookSchema.parse({ title: 'A' });
	let [parsers, atOnce, most] = [0, 0, 0];
	const start = WebAssembly.instantiate as (...given: unknown[]) => Promise<unknown>;
	const spy = vi.spyOn(WebAssembly, 'instantiate').mockImplementation((async (
		...given: unknown[]
	) => {
		parsers++;
		most = Math.max(most, ++atOnce);
		try {
			return await start(...given);
		} finally {
			atOnce--;
		}
	}) as typeof WebAssembly.instantiate);
	const page = { id: 'a', path: 'runbooks/a.mdx', body, bodyLine: 1, value };
	expect(await commandProblems({ runbooks: [page] })).toEqual([]);
	spy.mockRestore();
	expect(parsers).toBe(20);
	expect(most).toBe(1);
});
