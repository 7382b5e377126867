import { z } from 'astro/zod';

/** `next-update` → `nextUpdate`. */
type Camel<K> = K extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : K;

/** The same object with its keys in camel case, one level deep. */
type CamelKeys<T> = { [K in keyof T as Camel<K>]: T[K] };

/**
 * An object of one of our files: keys in kebab case as people write them, a misspelt key is an error,
 * and code receives the same object in camel case.
 */
export const object = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
	z.strictObject(shape).transform((value) => camelKeys(value));

/** Renames the keys of one object from kebab to camel case; absent keys stay absent. */
function camelKeys<T extends object>(value: T): CamelKeys<T> {
	const entries = Object.entries(value).map(([key, item]) => [
		key.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
		item as unknown,
	]);
	return Object.fromEntries(entries) as CamelKeys<T>;
}
