/** Cuts out of GitHub's OpenAPI description what we use, as JSON Schema and without its prose. */

/** The operations that our code and its tests use. */
const operations = [
	'GET /repos/{owner}/{repo}',
	'GET /repos/{owner}/{repo}/git/ref/{ref}',
	'POST /repos/{owner}/{repo}/git/refs',
	'DELETE /repos/{owner}/{repo}/git/refs/{ref}',
	'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
	'POST /repos/{owner}/{repo}/git/commits',
	'POST /repos/{owner}/{repo}/git/trees',
	'GET /repos/{owner}/{repo}/contents/{path}',
	'PUT /repos/{owner}/{repo}/contents/{path}',
	'GET /repos/{owner}/{repo}/pulls',
	'POST /repos/{owner}/{repo}/pulls',
	'GET /repos/{owner}/{repo}/pulls/{pull_number}',
	'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
	'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
	'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
	'POST /app/installations/{installation_id}/access_tokens',
] as const;

/** JSON of any shape. */
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = Record<string, Json>;

/** The slice as the text of a file: one line for each operation and each shape. */
export function sliceText(description: unknown): string {
	const whole = description as JsonObject;
	const shapes = new Map<string, Json>();
	const keep = (schema: Json): Json => shape(schema, whole, shapes);
	const kept = operations.map((name): [string, Json] => {
		const [method = '', path = ''] = name.split(' ');
		const operation = at(whole, ['paths', path, method.toLowerCase()]);
		const body = operation['requestBody'] && resolved(operation['requestBody'], whole);
		const parameters = (operation['parameters'] ?? []) as Json[];
		return [
			name,
			{
				query: parameters
					.map((parameter) => resolved(parameter, whole))
					.filter((parameter) => parameter['in'] === 'query')
					.map((parameter) => parameter['name'] ?? ''),
				needsBody: body ? body['required'] === true : false,
				body: body ? keep(contentOf(body) ?? true) : null,
				answers: Object.fromEntries(
					Object.entries(at(operation, ['responses'])).map(([status, answer]) => {
						const content = contentOf(resolved(answer, whole));
						return [status, content === undefined ? null : keep(content)];
					}),
				),
			},
		];
	});
	const version = at(whole, ['info'])['version'] ?? '';
	const lines = (entries: readonly [string, Json][]) =>
		entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',\n');
	return `{"from":${JSON.stringify(`GitHub's OpenAPI description ${JSON.stringify(version)}, MIT licence`)},
"operations":{
${lines(kept)}
},
"shapes":{
${lines([...shapes].sort(([a], [b]) => (a < b ? -1 : 1)))}
}}
`;
}

/** A schema as JSON Schema; what it refers to is put into `shapes`. */
function shape(value: Json, whole: JsonObject, shapes: Map<string, Json>): Json {
	if (Array.isArray(value)) return value.map((item) => shape(item, whole, shapes));
	if (typeof value !== 'object' || value === null) return value;
	const reference = value['$ref'];
	if (typeof reference === 'string') {
		const name = reference.slice(reference.lastIndexOf('/') + 1);
		if (!shapes.has(name)) {
			// Shapes refer to each other in circles.
			shapes.set(name, true);
			shapes.set(name, shape(at(whole, reference.slice(2).split('/')), whole, shapes));
		}
		return { $ref: `#/shapes/${name}` };
	}
	const { nullable, ...rest } = withoutProse(value);
	const properties = rest['properties'];
	const plain: JsonObject = Object.fromEntries(
		Object.entries(rest)
			.filter(([key]) => key !== 'properties')
			.map(([key, item]) => [key, shape(item, whole, shapes)]),
	);
	if (properties !== undefined) {
		// Names of fields are no keywords: a field may be called `title`.
		plain['properties'] = Object.fromEntries(
			Object.entries(properties as JsonObject).map(([key, item]) => [
				key,
				shape(item, whole, shapes),
			]),
		);
	}
	return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain;
}

const prose = new Set([
	'description',
	'summary',
	'title',
	'example',
	'examples',
	'externalDocs',
	'deprecated',
	'default',
	'format',
	'pattern',
]);

const withoutProse = (schema: JsonObject): JsonObject =>
	Object.fromEntries(
		Object.entries(schema).filter(([key]) => !prose.has(key) && !key.startsWith('x-')),
	);

function contentOf(part: JsonObject): Json | undefined {
	const content = (part['content'] ?? {}) as JsonObject;
	const type = Object.keys(content).find((name) => name.endsWith('json'));
	return type === undefined ? undefined : at(content, [type])['schema'];
}

function resolved(value: Json, whole: JsonObject): JsonObject {
	const object = value as JsonObject;
	const reference = object['$ref'];
	return typeof reference === 'string' ? at(whole, reference.slice(2).split('/')) : object;
}

/** What lies at a path; every step of it is an object. */
function at(value: JsonObject, path: readonly string[]): JsonObject {
	return path.reduce((inner, key) => {
		const next = inner[key];
		if (typeof next !== 'object' || next === null) throw new Error(`Nothing at ${path.join('/')}.`);
		return next as JsonObject;
	}, value);
}
