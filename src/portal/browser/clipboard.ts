/** Copying, with the reader's own keys where a page may not. */

/** Copies a text; where that is not allowed, selects what shows it and returns false. */
export async function copyText(text: string, shown?: Node | null): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		if (shown) getSelection()?.selectAllChildren(shown);
		return false;
	}
}

const waiting = new WeakMap<HTMLElement, ReturnType<typeof setTimeout>>();

/** Says something on a button for two seconds. */
export function sayOn(button: HTMLElement, words: string, then: () => void): void {
	button.textContent = words;
	clearTimeout(waiting.get(button));
	waiting.set(
		button,
		setTimeout(() => {
			waiting.delete(button);
			then();
		}, 2000),
	);
}

/** Whether a button is still saying something. */
export const isSaying = (button: HTMLElement) => waiting.has(button);

/** The text of a block of code as its author wrote it. */
export const codeOf = (pre: Element): string =>
	[...pre.querySelectorAll('.ec-line')]
		.map((line) => line.textContent.replace(/\n$/, ''))
		.join('\n');
