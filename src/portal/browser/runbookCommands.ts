/** Commands of a runbook: values stand in them as soon as they are typed, and what is copied is exactly the command. */
import type { Hole } from '../../domain/variables.ts';
import { commandText, fillCommand, holesIn } from '../../domain/variables.ts';
import { codeOf, copyText, isSaying, sayOn } from './clipboard.ts';

/** What a command needs to know of the page around it. */
export interface CommandContext {
	values: () => Readonly<Record<string, string>>;
	/** Guards of a step that are still to be ticked. */
	openGuards: (step: string) => HTMLInputElement[];
	/** Leads to the field of a value, and back to the button when it is filled. */
	ask: (name: string, back: HTMLElement) => void;
	/** `toRun`: it is what the step does, not what is expected of it, undone or said. */
	copied: (step: string, command: string, toRun: boolean) => void;
}

/** Makes all commands of the page live; the returned function writes values into them again. */
export function wireCommands(context: CommandContext): () => void {
	const updates: Update[] = [
		...[...document.querySelectorAll<HTMLButtonElement>('.step pre + .copy-command')].map(
			(button) => wireBlock(button, context),
		),
		...[
			...document.querySelectorAll<HTMLElement>('.sl-markdown-content code:not(pre code)'),
		].flatMap(wireInline),
	];
	return () => {
		const values = context.values();
		for (const update of updates) update(values);
	};
}

/** Shows a command with values in it. */
type Update = (values: Readonly<Record<string, string>>) => void;

function wireBlock(button: HTMLButtonElement, context: CommandContext): Update {
	const pre = button.previousElementSibling as HTMLPreElement;
	const text = codeOf(pre);
	const language = pre.dataset['language'] ?? '';
	const lines = [...pre.querySelectorAll('.ec-line')];
	const starts = lineStarts(text);
	const holes = holesIn(text, language);
	const spans = placesAt(holes, ({ start, end }) => {
		const line = starts.findLastIndex((place) => place <= start);
		const from = starts[line] ?? 0;
		return wrap(lines[line] ?? pre, start - from, end - from);
	});
	const section = pre.closest<HTMLElement>('.step');
	const step = section?.dataset['step'] ?? '';
	// What is expected or undone is never locked: it changes nothing, or takes a change back.
	const aside = pre.closest('.expect, .undo') !== null;
	// A text of many lines goes on the tape as what it is called.
	const said = pre.closest<HTMLElement>('[data-copied]')?.dataset['copied'];
	button.disabled = false;
	button.setAttribute('aria-describedby', `${step}-title`);

	const state = (values: Parameters<Update>[0]) => ({
		filled: fillCommand(text, language, values, holes),
		guards: aside ? [] : context.openGuards(step),
	});
	const update: Update = (values) => {
		const { filled, guards } = state(values);
		show(filled.parts, spans);
		pre.parentElement?.classList.toggle('locked', guards.length > 0);
		const words = label(filled, guards.length);
		if (!isSaying(button) && button.textContent !== words) button.textContent = words;
		button.classList.toggle('blocked', button.textContent !== 'Copy' && !isSaying(button));
	};
	button.addEventListener('click', () => {
		const { filled, guards } = state(context.values());
		const [missing] = filled.missing;
		if (guards[0]) guards[0].focus();
		else if (missing !== undefined) context.ask(missing, button);
		else if (filled.problems.length > 0)
			context.ask(filled.problems[0]?.split(' ')[0] ?? '', button);
		else {
			const command = commandText(filled);
			void copyText(command, pre).then((copied) => {
				sayOn(button, copied ? 'Copied' : 'Selected: copy it with your keys', () => {
					update(context.values());
				});
				context.copied(step, said ?? command, !aside && said === undefined);
			});
		}
	});
	return update;
}

function label({ missing, problems }: ReturnType<typeof fillCommand>, guards: number): string {
	if (guards > 0)
		return guards === 1
			? 'Locked: one thing to make sure of'
			: `Locked: ${guards} things to make sure of`;
	if (missing.length > 0) return `Needs ${missing.join(', ')}`;
	return problems[0] ?? 'Copy';
}

/** A command within a sentence: it is filled, and selected by hand. */
function wireInline(code: HTMLElement): Update[] {
	const text = code.textContent;
	const language = code.closest('.sql') ? 'sql' : 'bash';
	const holes = holesIn(text, language);
	if (holes.length === 0) return [];
	const spans = placesAt(holes, ({ start, end }) => wrap(code, start, end));
	return [
		(values) => {
			show(fillCommand(text, language, values, holes).parts, spans);
		},
	];
}

/** Makes a place for each value, from the last to the first, so that offsets stay true. */
function placesAt(holes: readonly Hole[], make: (hole: Hole) => HTMLElement): HTMLElement[] {
	return holes.toReversed().map(make).toReversed();
}

function show(parts: ReturnType<typeof fillCommand>['parts'], spans: readonly HTMLElement[]): void {
	const values = parts.filter(({ name }) => name !== undefined);
	for (const [index, span] of spans.entries()) {
		const part = values[index];
		if (!part) continue;
		span.textContent = part.text;
		span.classList.toggle('empty', part.filled !== true);
		span.title = part.name ?? '';
	}
}

function lineStarts(text: string): number[] {
	const starts = [0];
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
	return starts;
}

/** Puts a piece of an element's text into a `<span>` of its own, across the colours it may have. */
function wrap(element: Element, start: number, end: number): HTMLElement {
	const span = document.createElement('span');
	span.className = 'fill';
	const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
	const nodes: Text[] = [];
	while (walker.nextNode()) nodes.push(walker.currentNode as Text);
	let at = 0;
	for (const node of nodes) {
		const from = Math.max(0, start - at);
		const to = Math.min(node.length, end - at);
		at += node.length;
		if (from >= to) continue;
		const piece = node.splitText(from);
		piece.splitText(to - from);
		if (span.parentNode) piece.remove();
		else piece.replaceWith(span);
	}
	return span;
}
