/** Everything that GitHub, or the way to it, is known to do wrong. */
import type { Fault, FaultKind } from './faultProxy.ts';

type Where = NonNullable<Fault['at']>;

/** The requests of a delivery. */
export const requests: Record<string, Where> = {
	'GET repository': { method: 'GET', path: /^\/repos\/[^/]+\/[^/]+$/ },
	'GET published branch': { method: 'GET', path: /\/git\/ref\/heads\/main$/ },
	'GET own branch': { method: 'GET', path: /\/git\/ref\/heads\/status\// },
	'GET pulls': { method: 'GET', path: /\/pulls$/ },
	'GET commit': { method: 'GET', path: /\/git\/commits\// },
	'POST trees': { method: 'POST', path: /\/git\/trees$/ },
	'POST commits': { method: 'POST', path: /\/git\/commits$/ },
	'POST refs': { method: 'POST', path: /\/git\/refs$/ },
	'POST pulls': { method: 'POST', path: /\/pulls$/ },
	'POST labels': { method: 'POST', path: /\/labels$/ },
	'POST reviewers': { method: 'POST', path: /\/requested_reviewers$/ },
	'PUT merge': { method: 'PUT', path: /\/merge$/ },
	'GET contents': { method: 'GET', path: /\/contents\// },
	'DELETE ref': { method: 'DELETE', path: /\/git\/refs\// },
};

const said = (status: number, message: string, headers?: Record<string, string>): FaultKind => ({
	kind: 'answer',
	status,
	body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
	...(headers && { headers }),
});
const secondary =
	'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

/** Faults that any request can meet. */
export const faults: Record<string, FaultKind> = {
	'401': said(401, 'Bad credentials'),
	'403': said(403, 'Resource not accessible by personal access token', {
		'x-accepted-github-permissions': 'contents=write',
	}),
	'403 out of requests': said(403, 'API rate limit exceeded for user ID 1.', {
		'x-ratelimit-remaining': '0',
		'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3000),
	}),
	'403 secondary limit, long': said(403, secondary, { 'retry-after': '120' }),
	'404': said(404, 'Not Found'),
	'405': said(405, 'Method Not Allowed'),
	'409': said(409, 'Conflict'),
	'422': said(422, 'Validation Failed'),
	'429': said(429, secondary, { 'retry-after': '60' }),
	'502 as data': said(502, 'Server Error'),
	'503 as a page': { kind: 'answer', status: 503, body: '<!DOCTYPE html><title>Unicorn!</title>' },
	'502 after it was done': { kind: 'answer-after', status: 502, body: { message: 'Server Error' } },
	'cut off': { kind: 'truncated' },
	'reset before': { kind: 'reset-before' },
	'reset after it was done': { kind: 'reset-after' },
	hang: { kind: 'hang' },
	stale: { kind: 'stale' },
};

const invalid = (errors: object): FaultKind => ({
	kind: 'answer',
	status: 422,
	body: { message: 'Validation Failed', errors: [errors] },
});

/** Refusals that one request is known for, whether or not they are true. */
export const ownFaults: Record<string, Record<string, FaultKind>> = {
	'POST refs': {
		'reference exists': said(422, 'Reference already exists'),
		'object missing': said(422, 'Object does not exist'),
		'update failed': said(422, 'Reference update failed'),
		'rule violation': said(422, 'Repository rule violations found'),
	},
	'POST pulls': {
		'pull request exists': invalid({
			resource: 'PullRequest',
			code: 'custom',
			message: 'A pull request already exists for acme:branch.',
		}),
		'no commits': invalid({
			resource: 'PullRequest',
			code: 'custom',
			message: 'No commits between main and branch',
		}),
		'head invalid': invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' }),
		'base invalid': invalid({
			resource: 'PullRequest',
			field: 'base',
			code: 'invalid',
			message: "Proposed base branch 'main' was not found",
		}),
		'actions may not': said(
			403,
			'GitHub Actions is not permitted to create or approve pull requests.',
		),
	},
	'POST labels': { 'node missing': said(422, 'Could not resolve to a node') },
	'POST reviewers': {
		'node missing': said(422, 'Could not resolve to a node'),
		'no collaborator': said(422, 'Reviews may only be requested from collaborators.'),
	},
	'PUT merge': {
		'base moved': said(405, 'Base branch was modified. Review and try the merge again.'),
		'head moved': said(409, 'Head branch was modified. Review and try the merge again.'),
		'not mergeable': said(405, 'Pull Request is not mergeable'),
		'review wanted': said(405, 'At least 1 approving review is required.'),
	},
	'DELETE ref': { 'no reference': said(422, 'Reference does not exist') },
};

/** One cell of the matrix. */
export interface Case {
	request: string;
	fault: string;
	times: number;
	/** A fresh fault: they count down. */
	make: () => Fault;
}

/** Each fault at each request, once and twice. */
export const cases: Case[] = Object.entries(requests).flatMap(([request, at]) =>
	Object.entries({ ...faults, ...ownFaults[request] }).flatMap(([fault, kind]) =>
		[1, 2].map((times) => ({
			request,
			fault,
			times,
			make: () => ({ ...kind, at, times }),
		})),
	),
);
