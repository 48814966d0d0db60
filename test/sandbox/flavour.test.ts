import test from 'ava';
import {
	choiceName,
	compareVersions,
	isChosen,
	isSupported,
	isVersionOf,
	parseVersion,
} from '../../source/sandbox/flavour.js';
import {SandboxError} from '../../source/sandbox/sandbox-error.js';

const answers = [
	[
		'/usr/sbin/mysqld  Ver 9.7.4-2 for Linux on x86_64 ((Debian))',
		'mysql',
		'9.7.4',
	],
	[
		'mysqld  Ver 8.0.36-28 for Linux on x86_64 (Percona Server (GPL), Release 28)',
		'mysql',
		'8.0.36',
	],
	[
		'mariadbd  Ver 10.11.18-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64 (Debian 12)',
		'mariadb',
		'10.11.18',
	],
	// A link of the other name.
	[
		'/usr/sbin/mysqld  Ver 11.8.3-MariaDB for osx10.20 on arm64 (Homebrew)',
		'mariadb',
		'11.8.3',
	],
] as const;

for (const [answer, flavour, number] of answers) {
	test(`reads: ${answer}`, t => {
		t.deepEqual(parseVersion(answer), {flavour, number});
	});
}

test('refuses what is not a server, and quotes it', t => {
	const error = t.throws(() => parseVersion('bash, version 5.2\n'), {
		instanceOf: SandboxError,
	});
	t.regex(error.message, /bash, version 5\.2$/);
});

test('says that nothing was answered', t => {
	t.throws(() => parseVersion(' \n'), {message: /\(nothing\)/});
});

test('compares versions by number, not by text', t => {
	t.true(compareVersions('10.11.9', '10.11.18') < 0);
	t.true(compareVersions('11.0.0', '10.11.18') > 0);
	t.true(compareVersions('8.0', '8.0.1') < 0);
	t.is(compareVersions('8.0', '8.0.0'), 0);
});

test('the beginning of a version is made of whole numbers', t => {
	for (const series of ['11', '11.8', '11.8.6']) {
		t.true(isVersionOf(series, '11.8.6'));
	}

	for (const series of ['1', '11.80', '11.8.60', '11.8.6.1', '10']) {
		t.false(isVersionOf(series, '11.8.6'));
	}
});

test('a choice is a flavour, with a version or without', t => {
	const server = {flavour: 'mariadb', version: '11.8.6'} as const;
	t.true(isChosen({flavour: 'mariadb'}, server));
	t.true(isChosen({flavour: 'mariadb', version: '11.8'}, server));
	t.false(isChosen({flavour: 'mariadb', version: '10.11'}, server));
	t.false(isChosen({flavour: 'mysql', version: '11.8'}, server));
	t.is(choiceName({flavour: 'mysql'}), 'MySQL');
	t.is(choiceName({flavour: 'mariadb', version: '11.8'}), 'MariaDB 11.8');
});

test('knows which servers are too old', t => {
	t.false(isSupported({flavour: 'mysql', number: '5.7.44'}));
	t.true(isSupported({flavour: 'mysql', number: '8.0.11'}));
	t.false(isSupported({flavour: 'mariadb', number: '10.4.34'}));
	t.true(isSupported({flavour: 'mariadb', number: '10.5.0'}));
});
