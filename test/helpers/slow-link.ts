import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import net from 'node:net';
import {tmpdir, userInfo} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import readline from 'node:readline';
import {openTerminal, type Terminal} from './terminal.js';

/** The user's own real ssh server on the loopback interface, behind a slow link. */
export type SlowLink = {
	/** Opens a terminal at the near end of the link, in which a program runs at its far end. */
	readonly open: (
		words: readonly string[],
		options?: {
			readonly env?: Readonly<Record<string, string>>;
			readonly columns?: number;
			readonly rows?: number;
		},
	) => Terminal;
	readonly close: () => Promise<void>;
};

const host = '127.0.0.1';

/** Where the ssh server is installed; `undefined` if it or anything that the link needs is missing. */
export const sshServer = existsSync('/usr/bin/perl')
	? ['/usr/sbin/sshd', '/usr/bin/sshd'].find(file => existsSync(file))
	: undefined;

/** Starts an ssh server and a link to it with this many bytes a second in each direction. */
export async function openSlowLink(bytesPerSecond: number): Promise<SlowLink> {
	const folder = await mkdtemp(path.join(tmpdir(), 'slow-'));
	const inFolder = (name: string) => path.join(folder, name);
	if (process.getuid?.() === 0) {
		// The program insists on its folder when it runs as root.
		await mkdir('/run/sshd', {recursive: true});
	}

	await Promise.all(
		['host', 'user'].map(async key =>
			once(
				spawn('ssh-keygen', [
					'-q',
					'-t',
					'ed25519',
					'-N',
					'',
					'-f',
					inFolder(key),
				]),
				'exit',
			),
		),
	);
	const port = await freePort();
	await writeFile(
		inFolder('config'),
		[
			`ListenAddress ${host}:${port}`,
			`HostKey ${inFolder('host')}`,
			`AuthorizedKeysFile ${inFolder('user.pub')}`,
			'StrictModes no',
			'UsePAM no',
			'PasswordAuthentication no',
			'PermitRootLogin yes',
			'PrintMotd no',
			'PrintLastLog no',
			'PidFile none',
			'',
		].join('\n'),
	);
	const server = spawn(
		sshServer ?? '',
		['-D', '-e', '-f', inFolder('config')],
		{stdio: ['ignore', 'ignore', 'pipe']},
	);
	await untilLine(server.stderr, /listening on/);
	server.stderr.resume();
	const link = spawn(
		'perl',
		['test/helpers/slow-link.pl', String(port), String(bytesPerSecond)],
		{stdio: ['ignore', 'pipe', 'inherit']},
	);
	const linkPort = await untilLine(link.stdout, /^\d+$/);

	return {
		open(words, {env = {}, ...size} = {}) {
			const variables = Object.entries(env).map(
				([name, value]) => `${name}=${value}`,
			);
			return openTerminal({
				command: 'ssh',
				args: [
					'-tt',
					'-F',
					'none',
					'-i',
					inFolder('user'),
					'-p',
					linkPort,
					...[
						`UserKnownHostsFile=${inFolder('known')}`,
						'StrictHostKeyChecking=no',
						'LogLevel=ERROR',
						'EscapeChar=none',
						// Algorithms that need few bytes to agree on: the link is slow from the start.
						'KexAlgorithms=curve25519-sha256',
						'HostKeyAlgorithms=ssh-ed25519',
						'IgnoreUnknown=ObscureKeystrokeTiming',
						'ObscureKeystrokeTiming=no',
					].flatMap(option => ['-o', option]),
					`${userInfo().username}@${host}`,
					['exec', 'env', ...variables, ...words]
						.map(word => quote(word))
						.join(' '),
				],
				...size,
			});
		},
		async close() {
			const ends = [server, link].map(async child =>
				child.exitCode === null && child.signalCode === null
					? once(child, 'exit')
					: undefined,
			);
			link.kill();
			server.kill();
			await Promise.all(ends);
			await rm(folder, {recursive: true, maxRetries: 10});
		},
	};
}

function quote(word: string): string {
	return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

async function freePort(): Promise<number> {
	const server = net.createServer();
	server.listen(0, host);
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** Waits for a line of a stream. */
async function untilLine(
	stream: NodeJS.ReadableStream,
	wanted: RegExp,
): Promise<string> {
	const lines: string[] = [];
	for await (const line of readline.createInterface({input: stream})) {
		lines.push(line);
		if (wanted.test(line)) {
			return line;
		}
	}

	throw new Error(`Ended before ${String(wanted)}: ${lines.join('\n')}`);
}
