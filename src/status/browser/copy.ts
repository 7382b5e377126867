/** Copy buttons: hidden in the page, because without a script they could do nothing. */

/** Shows every copy button below `root` and lets it copy the text beside it. */
export function wireCopyButtons(root: ParentNode): void {
	for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
		button.hidden = false;
		button.addEventListener('click', () => void copy(button));
	}
}

async function copy(button: HTMLButtonElement): Promise<void> {
	const code = button.parentElement?.querySelector('code');
	if (!code) return;
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

wireCopyButtons(document);
