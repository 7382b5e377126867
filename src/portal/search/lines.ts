/** Lines of logs that runbooks and incidents know, from the content: what `/lines.json` holds. */
import { safePattern } from '../../domain/backtracking.ts';
import type { FillableVariable, LinesFile } from '../../domain/logMatch.ts';
import { maskLine } from '../../domain/logMask.ts';
import type { Note } from '../../schemas/note.ts';
import type { RunbookVariable } from '../../schemas/page.ts';
import type { KnownIncident, PortalContent } from '../content.ts';
import type { PortalLinks } from '../links.ts';
import { searchFiles } from './entries.ts';

/** Lines kept of one incident at most, and the length of each: outputs can be long. */
const linesOfIncident = 8;
const longestLine = 240;

/** What `/lines.json` says. */
export function linesFile(content: PortalContent, links: PortalLinks): LinesFile {
	const { entries } = searchFiles(content, links).file;
	const places = new Map(entries.map(({ path }, place) => [path, place]));
	const placeOf = (address: string) => places.get(address.slice(links.root.length + 1)) ?? -1;
	const uses = usesOf(content);
	const runbooks = content.runbooks
		.filter(({ value }) => value.status !== 'deprecated')
		.map((page): LinesFile['pages'][number] => {
			const { signatures, variables } = page.value;
			const usedIn = (uses.get(page.id) ?? []).map((id) => placeOf(links.incident(id)));
			const fillable = variables.flatMap((variable) => fillableBy(variable, signatures));
			return {
				at: placeOf(links.page(page)),
				signatures,
				...(fillable.length > 0 && { variables: fillable }),
				...(usedIn.length > 0 && { usedIn }),
			};
		});
	const incidents = content.known.map(({ response }) => ({
		at: placeOf(links.incident(response.id)),
		signatures: linesOf(response),
		past: true as const,
	}));
	return {
		version: 1,
		pages: [...runbooks, ...incidents].filter(({ signatures }) => signatures.length > 0),
	};
}

/** Incidents in which each runbook was used, newest first. */
function usesOf({ known }: PortalContent): Map<string, string[]> {
	const uses = new Map<string, string[]>();
	for (const { response } of known) {
		for (const { runbook } of response.runbooks)
			uses.set(runbook, [...new Set([...(uses.get(runbook) ?? []), response.id])]);
	}
	return uses;
}

/** A variable that one of the signatures can fill. */
function fillableBy(variable: RunbookVariable, signatures: readonly string[]): FillableVariable[] {
	const { name, label } = variable;
	const pattern = safePattern(variable.pattern);
	const captures = signatures
		.flatMap((text) => [...text.matchAll(/<([a-z][a-z\d_-]*)(?::[a-z]+)?>/gi)])
		.map(([, capture]) => capture?.toLowerCase().replaceAll('-', '_'));
	if (![name, label].some((wanted) => captures.includes(wanted?.toLowerCase()))) return [];
	return [
		{ name, ...(label !== undefined && { label }), ...(pattern !== undefined && { pattern }) },
	];
}

/** What an incident's own people wrote down of its logs: the signature, quoted code, outputs that tell of errors. */
function linesOf({ triage, notes }: KnownIncident['response']): string[] {
	const signature = triage['signature'];
	return [
		...(signature === undefined ? [] : [signature]),
		...notes.flatMap(({ note }) => linesOfNote(note)),
	]
		.map((line) => maskLine(line.slice(0, longestLine)))
		.filter((line, index, all) => /\p{L}{3}/u.test(line) && all.indexOf(line) === index)
		.slice(0, linesOfIncident);
}

function linesOfNote(note: Note): string[] {
	const quoted = [...(note.body ?? '').matchAll(/`([^`\n]{12,})`/g)].flatMap(
		([, code]) => code ?? [],
	);
	const output = note.kind === 'command' ? (note.output ?? '').split('\n') : [];
	return [
		...quoted,
		...output.filter((line) =>
			/error|fatal|fail|refused|denied|timeout|exception|panic/i.test(line),
		),
	];
}
