import {readFile} from 'node:fs/promises';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {type Connection, type RowDataPacket} from 'mysql2/promise';
import {type Flavour} from '../source/server/flavour.js';
import {sandboxServer, type TestServer} from '../test/helpers/server.js';
import {openTerminal, type Terminal} from '../test/helpers/terminal.js';

/** 500 logins take a while. */
const patience = {timeout: 60_000} as const;

/** So many connections sleep, and so many work. */
const idle = 500;
const busy = 20;

/** Between two statements of one that works, in ms. */
const busyPause = 50;

/** So long the looks are measured, in ms. */
const time = 30_000;

/** So many connections are killed by two presses. */
const kills = 20;

/** What attach's screen costs a server, and how fast it kills. */
export type AttachCost = {
	/** Processor time of its connections on the server, as a part of one core: while it lists, and while it watches one connection. */
	readonly listing: number;
	readonly watching: number;
	/** From the second press to the KILL on its socket, in ms. */
	readonly pressToSent: readonly number[];
};

/** The threads of an account's connections, by the operating system's ids. */
const threadQueries: Readonly<Record<Flavour, string>> = {
	mysql:
		"SELECT THREAD_OS_ID AS id FROM performance_schema.threads WHERE PROCESSLIST_USER = 'watcher'",
	mariadb:
		"SELECT TID AS id FROM information_schema.PROCESSLIST WHERE USER = 'watcher'",
};

/** Linux counts processor time in hundredths of a second. */
const tick = 10;

/** Processor time of the account's threads so far, in ms. */
async function processorTime(
	root: Connection,
	flavour: Flavour,
): Promise<number> {
	const [rows] = await root.query<RowDataPacket[]>(threadQueries[flavour]);
	const times = await Promise.all(
		rows.map(async row => {
			const id = String(row['id']);
			// /proc/ID/stat is that of the whole process.
			const text = await readFile(`/proc/${id}/task/${id}/stat`, 'utf8');
			// The name may have spaces.
			const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
			return (Number(fields[11]) + Number(fields[12])) * tick;
		}),
	);
	return times.reduce((sum, ms) => sum + ms, 0);
}

/** The part of one core that the account's threads take. */
async function shareOf(root: Connection, flavour: Flavour): Promise<number> {
	const before = await processorTime(root, flavour);
	const began = performance.now();
	await delay(time);
	const after = await processorTime(root, flavour);
	return (after - before) / (performance.now() - began);
}

async function work(connection: Connection, id: number): Promise<void> {
	for (;;) {
		await connection.query('UPDATE busy SET n = n + 1 WHERE id = ?', [id]);
		await delay(busyPause);
	}
}

function attach(
	cli: string,
	{socketPath}: TestServer,
	words: readonly string[],
): Terminal {
	return openTerminal({
		command: process.execPath,
		args: [
			cli,
			'attach',
			'--no-defaults',
			'-S',
			socketPath,
			'-u',
			'watcher',
			...words,
		],
		columns: 120,
		rows: 40,
	});
}

async function quit(terminal: Terminal): Promise<void> {
	terminal.press('\u0003');
	await terminal.exited;
}

/** Kills one connection by two presses. @returns The ms from the second press to the KILL, as the screen tells it. */
async function killOne(cli: string, server: TestServer): Promise<number> {
	const victim = await server.connect();
	victim.on('error', () => undefined);
	const terminal = attach(cli, server, [String(victim.threadId)]);
	await terminal.waitFor(/Sleep for/, patience);
	terminal.press('c');
	await terminal.waitFor(/Press c again within [1-9] s/, patience);
	terminal.press('c');
	await terminal.waitFor(/Proved: the connection is gone/, patience);
	const text = terminal
		.screen()
		.map(line => line.split('││').at(-1)?.replace(/│$/, '').trim() ?? '')
		.join(' ');
	await quit(terminal);
	victim.destroy();
	const [, ms] = /sent ([\d.]+) ms after the key/.exec(text) ?? [];
	if (ms === undefined) {
		throw new Error(`The screen does not tell when the KILL was sent: ${text}`);
	}

	return Number(ms);
}

/** Measures one built program on one flavour: 500 connections that sleep, 20 that work. */
export async function measureAttach(
	cli: string,
	flavour: Flavour,
): Promise<AttachCost> {
	const server = await sandboxServer(flavour, {
		serverOptions: [`--max-connections=${idle + busy + 50}`],
	});
	const root = await server.connect();
	const others: Connection[] = [];
	try {
		for (const statement of [
			'CREATE SCHEMA bench',
			'CREATE TABLE bench.busy (id INT PRIMARY KEY, n INT)',
			`INSERT INTO bench.busy VALUES ${Array.from({length: busy}, (_, id) => `(${id}, 0)`).join(', ')}`,
			"CREATE USER watcher IDENTIFIED BY ''",
			'GRANT ALL ON *.* TO watcher',
		]) {
			await root.query(statement);
		}

		for (let count = 0; count < idle + busy; count++) {
			others.push(await server.connect({database: 'bench'}));
		}

		for (const [id, connection] of others.slice(idle).entries()) {
			connection.on('error', () => undefined);
			// It ends with its connection.
			work(connection, id).catch(() => undefined);
		}

		const list = attach(cli, server, []);
		await list.waitFor(/52\d connections/, patience);
		await delay(6000);
		const listing = await shareOf(root, flavour);
		await quit(list);

		const watch = attach(cli, server, [String(others.at(-1)?.threadId)]);
		await watch.waitFor(/nobody waits for it/, patience);
		await delay(6000);
		const watching = await shareOf(root, flavour);
		await quit(watch);

		const pressToSent: number[] = [];
		for (let kill = 0; kill < kills; kill++) {
			pressToSent.push(await killOne(cli, server));
		}

		return {listing, watching, pressToSent};
	} finally {
		for (const connection of others) {
			connection.destroy();
		}

		await root.end();
		await server.stop();
	}
}
