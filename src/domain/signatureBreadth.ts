/** Whether a signature says so little that lines of other troubles fit it as well. */
import { namedPlace, signature } from './signature.ts';

/** Words of every second log. Beside them, a signature needs words of its own trouble. */
const everyday = new Set(
	(
		'error errors err fail fails failed failing failure failures warn warning warnings exception exceptions timeout ' +
		'timeouts timed out fatal critical info debug notice trace panic emergency alert unhandled uncaught unexpected ' +
		'unknown invalid could can cannot not the and for from with after before while has have had was were are been to of ' +
		'in on at is by an that this during when http https tcp'
	).split(' '),
);

/** Lines that any system writes, each of another trouble or of none. */
const everydayLines = [
	'2026-03-01T09:15:00Z ERROR request failed',
	'2026-03-01 09:15:00,123 ERROR [main] Failed to load configuration: file not found',
	'[error] 31#31: *9182 open() "/usr/share/nginx/html/favicon.ico" failed (2: No such file or directory)',
	'10.0.0.7 - - [01/Mar/2026:09:15:00 +0000] "GET /health HTTP/1.1" 200 2 "-" "kube-probe/1.31"',
	'10.0.0.9 - - [01/Mar/2026:09:15:02 +0000] "POST /orders HTTP/1.1" 500 512 "-" "Mozilla/5.0"',
	'WARN  [pool-3] Slow query: 1532 ms',
	'java.lang.NullPointerException: Cannot invoke "User.getName()" because "user" is null',
	'Traceback (most recent call last):',
	"KeyError: 'customer_id'",
	"TypeError: Cannot read properties of null (reading 'length')",
	'Unhandled promise rejection: Error: socket hang up',
	'Error: connect ETIMEDOUT 10.0.4.12:443',
	'dial tcp 10.0.4.12:8080: connect: connection refused',
	'ssh: connect to host web-1 port 22: Connection refused',
	'read tcp 10.0.0.7:51234->10.0.4.12:443: i/o timeout',
	'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
	'recv() failed (104: Connection reset by peer) while reading client request',
	'FATAL: role "reporting" does not exist',
	'ERROR: duplicate key value violates unique constraint "users_email_key"',
	'ERROR: deadlock detected',
	'LOG: checkpoint complete: wrote 412 buffers',
	'FATAL: database "test" does not exist',
	'mkdir: cannot create directory /var/cache: Permission denied',
	'bash: ./run: Permission denied',
	'systemd[1]: nightly-report.service: Main process exited, code=exited, status=1/FAILURE',
	'systemd[1]: Started Daily apt download activities.',
	'kernel: eth0: link up, 10000 Mbps',
	'sshd[812]: Failed password for invalid user admin from 203.0.113.9 port 40112 ssh2',
	'CRON[901]: (root) CMD (run-parts /etc/cron.hourly)',
	'Warning  Unhealthy  kubelet  Startup probe failed: Get "http://10.0.0.7:8080/": dial tcp',
	'Normal  Pulled  kubelet  Container image "web:r812" already present on machine',
	'Warning  FailedScheduling  default-scheduler  0/5 nodes are available: insufficient cpu',
	'npm ERR! code ELIFECYCLE',
	'Error response from daemon: No such container: web',
	'The job "import" failed with exit code 2',
	'Task sync-catalogue failed: retrying in 30 seconds',
	'Deploy of web failed, see the log',
	'E-mail to a@example.com failed: mailbox full',
	'Health check failed for target 10.0.0.7',
	'Request timeout after 30000 ms on api-2',
	'Lock wait timeout after 50 s on node-4',
	'Exception in thread "main" java.io.IOException: Stream closed',
	'panic: runtime error: index out of range [5] with length 3',
	'Session expired for user 4711',
	'User 4711 signed in from 203.0.113.9',
	'Cache miss for key product:812',
	'Retry 2 of 5 for message 9f21c0aa',
	'Worker 3 started in 412 ms',
	'Shutting down gracefully',
	'Listening on port 8080',
] as const;

/** So many of them are no accident. */
const tooMany = 2;

/**
 * What is too wide about a signature; `undefined` if nothing is. A word such as `ECONNREFUSED`, `invalid_api_key` or
 * `OOMKilled` stands for itself; other words have to be two.
 */
export function tooWide(text: string): string | undefined {
	const fits = signature(text);
	const lines = everydayLines.filter((line) => fits(line) !== undefined);
	if (lines.length >= tooMany) {
		return `\`${text}\` fits lines that have nothing to do with each other, such as “${lines[0] ?? ''}” and “${lines[1] ?? ''}”.`;
	}
	const words = [...text.replaceAll(namedPlace, ' ').matchAll(/[\p{L}\p{N}_]{2,}/gu)]
		.map(([word]) => word)
		.filter((word) => /\p{L}/u.test(word) && !everyday.has(word.toLowerCase()));
	const ownName = words.some((word) => /^\p{Lu}{4,}|\p{Ll}\p{Lu}|_|\p{L}\p{N}/u.test(word));
	return ownName || new Set(words.map((word) => word.toLowerCase())).size >= 2
		? undefined
		: `\`${text}\` has hardly a word that another log would not have.`;
}
