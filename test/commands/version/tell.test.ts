import {createRequire} from 'node:module';
import test from 'ava';
import {packageVersion} from '../../../source/commands/version/package-version.js';
import {tellVersion} from '../../../source/commands/version/tell.js';

const surroundings = {
	version: '0.1.0',
	node: 'v20.19.0',
	platform: 'Linux 6.1.0 x64',
	packages: {mysql2: '3.24.6', ink: undefined},
	servers: [
		'MariaDB 10.11.19 (/usr/sbin/mariadbd)',
		'MySQL 9.7.4 from Debian sid',
	],
	cache: '/home/ann/.cache/kill-lab',
};

test('what the program runs on', t => {
	t.is(
		tellVersion(surroundings),
		`kill-lab  0.1.0
Node.js   v20.19.0
platform  Linux 6.1.0 x64
mysql2    3.24.6
ink       not installed
servers   MariaDB 10.11.19 (/usr/sbin/mariadbd)
          MySQL 9.7.4 from Debian sid
cache     /home/ann/.cache/kill-lab
`,
	);
});

test('where there is no server', t => {
	t.regex(
		tellVersion({...surroundings, servers: []}),
		/^servers {3}none on this machine or in the cache\ncache/m,
	);
});

test('the versions of the packages are those that are installed', t => {
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- It is this package's own manifest.
	const {devDependencies} = createRequire(import.meta.url)(
		'kill-lab/package.json',
	) as {readonly devDependencies: Readonly<Record<string, string>>};
	for (const name of ['mysql2', 'ink']) {
		t.is(packageVersion(name), devDependencies[name], `${name}`);
	}

	t.is(packageVersion('not-installed-anywhere'), undefined);
});
