import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fromElsewhere } from './pagesLoader.ts';

const project = pathToFileURL('/home/team/response/');
const cached = (filePath: string) => [['handbook/roles', { filePath }]] as const;

describe('fromElsewhere', () => {
	test('keeps a page of the same content root', () => {
		const entries = cached('content/handbook/roles.mdx');
		expect(fromElsewhere(entries, project, '/home/team/response/content')).toEqual([]);
	});

	test('names a page that was cached from another content root, though its id is the same', () => {
		const entries = cached('../other/content/handbook/roles.mdx');
		expect(fromElsewhere(entries, project, '/home/team/response/content')).toEqual([
			'handbook/roles',
		]);
	});

	test('is not misled by a content root whose name begins the same', () => {
		const entries = cached('content-old/handbook/roles.mdx');
		expect(fromElsewhere(entries, project, '/home/team/response/content')).toEqual([
			'handbook/roles',
		]);
	});

	test('finds its way through folders with spaces and signs in their names', () => {
		const entries = cached('../our #1 content 100%/handbook/roles.mdx');
		expect(fromElsewhere(entries, project, '/home/team/our #1 content 100%')).toEqual([]);
	});
});
