import { apiEndpoint } from '../../../endpoints.ts';

export const GET = apiEndpoint('status');
