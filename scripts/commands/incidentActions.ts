/** The actions of `npm run incident`: what each is called with. What they do is loaded when it is needed. */
import { noteKinds } from '../../src/schemas/note.ts';
import {
	conditions,
	detections,
	incidentStatuses,
	milestones,
} from '../../src/schemas/vocabulary.ts';
import type { Action } from '../lib/command.ts';

const flags = {
	message: { type: 'text', about: 'The message; `-` reads standard input.' },
	service: {
		type: 'text',
		value: '<id>=<condition>',
		many: true,
		about: `Condition of a service: ${conditions.filter((item) => item !== 'under-maintenance').join(', ')}.`,
	},
	since: {
		type: 'text',
		value: '<time>',
		about: 'When it became true: 09:15, 20m (ago), or a whole instant.',
	},
	at: { type: 'text', value: '<time>', about: 'When it was said, if not now.' },
	by: { type: 'text', value: '<name>', about: 'Who says it, if not you as git knows you.' },
	'next-update': {
		type: 'text',
		value: '<time>',
		about:
			'By when there will be news: 30m (from now), 09:55. Otherwise by the cadence of the level; `none` promises nothing.',
	},
	workaround: { type: 'text', about: 'What customers can do meanwhile; `none` takes it back.' },
	status: {
		type: 'text',
		value: '<status>',
		about: `Where it stands: ${incidentStatuses.join(', ')}.`,
	},
	reason: { type: 'text', about: 'Why, in one line.' },
} as const satisfies Action['flags'];

const { message, service, since, at, by, workaround, status, reason } = flags;
const nextUpdate = { 'next-update': flags['next-update'] };
const told = { message, service, since, at, by, ...nextUpdate, workaround };
const noted = { message, since, at, by };
const update = {
	type: 'text',
	value: '<op>',
	about: 'The update, by the six characters that end its file name.',
} as const;
const verifying = {
	verified: {
		type: 'text',
		value: '<item>',
		many: true,
		about: 'An item of `verification` in process.yaml that somebody has seen to be true.',
	},
	waive: {
		type: 'text',
		value: '<reason>',
		about: 'Why it is over although the other items were not seen.',
	},
} as const satisfies Action['flags'];

