/** What was said, ready to be printed: in the language of the page, or marked with its own. */
import type { Correction, Redaction } from '../domain/amendments.ts';
import type { Interval } from '../domain/interval.ts';
import { messageToHtml } from '../domain/message.ts';
import type { Foreign } from '../domain/translation.ts';

/** A text and its language, where that is not the language of the page. */
export interface Spoken {
	text: string;
	lang: string | undefined;
}

/** One update. Texts with markup are HTML. */
export interface UpdateText {
	id: string;
	href: string;
	at: number;
	heading: string;
	html: Spoken | undefined;
	/** New times of a maintenance. */
	moved: Interval | undefined;
	/** Why it was opened by mistake, below a text that may not say so. */
	why: Spoken | undefined;
	redaction: Spoken | undefined;
	corrections: { at: number; reason: Spoken; html: Spoken | undefined }[];
}

/** What incidents and maintenance have in common. */
interface Said {
	id: string;
	at: number;
	body: string | undefined;
	corrections: readonly Correction[];
	redaction?: Redaction | undefined;
	foreign?: Foreign | undefined;
}

/**
 * An update as it is printed.
 * @param otherwise what stands where nothing was written, as HTML
 */
export function updateText(
	{ id, at, body, corrections, redaction, foreign }: Said,
	{
		href,
		heading,
		otherwise,
		why,
		moved,
	}: Pick<UpdateText, 'href' | 'heading'> & {
		otherwise?: Spoken | undefined;
		why?: Spoken | undefined;
		moved?: Interval | undefined;
	},
): UpdateText {
	return {
		id,
		href,
		at,
		heading,
		html:
			body === undefined
				? redaction
					? undefined
					: otherwise
				: { text: messageToHtml(body), lang: foreign?.body },
		moved,
		why,
		redaction: redaction && { text: redaction.reason, lang: redaction.foreign?.reason },
		corrections: corrections.map((correction) => ({
			at: correction.at,
			reason: { text: correction.reason, lang: correction.foreign?.reason },
			html:
				correction.replaced === undefined
					? undefined
					: { text: messageToHtml(correction.replaced), lang: correction.foreign?.body },
		})),
	};
}
