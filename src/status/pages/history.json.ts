import { statusApi } from '../endpoints.ts';
import { jsonResponse } from '../responses.ts';

export async function GET(): Promise<Response> {
	return jsonResponse((await statusApi()).history());
}
