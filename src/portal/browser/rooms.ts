/** The rooms of the portal on a small screen: while they cover the page, nothing behind them can be reached. */
const pane = document.querySelector<HTMLElement>('#rooms');

pane?.addEventListener('toggle', ({ newState }) => {
	for (const behind of document.querySelectorAll<HTMLElement>('.main-frame, .top, .sl-skip-link')) {
		behind.inert = newState === 'open';
	}
});
pane?.addEventListener('click', ({ target }) => {
	// To a place of this very page.
	if (target instanceof Element && target.closest('a[href^="#"]')) pane.hidePopover();
});
// Turned or widened, the rooms stand beside the page again.
matchMedia('(min-width: 50rem)').addEventListener('change', ({ matches }) => {
	if (matches && pane?.matches(':popover-open')) pane.hidePopover();
});
