import type { APIContext } from 'astro';
import type { Service } from '../../../../schemas/services.ts';
import { badgeResponse, serviceBadge } from '../../../badges.ts';
import { statusContent } from '../../../content.ts';
import { everyServiceFile } from '../../../serviceFiles.ts';
import { shellOf } from '../../../shell.ts';

export const getStaticPaths = everyServiceFile;

export async function GET({ props }: APIContext<{ service: Service }>): Promise<Response> {
	const content = await statusContent();
	return badgeResponse(serviceBadge(content, shellOf(content), props.service));
}
