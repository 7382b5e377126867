/** Markup that waits in a script for its time. */

/**
 * Markup as it may stand within a script element: nothing in it ends the script. Astro leaves `<` in attributes as
 * it is, and a script knows no attributes: it would end within a title that someone wrote. Read as HTML, the result
 * says the same.
 */
export const scriptText = (html: string): string => html.replaceAll(/<(?=\/?script|!--)/gi, '&lt;');
