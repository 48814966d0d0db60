/*
The floor of a press: a program that does nothing but read keys and send KILLs on a connection that is ready. `q` sends a KILL QUERY to a connection of its own, and `x` ends it.

node floor.mjs SOCKET USER OUT: for each press, OUT gets when its KILL was handed to mysql2 and when its OK came, in ms since 1970.
*/
import {writeFileSync} from 'node:fs';
import process from 'node:process';
import mysql from 'mysql2';

const [socketPath, user, out] = process.argv.slice(2);
const control = mysql.createConnection({socketPath, user});
const victim = mysql.createConnection({socketPath, user});
const now = () => performance.timeOrigin + performance.now();
const presses = [];

function kill(id) {
	const press = {sentAt: now(), okAt: 0};
	presses.push(press);
	control.query(`KILL QUERY ${id}`, () => {
		press.okAt = now();
	});
}

victim.query('SELECT CONNECTION_ID() AS id', (error, rows) => {
	if (error) {
		throw error;
	}

	process.stdin.setRawMode(true);
	process.stdin.on('data', keys => {
		for (const key of keys.toString()) {
			if (key === 'q') {
				kill(rows[0].id);
			} else if (key === 'x') {
				writeFileSync(out, JSON.stringify(presses));
				control.destroy();
				victim.destroy();
				process.stdin.unref();
			}
		}
	});
	process.stdout.write('ready');
});
