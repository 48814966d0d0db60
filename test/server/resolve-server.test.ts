import test from 'ava';
import {
	describeAddress,
	type Address,
	type Server,
} from '../../source/server/address.js';
import {type ClientOptions} from '../../source/server/client-options.js';
import {
	type GivenServer,
	type ServerEnvironment,
} from '../../source/server/given-server.js';
import {nameServer} from '../../source/server/resolve-server.js';
import {fromFile} from '../helpers/from-file.js';

const surroundings = {
	password: 'from outside',
	userName: 'ann',
	localSocket: '/local.sock',
};
const local: Address = {type: 'socket', path: '/local.sock'};

/** Which server is meant, without what it was chosen from: `test/options/origins.test.ts` tells that. */
function nameBy(...sources: Parameters<typeof nameServer>) {
	const named = nameServer(...sources);
	if ('wrong' in named) {
		return named;
	}

	const {sources: _, ...rest} = named;
	return rest;
}

/** Over TCP it is encrypted if the server supports it. */
function withTls(server: Server): Server {
	return server.address.type === 'tcp'
		? {...server, tls: {mode: 'PREFERRED'}}
		: server;
}

/** What the tests of the command line do not cover. */
const cases: ReadonlyArray<
	readonly [title: string, words: GivenServer, server: Server]
> = [
	['nothing', {}, {address: local, user: 'ann', password: 'from outside'}],
	[
		'a user alone',
		{user: 'bob'},
		{address: local, user: 'bob', password: 'from outside'},
	],
	[
		'an empty URI',
		{uri: 'mysql://'},
		{address: local, user: 'ann', password: 'from outside'},
	],
	[
		'a user of the command line with the password of the URI',
		{uri: 'mysql://root:own@db', user: 'bob'},
		{
			address: {type: 'tcp', host: 'db', port: 3306},
			user: 'bob',
			password: 'own',
		},
	],
	[
		'a port of the command line goes before the URI',
		{uri: 'mysql://db:1', port: '2'},
		{
			address: {type: 'tcp', host: 'db', port: 2},
			user: 'ann',
			password: 'from outside',
		},
	],
	[
		'a socket goes before the URI without a host',
		{uri: 'mysql:///', socket: '/x.sock'},
		{
			address: {type: 'socket', path: '/x.sock'},
			user: 'ann',
			password: 'from outside',
		},
	],
];

for (const [title, words, server] of cases) {
	test(title, t => {
		t.deepEqual(nameBy(words, [], surroundings), {
			server: withTls(server),
		});
	});
}

test('without a password anywhere there is none', t => {
	const {userName, localSocket} = surroundings;
	t.deepEqual(
		nameBy({uri: 'mysql://root@db/mine'}, [], {userName, localSocket}),
		{
			server: {
				address: {type: 'tcp', host: 'db', port: 3306},
				user: 'root',
				tls: {mode: 'PREFERRED'},
			},
			database: 'mine',
		},
	);
});

const tcp = (host: string, port = 3306): Address => ({
	type: 'tcp',
	host,
	port,
});
const socket = (path: string): Address => ({type: 'socket', path});

/** The command line takes precedence over the files, and those over the environment; `localhost` means the socket. */
const precedence: ReadonlyArray<
	readonly [
		title: string,
		words: GivenServer,
		files: ClientOptions,
		environment: Partial<ServerEnvironment>,
		address: Address,
	]
> = [
	['a host in the files', {user: 'bob'}, {host: 'file'}, {}, tcp('file')],
	['a host in the environment', {}, {}, {host: 'env'}, tcp('env')],
	['file, environment', {}, {host: 'file'}, {host: 'env'}, tcp('file')],
	[
		'line, file, environment',
		{host: 'line'},
		{host: 'file'},
		{host: 'env'},
		tcp('line'),
	],
	['URI, file', {uri: 'mysql://uri'}, {host: 'file'}, {}, tcp('uri')],
	[
		'a URI without a host leaves it to the file',
		{uri: 'mysql:///x'},
		{host: 'file'},
		{},
		tcp('file'),
	],
	['ports: file', {host: 'db'}, {port: 2}, {}, tcp('db', 2)],
	['ports: environment', {host: 'db'}, {}, {port: '3'}, tcp('db', 3)],
	[
		'ports: file, environment',
		{host: 'db'},
		{port: 2},
		{port: '3'},
		tcp('db', 2),
	],
	[
		'ports: line, file, environment',
		{host: 'db', port: '1'},
		{port: 2},
		{port: '3'},
		tcp('db', 1),
	],
	[
		'a port on the command line for a host in the file',
		{port: '1'},
		{host: 'file', port: 2},
		{},
		tcp('file', 1),
	],
	[
		'a port on the command line makes localhost TCP',
		{host: 'localhost', port: '1'},
		{socket: '/file.sock'},
		{},
		tcp('localhost', 1),
	],
	[
		'a port in a file does not make localhost TCP',
		{host: 'localhost'},
		{port: 2},
		{},
		socket('/local.sock'),
	],
	[
		'a port in the environment does not make localhost TCP',
		{host: 'localhost'},
		{},
		{port: '3'},
		socket('/local.sock'),
	],
	[
		'a protocol in a file makes localhost TCP',
		{host: 'localhost'},
		{isTcp: true, port: 2},
		{},
		tcp('localhost', 2),
	],
	[
		'a socket in a file is used for localhost',
		{host: 'localhost'},
		{socket: '/file.sock'},
		{},
		socket('/file.sock'),
	],
	[
		'a socket in a file is not used for another host',
		{host: 'db'},
		{socket: '/file.sock'},
		{},
		tcp('db'),
	],
	[
		'a socket on the command line takes precedence over a host in a file',
		{socket: '/line.sock'},
		{host: 'file'},
		{host: 'env'},
		socket('/line.sock'),
	],
	[
		'localhost on the command line takes precedence over a host in the file',
		{host: 'localhost'},
		{host: 'file'},
		{},
		socket('/local.sock'),
	],
	[
		'localhost in the file takes precedence over a host in the environment',
		{},
		{host: 'localhost'},
		{host: 'env'},
		socket('/local.sock'),
	],
	[
		'127.0.0.1 is not a socket',
		{host: '127.0.0.1'},
		{socket: '/file.sock'},
		{},
		tcp('127.0.0.1'),
	],
];

