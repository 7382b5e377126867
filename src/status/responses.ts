/** Answers of endpoints. While an author writes, the dev server sends these types; hosts go by the file name. */
export const jsonResponse = (value: unknown) =>
	new Response(`${JSON.stringify(value, wellFormed, '\t')}\n`, {
		headers: { 'content-type': 'application/json; charset=utf-8' },
	});

/** A text with its type. */
export const textResponse = (text: string, type: string) =>
	new Response(text, { headers: { 'content-type': `${type}; charset=utf-8` } });

/** An XML document with its type. */
export const xmlResponse = textResponse;

/** Half of a character, which YAML can spell, stops strict readers of JSON. */
const wellFormed = (_: string, value: unknown) =>
	typeof value === 'string' ? value.toWellFormed() : value;
