/**
 * `npm run rehearse:publish`: one update without GitHub, from return to the live page, with the time of each stage. It
 * happens in a folder of its own, on this machine alone.
 */
import { rehearsePublish } from './bench/publishRehearsal.ts';
import { flagsOrEnd } from './lib/plainFlags.ts';

flagsOrEnd('rehearse:publish', {}, [
	'Publishes one update on this machine alone, without GitHub, and prints the time of each stage.',
]);
console.log('From return, with a host on loopback:');
await rehearsePublish(({ name, seconds }) => {
	console.log(`  ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s`);
});
