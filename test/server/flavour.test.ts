import test from 'ava';
import {parseVersion, type Flavour} from '../../source/server/flavour.js';

const versions: ReadonlyArray<readonly [string, Flavour, string]> = [
	['9.7.4', 'mysql', '9.7.4'],
	['9.7.4-1', 'mysql', '9.7.4'],
	['8.0.36-28.1', 'mysql', '8.0.36'],
	['8.4.0-azure', 'mysql', '8.4.0'],
	['5.7.44-log', 'mysql', '5.7.44'],
	['8.0.11-TiDB-v7.5.0', 'mysql', '8.0.11'],
	['10.11.19-MariaDB-0+deb12u1', 'mariadb', '10.11.19'],
	['11.4.2-MariaDB-log', 'mariadb', '11.4.2'],
	['10.6.7-mariadb', 'mariadb', '10.6.7'],
	['unheard of', 'mysql', 'unheard of'],
];

for (const [text, flavour, version] of versions) {
	test(text, t => {
		t.deepEqual(parseVersion(text), {flavour, version});
	});
}
