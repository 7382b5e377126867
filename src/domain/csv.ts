/** Tables for spreadsheets, by RFC 4180. */

/**
 * Rows as text: lines end with CR LF, fields with a comma, quote or line break are quoted. A field that a
 * spreadsheet would run as a formula gets an apostrophe in front, since texts here come from anybody.
 */
export function csv(rows: readonly (readonly string[])[]): string {
	return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(text: string): string {
	// Blanks before it do not keep a spreadsheet from it.
	const safe = /^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
	return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
