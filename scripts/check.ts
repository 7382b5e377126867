/** `npm run check`: is every file right? Prints all problems at once; exit 1 if there is an error. */
import { parseArgs } from 'node:util';
import { checkContent } from '../src/read/checkContent.ts';
import { contentRoot, currentInstant } from '../src/read/root.ts';
import { printProblems } from './lib/problems.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const { problems, files } = checkContent(contentRoot(), currentInstant());
const errors = problems.filter(({ severity }) => severity === 'error').length;

if (values.json) console.log(JSON.stringify({ files, errors, problems }, undefined, '\t'));
else printProblems(problems, files);
process.exitCode = errors > 0 ? 1 : 0;
