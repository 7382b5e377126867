import type { APIRoute } from 'astro';
import { csv } from '../../../domain/csv.ts';
import { portalContent } from '../../content.ts';
import { logTable } from '../../incidentLog.ts';

export const GET: APIRoute = () =>
	new Response(csv(logTable(portalContent())), {
		headers: { 'Content-Type': 'text/csv; charset=utf-8' },
	});
