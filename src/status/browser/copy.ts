/** Copy buttons. They come with the script, because without one they could do nothing. */

const pattern = document.createElement('template');
pattern.innerHTML = document.getElementById('copy')?.textContent ?? '';

for (const code of document.querySelectorAll<HTMLElement>('.take code')) {
	const button = pattern.content.firstElementChild?.cloneNode(true) as HTMLButtonElement;
	button.ariaLabel = `${button.textContent}: ${code.dataset['label'] ?? ''}`;
	button.addEventListener('click', () => void copy(code, button));
	code.after(' ', button);
}

async function copy(code: HTMLElement, button: HTMLButtonElement): Promise<void> {
	try {
		await navigator.clipboard.writeText(code.textContent);
		const before = button.textContent;
		button.textContent = button.dataset['copied'] ?? before;
		setTimeout(() => {
			button.textContent = before;
		}, 2000);
	} catch {
		// Not allowed here: the text is selected, and the reader's own keys copy it.
		getSelection()?.selectAllChildren(code);
	}
}
