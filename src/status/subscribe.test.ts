import { describe, expect, test } from 'vitest';
import { statusContentOf, type StatusParts } from '../../tests/support/statusContent.ts';
import { shellOf } from './shell.ts';
import { waysByService, waysToFollow } from './subscribe.ts';

const waysOf = (site: StatusParts['site'] = {}) => {
	const content = statusContentOf({ site });
	return waysToFollow(content, shellOf(content)).flatMap(({ ways }) => ways);
};

describe('waysToFollow', () => {
	test('gives the whole address of everything, below the path that the site has', () => {
		const ways = waysOf({ url: 'https://example.com/status/' });
		expect(ways.map(({ id, value }) => `${id}: ${value}`)).toMatchInlineSnapshot(`
			[
			  "slack: /feed subscribe https://example.com/status/history.rss",
			  "atom: https://example.com/status/history.atom",
			  "rss: https://example.com/status/history.rss",
			  "json-feed: https://example.com/status/feed.json",
			  "calendar: https://example.com/status/maintenance.ics",
			  "summary: https://example.com/status/api/v2/summary.json",
			  "status: https://example.com/status/api/v2/status.json",
			  "heartbeat: https://example.com/status/heartbeat.json",
			  "webhook: https://example.com/status/feed.json",
			  "badge: <a href="https://example.com/status/"><img src="https://example.com/status/badge.svg" alt="Harbour status"></a>",
			  "embed: <script async src="https://example.com/status/embed.js"></script>
			<allclear-status></allclear-status>",
			]
		`);
	});

	test('offers e-mail and chat only where the organisation has them', () => {
		const own = ['email', 'chat'];
		const offered = (site: StatusParts['site']) =>
			waysOf(site)
				.filter(({ id }) => own.includes(id))
				.map(({ value }) => value);
		expect(offered({})).toEqual([]);
		expect(
			offered({
				subscribe: { email: 'https://mail.example.com/join', chat: 'https://chat.example.com/' },
			}),
		).toEqual(['https://mail.example.com/join', 'https://chat.example.com/']);
	});

	test('keeps a name that looks like HTML inside its quotes', () => {
		const badge = waysOf({ name: '"><script>alert(1)</script>' }).find(({ id }) => id === 'badge');
		expect(badge?.value).toContain('alt="&quot;>&lt;script>alert(1)&lt;/script> status"');
	});

	test('says of each what it is for', () => {
		for (const { text } of waysOf()) expect(text).toMatch(/\w.*[.!?]$/);
	});
});

describe('waysByService', () => {
	test('has feeds and badges of every service that is offered', () => {
		const content = statusContentOf();
		const [first] = waysByService(content, shellOf(content));
		expect(first?.files.map(({ address }) => address)).toEqual([
			'https://status.example.com/services/checkout/history.atom',
			'https://status.example.com/services/checkout/history.rss',
			'https://status.example.com/services/checkout/feed.json',
			'https://status.example.com/services/checkout/badge.svg',
			'https://status.example.com/services/checkout/uptime.svg',
		]);
	});
});
