import { portalContent } from '../content.ts';
import { portalLinks } from '../links.ts';
import { linesFile } from '../search/lines.ts';

export function GET(): Response {
	return Response.json(linesFile(portalContent(), portalLinks()));
}
