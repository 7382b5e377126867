import { expect, test } from 'vitest';
import { sectionWords } from './sections.ts';

const body = `Before.

## What went well

- The **page** came
  in time.
- Two people read it.

### In detail

<Contacts />

## Impact

{/* How much? */}
Nobody could pay. It was \`eleven\` minutes.

Money was lost.

## Nothing yet

{/* Later. */}

## Last
One.`;

test.each([
	['What went well', 'The page came in time; Two people read it'],
	['what WENT well', 'The page came in time; Two people read it'],
	['Impact', 'Nobody could pay. It was eleven minutes. Money was lost.'],
	['Nothing yet', undefined],
	['Missing', undefined],
	['Last', 'One.'],
])('the section “%s” reads: %s', (heading, words) => {
	expect(sectionWords(body, heading)).toBe(words);
});
