import test from 'ava';
import {
	parseUris,
	parseVersions,
	rankCandidates,
	upstreamVersion,
	versionInPath,
} from '../../source/sandbox/apt-output.js';

test('reads packages, their versions with epoch, and their sizes', t => {
	const text = `
'http://archive.example/pool/main/m/mariadb/mariadb-server-core_10.11.18-0+deb12u1_amd64.deb' mariadb-server-core_1%3a10.11.18-0+deb12u1_amd64.deb 7291644 SHA256:0a1b
'http://archive.example/pool/main/l/liblz4_1.9.4-1_amd64.deb' liblz4-1_1.9.4-1_amd64.deb 62884 MD5Sum:99
NOTE: not a package
`;
	t.deepEqual(parseUris(text), [
		{
			name: 'mariadb-server-core',
			version: '1:10.11.18-0+deb12u1',
			size: 7_291_644,
		},
		{name: 'liblz4-1', version: '1.9.4-1', size: 62_884},
	]);
});

test('finds no package in an empty answer', t => {
	t.deepEqual(parseUris(''), []);
});

test('takes the plain package before those with a version, the newest of them first', t => {
	const names = [
		'mysql-server-core-8.0',
		'mysql-server-core-5.7',
		'mysql-server-core-8.4',
		'mysql-server-core-10.1',
		'mysql-server-core-dbgsym',
	];
	const newestFirst = [
		'mysql-server-core-10.1',
		'mysql-server-core-8.4',
		'mysql-server-core-8.0',
		'mysql-server-core-5.7',
	];
	t.deepEqual(rankCandidates(names, 'mysql-server-core'), newestFirst);
	t.deepEqual(
		rankCandidates([...names, 'mysql-server-core'], 'mysql-server-core'),
		['mysql-server-core', ...newestFirst],
	);
	t.deepEqual(rankCandidates([], 'mysql-server-core'), []);
});

test('shortens versions for people and for folders', t => {
	t.is(upstreamVersion('1:10.11.18-0+deb12u1'), '10.11.18');
	t.is(upstreamVersion('9.7.4-2'), '9.7.4');
	t.is(upstreamVersion('8.0.36~rc1-1'), '8.0.36');
	t.is(versionInPath('1:10.11.18-0+deb12u1'), '10.11.18-0+deb12u1');
	t.is(versionInPath('1.0/../x'), '1.0_.._x');
});

test('reads the versions of a package, each once', t => {
	t.deepEqual(
		parseVersions(
			' mariadb-server-core | 1:10.11.19-0+deb12u1 | http://fixes bookworm-security/main amd64 Packages\n mariadb-server-core | 1:10.11.18-0+deb12u1 | http://one bookworm/main amd64 Packages\n mariadb-server-core | 1:10.11.18-0+deb12u1 | http://one bookworm-updates/main amd64 Packages\n',
		),
		['1:10.11.19-0+deb12u1', '1:10.11.18-0+deb12u1'],
	);
	t.deepEqual(parseVersions(''), []);
});
