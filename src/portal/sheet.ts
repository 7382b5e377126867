/** What a printed sheet says of itself: where it is from, and how somebody with paper gets back to the live page. */
import type { Organisation } from '../schemas/organisation.ts';
import type { PageFactsData } from './pageFacts.ts';
import type { QrDrawing } from './qrDrawing.ts';
import { qrDrawing } from './qrDrawing.ts';

/** The head of a sheet, ready to be printed. */
export interface Sheet {
	/** Of the page; its path alone where the organisation does not say where its portal is. */
	address: string;
	validated: string | undefined;
	/** Of a runbook, where the portal’s address is known. */
	code: QrDrawing | undefined;
}

/** The sheet of the page at `pathname`. */
export function sheetOf(
	pathname: string,
	facts: Pick<PageFactsData, 'runbook' | 'validated'> | undefined,
	{ portalUrl }: Pick<Organisation, 'portalUrl'>,
): Sheet {
	const address = portalUrl === undefined ? pathname : new URL(pathname, portalUrl).href;
	const { validated, runbook } = facts ?? {};
	return {
		address,
		validated: validated
			? `Validated on ${validated.on} by ${validated.by}`
			: runbook && 'Never validated',
		code: runbook && portalUrl !== undefined ? qrDrawing(address) : undefined,
	};
}
