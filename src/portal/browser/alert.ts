/** Somebody comes from an alert: on to its runbook with the alert's labels, or to a page for alerts without one. */
import { firstRunbook } from '../../domain/alertLanding.ts';
import { newFileUrl } from '../../domain/prefill.ts';
import { shellQuoted } from '../../domain/variables.ts';

const onward = document.querySelector<HTMLAnchorElement>('#alert-runbook');
if (onward) {
	onward.search = location.search;
	onward.hash = location.hash;
	location.replace(onward.href);
}

const triage = document.querySelector<HTMLElement>('.triage');
const name = triage && (triage.dataset['alert'] ?? nameInAddress(triage.dataset['root'] ?? ''));
if (name) landed(name);

/** `/r/HighErrorRate/` → `HighErrorRate`; `undefined` on any other page. */
function nameInAddress(root: string): string | undefined {
	const path = location.pathname;
	if (!path.startsWith(`${root}/r/`)) return undefined;
	try {
		const text = decodeURIComponent(path.slice(root.length + 3).replace(/\/$/, ''));
		return /^[^\p{Cc}\p{Cf}]{1,120}$/u.test(text) ? text : undefined;
	} catch {
		return undefined;
	}
}

function landed(alert: string): void {
	const set = (selector: string, text: string) => {
		const place = document.querySelector(selector);
		if (place) place.textContent = text;
	};
	set('h1', `No runbook for ${alert} yet`);
	document.title = `No runbook for ${alert} yet`;
	set('#triage-name', alert);
	for (const [selector, hidden] of [
		['#triage-known', false],
		['#no-page', true],
	] as const) {
		const place = document.querySelector<HTMLElement>(selector);
		if (place) place.hidden = hidden;
	}
	const search = document.querySelector<HTMLAnchorElement>('#triage-search');
	if (search) {
		search.search = new URLSearchParams({ q: alert }).toString();
		search.textContent = `Search for ${alert}`;
	}
	set('#triage-open', `npm run incident -- open --title ${shellQuoted(alert)}`);
	showLabels();
	const write = document.querySelector<HTMLElement>('#triage-write');
	const link = write?.querySelector('a');
	if (!write || !link) return;
	const { server = '', slug = '', branch = '', path = '', to } = write.dataset;
	const draft = firstRunbook(alert, to);
	link.href = newFileUrl({
		server,
		repository: slug,
		branch,
		path: path === '' ? draft.path : `${path}/${draft.path}`,
		text: draft.text,
	}).url;
	write.hidden = false;
}

/** What the alert said of itself, as text. */
function showLabels(): void {
	const list = document.querySelector<HTMLElement>('#triage-labels');
	const labels = [...new URLSearchParams(location.search)].slice(0, 20);
	if (!list || labels.length === 0) return;
	list.hidden = false;
	for (const [label, value] of labels) {
		const row = document.createElement('div');
		const term = document.createElement('dt');
		const words = document.createElement('dd');
		term.textContent = label.slice(0, 60);
		words.textContent = value.slice(0, 200);
		row.append(term, words);
		list.append(row);
	}
}
