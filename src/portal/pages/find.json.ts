import { portalContent } from '../content.ts';
import { portalLinks } from '../links.ts';
import { searchFiles } from '../search/entries.ts';

export function GET(): Response {
	return Response.json(searchFiles(portalContent(), portalLinks()).file);
}
