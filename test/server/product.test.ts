import test from 'ava';
import {Refusal} from '../../source/refusal.js';
import {connect, disconnect} from '../../source/server/connect.js';
import {type Flavour} from '../../source/server/flavour.js';
import {
	checkAge,
	describeProduct,
	productOf,
	type Answers,
} from '../../source/server/product.js';
import {readAnswers} from '../../source/server/read-answers.js';
import {serverOf} from '../helpers/lab.js';
import {flavours, sandboxServer} from '../helpers/server.js';

/** What servers answer. The ones that are not available here are from published reports. */
const recorded: ReadonlyArray<
	readonly [name: string, flavour: Flavour, answers: Answers]
> = [
	['MySQL 9.7.4', 'mysql', {version: '9.7.4', versionComment: '(Debian)'}],
	[
		'MySQL 8.4.3',
		'mysql',
		{
			version: '8.4.3',
			versionComment: 'MySQL Community Server - GPL',
			basedir: '/usr/',
		},
	],
	['MySQL 5.7.44', 'mysql', {version: '5.7.44-log'}],
	[
		'MariaDB 10.11.19',
		'mariadb',
		{version: '10.11.19-MariaDB-0+deb12u1', versionComment: 'Debian 12'},
	],
	['MariaDB 10.6.7', 'mariadb', {version: '5.5.5-10.6.7-MariaDB'}],
	[
		'MariaDB 11.8.2',
		'mariadb',
		{version: '11.8.2', versionComment: 'MariaDB Server'},
	],
	['MariaDB 12.0.2', 'mariadb', {version: '12.0.2-MariaDB-ubu2404'}],
	[
		'Percona Server 8.0.36',
		'mysql',
		{
			version: '8.0.36-28',
			versionComment: 'Percona Server (GPL), Release 28, Revision 47601f19',
		},
	],
	[
		'Percona XtraDB Cluster 8.0.36',
		'mysql',
		{
			version: '8.0.36-28.1',
			versionComment:
				'Percona XtraDB Cluster (GPL), Release rel28, Revision bfb687f, WSREP version 26.1.4.3',
		},
	],
	[
		'Aurora MySQL 8.0 (3.05.2)',
		'mysql',
		{
			version: '8.0.32',
			versionComment: 'Source distribution',
			auroraVersion: '3.05.2',
			basedir: '/rdsdbbin/oscar-8.0.mysql_aurora.3.05.2.0.18301.0/',
		},
	],
	['Aurora MySQL 5.7 (2.11.2)', 'mysql', {version: '5.7.mysql_aurora.2.11.2'}],
	[
		'Aurora MySQL 8.0 (3.02.2)',
		'mysql',
		{
			version: '8.0.23',
			basedir: '/rdsdbbin/oscar-8.0.mysql_aurora.3.02.2.0.18301.0/',
		},
	],
	[
		'RDS MySQL 8.0.41',
		'mysql',
		{
			version: '8.0.41',
			versionComment: 'Source distribution',
			basedir: '/rdsdbbin/mysql-8.0.41.R2/',
		},
	],
	[
		'RDS MariaDB 10.6.14',
		'mariadb',
		{
			version: '10.6.14-MariaDB-log',
			versionComment: 'managed by https://aws.amazon.com/rds/',
		},
	],
	['Azure MySQL 8.0.37', 'mysql', {version: '8.0.37-azure'}],
	['Azure MySQL 5.7.44', 'mysql', {version: '5.7.44-azure-log'}],
	[
		'Cloud SQL MySQL 8.0.31',
		'mysql',
		{version: '8.0.31-google', versionComment: '(Google)'},
	],
	[
		'TiDB 7.5.1',
		'mysql',
		{
			version: '8.0.11-TiDB-v7.5.1',
			versionComment:
				'TiDB Server (Apache License 2.0) Community Edition, MySQL 8.0 compatible',
		},
	],
	['TiDB 6.1.0', 'mysql', {version: '5.7.25-TiDB-v6.1.0'}],
	['Vitess 8.0.30', 'mysql', {version: '8.0.30-Vitess'}],
	['MySQL unheard of', 'mysql', {version: 'unheard of'}],
];

for (const [name, flavour, answers] of recorded) {
	test(`${answers.version}: ${name}`, t => {
		const product = productOf(answers);
		t.is(describeProduct(product), name);
		t.is(product.flavour, flavour);
	});
}

test('without an answer there is a product without a version, and no crash', t => {
	t.is(describeProduct(productOf({})), 'MySQL ');
});

const ages: ReadonlyArray<readonly [version: string, name?: string]> = [
	['5.6.51-log', 'MySQL 5.6.51'],
	['5.7.0'],
	['9.7.4'],
	['10.4.34-MariaDB', 'MariaDB 10.4.34'],
	['5.5.5-10.3.39-MariaDB', 'MariaDB 10.3.39'],
	['10.5.29-MariaDB'],
	['11.0.1-MariaDB'],
	['5.7.25-TiDB-v6.1.0'],
	['unheard of'],
];

for (const [version, old] of ages) {
	test(`${version} is ${old === undefined ? 'new' : 'too old'}`, t => {
		const check = () => {
			checkAge(productOf({version}));
		};

		if (old === undefined) {
			t.notThrows(check);
		} else {
			t.throws(check, {
				instanceOf: Refusal,
				message: `The server is ${old}, but the lab needs at least MySQL 5.7 or MariaDB 10.5. Name a newer server.`,
			});
		}
	});
}

for (const flavour of flavours) {
	test.serial(`a real ${flavour} is recognised`, async t => {
		const server = await sandboxServer(flavour);
		t.teardown(server.stop);
		const connection = await connect(serverOf(server));
		const answers = await readAnswers(connection);
		await disconnect(connection);
		t.regex(answers.version ?? '', /^\d+\.\d+/);
		t.not(answers.versionComment, undefined);
		t.is(answers.auroraVersion, undefined);
		const product = productOf(answers);
		t.is(product.flavour, flavour);
		t.is(product.name, flavour === 'mysql' ? 'MySQL' : 'MariaDB');
		t.regex(product.version, /^\d+\.\d+\.\d+$/);
	});
}
