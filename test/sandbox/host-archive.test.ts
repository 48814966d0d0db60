import test from 'ava';
import {waysTo} from '../../source/sandbox/archive-sources.js';
import {
	parseIndexTargets,
	parseOsRelease,
	parseSecurity,
	suiteOf,
	type HostArchive,
} from '../../source/sandbox/host-archive.js';

test('knows Debian', t => {
	const text =
		'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\n';
	t.deepEqual(parseOsRelease(text), {id: 'debian', codename: 'bookworm'});
});

test('knows Ubuntu', t => {
	const text =
		'ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\nUBUNTU_CODENAME=noble\n';
	t.deepEqual(parseOsRelease(text), {id: 'ubuntu', codename: 'noble'});
});

test('knows what is made from Ubuntu by the name of its Ubuntu', t => {
	const text =
		'ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_CODENAME=wilma\nUBUNTU_CODENAME=noble\n';
	t.deepEqual(parseOsRelease(text), {id: 'ubuntu', codename: 'noble'});
});

test('knows what is made from Debian by the name of its Debian', t => {
	const text =
		"ID=linuxmint\nID_LIKE='debian'\nVERSION_CODENAME=faye\nDEBIAN_CODENAME=bookworm\n";
	t.deepEqual(parseOsRelease(text), {id: 'debian', codename: 'bookworm'});
});

test('knows no others', t => {
	t.is(
		parseOsRelease('ID=fedora\nVERSION_CODENAME=""\nVERSION_ID=42\n'),
		undefined,
	);
	t.is(parseOsRelease('ID=arch\nVERSION_CODENAME=x\n'), undefined);
	t.is(parseOsRelease(''), undefined);
});

const bookworm = {id: 'debian', codename: 'bookworm'} as const;
const noble = {id: 'ubuntu', codename: 'noble'} as const;

test('a server comes from the own release, but MySQL on Debian from sid', t => {
	t.is(suiteOf(bookworm, {flavour: 'mariadb'}), 'bookworm');
	t.is(suiteOf(bookworm, {flavour: 'mysql'}), 'sid');
	t.is(suiteOf(bookworm, {flavour: 'mysql', version: '9.7'}), 'sid');
	t.is(suiteOf(noble, {flavour: 'mysql'}), 'noble');
});

test("another version comes from the one of Debian's releases that has it", t => {
	const suites = [
		'10.5',
		'10.5.23',
		'10.11',
		'10.11.18',
		'11.8',
		'11',
		'11.8.6',
		'11.4',
		'12',
	].map(version => suiteOf(bookworm, {flavour: 'mariadb', version}));
	t.deepEqual(suites, [
		'bullseye',
		'bullseye',
		'bookworm',
		'bookworm',
		'trixie',
		'trixie',
		'trixie',
		'bookworm',
		'bookworm',
	]);
	t.is(
		suiteOf(
			{id: 'debian', codename: 'trixie'},
			{flavour: 'mariadb', version: '10.11'},
		),
		'bookworm',
	);
	t.is(suiteOf(noble, {flavour: 'mariadb', version: '11.8'}), 'noble');
});

test("takes the distribution's own archive and not another with the same release", t => {
	const text = `
https://other.example/debian/ bookworm main
https://other.example/debian/ bookworm main
https://tools.example/apt/ nodistro main
cdrom:[Debian]/ bookworm main
http://mirror.example/debian/ bookworm main
http://mirror.example/debian/ bookworm main
http://mirror.example/debian/ bookworm contrib
http://mirror.example/debian/ bookworm-updates main
http://security.example/debian-security/ bookworm-security main
https://flat.example/ ./
`;
	t.deepEqual(parseIndexTargets(text, 'bookworm'), [
		'http://mirror.example/debian/',
		'https://other.example/debian/',
	]);
});

test('understands release aliases', t => {
	const text =
		'http://mirror.example/debian/ stable main\nhttps://browser.example/deb/ stable extra\n';
	t.deepEqual(parseIndexTargets(text, 'trixie'), [
		'http://mirror.example/debian/',
	]);
});

test('finds no archive where apt knows none', t => {
	t.deepEqual(parseIndexTargets('\n', 'bookworm'), []);
});

const securityLines = `
http://mirror.example/debian/ bookworm main
http://security.example/debian-security/ bookworm-security contrib
http://security.example/debian-security/ bookworm-security main
`;

test('finds the security fixes where apt is set up with them', t => {
	t.is(
		parseSecurity(securityLines, 'bookworm'),
		'http://security.example/debian-security/',
	);
	t.is(parseSecurity(securityLines, 'trixie'), undefined);
});

const archive: HostArchive = {
	name: 'Debian',
	mirrors: ['http://one/', 'http://two/', 'http://three/'],
	security: 'http://fixes/',
	keyring: undefined,
	suite: () => 'bookworm',
	versions: () => [],
	components: () => 'main',
};

test('the fixes are read beside a release, and done without if they are out of reach', t => {
	const from = (uri: string, suite: string) => ({
		uri,
		suite,
		components: 'main',
	});
	t.deepEqual(waysTo(archive, 'mariadb', 'trixie'), [
		[from('http://one/', 'trixie'), from('http://fixes/', 'trixie-security')],
		[from('http://one/', 'trixie')],
		[from('http://two/', 'trixie')],
	]);
	t.deepEqual(waysTo(archive, 'mysql', 'sid'), [
		[from('http://one/', 'sid')],
		[from('http://two/', 'sid')],
	]);
	t.deepEqual(
		waysTo({...archive, security: undefined}, 'mariadb', 'bookworm'),
		[[from('http://one/', 'bookworm')], [from('http://two/', 'bookworm')]],
	);
	t.deepEqual(waysTo({...archive, mirrors: []}, 'mariadb', 'bookworm'), []);
});
