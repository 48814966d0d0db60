import test from 'ava';
import {Refusal} from '../../source/refusal.js';
import {
	mergeOptions,
	readClientOptions,
	type ClientOptions,
} from '../../source/server/client-options.js';
import {type FileOption} from '../../source/server/file-option.js';

/** The lines of a group, as the reader returns them. */
function optionsOf(lines: string, group = 'client'): readonly FileOption[] {
	return lines
		.split('\n')
		.filter(Boolean)
		.map(line => {
			const [name = '', ...value] = line.split('=');
			return {
				name,
				...(value.length > 0 && {value: value.join('=')}),
				group,
				file: '/x.cnf',
			};
		});
}

const asked = {type: 'asked'} as const;
const known = (text: string) => ({type: 'known', text}) as const;

const cases: ReadonlyArray<readonly [lines: string, read: ClientOptions]> = [
	['', {}],
	['nobody-knows=1\nssl-capath=/x\ntls-version=TLSv1.3', {}],
	['host=a\nhost=', {host: undefined}],
	['socket=/x\nsocket=', {socket: undefined}],
	['user=ann\nuser=', {user: undefined}],
	['password=s3cret', {password: known('s3cret')}],
	['password=', {password: known('')}],
	['password', {password: asked}],
	['password=s3cret\npassword', {password: asked}],
	['password\nskip-password', {password: known('')}],
	['protocol=TCP', {isTcp: true}],
	['protocol=tc', {isTcp: true}],
	['protocol=tcp\nprotocol=socket', {isTcp: false}],
	['protocol=pipe', {isTcp: false}],
	['port=7\nport=0', {port: undefined}],
	['connect-timeout=5', {connectTimeout: 5000}],
	['ssl-mode=required', {tls: {mode: 'REQUIRED'}}],
	['ssl-mode=Verify_CA\nssl-ca=/a', {tls: {mode: 'VERIFY_CA', ca: '/a'}}],
	['ssl-ca=/a\nssl-ca=', {tls: {}}],
	['ssl', {tls: {mode: 'REQUIRED'}}],
	['skip-ssl', {tls: {mode: 'DISABLED'}}],
	['ssl-verify-server-cert', {tls: {mode: 'VERIFY_IDENTITY'}}],
	['ssl-verify-server-cert\nssl', {tls: {mode: 'VERIFY_IDENTITY'}}],
	[
		'ssl-verify-server-cert\nskip-ssl-verify-server-cert',
		{tls: {mode: 'REQUIRED'}},
	],
	// Said explicitly, it also holds with an authority.
	['ssl-verify-server-cert=0\nssl-ca=/a', {tls: {mode: 'PREFERRED', ca: '/a'}}],
	[
		'server-public-key-path=/k\nget-server-public-key',
		{tls: {publicKeyFile: '/k', asksForPublicKey: true}},
	],
	['server-public-key-path=/k\nserver-public-key-path=', {tls: {}}],
	['get-server-public-key=0', {tls: {asksForPublicKey: false}}],
	['skip-get-server-public-key', {tls: {asksForPublicKey: false}}],
	['enable-get-server-public-key', {tls: {asksForPublicKey: true}}],
	['ssl-mode=DISABLED\nssl', {tls: {mode: 'REQUIRED'}}],
	['ssl\nssl-mode=DISABLED', {tls: {mode: 'DISABLED'}}],
];

for (const [lines, read] of cases) {
	test(lines.replaceAll('\n', ', ') || 'nothing', t => {
		t.deepEqual(mergeOptions(readClientOptions(optionsOf(lines))), read);
	});
}

test("the schema comes only from the lab's own group", t => {
	t.deepEqual(
		mergeOptions(
			readClientOptions([
				...optionsOf('database=lab', 'kill-lab'),
				...optionsOf('database=shop', 'mysql'),
				...optionsOf('database=shop', 'client'),
			]),
		),
		{database: 'lab'},
	);
});

const wrong: ReadonlyArray<readonly [lines: string, message: string]> = [
	[
		'port=s3cret',
		'The value of port in group [client] of /x.cnf is not valid. It takes a number from 1 to 65535.',
	],
	[
		'port=65536',
		'The value of port in group [client] of /x.cnf is not valid. It takes a number from 1 to 65535.',
	],
	[
		'connect-timeout=s3cret',
		'The value of connect-timeout in group [client] of /x.cnf is not valid. It takes a number of seconds from 1 to 86400.',
	],
	[
		'ssl-mode=s3cret',
		'The value of ssl-mode in group [client] of /x.cnf is not valid. It takes DISABLED, PREFERRED, REQUIRED, VERIFY_CA or VERIFY_IDENTITY.',
	],
	[
		'ssl-mode',
		'The value of ssl-mode in group [client] of /x.cnf is not valid. It takes DISABLED, PREFERRED, REQUIRED, VERIFY_CA or VERIFY_IDENTITY.',
	],
];

for (const [lines, message] of wrong) {
	test(`the value is refused, and the message does not repeat it: ${lines}`, t => {
		const error = t.throws(() => readClientOptions(optionsOf(lines)), {
			instanceOf: Refusal,
		});
		t.is(error.message, message);
	});
}
