/** The components that pages can use without importing them. `src/portal/mdx/` has one file for each. */

/** Steps of a runbook, and what a step can hold. */
export const stepComponents = {
	Check: 'check',
	Command: 'command',
	Sql: 'sql',
	UiPath: 'ui-path',
	Decide: 'decide',
	Wait: 'wait',
	Confirm: 'confirm',
	Communicate: 'communicate',
	Escalate: 'escalate',
} as const;

/** Components within a step. */
export const partComponents = ['Expect', 'If', 'Undo', 'Guard'] as const;

/** Components that show data of the organisation. */
export const dataComponents = [
	'Access',
	'Channels',
	'CloseOut',
	'Contacts',
	'FirstResponse',
	'Gates',
	'Goals',
	'Ladders',
	'MessageTemplates',
	'Mitigations',
	'OnCallNow',
	'Phases',
	'PostMortemPolicy',
	'PostMortemSections',
	'Roles',
	'Rotations',
	'Rules',
	'SeverityCalculator',
	'SeverityMatrix',
	'Situations',
	'Systems',
	'Triggers',
	'UpdateCadence',
	'Verification',
	'WarRoom',
] as const;

/** All of them. */
export const componentNames: readonly string[] = [
	...Object.keys(stepComponents),
	...partComponents,
	...dataComponents,
];

/** Elements of HTML that a page may use; the rest is Markdown's or a component's work. */
export const allowedElements: readonly string[] = ['abbr', 'br', 'kbd', 'sub', 'sup'];
