/** How a draft reaches the published branch, by the organisation's policy. Pure. */
import { parse } from 'yaml';
import type { Organisation } from '../../src/schemas/organisation.ts';
import type { Draft, Terms } from './forge.ts';

/** A pull request with this label may change or delete updates: the check looks for it. */
export const redactionLabel = 'redaction';

/**
 * The terms for a draft. A kind that `organisation.yaml` does not name waits for review.
 *
 * @param services ids of the affected services, for reviewers that are given as `owners`
 */
export function termsFor(
	{ delivery, services: known }: Pick<Organisation, 'delivery' | 'services'>,
	{ kind }: Pick<Draft, 'kind'>,
	services: readonly string[],
): Terms {
	const policy = delivery[kind];
	const labels = policy?.labels ?? [kind];
	const needed = kind === 'incident-redaction' && !labels.includes(redactionLabel);
	const carried = needed ? [...labels, redactionLabel] : labels;
	if (!policy) {
		return {
			merge: 'after-review',
			asDraft: false,
			labels: carried,
			reviewers: [],
			teams: [],
		};
	}
	const owners = services.flatMap((id) => known[id]?.reviewers ?? []);
	const asked = [
		...new Set(policy.reviewers.flatMap((name) => (name === 'owners' ? owners : [name]))),
	];
	return {
		merge: policy.merge,
		atOnceBy: policy.atOnceBy,
		asDraft: policy.draft,
		labels: carried,
		// A team is written with its organisation, as on GitHub; the interface wants the name alone.
		reviewers: asked.filter((name) => !name.includes('/')),
		teams: asked.filter((name) => name.includes('/')).map((name) => name.replace(/^.*\//, '')),
	};
}

/** How this person's pull request is merged. Names on GitHub are the same in capitals. */
export function mergeFor({ merge, atOnceBy }: Terms, login: string | undefined): Terms['merge'] {
	if (atOnceBy === undefined) return merge;
	const may = atOnceBy.some((name) => name.toLowerCase() === login?.toLowerCase());
	if (may) return 'at-once';
	return merge === 'at-once' ? 'after-review' : merge;
}

/** Ids of the services that the files of a draft name in their front matter. */
export function servicesIn({ files, services = [] }: Pick<Draft, 'files' | 'services'>): string[] {
	const named = files.flatMap(({ text }) => {
		const frontMatter = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(text)?.[1];
		if (frontMatter === undefined) return [];
		const fields: unknown = parse(frontMatter);
		const stated =
			typeof fields === 'object' && fields !== null && 'services' in fields
				? fields.services
				: undefined;
		if (Array.isArray(stated)) {
			return stated.filter((id): id is string => typeof id === 'string');
		}
		return typeof stated === 'object' && stated !== null ? Object.keys(stated) : [];
	});
	return [...new Set([...services, ...named])];
}
