/** Alert rules of Prometheus beside the runbooks: which alert leads nowhere, and which runbook waits in vain. */
import { fileNameOf, hasPage, knownAlerts } from './alertLanding.ts';
import type { Content } from './content.ts';
import type { Problem } from './problem.ts';
import { didYouMean } from './suggest.ts';

/** One alert rule as its file has it. */
export interface PrometheusRule {
	file: string;
	line: number;
	name: string;
	severity: string | undefined;
	/** `annotations.runbook_url`. */
	runbookUrl?: { text: string; line: number };
}

/** What the rules are compared with. */
export type RuleSources = Pick<
	Content,
	'alerts' | 'handbook' | 'organisation' | 'postMortems' | 'runbooks'
>;

/** What a comparison found. */
export interface RuleReport {
	/** Alerts without a runbook: errors. */
	missing: Problem[];
	/** Addresses that lead to no page of the portal: errors. */
	dead: Problem[];
	/** Runbooks that name an alert which no rule has: warnings, with the runbook's file. */
	orphaned: Problem[];
	/** A runbook is there, and the rule does not say so: warnings. */
	unlinked: Problem[];
	/** Addresses outside the portal, which are not looked at. */
	elsewhere: number;
}

/** Compares rules with runbooks. Alerts of severity `none`, such as a dead man's switch, need no runbook. */
export function compareRules(rules: readonly PrometheusRule[], content: RuleSources): RuleReport {
	const known = knownAlerts(content);
	const claimed = new Map(known.map(({ name, runbook }) => [name, runbook]));
	const portal = content.organisation.portalUrl?.replace(/\/+$/, '');
	const report: RuleReport = { missing: [], dead: [], orphaned: [], unlinked: [], elsewhere: 0 };
	for (const rule of rules) {
		const { file, line, name, severity, runbookUrl } = rule;
		const runbook = claimed.get(name);
		const target = runbookUrl && targetOf(runbookUrl.text, name, portal);
		if (target === 'elsewhere') report.elsewhere += 1;
		if (runbookUrl && target !== undefined && typeof target === 'object') {
			const dead = deadEnd(target.path, content, claimed);
			if (dead) {
				const cure =
					runbook === undefined
						? dead
						: `Write \`${portal ?? ''}/r/${encodeURIComponent(name)}/\`.`;
				report.dead.push({
					severity: 'error',
					file,
					line: runbookUrl.line,
					message: `\`${runbookUrl.text}\` of \`${name}\` leads to no page.`,
					cure,
				});
			}
		} else if (target === undefined && runbook !== undefined) {
			report.unlinked.push({
				severity: 'warning',
				file,
				line,
				message: `\`${name}\` has a runbook, \`${runbook}\`, and no \`runbook_url\`.`,
				cure: `Add \`runbook_url: ${portal ?? ''}/r/${encodeURIComponent(name)}/\` to its annotations.`,
			});
		}
		const led = runbook !== undefined || target === 'elsewhere' || leads(target, content, claimed);
		if (!led && severity !== 'none') {
			report.missing.push({
				severity: 'error',
				file,
				line,
				message: `No runbook names \`${name}\`.`,
				cure: `Run \`npm run runbook -- new ${fileNameOf(name)} --from-alert ${name}\`, or name it in \`alerts\` of one.`,
			});
		}
	}
	return { ...report, orphaned: orphans(rules, content) };
}

const leads = (
	target: { path: string } | 'elsewhere' | 'unknown' | undefined,
	content: RuleSources,
	claimed: ReadonlyMap<string, string | undefined>,
) => typeof target === 'object' && deadEnd(target.path, content, claimed) === undefined;

/** Where an address leads: a path of the portal, another site, or nobody knows before the alert fires. */
function targetOf(
	text: string,
	alert: string,
	portal: string | undefined,
): { path: string } | 'elsewhere' | 'unknown' {
	const [address = ''] = text
		.replaceAll(/\{\{-?\s*(?:\$labels|\.Labels|\$alert)\.?(?:alertname)?\s*-?\}\}/g, (template) =>
			template.includes('alertname') ? encodeURIComponent(alert) : template,
		)
		.split(/[?#]/);
	const path =
		portal !== undefined && `${address}/`.startsWith(`${portal}/`)
			? address.slice(portal.length)
			: address.startsWith('/')
				? address
				: undefined;
	if (path === undefined) return 'elsewhere';
	return path.includes('{{') ? 'unknown' : { path };
}

/** How an address would be mended; `undefined` if there is a page. */
function deadEnd(
	path: string,
	{ runbooks, handbook, postMortems }: RuleSources,
	claimed: ReadonlyMap<string, string | undefined>,
): string | undefined {
	const plain = decoded(path).replace(/^\/+|\/+$/g, '');
	const alert = /^r\/(.+)$/.exec(plain)?.[1];
	if (alert !== undefined) {
		if (claimed.get(alert) !== undefined && hasPage(alert)) return undefined;
		const names = [...claimed].flatMap(([name, runbook]) => (runbook === undefined ? [] : [name]));
		return didYouMean(alert, names, '/r/alerts.json');
	}
	const pages = [...runbooks, ...handbook, ...postMortems].map((page) =>
		page.path.replace(/\.mdx?$/, ''),
	);
	if (pages.includes(plain) || ['', 'runbooks', 'severity', 'on-call', 'clocks'].includes(plain)) {
		return undefined;
	}
	return didYouMean(plain, pages, 'the portal');
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

/** Alerts that runbooks name and no rule has. Those that another source than metrics sends are not Prometheus's. */
function orphans(rules: readonly PrometheusRule[], { runbooks, alerts }: RuleSources): Problem[] {
	const names = new Set(rules.map(({ name }) => name));
	const metrics = new Set(
		alerts.sources.filter(({ kind }) => kind === 'metrics').map(({ id }) => id),
	);
	const foreign = new Set(
		alerts.rules.filter(({ source }) => !metrics.has(source)).map(({ name }) => name),
	);
	return runbooks.flatMap(({ path: file, value }) =>
		value.alerts.flatMap((alert, index) =>
			names.has(alert) || foreign.has(alert)
				? []
				: [
						{
							severity: 'warning' as const,
							file,
							field: `alerts.${index}`,
							message: `No rule has the alert \`${alert}\`.`,
							cure: didYouMean(alert, [...names], 'the rule files'),
						},
					],
		),
	);
}
