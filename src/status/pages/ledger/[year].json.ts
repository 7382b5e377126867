import type { APIContext } from 'astro';
import { ledgerYears } from '../../../domain/ledger.ts';
import { statusContent } from '../../content.ts';
import { ledgerFile } from '../../ledger.ts';
import { jsonResponse } from '../../responses.ts';

export async function getStaticPaths() {
	const { model, now } = await statusContent();
	return ledgerYears(model, now).map((year) => ({
		params: { year: String(year) },
		props: { year },
	}));
}

export async function GET({ props }: APIContext<{ year: number }>): Promise<Response> {
	return jsonResponse(ledgerFile(await statusContent(), props.year));
}
