/** What every page does. One script of all of it: each file more costs a phone milliseconds before it answers a tap. */
import './copyCode.ts';
import './left.ts';
import './localTimes.ts';
import './offline.ts';
import './places.ts';
import './rooms.ts';
import './scheme.ts';
import { startSearch } from './searchDialog.ts';

startSearch();
