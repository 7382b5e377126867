import { describe, expect, it } from 'vitest';
import { fieldsPage } from './fieldPages.ts';
import { jsonSchemas } from './jsonSchemas.ts';

const page = fieldsPage();

describe('the page on every field', () => {
	it('names every field that a schema has, with a sentence on it', () => {
		const names = new Set<string>();
		const walk = (value: unknown) => {
			if (typeof value !== 'object' || value === null) return;
			if ('properties' in value && typeof value.properties === 'object' && value.properties) {
				Object.keys(value.properties).forEach((name) => names.add(name));
			}
			Object.values(value).forEach(walk);
		};
		Object.values(jsonSchemas()).forEach((text) => {
			walk(JSON.parse(text));
		});
		names.delete('body');
		expect(names.size).toBeGreaterThan(200);
		const rows = page.split('\n').filter((line) => /^\| `[^`]+`( ●)? \|/.test(line));
		const fields = rows.map((row) => /`([^`]+)`/.exec(row)?.[1] ?? '');
		// These are explained once, above the tables: versions, plurals, and how conditions are joined.
		const above = ['from', 'value', 'all', 'any', 'not'];
		const plurals = ['zero', 'one', 'two', 'few', 'many', 'other'];
		const missing = [...names].filter(
			(name) => !fields.some((field) => field.split('.').at(-1)?.replaceAll('[]', '') === name),
		);
		expect(missing.filter((name) => ![...above, ...plurals].includes(name))).toEqual([]);
		expect(rows.filter((row) => /\|\s*\|$/.test(row))).toEqual([]);
	});

	it('says what a field may hold, whether it has to be there, and what is assumed without it', () => {
		expect(page).toContain('| `url` ● | a web address |  |');
		expect(page).toContain('| `valid-for.quiet` | a duration | `PT48H` |');
		expect(page).toContain('| `weights.major` | number from 0 to 1 |  |');
	});
});
