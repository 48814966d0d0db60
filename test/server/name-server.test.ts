import test from 'ava';
import {describeAddress, type Address} from '../../source/server/address.js';
import {nameServer, type ServerWords} from '../../source/server/name-server.js';

const surroundings = {
	password: 'from outside',
	userName: 'ann',
	localSocket: '/local.sock',
};
const local: Address = {type: 'socket', path: '/local.sock'};

/** What the command line's tests have no words for. */
const cases: ReadonlyArray<
	readonly [title: string, words: ServerWords, server: unknown]
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
		t.deepEqual<unknown, unknown>(nameServer(words, surroundings), {server});
	});
}

test('without a password anywhere there is none', t => {
	const {userName, localSocket} = surroundings;
	t.deepEqual(
		nameServer({uri: 'mysql://root@db/mine'}, {userName, localSocket}),
		{
			server: {address: {type: 'tcp', host: 'db', port: 3306}, user: 'root'},
			database: 'mine',
		},
	);
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
