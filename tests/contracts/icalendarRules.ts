/** RFC 5545, rule by rule, for calendars of plain events in UTC. */

/** A content line, unfolded. */
interface ContentLine {
	name: string;
	parameters: string;
	value: string;
}

/** What a calendar breaks; nothing if it keeps every rule. */
export function brokenRules(calendar: string): string[] {
	const broken: string[] = [];
	const must = (holds: boolean, rule: string) => {
		if (!holds) broken.push(rule);
	};
	must(calendar.endsWith('\r\n'), '3.1: the last line ends with CRLF');
	must(!/(?<!\r)\n|\r(?!\n)/.test(calendar), '3.1: lines end with CRLF');
	for (const line of calendar.split('\r\n')) {
		must(Buffer.byteLength(line) <= 75, `3.1: a line has at most 75 octets: ${line}`);
		must(line.isWellFormed(), `3.1: folding keeps characters whole: ${line}`);
	}
	must(!/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(calendar), '3.1: no control characters');

	const lines = unfolded(calendar).flatMap((text): ContentLine[] => {
		const [, name, parameters = '', value = ''] =
			/^([A-Z][A-Z0-9-]*)((?:;[A-Z][A-Z-]*=[^;:,"]*)*):(.*)$/su.exec(text) ?? [];
		must(name !== undefined, `3.1: a content line is a name, parameters and a value: ${text}`);
		return name === undefined ? [] : [{ name, parameters, value }];
	});
	must(lines[0]?.name === 'BEGIN' && lines[0].value === 'VCALENDAR', '3.4: begins');
	must(lines.at(-1)?.name === 'END' && lines.at(-1)?.value === 'VCALENDAR', '3.4: ends');

	const begin = lines.findIndex(({ name, value }) => name === 'BEGIN' && value === 'VEVENT');
	const head = lines.slice(1, begin < 0 ? -1 : begin);
	const once = (within: readonly ContentLine[], name: string, rule: string) => {
		must(within.filter((line) => line.name === name).length === 1, `${rule}: ${name} once`);
	};
	once(head, 'VERSION', '3.7.4');
	once(head, 'PRODID', '3.7.3');

	for (const event of events(lines)) {
		for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY', 'SEQUENCE', 'STATUS', 'URL']) {
			once(event, name, '3.6.1');
		}
		const value = (name: string) => event.find((line) => line.name === name)?.value;
		for (const name of ['DTSTAMP', 'DTSTART', 'DTEND', 'CREATED', 'LAST-MODIFIED']) {
			must(/^\d{8}T\d{6}Z$/.test(value(name) ?? '20260101T000000Z'), `3.3.5: ${name} is in UTC`);
		}
		const end = value('DTEND');
		must(end === undefined || end > (value('DTSTART') ?? ''), '3.8.2.2: DTEND is after DTSTART');
		must(/^\d+$/.test(value('SEQUENCE') ?? ''), '3.8.7.4: SEQUENCE is a number');
		must(
			['TENTATIVE', 'CONFIRMED', 'CANCELLED'].includes(value('STATUS') ?? ''),
			'3.8.1.11: STATUS is one of an event',
		);
		must(URL.canParse(value('URL') ?? ''), '3.3.13: URL is an address');
		for (const name of ['SUMMARY', 'DESCRIPTION', 'UID']) {
			must(isText(value(name) ?? ''), `3.3.11: ${name} is escaped`);
		}
	}
	for (const name of ['NAME', 'X-WR-CALNAME', 'PRODID']) {
		must(
			isText(head.find((line) => line.name === name)?.value ?? ''),
			`3.3.11: ${name} is escaped`,
		);
	}
	const uids = lines.filter(({ name }) => name === 'UID').map(({ value }) => value);
	must(new Set(uids).size === uids.length, '3.8.4.7: UIDs are unique');
	return broken;
}

const unfolded = (calendar: string) =>
	calendar
		.replaceAll(/\r\n[ \t]/g, '')
		.replace(/\r\n$/, '')
		.split('\r\n');

const isText = (value: string) =>
	!/(?<!\\)(?:\\\\)*[;,]/.test(value) &&
	!/(?<!\\)(?:\\\\)*\\[^\\;,nN]/.test(value) &&
	!/(?<!\\)(?:\\\\)*\\$/.test(value);

function events(lines: readonly ContentLine[]): ContentLine[][] {
	const found: ContentLine[][] = [];
	for (const [index, { name, value }] of lines.entries()) {
		if (name !== 'BEGIN' || value !== 'VEVENT') continue;
		const end = lines.findIndex(
			(line, at) => at > index && line.name === 'END' && line.value === 'VEVENT',
		);
		found.push(lines.slice(index + 1, end));
	}
	return found;
}