for (const [title, words, files, environment, address] of precedence) {
	test(`precedence: ${title}`, t => {
		const named = nameBy(words, fromFile(files), {
			...surroundings,
			...environment,
		});
		t.deepEqual('server' in named && named.server.address, address);
	});
}

const known = (text: string) => ({type: 'known', text}) as const;
const asked = {type: 'asked'} as const;

const passwords: ReadonlyArray<
	readonly [
		title: string,
		words: GivenServer,
		files: ClientOptions,
		password: string | undefined,
		asks: boolean,
	]
> = [
	['MYSQL_PWD comes last of all', {}, {}, 'from outside', false],
	['the file', {}, {password: known('file')}, 'file', false],
	[
		'an empty password in the file counts',
		{},
		{password: known('')},
		'',
		false,
	],
	['the file asks', {}, {password: asked}, undefined, true],
	[
		'the URI',
		{uri: 'mysql://root:uri@db'},
		{password: known('file')},
		'uri',
		false,
	],
	[
		'the command line',
		{uri: 'mysql://root:uri@db', password: known('line')},
		{password: known('file')},
		'line',
		false,
	],
	[
		'an empty password on the command line counts',
		{password: known('')},
		{password: known('file')},
		'',
		false,
	],
	[
		'the command line asks',
		{uri: 'mysql://root:uri@db', password: asked},
		{password: known('file')},
		undefined,
		true,
	],
	[
		'the command line takes precedence over a file that asks',
		{password: known('line')},
		{password: asked},
		'line',
		false,
	],
];

for (const [title, words, files, password, asks] of passwords) {
	test(`password: ${title}`, t => {
		const named = nameBy(words, fromFile(files), surroundings);
		t.false('wrong' in named);
		t.is('server' in named ? named.server.password : 'wrong', password);
		t.is('asksPassword' in named, asks);
	});
}

test('user, schema, time limit and encryption: command line, URI, file', t => {
	const files: ClientOptions = {
		user: 'file',
		database: 'file',
		connectTimeout: 1,
		tls: {mode: 'REQUIRED', ca: '/file.pem', key: '/file.key'},
	};
	const address = tcp('db');
	const {password} = surroundings;
	t.deepEqual(nameBy({host: 'db'}, fromFile(files), surroundings), {
		server: {
			address,
			user: 'file',
			password,
			tls: {mode: 'REQUIRED', ca: '/file.pem', key: '/file.key'},
			connectTimeout: 1,
		},
		database: 'file',
	});
	const uri = 'mysql://uri@db/uri?ssl-mode=verify_ca&ssl-ca=/uri.pem';
	t.deepEqual(nameBy({uri}, fromFile(files), surroundings), {
		server: {
			address,
			user: 'uri',
			password,
			tls: {mode: 'VERIFY_CA', ca: '/uri.pem', key: '/file.key'},
			connectTimeout: 1,
		},
		database: 'uri',
	});
	t.deepEqual(
		nameBy(
			{
				uri,
				user: 'line',
				database: 'line',
				connectTimeout: 2,
				tls: {mode: 'VERIFY_IDENTITY', ca: '/line.pem'},
			},
			fromFile(files),
			surroundings,
		),
		{
			server: {
				address,
				user: 'line',
				password,
				tls: {mode: 'VERIFY_IDENTITY', ca: '/line.pem', key: '/file.key'},
				connectTimeout: 2,
			},
			database: 'line',
		},
	);
});

test('an invalid port in the environment is named as such', t => {
	t.deepEqual(nameBy({host: 'db'}, [], {...surroundings, port: 'http'}), {
		wrong: 'MYSQL_TCP_PORT: A port is a number from 1 to 65535.',
	});
});

const addresses: ReadonlyArray<readonly [Address, string]> = [
	[local, '/local.sock'],
	[{type: 'tcp', host: 'db', port: 3306}, 'db:3306'],
	[{type: 'tcp', host: '::1', port: 3307}, '[::1]:3307'],
];

for (const [address, words] of addresses) {
	test(`address: ${words}`, t => {
		t.is(describeAddress(address), words);
	});
}
