import test from 'ava';
import {type Tls} from '../../source/server/address.js';
import {
	chooseTls,
	parseTlsMode,
	type TlsWords,
} from '../../source/server/tls-words.js';

const tcp = {type: 'tcp', host: 'db', port: 3306} as const;
const socket = {type: 'socket', path: '/x.sock'} as const;
const ca = '/ca.pem';

const cases: ReadonlyArray<
	readonly [words: TlsWords, onTcp: Tls | undefined, onSocket: Tls | undefined]
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

test('modes are read in any case, and whole', t => {
	t.is(parseTlsMode('verify_Identity'), 'VERIFY_IDENTITY');
	t.is(parseTlsMode('VERIFY'), undefined);
	t.is(parseTlsMode(''), undefined);
	t.is(parseTlsMode('1'), undefined);
});
