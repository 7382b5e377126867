/** Every incident by itself, also those that the lists no longer hold. */
import type { APIContext } from 'astro';
import type { Incident } from '../../../../../domain/incident.ts';
import { statusContent } from '../../../../content.ts';
import { statusApi } from '../../../../endpoints.ts';
import { jsonResponse } from '../../../../responses.ts';

export async function getStaticPaths() {
	const { model } = await statusContent();
	return model.incidents.map((incident) => ({ params: { id: incident.id }, props: { incident } }));
}

export async function GET({ props }: APIContext<{ incident: Incident }>): Promise<Response> {
	return jsonResponse((await statusApi()).incident(props.incident));
}
