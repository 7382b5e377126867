import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentCopy, temporaryFolder } from '../../tests/support/whole.ts';
import { checkContent } from './checkContent.ts';
import { incidentFolders, readPublicContent } from './publicContent.ts';

const now = Date.parse('2026-03-02T12:00:00Z');
const folder = 'incidents/2026/2026-03-01-k3f9';
const first = `${folder}/updates/20260301T091500Z-first0`;
const update =
	'---\nat: 2026-03-01T09:15:00Z\nstatus: investigating\ntitle: Cards fail\n---\n\nWe are looking into it.\n';
const german = '---\ntitle: Karten schlagen fehl\n---\n\nWir sehen nach.\n';

/** A content root with one incident and the files that a test adds. */
function rootWith(files: Readonly<Record<string, string>>): string {
	const root = temporaryFolder();
	const all = {
		'site.yaml': 'name: H\nurl: https://a.example\nzone: UTC\nlanguages: [en, de]\n',
		'services.yaml': 'groups: []\n',
		[`${folder}/index.md`]: '---\nopened: 2026-03-01T09:15:00Z\nby: ana\n---\n',
		[`${first}.md`]: update,
		...files,
	};
	write(root, all);
	return root;
}

function write(root: string, files: Readonly<Record<string, string>>): void {
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
	}
}

const incidentIn = (root: string) => {
	const { incidents, problems } = readPublicContent(root, now);
	const [incident] = incidents;
	if (!incident) throw new Error('There is no incident.');
	return { incident, problems };
};

describe('a file beside an update with a language in its name', () => {
	test('says the update in that language', () => {
		const { incident, problems } = incidentIn(rootWith({ [`${first}.de.md`]: german }));
		expect(problems).toEqual([]);
		expect(incident.updates).toHaveLength(1);
		expect(incident.updates[0]?.translations).toEqual({
			de: { title: 'Karten schlagen fehl', body: 'Wir sehen nach.' },
		});
	});

	test('says a report in that language', () => {
		const { incident, problems } = incidentIn(
			rootWith({
				[`${folder}/report.md`]: '---\npublished: 2026-03-02T09:00:00Z\n---\n\nIt broke.\n',
				[`${folder}/report.de.md`]: '---\n---\n\nEs ging kaputt.\n',
			}),
		);
		expect(problems).toEqual([]);
		expect(incident.reportTranslations).toEqual({ de: { body: 'Es ging kaputt.' } });
	});

	const faults: Record<string, Record<string, string>> = {
		'of a language that the site does not have': { [`${first}.fr.md`]: german },
		'of a language with a slip in it': { [`${first}.dee.md`]: german },
		'of the language of the update itself': { [`${first}.en.md`]: german },
		'beside no update': { [`${folder}/updates/20260301T100000Z-nobody.de.md`]: german },
		'beside no report': { [`${folder}/report.de.md`]: '---\n---\n\nEs ging kaputt.\n' },
		'with nothing in it': { [`${first}.de.md`]: '---\n---\n' },
		'with a field that the update does not have': {
			[`${first}.de.md`]: '---\ntitle: Karten\nworkaround: Bar zahlen\n---\n\nWir sehen nach.\n',
		},
		'with facts of its own': {
			[`${first}.de.md`]: '---\nstatus: resolved\n---\n\nVorbei.\n',
		},
		'with HTML in it': { [`${first}.de.md`]: '---\n---\n\nWir <b>sehen</b> nach.\n' },
	};

	test.each(Object.entries(faults))('%s is left out, and the update is shown', (_, files) => {
		const root = rootWith(files);
		const { incident, problems } = incidentIn(root);
		expect(problems).not.toEqual([]);
		expect(incident.updates).toHaveLength(1);
		expect(incident.updates[0]?.translations).toBeUndefined();
		expect(incident.reportTranslations).toBeUndefined();
		// It does not keep the incident open, as a broken update would.
		expect(incident.unshown).toEqual([]);
		expect(incidentFolders(root)).toHaveLength(1);
	});

	test('that is left out is an error of the check', () => {
		const root = contentCopy();
		// Each in an incident of its own.
		const broken = Object.values(faults).map((files, index) => {
			const own = folder.replace('k3f9', `bad${index}`);
			const moved = Object.entries({ [`${first}.md`]: update, ...files }).map(
				([path, text]): [string, string] => [path.replace(folder, own), text],
			);
			write(root, Object.fromEntries(moved));
			return Object.keys(files).map((path) => path.replace(folder, own))[0] ?? '';
		});
		const errors = checkContent(root, now).problems.filter(({ severity }) => severity === 'error');
		for (const path of broken) expect(errors.map(({ file }) => file)).toContain(path);
	});

	test('is refused with its line and a cure', () => {
		const says = Object.entries(faults).map(([name, files]) => {
			const { problems } = incidentIn(rootWith(files));
			return [
				`${name}:`,
				...problems.map(({ line, message, cure }) => `${line ?? '–'}: ${message} ${cure}`),
			].join('\n');
		});
		expect(says.join('\n\n')).toMatchInlineSnapshot(`
			"of a language that the site does not have:
			–: \`fr\` is not one of the languages of the status page. Add \`fr\` to \`languages\` in site.yaml, or remove this file.

			of a language with a slip in it:
			–: \`dee\` is not one of the languages of the status page. Did you mean \`de\`? Then rename it.

			of the language of the update itself:
			–: \`en\` is the language in which everything is written here. Remove this file; what it says belongs into the one that it translates.

			beside no update:
			–: This translates \`20260301T100000Z-nobody.md\`, which is not there. Give it the name of the file that it translates, with the language before \`.md\`.

			beside no report:
			–: This translates \`report.md\`, which is not there. Give it the name of the file that it translates, with the language before \`.md\`.

			with nothing in it:
			3: There is nothing in this translation. Write below the second \`---\` what the update says.

			with a field that the update does not have:
			3: This translates a \`workaround\`, and the original has none. Remove it here, or write it in the original too.

			with facts of its own:
			2: There is no field \`status\` here. Known are \`title\`, \`workaround\`, \`reason\`, \`example\`, \`body\`; see the description of the file.

			with HTML in it:
			4: The text has HTML in it: \`<b>\`. Write it in Markdown. To show a \`<\`, put the word between backticks.
			4: The text has HTML in it: \`</b>\`. Write it in Markdown. To show a \`<\`, put the word between backticks."
		`);
	});

	test('of a broken update is not complained about', () => {
		const { problems } = incidentIn(
			rootWith({ [`${first}.md`]: '---\nat: never\n---\n\nWords.\n', [`${first}.de.md`]: german }),
		);
		expect(problems.map(({ file }) => file)).toEqual([`${first}.md`]);
	});
});

test('a note cannot be translated', () => {
	const note = 'notes/20261120T081520Z-7gxtrk';
	const root = contentCopy();
	const path = `incidents/example/example-q7m2/${note}.de.md`;
	write(root, { [path]: '---\nat: 2026-11-20T08:15:20Z\n---\n\nEine Notiz.\n' });
	const { problems } = checkContent(root, now);
	expect(problems.filter(({ file }) => file === path).map(({ message }) => message))
		.toMatchInlineSnapshot(`
		[
		  "\`20261120T081520Z-7gxtrk.de.md\` is not the name of an update or note.",
		]
	`);
});
