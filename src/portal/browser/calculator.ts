/** The severity calculator: grades with every answer, and names the criterion or rule that decided. */
import type { Grading } from '../../domain/calculator.ts';
import { grade } from '../../domain/calculator.ts';
import type { FactValue } from '../../domain/predicate.ts';
import type { CalculatorPage } from '../calculator.ts';
import { commandLine } from './commandLine.ts';
import { pageData } from './pageData.ts';
import { element } from './times.ts';

/** Brings the calculator of the page to life. */
export function startCalculator(): void {
	const page = pageData('calculator-data') as CalculatorPage | undefined;
	const place = document.querySelector('[data-calculator]');
	const form = place?.querySelector('form');
	const result = place?.querySelector<HTMLElement>('[data-grading]');
	if (!page || !form || !result) return;
	const show = () => {
		const answers = answersOf(form, page);
		result.replaceChildren(...gradingLines(grade(page.scheme, answers, Date.now()), answers, page));
	};
	form.addEventListener('input', show);
	form.addEventListener('reset', () => setTimeout(show));
	form.addEventListener('submit', (event) => {
		event.preventDefault();
	});
	place?.querySelector('[data-static]')?.remove();
	form.hidden = false;
	result.hidden = false;
	show();
}

/** What was answered; what was not is not known. */
function answersOf(form: HTMLFormElement, { services }: CalculatorPage): Record<string, FactValue> {
	const given = new FormData(form);
	const answers: Record<string, FactValue> = {};
	for (const [name, value] of given) {
		if (typeof value !== 'string' || value === '' || !name.startsWith('fact-')) continue;
		const fact = name.slice('fact-'.length);
		if (value === 'yes' || value === 'no') answers[fact] = value === 'yes';
		else if (Number.isFinite(Number(value))) answers[fact] = Number(value);
	}
	const chosen = given.getAll('service').filter((id) => typeof id === 'string');
	if (chosen.length > 0) {
		const known = chosen.flatMap((id) => services[id] ?? []);
		answers['services'] = chosen;
		answers['critical-service'] = known.some(({ critical }) => critical);
		answers['handles'] = [...new Set(known.flatMap(({ handles }) => handles))];
	}
	return answers;
}

function gradingLines(
	{ level, because, untilProvenOtherwise, also, open }: Grading,
	answers: Record<string, FactValue>,
	{ scheme, questions, clocks }: CalculatorPage,
): HTMLElement[] {
	const asked = Object.keys(answers).length > 0;
	const missing = [...new Set(open.flatMap(({ facts }) => facts))].flatMap(
		(fact) => questions[fact] ?? [],
	);
	const lines: HTMLElement[] = [
		element(
			'p',
			level
				? `At least ${level.label} ${level.name}`
				: asked
					? 'Nothing that you answered asks for a level.'
					: 'Answer what you know.',
			'verdict',
		),
		list(because),
	];
	if (untilProvenOtherwise) {
		lines.push(element('p', 'It stays so until somebody shows that it is not.'));
	}
	if (also.length > 0) {
		lines.push(element('h3', 'Also'));
		lines.push(
			list(
				also.map(({ text, notify, do: action }) =>
					[text, ...(notify.length > 0 ? [`Tell ${notify.join(', ')}.`] : []), action ?? '']
						.join(' ')
						.trim(),
				),
			),
		);
	}
	if (asked && missing.length > 0) {
		const labels = [...new Set(open.map(({ label }) => label))].join(' or ');
		lines.push(element('h3', `Could still be ${labels}`));
		lines.push(list([...new Set(missing)]));
		if (scheme.unsure === 'assume-worse') {
			lines.push(element('p', 'If nobody can tell, take the worse level.', 'soft'));
		}
	}
	if (level) {
		lines.push(commandLine(`npm run incident -- open --severity ${level.id}`));
		const link = element('a', `What ${level.label} asks for from now on`);
		const at = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
		link.href = `${clocks}#${new URLSearchParams({ level: level.id, at }).toString()}`;
		const line = element('p');
		line.append(link);
		lines.push(line);
	}
	return lines;
}

function list(texts: readonly string[]): HTMLUListElement {
	const made = element('ul');
	made.append(...texts.map((text) => element('li', text)));
	made.hidden = texts.length === 0;
	return made;
}
