/** A copy button for every block of code that is no step of a runbook. */
import { codeOf, copyText, sayOn } from './clipboard.ts';

for (const pre of document.querySelectorAll<HTMLElement>('.expressive-code pre')) {
	if (pre.closest('.step')) continue;
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'copy-command';
	button.textContent = 'Copy';
	button.addEventListener('click', () => {
		void copyText(codeOf(pre).trimEnd(), pre).then((copied) => {
			sayOn(button, copied ? 'Copied' : 'Selected', () => {
				button.textContent = 'Copy';
			});
		});
	});
	pre.after(button);
}
