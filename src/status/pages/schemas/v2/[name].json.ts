import type { APIContext } from 'astro';
import { statusContent } from '../../../content.ts';
import { jsonResponse } from '../../../responses.ts';
import type { V2SchemaName } from '../../../v2/schemas.ts';
import { publishedSchema, v2Schemas } from '../../../v2/schemas.ts';

export const getStaticPaths = () =>
	Object.keys(v2Schemas).map((name) => ({ params: { name }, props: { name } }));

export async function GET({ props }: APIContext<{ name: V2SchemaName }>): Promise<Response> {
	const { model } = await statusContent();
	return jsonResponse(publishedSchema(props.name, model.site.url.replace(/\/$/, '')));
}
