/** Answers of endpoints. While an author writes, the dev server sends these types; hosts go by the file name. */
export const jsonResponse = (value: unknown) =>
	new Response(`${JSON.stringify(value, undefined, '\t')}\n`, {
		headers: { 'content-type': 'application/json; charset=utf-8' },
	});

/** An XML document with its type. */
export const xmlResponse = (text: string, type: string) =>
	new Response(text, { headers: { 'content-type': `${type}; charset=utf-8` } });
