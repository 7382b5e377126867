/** Times on the reader's clock, beside those that were printed when the page was built. */
import { whenNear } from './near.ts';
import { localiseTime } from './times.ts';

const times = [...document.querySelectorAll<HTMLTimeElement>('time[data-zone]')];
// Zones are slow to load, and in a runbook times stand far below. Whoever comes back may come back on another day.
whenNear(times, () => {
	for (const time of times) localiseTime(time);
});
