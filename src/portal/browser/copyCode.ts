/** Wakes the copy button of every block of code that is no step of a runbook. */
import { codeOf, copyText, sayOn } from './clipboard.ts';

for (const button of document.querySelectorAll<HTMLButtonElement>('.copy-command')) {
	const pre = button.previousElementSibling;
	if (!pre || button.closest('.step')) continue;
	button.disabled = false;
	button.addEventListener('click', () => {
		void copyText(codeOf(pre).trimEnd(), pre).then((copied) => {
			sayOn(button, copied ? 'Copied' : 'Selected', () => {
				button.textContent = 'Copy';
			});
		});
	});
}
