import { expect, test } from 'vitest';
import { valuesFromLink } from './runbookValues.ts';

const variables = [
	{ name: 'DB_HOST', label: 'host', pattern: '[a-z0-9.-]+', default: 'db-primary' },
	{ name: 'POD' },
];

test('an address fills variables by their names and by the labels of the alert', () => {
	expect(valuesFromLink('?host=db-2&POD=api&team=x', variables)).toEqual({
		values: { DB_HOST: 'db-2', POD: 'api' },
		refused: {},
		rest: 'team=x',
	});
});

test('what does not look as it should is refused, shown, and stays in the address', () => {
	const { values, refused, rest } = valuesFromLink('?host=;%20rm%20-rf%20/', variables);
	expect(values).toEqual({});
	expect(rest).toBe('host=%3B+rm+-rf+%2F');
	expect(refused).toMatchInlineSnapshot(`
		{
		  "DB_HOST": "The link said “; rm -rf /”, which was refused. DB_HOST does not look as it should ([a-z0-9.-]+).",
		}
	`);
});

test('a value that is long is refused before its pattern is tried', () => {
	const slow = [{ name: 'POD', pattern: '(a+)+b' }];
	expect(valuesFromLink(`?POD=${'a'.repeat(300)}`, slow).refused['POD']).toMatch(
		/POD is longer than 200 characters\.$/,
	);
});

test('a name from a link cannot reach what every object has', () => {
	expect(valuesFromLink('?__proto__=a&constructor=b', variables).values).toEqual({});
});
