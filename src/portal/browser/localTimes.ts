/** Times on the reader's clock, beside those that were printed when the page was built. */
import { localiseTimes } from './times.ts';

localiseTimes();
// Whoever comes back may come back on another day.
document.addEventListener('visibilitychange', localiseTimes);
