/** Reading a payload by a mapping that an organisation wrote. */
import type { AlertMapping } from '../schemas/alerts.ts';
import { fieldAt, hasFields, lineAt } from './alertFields.ts';
import type { Said } from './alertPayload.ts';
import { alertLimits, plainAddress, plainInstant, plainLabels, plainLine } from './alertText.ts';

/** Whether a payload is one of those that a mapping is for. */
export function recognises({ recognise }: AlertMapping, payload: unknown): boolean {
	const tests = Object.entries(recognise);
	return (
		tests.length > 0 &&
		tests.every(([path, wanted]) => {
			const value = fieldAt(payload, path);
			if (wanted === '*') return value !== undefined;
			return plainLine(value, alertLimits.value) === String(wanted);
		})
	);
}

/** Reads a payload that a mapping recognises. */
export function readMapped(mapping: AlertMapping, payload: unknown): Said {
	const { status } = mapping;
	const key = hasFields(payload, mapping.key)
		? lineAt(payload, mapping.key, alertLimits.key)
		: undefined;
	if (key === undefined) {
		return {
			refusal: `The payload has nothing at \`${mapping.key}\`, which tells its alerts apart.`,
			cure: 'Correct `key` of the mapping in alerts.yaml, or what the sender posts.',
		};
	}
	const said = plainLine(fieldAt(payload, status.field), alertLimits.value);
	const means = (words: readonly (string | number)[]) =>
		words.some((word) => String(word) === said);
	const state = means(status.firing) ? 'firing' : means(status.resolved) ? 'resolved' : undefined;
	if (state === undefined) {
		return said === undefined
			? {
					refusal: `The payload has nothing at \`${status.field}\`, which says whether it fires.`,
					cure: 'Correct `status` of the mapping in alerts.yaml, or what the sender posts.',
				}
			: { nothing: 'It says neither that something fires nor that it is over.' };
	}
	const line = (path: string | undefined, limit: number) =>
		path === undefined ? undefined : lineAt(payload, path, limit);
	const instant = (path: string | undefined) =>
		path === undefined ? undefined : plainInstant(fieldAt(payload, path));
	const severity = line(mapping.severity, alertLimits.value);
	return {
		alert: {
			key,
			name: line(mapping.name, alertLimits.name),
			title: line(mapping.title, alertLimits.title),
			state,
			reopened: undefined,
			fired: instant(mapping.at),
			ended: state === 'resolved' ? instant(mapping.ended) : undefined,
			severities: severity === undefined ? [] : [severity],
			service: line(mapping.service, alertLimits.value),
			labels: plainLabels(
				Object.fromEntries(
					Object.entries(mapping.labels).map(([name, path]) => [
						name,
						line(path, alertLimits.value),
					]),
				),
			),
			url: mapping.url === undefined ? undefined : plainAddress(fieldAt(payload, mapping.url)),
			acknowledged: undefined,
			by: undefined,
			leftOut: 0,
			tellsEnd: status.resolved.length > 0,
		},
	};
}
