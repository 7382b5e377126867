import { expect, test } from 'vitest';
import { organisationSchema } from '../schemas/organisation.ts';
import { sourceBelowRoot } from './sources.ts';

const organisation = organisationSchema.parse({
	name: 'Harbour',
	repository: { slug: 'harbour/response', path: 'docs/content' },
});

test.each([
	['docs/content/severity.yaml', 'severity.yaml'],
	['./docs/content/runbooks/', 'runbooks'],
	['docs/content', ''],
	['docs/contents/severity.yaml', undefined],
	['src/health.ts', undefined],
])('%s lies below the content root at %s', (source, below) => {
	expect(sourceBelowRoot(source, organisation)).toBe(below);
});

test('without a repository nobody knows where the content root lies in it', () => {
	expect(sourceBelowRoot('content/severity.yaml', { repository: undefined })).toBeUndefined();
});
