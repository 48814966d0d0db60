import fs from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {
	mergeOptions,
	readClientOptions,
	type ClientOptions,
} from '../../source/server/client-options.js';
import {readOptionFiles} from '../../source/server/option-files.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';
import {clientPrograms} from '../helpers/client-programs.js';
import {type flavours} from '../helpers/server.js';

/** Options that both clients know, and those that one of them knows. */
const both: readonly string[] = [
	'',
	'host=a',
	'host=a\nport=7\nuser=ann\nsocket=/x.sock',
	'host=a\nhost=b',
	'port = 7 # a comment',
	'port=0',
	'port=1\nport=65535',
	'connect_timeout=5',
	'connect-timeout=5\nconnect_timeout=6',
	'connect-timeout=0',
	'loose-host=a',
	'loose_host=a',
	'loose-nobody-knows=1\nhost=a',
	'ssl-ca=/ca.pem\nssl_cert=/c.pem\nssl-key=/k.pem',
	'ssl-ca=/ca.pem\nssl-ca=/other.pem',
];
const own = {
	mysql: [
		'get-server-public-key',
		'get_server_public_key=1',
		'get-server-public-key=ON',
		'get-server-public-key=maybe',
		'get-server-public-key=0',
		'enable-get-server-public-key',
		'get-server-public-key\nskip-get-server-public-key',
		'get-server-public-key\ndisable-get-server-public-key',
		'loose-get-server-public-key',
		'server-public-key-path=/k.pem',
		'server_public_key_path=/k.pem\nserver-public-key-path=/other.pem',
	],
	mariadb: [
		'HOST=a',
		'Loose-Host=a',
		'ssl',
		'ssl=0',
		'ssl=on',
		'ssl=OFF',
		'ssl=true',
		'ssl=maybe',
		'skip-ssl',
		'disable-ssl',
		'enable_ssl',
		'loose-skip-ssl',
		'skip-ssl\nssl',
		'ssl\nskip-ssl',
		'ssl-verify-server-cert',
		'ssl\nssl-verify-server-cert=0',
		'ssl\nssl-verify-server-cert\nskip-ssl-verify-server-cert',
	],
} as const;

/** Compares how we read options with the values that a flavour's client prints in its `--help`. */
export function testClientOptions(flavour: (typeof flavours)[number]): void {
	for (const text of [...both, ...own[flavour]]) {
		test(`${flavour}: ${text.replaceAll('\n', ', ')}`, async t => {
			const folder = await temporaryFolder(t);
			const file = path.join(folder, 'main.cnf');
			await fs.writeFile(file, `[client]\n${text}\n`);
			const {options} = readOptionFiles(
				{files: {type: 'only', file}},
				{home: folder, environment: {}},
			);
			const read = mergeOptions(readClientOptions(options));

			const programs = await clientPrograms(flavour);
			const answer = await programs?.run(flavour, [
				`--defaults-file=${file}`,
				...(flavour === 'mysql' ? ['--no-login-paths'] : []),
				'--help',
			]);
			if (!answer) {
				t.log(`compared with nothing: there is no client of ${flavour}`);
			}

			t.deepEqual(told(read), answer ? valuesIn(answer.stdout) : told(read));
		});
	}
}

/** The values that the client prints. */
function told(options: ClientOptions) {
	const {host, port = 0, user, socket, tls = {}, connectTimeout = 0} = options;
	const {mode, ca, cert, key, publicKeyFile, asksForPublicKey = false} = tls;
	return {
		host,
		port: String(port),
		user,
		socket,
		'connect-timeout': String(connectTimeout / 1000),
		'ssl-ca': ca,
		'ssl-cert': cert,
		'ssl-key': key,
		'server-public-key-path': publicKeyFile,
		'get-server-public-key': asksForPublicKey ? 'TRUE' : 'FALSE',
		// Debian's MariaDB turns it on.
		ssl: mode === 'DISABLED' ? 'FALSE' : 'TRUE',
		'ssl-verify-server-cert': mode === 'VERIFY_IDENTITY' ? 'TRUE' : 'FALSE',
	};
}

/** Reads the table `name value` at the end of the help. */
function valuesIn(help: string): ReturnType<typeof told> {
	const table = help.slice(help.indexOf('\n-----'));
	const value = (name: string) => {
		const text = new RegExp(`^${name} +(.+)$`, 'm').exec(table)?.[1];
		return text === '(No default value)' ? undefined : text;
	};

	return {
		host: value('host'),
		port: value('port') ?? '',
		user: value('user'),
		socket: value('socket'),
		'connect-timeout': value('connect-timeout') ?? '',
		'ssl-ca': value('ssl-ca'),
		'ssl-cert': value('ssl-cert'),
		'ssl-key': value('ssl-key'),
		'server-public-key-path': value('server-public-key-path'),
		// MariaDB's client has no such authentication method.
		'get-server-public-key': value('get-server-public-key') ?? 'FALSE',
		// MySQL's client has none of these.
		ssl: value('ssl') ?? 'TRUE',
		'ssl-verify-server-cert': value('ssl-verify-server-cert') ?? 'FALSE',
	};
}
