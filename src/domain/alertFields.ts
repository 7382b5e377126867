/** Fields of payloads by their paths, e.g. `data.event.issue_id`. */
import { alertLimits, plainLine } from './alertText.ts';

/** The value at a path; `undefined` if there is none. Only what the payload itself holds is found. */
export function fieldAt(payload: unknown, path: string): unknown {
	let value = payload;
	for (const step of path.split('.')) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
			return undefined;
		value = (value as Record<string, unknown>)[step];
	}
	return value;
}

/** The line at a path, or a text with paths in braces: `{walk.id}/{walk.region}`. */
export function lineAt(payload: unknown, pathOrText: string, limit: number): string | undefined {
	if (!pathOrText.includes('{')) return plainLine(fieldAt(payload, pathOrText), limit);
	const found: string[] = [];
	const text = pathOrText.replaceAll(/\{([^{}]+)\}/g, (_, path: string) => {
		const line = plainLine(fieldAt(payload, path.trim()), limit) ?? '';
		if (line !== '') found.push(line);
		return line;
	});
	return found.length === 0 ? undefined : plainLine(text, limit);
}

/** Whether all fields that a text names are there. */
export function hasFields(payload: unknown, pathOrText: string): boolean {
	const paths = pathOrText.includes('{')
		? [...pathOrText.matchAll(/\{([^{}]+)\}/g)].map(([, path = '']) => path.trim())
		: [pathOrText];
	return paths.every((path) => plainLine(fieldAt(payload, path), alertLimits.key) !== undefined);
}

/** The fields of an object; none if it is something else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}

/** The items of a list; none if it is something else. */
export function itemsOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}
