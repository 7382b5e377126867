import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { build, contentCopy, runScript, sharedFolder, temporaryFolder } from '../support/whole.ts';

const good =
	'---\nat: 2026-11-20T08:00:00Z\nstatus: investigating\ntitle: Orders are late\nservices:\n  orders: degraded-performance\n---\n\nWe are looking into it.\n';
const update = (fields: string, body = 'More soon.') =>
	`---\nat: 2026-11-20T08:30:00Z\n${fields}---\n\n${body}\n`;

/** One broken file each, and what the check says of it: line, message, cure. */
const faults: Record<
	string,
	{ text: string | Buffer; line: number | undefined; says: RegExp; cure: RegExp }
> = {
	'an unknown service': {
		text: update('services:\n  ordres: partial-outage\n'),
		line: 4,
		says: /There is no service `ordres`/,
		cure: /Did you mean `orders`\?/,
	},
	'an unknown condition': {
		text: update('services:\n  orders: broken\n'),
		line: 4,
		says: /`broken` cannot be the value of `services\.orders`/,
		cure: /Write a condition/,
	},
	'an unknown status': {
		text: update('status: resolvd\n'),
		line: 3,
		says: /`resolvd` is not one of the values/,
		cure: /Did you mean `resolved`\?/,
	},
	'a time without offset': {
		text: update('since: 2026-11-20T08:00:00\n'),
		line: 3,
		says: /`2026-11-20T08:00:00` cannot be the value of `since`/,
		cure: /with its offset/,
	},
	'a misspelt key': {
		text: update('stauts: resolved\n'),
		line: 3,
		says: /There is no field `stauts`/,
		cure: /Did you mean `status`\?/,
	},
	'a name with ../ in it': {
		text: update('services:\n  ../orders: partial-outage\n'),
		line: 4,
		says: /`\.\.\/orders` cannot be a name here/,
		cure: /lower case letters/,
	},
	'a tab': {
		text: update('services:\n\torders: partial-outage\n'),
		line: 4,
		says: /indented with a tab/,
		cure: /Indent with spaces/,
	},
	'an empty message': {
		text: update('status: resolved\n', ''),
		line: undefined,
		says: /cannot be the value|message is empty/,
		cure: /below the second `---`/,
	},
	'raw HTML': {
		text: update('', 'Look <script>alert(1)</script> here.'),
		line: 5,
		says: /The text has HTML in it/,
		cure: /Write it in Markdown/,
	},
	'a link that runs code': {
		text: update('', '[here](javascript:alert(1))'),
		line: 5,
		says: /The text links to `javascript:/,
		cure: /https:/,
	},
	'another encoding': {
		text: Buffer.from(update('', 'Caf\u00e9'), 'latin1'),
		line: 5,
		says: /not written in UTF-8/,
		cure: /UTF-8/,
	},
	'five megabytes': {
		text: update('', 'long '.repeat(1024 * 1024)),
		line: undefined,
		says: /has 5\.\d MB/,
		cure: /Shorten it/,
	},
	'no front matter': {
		text: 'Just words.\n',
		line: 1,
		says: /no front matter/,
		cure: /Begin it with/,
	},
};

/** A content root with one incident a fault: a good first update, then the broken one. */
function brokenRoot(around: string): { root: string; ids: Map<string, string> } {
	const root = contentCopy(around);
	rmSync(join(root, 'incidents'), { recursive: true });
	rmSync(join(root, 'maintenance'), { recursive: true });
	const ids = new Map<string, string>();
	for (const [index, [name, { text }]] of Object.entries(faults).entries()) {
		const id = `2026-11-20-bad${index.toString(36)}`;
		ids.set(name, id);
		const folder = join(root, 'incidents/2026', id);
		mkdirSync(join(folder, 'updates'), { recursive: true });
		writeFileSync(
			join(folder, 'index.md'),
			'---\nopened: 2026-11-20T08:00:00Z\nby: nia\nlevel: sev3\n---\n',
		);
		writeFileSync(join(folder, `updates/20261120T080000Z-good0${index.toString(36)}.md`), good);
		writeFileSync(join(folder, `updates/20261120T083000Z-fault${index.toString(36)}.md`), text);
	}
	return { root, ids };
}

describe('a broken update', () => {
	const around = sharedFolder();
	const { root, ids } = brokenRoot(around);
	let built: Awaited<ReturnType<typeof build>>;
	beforeAll(async () => {
		built = await build(['status'], root, {}, join(around, 'dist'));
	});

	test('is an error of the check with file, line, field and cure, all at once', async () => {
		const { code, output } = await runScript('check.ts', ['--json'], {
			CONTENT_DIR: root,
			BUILD_NOW: '2026-11-20T09:41:00Z',
		});
		const { problems } = JSON.parse(output) as {
			problems: { file: string; line?: number; message: string; cure: string; severity: string }[];
		};
		expect(code).toBe(1);
		for (const [name, { line, says, cure }] of Object.entries(faults)) {
			const found = problems.filter(
				({ file, severity }) =>
					file.includes(ids.get(name) ?? '') && file.includes('fault') && severity === 'error',
			);
			expect(found, name).not.toEqual([]);
			expect(found[0]?.message, name).toMatch(says);
			expect(found[0]?.cure, name).toMatch(cure);
			if (line !== undefined) expect(found[0]?.line, name).toBe(line);
		}
	});

	test('is left out of the status page, which says so, keeps the incident open and ends with 3', () => {
		const { code, output, dist } = built;
		expect(code).toBe(3);
		expect(readFileSync(join(dist, 'status/index.html'), 'utf8')).toContain('could not be shown');
		for (const [name, id] of ids) {
			const page = readFileSync(join(dist, `status/incidents/${id}/index.html`), 'utf8');
			expect(page, name).toContain(
				'An update could not be shown. Until it can, this incident stays open.',
			);
			expect(page, name).toContain('We are looking into it.');
			expect(output, name).toContain(id);
		}
		const heartbeat = JSON.parse(readFileSync(join(dist, 'status/heartbeat.json'), 'utf8')) as {
			left_out: number;
		};
		expect(heartbeat.left_out).toBeGreaterThanOrEqual(ids.size);
	});

	test('that says resolved does not close the incident', () => {
		const { dist } = built;
		const id = ids.get('an empty message') ?? '';
		const summary = JSON.parse(readFileSync(join(dist, 'status/api/v2/summary.json'), 'utf8')) as {
			incidents: { id: string }[];
		};
		expect(summary.incidents.map((incident) => incident.id)).toContain(id);
	});
});

describe('a broken internal file', () => {
	test('is not even opened by the status build', async () => {
		const root = contentCopy();
		for (const name of ['organisation', 'severity', 'process', 'on-call', 'alerts']) {
			writeFileSync(join(root, `${name}.yaml`), 'levels: [\n');
		}
		rmSync(join(root, 'runbooks'), { recursive: true });
		writeFileSync(join(root, 'incidents/example/example-h5r1/index.md'), 'level: no such level');
		const { code, dist } = await build(['status'], root);
		expect(code).toBe(0);
		expect(readFileSync(join(dist, 'status/index.html'), 'utf8')).not.toContain(
			'could not be shown',
		);
	});
});

describe('what cannot be read at all', () => {
	test.each([
		['site.yaml', 'name: Harbour\nurl: nowhere\nzone: Europe/Lisbon\n'],
		['services.yaml', 'groups:\n\t- id: x\n'],
	])('a broken %s: nothing is built, and the last page stays', async (file, text) => {
		const root = contentCopy();
		const dist = temporaryFolder();
		mkdirSync(join(dist, 'status'));
		writeFileSync(join(dist, 'status/index.html'), 'the last page');
		writeFileSync(join(root, file), text);
		const { code, output } = await runScript('build.ts', ['status'], {
			CONTENT_DIR: root,
			DIST_DIR: dist,
		});
		expect(code).toBe(1);
		expect(output).toContain(file);
		expect(output).toContain('The last build stays where it is.');
		expect(readFileSync(join(dist, 'status/index.html'), 'utf8')).toBe('the last page');
	});

	test('a link out of the content root is refused and not followed', async () => {
		const root = contentCopy();
		const outside = join(temporaryFolder(), 'secret.md');
		writeFileSync(outside, good.replace('We are looking into it.', 'A secret from elsewhere.'));
		const folder = join(root, 'incidents/2026/2026-11-20-link/updates');
		mkdirSync(folder, { recursive: true });
		symlinkSync(outside, join(folder, '20261120T080000Z-linked.md'));
		const checked = await runScript('check.ts', [], { CONTENT_DIR: root });
		expect(checked.code).toBe(1);
		expect(checked.output).toContain('This link leads out of the content folder.');
		const { code, dist } = await build(['status'], root);
		expect(code).toBe(3);
		expect(readFileSync(join(dist, 'status/index.html'), 'utf8')).not.toContain(
			'A secret from elsewhere.',
		);
	});
});
