/** Links within pages and the files that pages name: whether they are there. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { Content, Page } from '../domain/content.ts';
import type { Problem } from '../domain/problem.ts';
import { sourceBelowRoot } from '../domain/sources.ts';
import { didYouMean } from '../domain/suggest.ts';
import type { PageTree } from './mdx.ts';
import { headingsOf, nodes, parsePage, stepsOf } from './mdx.ts';

/** Links that lead nowhere, pictures and sources that are missing. Other sites are not asked. */
export function linkProblems(
	root: string,
	content: Pick<Content, 'handbook' | 'organisation' | 'postMortems' | 'runbooks'>,
): Problem[] {
	const { handbook, postMortems, runbooks, organisation } = content;
	const all = [...runbooks, ...handbook, ...postMortems];
	const trees = all.flatMap((page) => {
		const tree = parsePage(page);
		return 'problem' in tree ? [] : [{ page, tree, anchors: anchorsOf(tree) }];
	});
	const anchors = new Map(trees.map(({ page, anchors: own }) => [addressOf(page), own]));
	const addresses = [...anchors.keys()];
	const top = repositoryTop(root, organisation.repository?.path);
	return [
		...trees.flatMap(({ page, tree }) =>
			linksIn(tree).flatMap(({ url, line, picture }) => {
				const problem = picture
					? pictureProblem(root, page, url)
					: linkProblem(url, page, anchors, addresses);
				return problem ? [{ severity: 'error' as const, file: page.path, line, ...problem }] : [];
			}),
		),
		...all.flatMap(({ path: file, value }) =>
			value.sources.flatMap((source, index) => {
				const below = sourceBelowRoot(source, organisation);
				const place = below === undefined ? top && join(top, source) : join(root, below);
				return place === undefined || existsSync(place)
					? []
					: [
							{
								severity: 'error' as const,
								file,
								field: `sources.${index}`,
								message: `There is no file \`${source}\` in the repository.`,
								cure: 'Name what the page describes now, or remove it.',
							},
						];
			}),
		),
	];
}

type Fault = Pick<Problem, 'message' | 'cure'> | undefined;

/** `runbooks/database/database-down` */
const addressOf = ({ path }: Pick<Page<unknown>, 'path'>) => path.replace(/\.mdx?$/, '');

function linksIn({ tree, lineOf }: PageTree) {
	return [...nodes(tree)].flatMap((node) =>
		node.type === 'link' || node.type === 'definition' || node.type === 'image'
			? [{ url: node.url, line: lineOf(node), picture: node.type === 'image' }]
			: [],
	);
}

/** Places of a page that an address can point at. */
function anchorsOf(tree: PageTree): string[] {
	const seen = new Map<string, number>();
	const slugs = headingsOf(tree).map(({ text }) => {
		const slug = text
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, '')
			.replaceAll(/\s/g, '-');
		const count = seen.get(slug) ?? 0;
		seen.set(slug, count + 1);
		return count === 0 ? slug : `${slug}-${count}`;
	});
	return ['_top', ...slugs, ...stepsOf(tree).flatMap(({ id }) => id ?? [])];
}

function linkProblem(
	url: string,
	page: Page<unknown>,
	anchors: ReadonlyMap<string, readonly string[]>,
	addresses: readonly string[],
): Fault {
	if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) return undefined;
	const [whole = '', fragment] = url.split('#');
	const path = whole.split('?')[0] ?? '';
	const address =
		path === ''
			? addressOf(page)
			: new URL(path, `http://x/${addressOf(page)}/`).pathname.replace(/^\/|\/$/g, '');
	const room = address.split('/')[0] ?? '';
	// The portal's own pages are not among the content.
	if (!['runbooks', 'handbook', 'post-mortems'].includes(room) || !address.includes('/')) {
		return undefined;
	}
	const places = anchors.get(address);
	if (!places) {
		return {
			message: `\`${url}\` leads to no page.`,
			cure: didYouMean(address, addresses, 'the folders of the content'),
		};
	}
	return fragment === undefined || fragment === '' || places.includes(decodeURI(fragment))
		? undefined
		: {
				message: `\`${url}\` points at no heading and no step.`,
				cure: didYouMean(fragment, places, 'that page'),
			};
}

function pictureProblem(root: string, page: Page<unknown>, url: string): Fault {
	if (/^(?:https?:)?\/\//i.test(url)) {
		return {
			message: `The picture \`${url}\` lies on another site, and no page loads anything from there.`,
			cure: 'Put it beside the page, or link to it.',
		};
	}
	if (/^[a-z][a-z0-9+.-]*:|^\//i.test(url)) return undefined;
	const path = decodeURI(url.split(/[?#]/)[0] ?? '');
	return existsSync(resolve(root, dirname(page.path), path))
		? undefined
		: { message: `There is no picture \`${url}\`.`, cure: 'Put it beside the page, or remove it.' };
}

/** The top of the repository, if the content root lies where the organisation says it does. */
function repositoryTop(root: string, path: string | undefined): string | undefined {
	if (path === undefined) return undefined;
	const below = `${sep}${path.split('/').join(sep)}`;
	if (!root.endsWith(below)) return undefined;
	const top = root.slice(0, -below.length);
	return existsSync(join(top, '.git')) ? top : undefined;
}
