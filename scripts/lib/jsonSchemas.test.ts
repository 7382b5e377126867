import { describe, expect, test } from 'vitest';
import { jsonSchemas } from './jsonSchemas.ts';

interface Node {
	type?: string;
	description?: string;
	properties?: Record<string, Node>;
	$ref?: string;
	[key: string]: unknown;
}

/** Every property of every object in a schema, with the way to it. */
function properties(node: unknown, path: string): { path: string; node: Node }[] {
	if (Array.isArray(node)) return node.flatMap((item) => properties(item, path));
	if (typeof node !== 'object' || node === null) return [];
	return Object.entries(node).flatMap(([key, value]) => {
		if (key === 'const' || key === 'enum' || key === 'default' || key === 'required') return [];
		if (key !== 'properties') return properties(value, path);
		return Object.entries(value as Record<string, Node>).flatMap(([name, item]) => [
			{ path: `${path}.${name}`, node: item },
			...properties(item, `${path}.${name}`),
		]);
	});
}

describe('jsonSchemas', () => {
	const schemas = jsonSchemas();

	test('describes every field of every kind of file', () => {
		const undescribed = Object.entries(schemas).flatMap(([name, text]) =>
			properties(JSON.parse(text), name)
				// `all`, `any` and `not` of a condition hold conditions, which are described once.
				.filter(
					({ node, path }) => node.description === undefined && !/\.(?:all|any|not)$/.test(path),
				)
				.map(({ path }) => path),
		);
		expect(undescribed).toEqual([]);
	});

	test('knows the fields of a file as their author writes them', () => {
		const site = JSON.parse(schemas.site) as Node;
		expect(Object.keys(site.properties ?? {})).toContain('example-anchor');
		expect(site['additionalProperties']).toBe(false);
		expect(site['required']).toEqual(['name', 'url', 'zone']);
	});
});
