import { describe, expect, test } from 'vitest';
import { namedFiles } from './namedFiles.ts';

const paths = (...texts: string[]) =>
	namedFiles(texts.map((text) => ({ text, line: 1 }))).map(({ path }) => path);

describe('a file that a command names', () => {
	test.each([
		['bash scripts/rollback.sh', 'scripts/rollback.sh'],
		['bash -x scripts/rollback.sh --now', 'scripts/rollback.sh'],
		['./deploy/rollback', 'deploy/rollback'],
		['scripts/rollback.sh "$HOST"', 'scripts/rollback.sh'],
		['sudo -u postgres python3 tools/vacuum.py', 'tools/vacuum.py'],
		['DRY=1 node rollback.mjs', 'rollback.mjs'],
		['. scripts/environment', 'scripts/environment'],
		['kubectl apply -f k8s/x.yaml', 'k8s/x.yaml'],
		['kubectl apply --filename=k8s/x.yaml --namespace "$NAMESPACE"', 'k8s/x.yaml'],
		['psql "$URL" <queries/locks.sql', 'queries/locks.sql'],
		['psql -f queries/locks.sql', 'queries/locks.sql'],
		['uptime && ./deploy/rollback.sh', 'deploy/rollback.sh'],
		['if ./bin/check; then uptime; fi', 'bin/check'],
		['chmod +x deploy/a.sh; ./deploy/a.sh', 'deploy/a.sh'],
	])('is found in: %s', (text, path) => {
		expect(paths(text)).toEqual([path]);
	});

	test.each([
		'bash /opt/rollback.sh',
		'bash ~/rollback.sh',
		'bash "$HOME/rollback.sh"',
		'bash $SCRIPTS/rollback.sh',
		'bash ../rollback.sh',
		'bash scripts/*.sh',
		'bash -c scripts/rollback.sh',
		'bash -s <<END\nscripts/x.sh\nEND',
		'curl -s https://example.com/x.sh | bash -s scripts/x.sh',
		'python3 -m json.tool',
		'node --version',
		'kubectl apply -f https://example.com/x.yaml',
		'kubectl apply -f k8s/',
		'kubectl logs -f deploy/web.sh',
		'kubectl exec web-1 -- bash scripts/x.sh',
		'kubectl get deploy/web -o yaml',
		'docker compose -f compose.yml restart',
		'tail -f logs/web.conf',
		'echo "bash scripts/x.sh"',
		'# bash scripts/x.sh',
		'ssh web-1 bash scripts/x.sh',
		'cd ~/shop && ./deploy/rollback.sh',
		'node_modules/.bin/x.js',
		'curl --output x.sh https://example.com/x.sh && bash ./x.sh',
		'curl -O https://example.com/y/x.sh; bash x.sh',
		'echo "$A" >k8s/a.yaml && kubectl apply -f k8s/a.yaml',
		'for f in a b; do echo "$f"; done',
		'pod/web-1 deleted',
	])('is not what stands in: %s', (text) => {
		expect(paths(text)).toEqual([]);
	});

	test('is of no concern once the page went elsewhere', () => {
		expect(paths('./a.sh', 'cd ~/shop', './b.sh')).toEqual(['a.sh']);
		expect(paths('kubectl exec -it web-1 -- sh', './b.sh')).toEqual([]);
		expect(paths('kubectl exec web-1 -- df -h', './b.sh')).toEqual(['b.sh']);
	});

	test('has the line of its command', () => {
		expect(namedFiles([{ text: 'uptime\nuptime\nbash a.sh', line: 10 }])).toEqual([
			{ path: 'a.sh', line: 12 },
		]);
	});
});
