/** Every kind of file, where it lies, who may see it, and what a valid one looks like. */
import type { z } from 'astro/zod';
import { alertsSchema } from './alerts.ts';
import { alertSchema, checkSchema } from './evidence.ts';
import { incidentIndexSchema, incidentUpdateSchema, reportSchema } from './incident.ts';
import { maintenanceIndexSchema, maintenanceUpdateSchema } from './maintenance.ts';
import { noteSchema } from './note.ts';
import { onCallSchema } from './onCall.ts';
import { organisationSchema } from './organisation.ts';
import { handbookPageSchema, postMortemSchema, runbookSchema } from './page.ts';
import { processSchema } from './process.ts';
import { servicesSchema } from './services.ts';
import { severitySchema } from './severity.ts';
import { siteSchema } from './site.ts';
import { templateSchema } from './template.ts';
import { reportTranslationSchema, updateTranslationSchema } from './translation.ts';

/** One kind of file. */
export interface FileKind {
	/** Who may see it: a file is public whole or internal whole. */
	audience: 'public' | 'internal';
	/** Where such files lie below the content root, as a pattern. */
	path: string;
	/** `yaml`: the file is data. `markdown`: front matter, and a body that the schema sees as `body`. `page`: front matter, and a body that a site renders. */
	format: 'yaml' | 'markdown' | 'page';
	/** What the body of a Markdown file is written in; Markdown without HTML if not said. */
	markup?: 'liquid';
	schema: z.ZodType;
}

/** All kinds of files that make an organisation. */
export const fileKinds = {
	site: { audience: 'public', path: 'site.yaml', format: 'yaml', schema: siteSchema },
	services: { audience: 'public', path: 'services.yaml', format: 'yaml', schema: servicesSchema },
	organisation: {
		audience: 'internal',
		path: 'organisation.yaml',
		format: 'yaml',
		schema: organisationSchema,
	},
	severity: { audience: 'internal', path: 'severity.yaml', format: 'yaml', schema: severitySchema },
	process: { audience: 'internal', path: 'process.yaml', format: 'yaml', schema: processSchema },
	'on-call': { audience: 'internal', path: 'on-call.yaml', format: 'yaml', schema: onCallSchema },
	alerts: { audience: 'internal', path: 'alerts.yaml', format: 'yaml', schema: alertsSchema },
	template: {
		audience: 'internal',
		path: 'templates/*.md',
		format: 'markdown',
		markup: 'liquid',
		schema: templateSchema,
	},
	handbook: {
		audience: 'internal',
		path: 'handbook/**/*.mdx',
		format: 'page',
		schema: handbookPageSchema,
	},
	runbook: {
		audience: 'internal',
		path: 'runbooks/**/*.mdx',
		format: 'page',
		schema: runbookSchema,
	},
	'post-mortem': {
		audience: 'internal',
		path: 'post-mortems/*.mdx',
		format: 'page',
		schema: postMortemSchema,
	},
	incident: {
		audience: 'internal',
		path: 'incidents/*/*/index.md',
		format: 'markdown',
		schema: incidentIndexSchema,
	},
	// Before the kinds of what they translate, whose patterns their names fit too.
	'update-translation': {
		audience: 'public',
		path: '{incidents,maintenance}/*/*/updates/*.*.md',
		format: 'markdown',
		schema: updateTranslationSchema,
	},
	'incident-update': {
		audience: 'public',
		path: 'incidents/*/*/updates/*.md',
		format: 'markdown',
		schema: incidentUpdateSchema,
	},
	note: {
		audience: 'internal',
		path: '{incidents,maintenance}/*/*/notes/*.md',
		format: 'markdown',
		schema: noteSchema,
	},
	'report-translation': {
		audience: 'public',
		path: 'incidents/*/*/report.*.md',
		format: 'markdown',
		schema: reportTranslationSchema,
	},
	report: {
		audience: 'public',
		path: 'incidents/*/*/report.md',
		format: 'markdown',
		schema: reportSchema,
	},
	maintenance: {
		audience: 'internal',
		path: 'maintenance/*/*/index.md',
		format: 'markdown',
		schema: maintenanceIndexSchema,
	},
	'maintenance-update': {
		audience: 'public',
		path: 'maintenance/*/*/updates/*.md',
		format: 'markdown',
		schema: maintenanceUpdateSchema,
	},
	alert: { audience: 'internal', path: 'alerts/*/*.yaml', format: 'yaml', schema: alertSchema },
	check: { audience: 'internal', path: 'checks/*/*.yaml', format: 'yaml', schema: checkSchema },
} as const satisfies Record<string, FileKind>;
export type FileKindName = keyof typeof fileKinds;

/** What code receives from a file of one kind. */
export type FileOf<K extends FileKindName> = z.output<(typeof fileKinds)[K]['schema']>;
