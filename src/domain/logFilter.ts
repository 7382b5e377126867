/** Narrowing the incident log. Browsers run it too. */
import { nameInAddress } from './levelNames.ts';

/** What an incident can be found by, beside each row of the log. */
export interface LogEntry {
	/** Id of its level; empty without one. */
	level: string;
	/** Ids of its services. */
	services: readonly string[];
	/** Id of its cause; empty without one. */
	cause: string;
	open: boolean;
}

/** What is looked for; empty means anything. */
export interface LogFilter {
	level: string;
	service: string;
	cause: string;
	/** `open`, `closed`, or empty. */
	state: string;
}

/** The fields of a filter, as an address names them. */
export const filterFields = ['level', 'service', 'cause', 'state'] as const;

/** Whether an incident is among those looked for: every field that asks for something agrees. */
export function isWanted(entry: LogEntry, filter: LogFilter): boolean {
	return (
		(filter.level === '' || entry.level === filter.level) &&
		(filter.service === '' || entry.services.includes(filter.service)) &&
		(filter.cause === '' || entry.cause === filter.cause) &&
		(filter.state === '' || entry.open === (filter.state === 'open'))
	);
}

/** The filter that an address asks for; what it does not name is anything. */
export function filterIn(search: string): LogFilter {
	const asked = new URLSearchParams(search);
	const [level, service, cause, state] = filterFields.map((name) => asked.get(name) ?? '');
	return { level: level ?? '', service: service ?? '', cause: cause ?? '', state: state ?? '' };
}

/** The choice that an address means: by its value, or by another name of it. */
export function chosenIn<C extends { value: string; names?: readonly string[] | undefined }>(
	choices: readonly C[],
	asked: string,
): C | undefined {
	const name = nameInAddress(asked);
	return (
		choices.find(({ value }) => value === asked) ??
		choices.find(({ names }) => names?.includes(name))
	);
}

/** A filter as an address says it; empty if it asks for nothing. */
export function searchOf(filter: LogFilter): string {
	const asked = filterFields.flatMap((name) => (filter[name] === '' ? [] : [[name, filter[name]]]));
	return asked.length === 0 ? '' : `?${new URLSearchParams(asked).toString()}`;
}
