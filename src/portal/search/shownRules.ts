/** What a page shows by a component, in the words by which people look for it: the page itself never says them. */
import { elementNames } from '../../read/mdx.ts';
import type { PageTree } from '../../read/mdx.ts';
import type { dataComponents } from '../../schemas/components.ts';

/** Components that show data; the page of who is on call is found by its own name. */
type Shown = Exclude<(typeof dataComponents)[number], 'OnCallNow'>;

/** Words by the name of a component. */
const shownWords: Readonly<Record<Shown, string>> = {
	Access: 'Access',
	Channels: 'Channels',
	CloseOut: 'Close checklist',
	Contacts: 'Contacts and phone numbers',
	FirstResponse: 'First response',
	Gates: 'Gates',
	Goals: 'Goals',
	Ladders: 'Escalation ladder',
	MessageTemplates: 'Message templates',
	Mitigations: 'Mitigations',
	Phases: 'Phases',
	PostMortemPolicy: 'Post-mortem policy',
	PostMortemSections: 'Post-mortem template',
	Roles: 'Roles',
	Rotations: 'Rotation',
	Rules: 'Rules',
	SeverityCalculator: 'Severity calculator',
	SeverityMatrix: 'Severity matrix, response times',
	Situations: 'Situations',
	Systems: 'Systems',
	Triggers: 'Escalation triggers',
	UpdateCadence: 'Update cadence',
	Verification: 'Verification',
	WarRoom: 'War room',
};

/** The words for all that a page shows from data, each once. */
export const shownRules = (tree: PageTree): string[] => [
	...new Set(elementNames(tree).flatMap((name) => (isShown(name) ? shownWords[name] : []))),
];

const isShown = (name: string): name is Shown => Object.hasOwn(shownWords, name);
