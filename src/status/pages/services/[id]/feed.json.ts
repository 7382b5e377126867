import type { APIContext } from 'astro';
import type { Service } from '../../../../schemas/services.ts';
import { statusContent } from '../../../content.ts';
import { feedResponse } from '../../../feedFiles.ts';
import { everyServiceFile } from '../../../serviceFiles.ts';

export const getStaticPaths = everyServiceFile;

export async function GET({ props }: APIContext<{ service: Service }>): Promise<Response> {
	return feedResponse(await statusContent(), 'feed.json', props.service);
}
