/**
 * `npm run cards`: draws the cards anew, after the tokens or signs changed. It stands here and not among the
 * scripts, because it draws what the page draws, and needs a browser for it.
 */
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { indicators } from '../../schemas/vocabulary.ts';
import { tokens } from '../tokens.ts';
import { cardPage, cardSize } from './card.ts';

const folder = resolve('public/status/cards');

const browser = await chromium.launch({
	executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
	args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: cardSize });
for (const indicator of indicators) {
	await page.setContent(cardPage(indicator, tokens));
	await page.screenshot({ path: join(folder, `${indicator}.png`) });
	console.log(`Drew ${indicator}.png.`);
}
await browser.close();
