import test from 'ava';
import {
	describeFingerprint,
	identityOf,
	isSameServer,
	type Fingerprint,
} from '../../source/server/fingerprint.js';

const server: Fingerprint = {
	host: 'db-1',
	port: '3306',
	uid: 'abc',
	dataFolder: '/data/',
};

for (const [what, other] of [
	['a clone on another host', {...server, host: 'db-2'}],
	['another port', {...server, port: '3307'}],
	['another uuid', {...server, uid: 'def'}],
	['another data folder', {...server, dataFolder: '/other/'}],
] as const) {
	test(`${what} is another server`, t => {
		t.true(isSameServer(server, {...server}));
		t.false(isSameServer(server, other));
		t.not(identityOf(server), identityOf(other));
	});
}

test('the user is shown host, port and uuid', t => {
	t.is(describeFingerprint(server), 'db-1:3306, abc');
	const {uid, ...nameless} = server;
	t.is(describeFingerprint(nameless), 'db-1:3306');
});
