import test from 'ava';
import {type Server} from '../../source/server/address.js';
import {explainConnectFailure} from '../../source/server/explain.js';
import {type Failure} from '../../source/server/failure.js';

const socket: Server = {
	address: {type: 'socket', path: '/x.sock'},
	user: 'ann',
};
const tcp: Server = {
	address: {type: 'tcp', host: 'db', port: 3306},
	user: 'ann',
	password: 's3cret',
};

const cases: ReadonlyArray<
	readonly [server: Server, failure: Partial<Failure>, line: string]
> = [
	[
		socket,
		{errno: -2, code: 'ENOENT'},
		'There is no socket at /x.sock. Is the server running? Name its socket with -S, or its host with -h.',
	],
	[
		socket,
		{errno: -111, code: 'ECONNREFUSED'},
		'Nothing answers at /x.sock. Is the server running there? Check -h and -P, or -S.',
	],
	[
		tcp,
		{errno: -111, code: 'ECONNREFUSED'},
		'Nothing answers at db:3306. Is the server running there? Check -h and -P, or -S.',
	],
	[
		tcp,
		{errno: -3008, code: 'ENOTFOUND'},
		'The host of db:3306 is not known. Check -h.',
	],
	[
		tcp,
		{errno: -3001, code: 'EAI_AGAIN'},
		'The host of db:3306 is not known. Check -h.',
	],
	[
		tcp,
		{code: 'ETIMEDOUT'},
		'db:3306 does not answer (ETIMEDOUT). Check -h and -P, and whether a firewall or security group lets this machine in.',
	],
	[
		tcp,
		{errno: -113, code: 'EHOSTUNREACH'},
		'db:3306 does not answer (EHOSTUNREACH). Check -h and -P, and whether a firewall or security group lets this machine in.',
	],
	[
		tcp,
		{errno: -101, code: 'ENETUNREACH'},
		'db:3306 does not answer (ENETUNREACH). Check -h and -P, and whether a firewall or security group lets this machine in.',
	],
	[
		socket,
		{errno: -13, code: 'EACCES'},
		'This user may not open the socket /x.sock.',
	],
	[
		socket,
		{errno: 1698, code: 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR'},
		'The server at /x.sock refuses ann without a password (1698). Name the user with -u and give the password in MYSQL_PWD.',
	],
	[
		tcp,
		{errno: 1045, code: 'ER_ACCESS_DENIED_ERROR'},
		'The server at db:3306 refuses ann with this password (1045). Name the user with -u and give the password in MYSQL_PWD.',
	],
	[
		tcp,
		{errno: 1040, code: 'ER_CON_COUNT_ERROR'},
		'The server at db:3306 has no connection left (1040, max_connections). The lab needs three.',
	],
	[tcp, {errno: 1130}, 'Could not connect to db:3306 as ann: odd'],
	[tcp, {}, 'Could not connect to db:3306 as ann: odd'],
];

for (const [server, failure, line] of cases) {
	test(`${failure.errno} ${failure.code}: ${line}`, t => {
		t.is(explainConnectFailure(server, {message: 'odd', ...failure}), line);
	});
}
