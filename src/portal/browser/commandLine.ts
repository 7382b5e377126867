/** A command to copy: exactly the command, without a prompt and without a line end. */
import { element } from './times.ts';

/** A command with its button. */
export function commandLine(command: string): HTMLElement {
	const line = element('div', '', 'command-line');
	line.append(
		element('code', command),
		copyButton(() => command),
	);
	return line;
}

/** A button that copies what `text` gives at that moment, and says whether it could. */
export function copyButton(text: () => string): HTMLButtonElement {
	const button = element('button', 'Copy', 'clock-button');
	button.type = 'button';
	button.addEventListener('click', () => void copy(button, text()));
	return button;
}

/** Copies a text; the button says what came of it. */
export async function copy(button: HTMLButtonElement, text: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
		button.textContent = 'Copied';
	} catch {
		button.textContent = 'Not allowed here: select it';
	}
	setTimeout(() => {
		button.textContent = 'Copy';
	}, 2000);
}

/** Puts a copy button beside every text of the page that asks for one. */
export function addCopyButtons(): void {
	for (const place of document.querySelectorAll('[data-copy-text]')) {
		const code = place.querySelector('code, pre');
		if (code) place.append(copyButton(() => code.textContent.trim()));
	}
}