export const actions: Record<string, Action> = {
	open: {
		about: 'Open an incident.',
		flags: {
			title: { type: 'text', about: 'What is wrong, in customers’ words.' },
			severity: {
				type: 'text',
				value: '<level>',
				about: 'The level, by its id or any name it has; otherwise by what the facts say.',
			},
			...told,
			fact: {
				type: 'text',
				value: '<id>=<answer>',
				many: true,
				about: 'An answer to a fact of severity.yaml. A rule in force may ask for a worse level.',
			},
			internal: { type: 'yes', about: 'Customers are not told; there will be no page.' },
			alert: {
				type: 'text',
				value: '<id>',
				about:
					'The alert it begins with: its level, its time, and who acknowledged it are taken over.',
			},
		},
		example:
			'npm run incident -- open --title "Card payments fail" --severity sev1 --service card-payments=partial-outage --message "Some payments are declined. We are looking into it."',
		run: async (call) => (await import('./incidentTelling.ts')).open(call),
	},
	update: {
		about: 'Tell customers something new.',
		arguments: ['incident'],
		flags: {
			...told,
			status,
			title: { type: 'text', about: 'A better title.' },
			...verifying,
		},
		example:
			'npm run incident -- update k3f9 --status identified --message "We know the cause and are taking it back."',
		run: async (call) => (await import('./incidentTelling.ts')).update(call),
	},
	note: {
		about: 'Write down something for responders.',
		arguments: ['incident'],
		flags: {
			message,
			kind: { type: 'text', value: '<kind>', about: `What kind of note: ${noteKinds.join(', ')}.` },
			set: { type: 'text', value: '<field>=<value>', many: true, about: 'A field of that kind.' },
			since,
			at,
			by,
		},
		example:
			'npm run incident -- note k3f9 --kind mitigation --set mitigation=rollback --set result=worked --message "Took back the last release."',
		run: async (call) => (await import('./incidentNoting.ts')).note(call),
	},
	ack: {
		about: 'Say `I have it`, of an incident or of an alert.',
		arguments: ['incident|alert'],
		flags: noted,
		example: 'npm run incident -- ack k3f9',
		run: async (call) => (await import('./incidentNoting.ts')).acknowledge(call),
	},
	escalate: {
		about: 'Take it higher. The next of the ladder is called unless you say whom.',
		arguments: ['incident'],
		flags: {
			to: { type: 'text', value: '<whom>', about: 'A person, rotation, contact or team.' },
			reason,
			automatic: { type: 'yes', about: 'A timer does it, not a person.' },
			...noted,
		},
		example: 'npm run incident -- escalate k3f9 --reason "No progress for half an hour."',
		run: async (call) => (await import('./incidentEscalating.ts')).escalate(call),
	},
	role: {
		about: 'Say who has a role.',
		arguments: ['incident', 'role'],
		flags: {
			person: {
				type: 'text',
				value: '<id>',
				about: 'Who; otherwise whoever process.yaml says takes it.',
			},
			nobody: { type: 'yes', about: 'Nobody has it any more.' },
			...noted,
		},
		example: 'npm run incident -- role k3f9 ic --person ines-duarte',
		run: async (call) => (await import('./incidentNoting.ts')).role(call),
	},
	severity: {
		about: 'Say how bad it is.',
		arguments: ['incident', 'level?'],
		flags: {
			to: { type: 'text', value: '<level>', about: 'The level, if not given behind the id.' },
			reason: { type: 'text', about: 'Why. Lowering asks for it.' },
			...noted,
		},
		example: 'npm run incident -- severity k3f9 sev1 --reason "All shops are affected."',
		run: async (call) => (await import('./incidentNoting.ts')).severity(call),
	},
	milestone: {
		about: `Write down when something was reached: ${milestones.join(', ')}.`,
		arguments: ['incident', 'milestone'],
		flags: {
			'detected-by': {
				type: 'text',
				value: '<how>',
				about: `For \`detected\`: ${detections.join(', ')}.`,
			},
			...noted,
		},
		example: 'npm run incident -- milestone k3f9 mitigated --since 09:31',
		run: async (call) => (await import('./incidentNoting.ts')).milestone(call),
	},
	resolve: {
		about: 'Say that it is over.',
		arguments: ['incident'],
		flags: { ...noted, ...verifying },
		example:
			'npm run incident -- resolve k3f9 --since 09:40 --verified error-rate --message "Payments work again. Nothing was lost."',
		run: async (call) => (await import('./incidentResolving.ts')).resolve(call),
	},
	reopen: {
		about: 'Say that it is not over after all.',
		arguments: ['incident'],
		flags: { ...told, status },
		example: 'npm run incident -- reopen k3f9 --message "Some payments are declined again."',
		run: async (call) => (await import('./incidentTelling.ts')).reopen(call),
	},
	correct: {
		about: 'Mend an update; both texts are shown.',
		arguments: ['incident'],
		flags: {
			update,
			reason: { type: 'text', about: 'Why, in one line. Customers read it.' },
			title: { type: 'text', about: 'The right title.' },
			status,
			...told,
		},
		example:
			'npm run incident -- correct k3f9 --update m4x8qa --since 08:50 --reason "It began earlier than we said."',
		run: async (call) => (await import('./incidentAmending.ts')).correct(call),
	},
	redact: {
		about: 'Take away the text of an update; the fact and the reason stay.',
		arguments: ['incident'],
		flags: {
			update,
			reason: { type: 'text', about: 'Why, in one line. Customers read it.' },
			message: { type: 'text', about: 'Another text in its place.' },
			title: {
				type: 'text',
				about: 'The title that customers read from now on; the old one goes.',
			},
			erase: { type: 'yes', about: 'Take the text out of the files that hold it, too.' },
			at,
			by,
		},
		example:
			'npm run incident -- redact k3f9 --update m4x8qa --reason "It named a customer." --erase',
		run: async (call) => (await import('./incidentAmending.ts')).redact(call),
	},
	retract: {
		about: 'Say that it was opened by mistake: no downtime; the page stays and says so.',
		arguments: ['incident'],
		flags: {
			reason: { type: 'text', about: 'Why, in one line. Customers read it.' },
			message,
			at,
			by,
		},
		example: 'npm run incident -- retract k3f9 --reason "The probe itself was broken."',
		run: async (call) => (await import('./incidentAmending.ts')).retract(call),
	},
	duplicate: {
		about: 'Say that it turned out to be another incident.',
		arguments: ['incident'],
		flags: {
			of: { type: 'text', value: '<incident>', about: 'The incident that stays.' },
			message,
			at,
			by,
		},
		example: 'npm run incident -- duplicate m2w7 --of k3f9',
		run: async (call) => (await import('./incidentAmending.ts')).duplicate(call),
	},
	backfill: {
		about: 'Write down a whole incident that is over.',
		flags: {
			title: { type: 'text', about: 'What was wrong, in customers’ words.' },
			severity: { type: 'text', value: '<level>', about: 'The level it had.' },
			service,
			since: { type: 'text', value: '<time>', about: 'When it began.' },
			at: { type: 'text', value: '<time>', about: 'When it was first said, if later.' },
			message: { type: 'text', about: 'What was said first; `-` reads standard input.' },
			update: {
				type: 'text',
				value: '"<time> [<status>:] <text>"',
				many: true,
				about: 'What was said in between.',
			},
			resolved: { type: 'text', value: '<time>', about: 'When it was over.' },
			'resolved-message': { type: 'text', about: 'What was said at its end.' },
			workaround,
			internal: { type: 'yes', about: 'Customers are not told; there will be no page.' },
			by,
		},
		example:
			'npm run incident -- backfill --title "Uploads failed" --severity sev3 --service uploads=partial-outage --since 2026-03-01T09:15:00Z --message "Uploads failed." --resolved 2026-03-01T09:40:00Z --resolved-message "They work again."',
		run: async (call) => (await import('./incidentBackfill.ts')).backfill(call),
	},
	reference: {
		about: 'Write down the reference of an incident, so that it stays; `resolve` does it too.',
		arguments: ['incident'],
		flags: { at, by },
		example: 'npm run incident -- reference k3f9',
		run: async (call) => (await import('./incidentReference.ts')).keepReference(call),
	},
	list: {
		about: 'List what is open, the worst first.',
		flags: { all: { type: 'yes', about: 'Also what is over.' } },
		reads: true,
		example: 'npm run incident -- list',
		run: async (call) => (await import('./incidentReading.ts')).list(call),
	},
	show: {
		about: 'Print an incident from its beginning.',
		arguments: ['incident'],
		flags: {},
		reads: true,
		example: 'npm run incident -- show k3f9',
		run: async (call) => (await import('./incidentReading.ts')).show(call),
	},
};
