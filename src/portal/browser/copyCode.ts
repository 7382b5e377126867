/** Wakes the copy button of every block of code that is no step of a runbook. */
import { codeOf, copyButtonOf, copyText, sayOn } from './clipboard.ts';

for (const pre of document.querySelectorAll<HTMLElement>('.expressive-code pre')) {
	if (pre.closest('.step')) continue;
	const button = copyButtonOf(pre);
	button.addEventListener('click', () => {
		void copyText(codeOf(pre).trimEnd(), pre).then((copied) => {
			sayOn(button, copied ? 'Copied' : 'Selected', () => {
				button.textContent = 'Copy';
			});
		});
	});
}
