/** Loaded into every process of a measured build: writes down how much memory it took at most, in kilobytes. */
import { appendFileSync } from 'node:fs';

process.on('exit', () => {
	const file = process.env['PEAK_FILE'];
	if (file !== undefined) appendFileSync(file, `${process.resourceUsage().maxRSS}\n`);
});
