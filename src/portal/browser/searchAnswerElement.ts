/** One answer as an option of the list: a link that says what it is, how fresh it is, and why it is here. */
import type { Answer } from '../../domain/searchAnswer.ts';
import { base } from './searchSources.ts';

const kindWords = {
	runbook: 'Runbook',
	level: 'Severity',
	handbook: 'Handbook',
	page: 'Page',
	incident: 'Incident',
	'post-mortem': 'Post-mortem',
	maintenance: 'Maintenance',
};

/** Makes the option; `services` has the names of services by their ids. */
export function answerElement(
	{ entry, matched, values, seenIn, excerpt }: Answer,
	id: string,
	services: Readonly<Record<string, string>>,
): HTMLElement {
	const link = element('a', 'answer');
	link.id = id;
	link.role = 'option';
	link.tabIndex = -1;
	link.href = base + entry.path;
	const filled = Object.entries(values);
	if (filled.length > 0) {
		const [path, anchor] = entry.path.split('#');
		link.href = `${base}${path}?${new URLSearchParams(values).toString()}${anchor === undefined ? '' : `#${anchor}`}`;
	}
	const head = element('span', 'answer-head');
	head.append(
		element('span', 'answer-title', entry.title),
		element('span', 'kind', kindWords[entry.kind]),
	);
	link.append(head);
	const facts = [
		entry.level,
		(entry.services ?? [])
			.slice(0, 3)
			.map((service) => services[service] ?? service)
			.join(', '),
		entry.owner,
		entry.fresh,
	]
		.filter((fact) => fact !== undefined && fact !== '')
		.join(' · ');
	if (facts !== '') {
		const line = element('span', 'answer-facts', facts);
		if (entry.doubtful) line.classList.add('doubtful');
		link.append(line);
	}
	if (excerpt !== undefined) link.append(excerptElement(excerpt));
	if (matched.length > 0) {
		const why = element('span', 'answer-why', 'Matched ');
		for (const [number, word] of matched.slice(0, 10).entries()) {
			if (number > 0) why.append(' ');
			why.append(element('mark', '', word));
		}
		link.append(why);
	}
	if (filled.length > 0) {
		link.append(
			element(
				'span',
				'answer-why',
				`Fills ${filled.map(([name, value]) => `${name} = ${value}`).join(', ')}`,
			),
		);
	}
	const [last, ...more] = seenIn;
	if (last) {
		const others = more.length > 0 ? ` and ${more.length} more` : '';
		link.append(element('span', 'answer-why', `Seen in “${last.title}”${others}`));
	}
	return link;
}

/** An excerpt in which the full-text index marked words; everything else in it is text. */
function excerptElement(excerpt: string): HTMLElement {
	const text = element('span', 'answer-text');
	const parsed = new DOMParser().parseFromString(excerpt, 'text/html').body;
	for (const node of parsed.childNodes) {
		text.append(
			node.nodeName === 'MARK'
				? element('mark', '', node.textContent ?? '')
				: (node.textContent ?? ''),
		);
	}
	return text;
}

function element<K extends keyof HTMLElementTagNameMap>(
	name: K,
	className: string,
	text = '',
): HTMLElementTagNameMap[K] {
	const made = document.createElement(name);
	if (className !== '') made.className = className;
	made.textContent = text;
	return made;
}
