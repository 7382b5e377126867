/** What is wrong within pages and messages: steps, sections, HTML, fields. */
import type { Content, Page } from '../domain/content.ts';
import { fieldNames } from '../domain/messageFields.ts';
import type { Problem } from '../domain/problem.ts';
import { stepProblems } from '../domain/steps.ts';
import { didYouMean } from '../domain/suggest.ts';
import type { PageTree } from './mdx.ts';
import { elementProblems, headingsOf, parsePage, stepsOf } from './mdx.ts';
import { templateProblems } from './template.ts';

/** Problems within the bodies of all pages and templates. */
export function bodyProblems(content: Content): Problem[] {
	const { onCall, process, runbooks, handbook, postMortems, templates } = content;
	const references = {
		runbooks: runbooks.map(({ id }) => id),
		templates: templates.map(({ id }) => id),
		callable: [...onCall.rotations, ...onCall.contacts, ...onCall.people].map(({ id }) => id),
		guards: process.stepGuards,
	};
	const fields = fieldNames(content);
	return [
		...[...runbooks, ...handbook, ...postMortems].flatMap((page) =>
			elementProblems(treeOf(page), page.path),
		),
		...runbooks.flatMap((page) => stepProblems(page, stepsOf(treeOf(page)), references)),
		...mitigationProblems(content),
		...postMortems.flatMap((page) => sectionProblems(page, content)),
		...templates.flatMap((page) => templateProblems(page, fields)),
	];
}

/** A page that reached this point has been parsed before. */
function treeOf(page: Page<unknown>): PageTree {
	const parsed = parsePage(page);
	if ('problem' in parsed) throw new Error(parsed.problem.message);
	return parsed;
}

/** Mitigations that name a step which their runbook does not have. */
function mitigationProblems({ process, runbooks }: Content): Problem[] {
	return process.mitigations.flatMap(({ step, runbook }, index): Problem[] => {
		if (step === undefined) return [];
		const place = {
			severity: 'error' as const,
			file: 'process.yaml',
			field: `mitigations.${index}.step`,
		};
		const page = runbooks.find(({ id }) => id === runbook);
		if (!page) {
			// A runbook that is not there is named elsewhere.
			if (runbook !== undefined) return [];
			const message = 'This step belongs to no runbook.';
			return [{ ...place, message, cure: 'Say with `runbook` where it is.' }];
		}
		const ids = stepsOf(treeOf(page)).flatMap(({ id }) => id ?? []);
		if (ids.includes(step)) return [];
		const message = `There is no step \`${step}\` in the runbook \`${page.id}\`.`;
		return [{ ...place, message, cure: didYouMean(step, ids, page.path) }];
	});
}

/** Sections that the organisation asks for and the document lacks; a draft may lack them. */
function sectionProblems(page: Content['postMortems'][number], { severity }: Content): Problem[] {
	if (page.value.status === 'draft') return [];
	const headings = new Set(headingsOf(treeOf(page)).map(({ text }) => text.toLowerCase()));
	return severity.postMortem.sections
		.filter(({ required, heading }) => required && !headings.has(heading.toLowerCase()))
		.map(({ heading }) => ({
			severity: 'error',
			file: page.path,
			line: page.bodyLine,
			message: `The section “${heading}” is missing.`,
			cure: `Add a heading \`## ${heading}\`, or set \`status: draft\`.`,
		}));
}
