/** Saying something of an incident, raising its level, and seeing what is new since a moment. */
import { newFileUrl } from '../../domain/prefill.ts';
import type { Entry, EntryPlace } from '../../domain/prefilledEntries.ts';
import {
	acknowledgingEntry,
	noteEntry,
	resolvingEntry,
	updateEntry,
} from '../../domain/prefilledEntries.ts';
import { shellQuoted } from '../../domain/variables.ts';
import type { IncidentPage } from '../joining.ts';
import { commandLine } from './commandLine.ts';
import { pageData } from './pageData.ts';
import { randomOp } from './randomOp.ts';
import { remember, remembered } from './remembered.ts';
import { element } from './times.ts';

const me = 'allclear:me:v1';

/** What one of the buttons says. */
interface Said {
	entry: Entry;
	command: string;
}

/** Brings the page of an incident to life. */
export function startIncident(): void {
	const page = pageData('incident-data') as IncidentPage | undefined;
	const place = document.querySelector<HTMLElement>('[data-actions]');
	if (!page || !place) return;
	const form = place.querySelector<HTMLElement>('[data-form]');
	const by = place.querySelector<HTMLSelectElement>('[name=by]');
	const message = place.querySelector<HTMLTextAreaElement>('[name=message]');
	if (!form || !by || !message) return;
	form.hidden = false;
	const known = remembered(me);
	if (page.people.some(({ id }) => id === known)) by.value = known ?? '';

	const show = () => {
		showCommands(place, page, message.value);
	};
	by.addEventListener('change', () => {
		tell(
			place,
			remember(me, by.value) ? '' : 'This browser keeps nothing; choose yourself again next time.',
		);
	});
	message.addEventListener('input', show);
	for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-action]')) {
		link.target = '_blank';
		link.rel = 'noopener';
		// The time and the name of the file are those of the moment at which it is said.
		const action = link.dataset['action'] ?? '';
		const fill = (event: Event) => {
			if (by.value !== '' || !namesPerson(action, page))
				fillLink(link, saying(action, page, by.value, message.value, placeNow(page)), page, place);
			else if (event.type === 'click') askWho(event, by, place);
		};
		for (const event of ['pointerdown', 'click', 'focus']) link.addEventListener(event, fill);
	}
	show();
	startTriggers(place, page, by);
}

/** Whether what a button says carries the name of who says it; what customers read does not. */
function namesPerson(action: string, { shown }: Pick<IncidentPage, 'shown'>): boolean {
	return action !== 'update' && !(action === 'resolve' && shown);
}

/** Nothing is said in the name of nobody. */
function askWho(event: Event, by: HTMLSelectElement, place: HTMLElement): void {
	event.preventDefault();
	by.focus();
	tell(place, 'Choose yourself first: the note carries your name.');
}

function fillLink(
	link: HTMLAnchorElement,
	said: Said,
	page: IncidentPage,
	place: HTMLElement,
): void {
	const { repository } = page;
	if (!repository) return;
	const { server, slug, branch } = repository;
	const { url, holdsText } = newFileUrl({ server, repository: slug, branch, ...said.entry });
	link.href = url;
	tell(place, holdsText ? '' : 'The text is too long for an address: copy it and paste it there.');
}

function tell(place: HTMLElement, text: string): void {
	const line = place.querySelector('[data-said]');
	if (line && line.textContent !== text) line.textContent = text;
}

/** What a button says: the file it makes, and the command that says the same. */
export function saying(
	action: string,
	page: IncidentPage,
	by: string,
	message: string,
	place: EntryPlace,
): Said {
	const start = `npm run incident -- ${action} ${page.id}`;
	const text = message.trim();
	const withMessage = text === '' ? start : `${start} --message ${shellQuoted(text)}`;
	switch (action) {
		case 'ack':
			return { entry: acknowledgingEntry(by, place), command: start };
		case 'update': {
			const nextUpdate = page.cadence === undefined ? undefined : place.at + page.cadence;
			const { draft } = page;
			return {
				entry: updateEntry(
					{ ...draft, message: text === '' ? draft.message : message, nextUpdate },
					place,
				),
				command: withMessage,
			};
		}
		case 'resolve':
			return {
				entry: page.shown
					? resolvingEntry({ message }, place)
					: noteEntry('resolved', { by, message }, place),
				command: withMessage,
			};
		default:
			return { entry: noteEntry('observation', { by, message }, place), command: withMessage };
	}
}

function placeNow({ folder, root }: IncidentPage): EntryPlace {
	return { folder, root, at: Date.now(), op: randomOp() };
}

function showCommands(place: HTMLElement, page: IncidentPage, message: string): void {
	const commands = place.querySelector('[data-commands]');
	if (message.trim() === '') {
		commands?.replaceChildren();
		return;
	}
	commands?.replaceChildren(
		...['note', 'update'].map((action) =>
			commandLine(saying(action, page, '', message, placeNow(page)).command),
		),
	);
}

/** Ticked triggers give the command that raises the level, and GitHub's page for the same. */
function startTriggers(place: HTMLElement, page: IncidentPage, by: HTMLSelectElement): void {
	const list = place.querySelector('[data-triggers]');
	const result = place.querySelector('[data-raise]');
	if (!list || !result) return;
	const show = () => {
		const ticked = [...list.querySelectorAll<HTMLInputElement>('input:checked')].flatMap(
			({ value }) => page.triggers[Number(value)] ?? [],
		);
		const worst = ticked.toSorted((a, b) => a.rank - b.rank)[0];
		if (!worst) {
			result.replaceChildren();
			return;
		}
		const reason = ticked
			.filter(({ to }) => to === worst.to)
			.map(({ text }) => text)
			.join(' ');
		const link = element('a', `Set ${worst.label} on GitHub`, 'clock-button');
		const { repository } = page;
		if (repository) {
			const entry = noteEntry(
				'severity',
				{
					by: by.value,
					message: '',
					fields: { level: worst.to, reason },
				},
				placeNow(page),
			);
			const { server, slug, branch } = repository;
			link.href =
				by.value === ''
					? `#${by.id}`
					: newFileUrl({ server, repository: slug, branch, ...entry }).url;
			link.target = '_blank';
			link.rel = 'noopener';
			link.addEventListener('click', (event) => {
				if (by.value === '') askWho(event, by, place);
			});
		}
		result.replaceChildren(
			commandLine(
				`npm run incident -- severity ${page.id} ${worst.to} --reason ${shellQuoted(reason)}`,
			),
			...(repository ? [link] : []),
		);
	};
	for (const choice of [list, by]) choice.addEventListener('change', show);
	show();
}
