/** Everything an organisation wrote, as values. */
import type { FileOf } from '../schemas/index.ts';
import type { Services } from '../schemas/services.ts';
import type { Site } from '../schemas/site.ts';
import type { IncidentRecord, MaintenanceRecord } from './stored.ts';

/** A page or record that is one file. */
export interface Page<T> {
	/** Name of the file without its ending: unique among files of its kind. */
	id: string;
	/** Path below the content root. */
	path: string;
	value: T;
	/** Body of a page that a site renders; empty for data. */
	body: string;
	/** Line on which the body begins. */
	bodyLine: number;
}

/** The files that say how the organisation works. */
export interface Settings {
	organisation: FileOf<'organisation'>;
	severity: FileOf<'severity'>;
	process: FileOf<'process'>;
	onCall: FileOf<'on-call'>;
	alerts: FileOf<'alerts'>;
}

/** Everything an organisation wrote. */
export interface Content extends Settings {
	site: Site;
	services: Services;
	templates: Page<FileOf<'template'>>[];
	handbook: Page<FileOf<'handbook'>>[];
	runbooks: Page<FileOf<'runbook'>>[];
	postMortems: Page<FileOf<'post-mortem'>>[];
	incidents: IncidentRecord[];
	maintenances: MaintenanceRecord[];
	alertLog: Page<FileOf<'alert'>>[];
	checks: Page<FileOf<'check'>>[];
}
