/** Words that mean the same to somebody who searches, and words that mean nothing to a search. */

/**
 * Groups of words for one thing. Whoever types one finds pages that use another. Write them in lower case; a
 * member may have several words, and the port of a program is a word for it: logs often name nothing else. What only one organisation says belongs into `aliases` of its runbooks.
 */
export const synonyms: readonly (readonly string[])[] = [
	['k8s', 'kubernetes', 'kube'],
	['db', 'database', 'databases'],
	['postgres', 'postgresql', 'pg', 'psql', 'pgsql', '5432'],
	['mysql', 'mariadb', '3306'],
	['mongo', 'mongodb', '27017'],
	['es', 'elasticsearch', 'opensearch', '9200'],
	['mq', 'rabbitmq', 'amqp', 'message broker', '5672'],
	['lb', 'load balancer', 'haproxy', 'elb'],
	['ssl', 'tls', 'https', 'x509'],
	['cert', 'certificate', 'certs'],
	['expired', 'expires', 'runs out', 'out of date'],
	['auth', 'authentication', 'sign-in', 'signin', 'login', 'log in', 'sign in', 'logon', 'sso'],
	['creds', 'credentials', 'password', 'passwd', 'secret', 'token', 'api key'],
	['leak', 'leaked', 'exposed', 'breach'],
	['oom', 'oomkilled', 'out of memory'],
	['mem', 'memory', 'ram'],
	['disk', 'storage', 'volume', 'filesystem', 'enospc', 'disc'],
	['full', 'no space', 'out of space', 'exhausted'],
	[
		'down',
		'outage',
		'unreachable',
		'dead',
		'offline',
		'unavailable',
		'not responding',
		'does not answer',
	],
	['slow', 'latency', 'lag', 'sluggish', 'laggy'],
	['timeout', 'timed out', 'time-out', 'times out', 'etimedout'],
	['crash', 'crashes', 'crashed', 'crashloop', 'crashloopbackoff', 'restarts'],
	['error', 'errors', 'exception', 'exceptions', '5xx', 'failure'],
	['fail', 'fails', 'failing', 'broken', 'not working'],
	['stuck', 'hang', 'hangs', 'hanging', 'frozen', 'pile up', 'does nothing'],
	['queue', 'backlog', 'jobs', 'pile up'],
	['worker', 'workers', 'consumer', 'sidekiq', 'celery', 'background jobs'],
	['deploy', 'deployment', 'release', 'rollout', 'ship'],
	['rollback', 'roll back', 'revert', 'undo', 'go back'],
	['flag', 'feature flag', 'toggle', 'kill switch'],
	['backup', 'backups', 'dump', 'snapshot'],
	['restore', 'recover', 'recovery', 'pitr', 'point in time'],
	['replica', 'standby', 'secondary', 'slave', 'follower'],
	['failover', 'fail over', 'switchover', 'promote'],
	['vendor', 'third party', 'third-party', 'provider', 'upstream', 'supplier', 'saas'],
	['payment', 'payments', 'card', 'cards', 'billing', 'charge', 'psp'],
	['customer', 'customers', 'user', 'users', 'buyer', 'buyers'],
	['email', 'e-mail', 'mail', 'smtp'],
	['conn', 'connection', 'connections'],
	['config', 'configuration', 'settings'],
	['env', 'environment'],
	['repo', 'repository'],
	['prod', 'production'],
	['dns', 'name resolution', 'resolve'],
	['pm', 'post-mortem', 'postmortem', 'post mortem', 'retro', 'retrospective', 'review'],
	['ic', 'incident commander', 'commander'],
	['sev', 'severity', 'priority', 'level'],
	['oncall', 'on-call', 'on call', 'pager', 'rota', 'rotation'],
	['handoff', 'hand-off', 'handover', 'hand over'],
	['comms', 'communication', 'communications', 'messaging'],
	['war room', 'bridge', 'warroom'],
	['escalate', 'escalation', 'page someone', 'who to call'],
	['website', 'site', 'web site', 'homepage', 'shop', 'storefront'],
	['cpu', 'processor', 'load'],
	['node', 'host', 'machine', 'server'],
	['throttled', 'rate limit', 'rate limited', '429', 'too many requests'],
	['readonly', 'read-only', 'read only'],
	['cache', 'caching', 'redis', 'memcached'],
	['redis', '6379'],
	['memcached', '11211'],
];

/** Words that questions are made of and that no page is about. */
export const stopWords: ReadonlySet<string> = new Set(
	(
		'a an and are as at be been being but by can cannot could did do does doing done for from get gets got ' +
		'had has have having he her his how i if in into is it its itself just let me more my of on or our ' +
		'out please she should so some such than that the their them then there these they this those to too ' +
		'us very was we were what when where which while who whom why will with would you your am im ive ' +
		'isnt dont doesnt cant wont help need want show find see about after again all also any'
	).split(' '),
);
