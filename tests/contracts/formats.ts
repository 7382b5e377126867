/** Formats of texts in JSON files, for judging them. */

/** ISO 8601 with milliseconds and an offset, and a moment that exists. */
export const instantFormat = (value: string): boolean =>
	/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}(?:Z|[+-]\d{2}:\d{2})$/.test(value) &&
	!Number.isNaN(Date.parse(value));

/** A whole web address. */
export const uriFormat = (value: string): boolean =>
	/^https?:\/\/[^\s"<>\\]+$/.test(value) && URL.canParse(value);

/** A day that exists. */
export const dateFormat = (value: string): boolean =>
	/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
