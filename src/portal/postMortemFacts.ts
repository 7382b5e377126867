/** What stands above a post-mortem: whether it had to be written, by when, where it stands, and the timeline. */
import { relative, sep } from 'node:path';
import { timePrinter } from '../ui/time.ts';
import type { CellPart } from './cells.ts';
import { linked } from './cells.ts';
import { portalContent } from './content.ts';
import type { TimelineRow } from './incident.ts';
import { entryRows } from './incident.ts';
import { portalLinks } from './links.ts';
import { levelWords, personName } from './words.ts';

/** Facts of a post-mortem, ready to be printed. */
export interface PostMortemFactsData {
	/** Whether the policy asks for it. */
	verdict: string;
	/** The rules that say so, in the organisation's words. */
	reasons: string[];
	facts: { label: string; parts: CellPart[] }[];
	timeline: TimelineRow[];
	example: boolean;
}

const verdicts = {
	required: 'Required',
	recommended: 'Recommended',
	'not-required': 'Not required',
};
const states = {
	draft: 'a draft',
	'in-review': 'in review',
	reviewed: 'reviewed',
	published: 'published',
	closed: 'closed: nothing is left to do',
};

/** Facts of the post-mortem in a file of the content root; `undefined` for any other page. */
export function postMortemFacts(filePath: string): PostMortemFactsData | undefined {
	const content = portalContent();
	const path = relative(content.root, filePath).split(sep).join('/');
	const value = content.postMortems.find((page) => page.path === path)?.value;
	const incident = content.known.find(({ response }) => response.id === value?.incident);
	if (!value || !incident) return undefined;
	const { response, verdict, level } = incident;
	const links = portalLinks();
	const print = timePrinter(content.site.zone, 'en');
	const name = (id: string) => personName(content, id);
	const late = verdict.due !== undefined && (verdict.published ?? content.now) > verdict.due;
	const report =
		response.shown?.report &&
		`${content.site.url.replace(/\/$/, '')}/incidents/${response.id}/report/`;
	const change = (id: string): CellPart => {
		const page = content.runbooks.find((item) => item.id === id);
		return linked(page?.value.title ?? id, page && links.page(page));
	};
	const facts: PostMortemFactsData['facts'] = [
		{
			label: 'Incident',
			parts: [
				{ text: response.title, href: links.incident(response.id) },
				...(level ? [levelWords(level)] : []),
			],
		},
		{
			label: 'State',
			parts: [
				states[value.status],
				...(value.reviewedBy.length > 0
					? [`reviewed by ${value.reviewedBy.map(name).join(', ')}`]
					: value.status === 'draft'
						? []
						: ['nobody is named as reviewer']),
			],
		},
		{
			label: 'Due',
			parts:
				verdict.due === undefined
					? []
					: [
							{ text: print.time(verdict.due).text, class: late ? 'late' : undefined },
							...(verdict.published === undefined
								? late
									? [{ text: 'not published yet, and late', class: 'late' }]
									: ['not published yet']
								: [
										`published ${print.time(verdict.published).text}${late ? ', late' : ', in time'}`,
									]),
						],
		},
		{ label: 'Written by', parts: value.authors.map(name) },
		{
			label: 'Meeting',
			parts: [
				...(value.meeting?.at === undefined ? [] : [print.time(value.meeting.at).text]),
				...(value.meeting?.attendees.length ? [value.meeting.attendees.map(name).join(', ')] : []),
				...(value.meeting?.recording === undefined
					? []
					: [
							linked(
								'Recording',
								value.meeting.recording.startsWith('https://')
									? value.meeting.recording
									: undefined,
							),
						]),
			],
		},
		{
			label: 'Customers',
			parts: report
				? [{ text: 'Public report', href: report }]
				: [response.shown ? 'have no report' : 'do not see this incident'],
		},
		{
			label: 'Runbooks changed',
			parts:
				value.runbookChanges.length > 0
					? value.runbookChanges.map(change)
					: [value.noRunbookChange ?? 'none yet'],
		},
	];
	return {
		verdict: verdicts[verdict.state],
		reasons: verdict.reasons,
		facts: facts.filter(({ parts }) => parts.length > 0),
		timeline: entryRows(response.timeline, content),
		example: value.example === true,
	};
}
