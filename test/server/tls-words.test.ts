import test from 'ava';
import {type Tls} from '../../source/server/address.js';
import {
	choosePublicKey,
	chooseTls,
	parseTlsMode,
	type GivenTls,
} from '../../source/server/tls-words.js';

const tcp = {type: 'tcp', host: 'db', port: 3306} as const;
const socket = {type: 'socket', path: '/x.sock'} as const;
const ca = '/ca.pem';

const cases: ReadonlyArray<
	readonly [words: GivenTls, onTcp: Tls | undefined, onSocket: Tls | undefined]
> = [
	[{}, {mode: 'PREFERRED'}, undefined],
	[{mode: 'PREFERRED'}, {mode: 'PREFERRED'}, undefined],
	[{mode: 'DISABLED', ca}, undefined, undefined],
	[{ca}, {mode: 'VERIFY_CA', ca}, undefined],
	[{mode: 'PREFERRED', ca}, {mode: 'PREFERRED', ca}, undefined],
	[{mode: 'REQUIRED'}, {mode: 'REQUIRED'}, {mode: 'REQUIRED'}],
	[
		{mode: 'VERIFY_IDENTITY', ca, cert: 'c', key: 'k'},
		{mode: 'VERIFY_IDENTITY', ca, cert: 'c', key: 'k'},
		{mode: 'VERIFY_IDENTITY', ca, cert: 'c', key: 'k'},
	],
	[{cert: 'c'}, {mode: 'PREFERRED', cert: 'c'}, undefined],
];

for (const [words, onTcp, onSocket] of cases) {
	test(`encryption for ${JSON.stringify(words)}`, t => {
		t.deepEqual(chooseTls(words, tcp), onTcp);
		t.deepEqual(chooseTls(words, socket), onSocket);
	});
}

test("the server's public key in a file takes precedence over the one that the server sends", t => {
	const file = {type: 'file', path: '/k.pem'} as const;
	t.is(choosePublicKey({}), undefined);
	t.is(choosePublicKey({asksForPublicKey: false}), undefined);
	t.deepEqual(choosePublicKey({asksForPublicKey: true}), {type: 'server'});
	t.deepEqual(choosePublicKey({publicKeyFile: '/k.pem'}), file);
	t.deepEqual(
		choosePublicKey({publicKeyFile: '/k.pem', asksForPublicKey: true}),
		file,
	);
});

test("the server's public key does not change the encryption", t => {
	t.deepEqual(
		chooseTls({publicKeyFile: '/k.pem', asksForPublicKey: true}, tcp),
		{mode: 'PREFERRED'},
	);
});

test('modes are read in any case, but only as whole words', t => {
	t.is(parseTlsMode('verify_Identity'), 'VERIFY_IDENTITY');
	t.is(parseTlsMode('VERIFY'), undefined);
	t.is(parseTlsMode(''), undefined);
	t.is(parseTlsMode('1'), undefined);
});
