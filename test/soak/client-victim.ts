import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {type ClientPrograms} from '../helpers/client-programs.js';
import {type Flavour} from '../../source/server/flavour.js';
import {type TestServer} from '../helpers/server.js';

/** What a statement returned: an error's number, 0 for OK; `lost`: the connection. */
export type Returned = number | 'lost';

/** The mysql or mariadb command-line client, with one connection to a server. */
export type ClientVictim = {
	/** The id that the server has for its connection. */
	readonly id: string;
	/** Runs one statement. */
	readonly run: (sql: string) => Promise<Returned>;
	/** Whether the connection is still there; the client may have opened another one. */
	readonly isAlive: () => Promise<boolean>;
	readonly close: () => Promise<void>;
};

/** Errors of a client that has lost its connection, or finds it closed. */
const lostErrors: ReadonlySet<number> = new Set([2006, 2013, 2026, 2055]);

/** Starts the client of a flavour, which reads statements from a pipe, as a runbook's script does. */
export async function openClient(
	{command}: ClientPrograms,
	flavour: Flavour,
	{socketPath, user}: TestServer,
	database: string,
): Promise<ClientVictim> {
	const child = spawn(
		'sh',
		[
			'-c',
			// In one stream an error is read before what was printed after it.
			'exec "$@" 2>&1',
			'sh',
			...command(flavour),
			'--no-defaults',
			'--batch',
			'--skip-column-names',
			'--unbuffered',
			'--force',
			'--no-auto-rehash',
			'--local-infile=1',
			'--max-allowed-packet=64M',
			`--socket=${socketPath}`,
			`--user=${user}`,
			database,
		],
		{env: {}, stdio: ['pipe', 'pipe', 'inherit']},
	);
	const ended = once(child, 'close');
	child.stdin.on('error', () => {
		// It has ended: the lines end too.
	});
	const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
	let asked = 0;

	/** What it prints for a statement, up to a mark. */
	const ask = async (sql: string): Promise<readonly string[]> => {
		const mark = `answered ${asked++}`;
		child.stdin.write(`${sql};\nSELECT '${mark}';\n`);
		const printed: string[] = [];
		for (;;) {
			const line = await lines.next();
			if (line.done) {
				return [...printed, 'ERROR 2013 (the client has ended)'];
			}

			if (line.value === mark) {
				return printed;
			}

			printed.push(line.value);
			// Without a connection the mark does not come either: there is an error for it.
			if (errorOf(printed) === 'lost' && printed.length > 1) {
				return printed;
			}
		}
	};

	const readId = async () => {
		const printed = await ask('SELECT CONNECTION_ID()');
		return printed.at(-1) ?? '';
	};

	const id = await readId();
	if (!/^\d+$/.test(id)) {
		throw new Error(`The client did not connect: ${id}`);
	}

	return {
		id,
		run: async sql => errorOf(await ask(sql)),
		isAlive: async () => (await readId()) === id,
		async close() {
			child.stdin.end();
			child.kill();
			await ended;
		},
	};
}

function errorOf(printed: readonly string[]): Returned {
	for (const line of printed) {
		const [, number] = /^ERROR (\d+)/.exec(line) ?? [];
		if (number !== undefined) {
			return lostErrors.has(Number(number)) ? 'lost' : Number(number);
		}
	}

	return 0;
}
