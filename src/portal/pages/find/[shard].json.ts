import type { APIContext, GetStaticPaths } from 'astro';
import { portalContent } from '../../content.ts';
import { portalLinks } from '../../links.ts';
import { searchFiles } from '../../search/entries.ts';

export const getStaticPaths = (() =>
	searchFiles(portalContent(), portalLinks()).shards.map((part, number) => ({
		params: { shard: String(number) },
		props: { part },
	}))) satisfies GetStaticPaths;

export function GET({ props }: APIContext): Response {
	return Response.json(props['part']);
}
