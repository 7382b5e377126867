/** Judges requests and answers by GitHub's own description of its interface. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';

type Schema = boolean | Record<string, unknown>;
interface Operation {
	query: string[];
	needsBody: boolean;
	body: Schema | null;
	answers: Record<string, Schema | null>;
}
interface Slice {
	operations: Record<string, Operation>;
	shapes: Record<string, Schema>;
}

export const slice = JSON.parse(
	readFileSync(join(import.meta.dirname, '../openapi-slice.json'), 'utf8'),
) as Slice;

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ $id: 'github', ...slice });
const compiled = new Map<string, ValidateFunction>();

/** One exchange, as it went over the wire. */
export interface Exchange {
	method: string;
	/** With its query, still encoded. */
	url: string;
	sent: unknown;
	status: number;
	answered: unknown;
}

/** What GitHub's description has against a request. */
export function faultsOfRequest({
	method,
	url,
	sent,
}: Omit<Exchange, 'status' | 'answered'>): string[] {
	const name = operationOf(method, url);
	// The other interface has one address for everything; `graphql` is judged where it is answered.
	if (name === undefined)
		return isGraphql(url) ? [] : [`${method} ${url} is no operation of ours.`];
	const operation = slice.operations[name];
	if (!operation) return [];
	const faults: string[] = [];
	for (const key of new URL(url, 'http://github').searchParams.keys()) {
		if (!operation.query.includes(key)) faults.push(`${name}: unknown query ${key}`);
	}
	if (sent === undefined) return operation.needsBody ? [...faults, `${name}: no body`] : faults;
	if (operation.body === null) return faults;
	faults.push(...faultsOf(`${name}/body`, operation.body, sent));
	const known = typeof operation.body === 'object' ? operation.body['properties'] : undefined;
	if (typeof known === 'object' && known !== null && typeof sent === 'object' && sent !== null) {
		for (const field of Object.keys(sent)) {
			if (!(field in known)) faults.push(`${name}: unknown field ${field}`);
		}
	}
	return faults;
}

/** What GitHub's description has against an answer. */
export function faultsOfAnswer({ method, url, status, answered }: Exchange): string[] {
	const name = operationOf(method, url);
	if (name === undefined) return [];
	const schema = slice.operations[name]?.answers[status];
	if (schema === undefined) {
		// Any operation may say that the token is wrong or that there were too many requests.
		return [401, 403, 404, 429, 500, 502, 503].includes(status)
			? []
			: [`${name}: ${status} is not described`];
	}
	return schema === null || answered === undefined
		? []
		: faultsOf(`${name}/${status}`, schema, answered);
}

/** The operation of a request, e.g. `GET /repos/{owner}/{repo}`. Encoded slashes do not divide. */
export function operationOf(method: string, url: string): string | undefined {
	const parts = (url.split('?')[0] ?? '').split('/');
	return Object.keys(slice.operations).find((name) => {
		const [verb, path = ''] = name.split(' ');
		const wanted = path.split('/');
		return (
			verb === method &&
			wanted.length === parts.length &&
			wanted.every((part, index) => part.startsWith('{') || part === parts[index])
		);
	});
}

const isGraphql = (url: string) => url === '/graphql' || url === '/api/graphql';

function faultsOf(name: string, schema: Schema, value: unknown): string[] {
	let validate = compiled.get(name);
	if (!validate) {
		validate = ajv.compile(withPlace(schema) as Record<string, unknown>);
		compiled.set(name, validate);
	}
	if (validate(value)) return [];
	return (validate.errors ?? []).map(
		({ instancePath, message }) => `${name}: ${instancePath} ${message ?? ''}`,
	);
}

/** References of the slice, as seen from outside it. */
function withPlace(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withPlace);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => [
			key,
			key === '$ref' ? `github${String(item)}` : withPlace(item),
		]),
	);
}

/** The smallest value that a shape allows: the frame into which a peer puts what it knows. */
export function sampleOf(operation: string, status: number): Record<string, unknown> {
	const schema = slice.operations[operation]?.answers[status] ?? {};
	return sample(schema) as Record<string, unknown>;
}

function sample(schema: Schema): unknown {
	if (typeof schema === 'boolean') return {};
	const { $ref, anyOf, oneOf, allOf, enum: values, type, properties, required, items } = schema;
	if (typeof $ref === 'string') return sample(slice.shapes[$ref.replace('#/shapes/', '')] ?? {});
	const choices = (anyOf ?? oneOf) as Schema[] | undefined;
	if (choices) {
		const nothing = choices.find((one) => typeof one === 'object' && one['type'] === 'null');
		return nothing ? null : sample(choices[0] ?? {});
	}
	if (Array.isArray(allOf)) {
		return Object.assign({}, ...(allOf as Schema[]).map(sample)) as unknown;
	}
	if (Array.isArray(values)) return values[0] as unknown;
	if (type === 'array') return items ? [sample(items as Schema)] : [];
	if (type === 'string') return '';
	if (type === 'integer' || type === 'number') return 0;
	if (type === 'boolean') return false;
	const fields = (properties ?? {}) as Record<string, Schema>;
	return Object.fromEntries(
		((required ?? []) as string[]).map((key) => [key, sample(fields[key] ?? {})]),
	);
}
