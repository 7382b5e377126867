/** Addresses of GitHub's own pages with a new file already filled in: a phone and a browser are enough. */

/** Where the file goes. */
export interface NewFile {
	/** Address of GitHub, e.g. `https://github.com`. */
	server: string;
	/** Owner and name, e.g. `harbour/response`. */
	repository: string;
	branch: string;
	/** Path below the top of the repository. */
	path: string;
	text: string;
}

/** An address, and whether the text fits into it. */
export interface PrefilledLink {
	url: string;
	/** Without it the page opens with the path alone, and the text has to be pasted. */
	holdsText: boolean;
}

/** Longest address that browsers, GitHub and what lies between are known to pass on, in characters. */
export const longestAddress = 8000;

/**
 * Address of the page on which GitHub makes a new file. It opens with the path and the text filled in; whoever may
 * not write to the branch is offered a pull request there.
 */
export function newFileUrl({ server, repository, branch, path, text }: NewFile): PrefilledLink {
	const segments = [...repository.split('/'), 'new', ...branch.split('/')].map(encodeURIComponent);
	const page = `${server.replace(/\/+$/, '')}/${segments.join('/')}?filename=${encodeURIComponent(path)}`;
	const url = `${page}&value=${encodeURIComponent(text.toWellFormed())}`;
	return url.length <= longestAddress ? { url, holdsText: true } : { url: page, holdsText: false };
}
