import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {type Connection} from 'mysql2/promise';
import {openTerminal} from '../test/helpers/terminal.js';
import {sandboxServer, type TestServer} from '../test/helpers/server.js';
import {draw, until} from './draw-picture.js';

/*
Draws docs/attach-list.svg, docs/attach-armed.svg and docs/attach-rollback.svg: what the built program shows of an application that others wait for, on a throwaway MySQL.
*/

/** Rows that keep a transaction busy for some seconds. */
const doublings = 19;

/** Somebody's connections: one that changes every row, two that wait for it one after the other, and one that sleeps. */
async function openVictims(server: TestServer): Promise<readonly Connection[]> {
	const root = await server.connect();
	for (const statement of [
		'CREATE SCHEMA shop',
		'CREATE TABLE shop.orders (id INT PRIMARY KEY AUTO_INCREMENT, total INT, note CHAR(200))',
		"INSERT INTO shop.orders (total, note) VALUES (1, REPEAT('x', 200))",
		...Array.from(
			{length: doublings},
			() =>
				'INSERT INTO shop.orders (total, note) SELECT total, note FROM shop.orders',
		),
		"CREATE USER app IDENTIFIED BY ''",
		"CREATE USER web IDENTIFIED BY ''",
		'GRANT ALL ON shop.* TO app, web',
	]) {
		await root.query(statement);
	}

	const open = async (user: string) => server.connect({user, database: 'shop'});
	const app = await open('app');
	const web = await open('web');
	const admin = await server.connect({database: 'shop'});
	const idle = await open('app');
	await idle.query('SELECT COUNT(*) FROM orders WHERE id < 10');
	await app.query('BEGIN');
	await app.query('UPDATE orders SET total = total + 1 WHERE id = 1');
	// Each ends with its connection.
	for (const [connection, statement] of [
		[app, 'UPDATE orders SET total = total * 2, note = REPEAT("y", 200)'],
		[web, 'UPDATE orders SET total = 0 WHERE id = 1'],
		[admin, 'ALTER TABLE orders ADD COLUMN paid_at DATETIME'],
	] as const) {
		connection.on('error', () => undefined);
		connection.query(statement).catch(() => undefined);
	}

	return [root, app, web, admin, idle];
}

const server = await sandboxServer('mysql', {tcp: true});
const victims = await openVictims(server);
const [, app] = victims;
const terminal = openTerminal({
	command: process.execPath,
	args: [
		fileURLToPath(new URL('../dist/cli.js', import.meta.url)),
		'attach',
		'--no-defaults',
		'-h',
		'127.0.0.1',
		'-P',
		String(server.tcp?.port),
		'-u',
		server.tcp?.user ?? '',
	],
	env: Object.fromEntries([['MYSQL_PWD', server.tcp?.password ?? '']]),
	columns: 120,
	rows: 24,
});
try {
	await until(terminal, new RegExp(`▸ +${app?.threadId} `), /blocks 2/);
	await draw(terminal, 'attach-list.svg');
	terminal.press('\r');
	await until(terminal, /RUNNING [23]\d\d,\d{3} rows · \+/, /blocks 2/);
	terminal.press('c');
	await until(terminal, /Press c again within [1-9] s/, / to \d/);
	await draw(terminal, 'attach-armed.svg');
	terminal.press('c');
	await until(terminal, /ROLLING BACK/, /by (?:[4-9]|\d\d) looks/);
	await draw(terminal, 'attach-rollback.svg');
	await until(terminal, /Proved: the connection is gone/);
} finally {
	terminal.press('\u0003');
	await terminal.exited;
	for (const connection of victims) {
		connection.destroy();
	}

	await server.stop();
}
